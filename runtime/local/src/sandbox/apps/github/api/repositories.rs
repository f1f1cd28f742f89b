//! Users, repositories and stars.

use serde_json::{Value, json};

use super::{
    super::hub::{Blob, Failure, Repository, Signature, USERS, is_repository_name, position},
    call::{Answer, Call, Named},
    render,
};

impl Call<'_> {
    pub(super) fn authenticated_user(&self) -> Result<Answer, Failure> {
        self.profile(self.user)
    }

    pub(super) fn user_named(&self, login: &str) -> Result<Answer, Failure> {
        self.profile(position(login).ok_or_else(Failure::not_found)?)
    }

    fn profile(&self, user: usize) -> Result<Answer, Failure> {
        let known = USERS.get(user).ok_or_else(Failure::not_found)?;
        let own = |is_private| {
            let mine = self.hub.visible(user).filter(|repository| repository.owner == user);
            mine.filter(|repository| repository.is_private == is_private).count()
        };
        let mut profile = render::user(user);
        profile["name"] = known.name.into();
        profile["bio"] = known.bio.into();
        profile["company"] = "Sandbox".into();
        profile["public_repos"] = own(false).into();
        let sees_more = user == self.user && self.scopes.iter().any(|scope| matches!(*scope, "user" | "read:user"));
        if sees_more {
            profile["email"] = known.email.into();
            profile["owned_private_repos"] = own(true).into();
        }
        Ok(Answer::ok(profile))
    }

    pub(super) fn repository(&self, named: Named<'_>) -> Result<Answer, Failure> {
        Ok(Answer::ok(render::repository(self.readable(named)?, self.user)))
    }

    pub(super) fn own_repositories(&self) -> Result<Answer, Failure> {
        let kind = self.parameter("type").unwrap_or("all");
        if !matches!(kind, "all" | "owner" | "public" | "private" | "member") {
            return Err(Failure::unprocessable("Invalid type parameter."));
        }
        self.repositories(|repository| {
            repository.can_push(self.user)
                && match kind {
                    "owner" => repository.owner == self.user,
                    "member" => repository.owner != self.user,
                    "public" => !repository.is_private,
                    "private" => repository.is_private,
                    _ => true,
                }
        })
    }

    pub(super) fn repositories_of(&self, login: &str) -> Result<Answer, Failure> {
        let user = position(login).ok_or_else(Failure::not_found)?;
        let kind = self.parameter("type").unwrap_or("owner");
        self.repositories(|repository| {
            !repository.is_private
                && match kind {
                    "all" => repository.can_push(user),
                    "member" => repository.can_push(user) && repository.owner != user,
                    _ => repository.owner == user,
                }
        })
    }

    fn repositories(&self, filter: impl Fn(&Repository) -> bool) -> Result<Answer, Failure> {
        let (since, before) = (self.time("since")?, self.time("before")?);
        let mut found: Vec<_> = self
            .hub
            .visible(self.user)
            .filter(|repository| {
                self.sees(repository)
                    && filter(repository)
                    && since.is_none_or(|since| repository.updated >= since)
                    && before.is_none_or(|before| repository.updated < before)
            })
            .collect();
        let sort = self.parameter("sort").unwrap_or("full_name");
        match sort {
            "full_name" => found.sort_by_key(|repository| repository.full_name()),
            "created" => found.sort_by_key(|repository| repository.created),
            "updated" => found.sort_by_key(|repository| repository.updated),
            "pushed" => found.sort_by_key(|repository| repository.pushed),
            _ => return Err(Failure::unprocessable("Invalid sort parameter.")),
        }
        if !self.is_ascending(sort == "full_name")? {
            found.reverse();
        }
        Ok(self.listed(found, |repository| render::repository(repository, self.user)))
    }

    pub(super) fn create_repository(&mut self) -> Result<Answer, Failure> {
        let is_private = self.flag("private");
        let accepted: &[&str] = if is_private { &["repo"] } else { &["repo", "public_repo"] };
        if !self.scopes.iter().any(|scope| accepted.contains(scope)) {
            return Err(Failure::missing_scope("public_repo, repo"));
        }
        let name = self.required("Repository", "name")?;
        if !is_repository_name(&name) {
            return Err(Failure::invalid("Repository", "name", "invalid"));
        }
        if self.hub.has_repository(self.user, &name) {
            return Err(Failure::custom("Repository", "name already exists on this account"));
        }
        let description = self.text("description")?.map(str::to_owned);
        let homepage = self.text("homepage")?.map(str::to_owned);
        self.hub.admit(name.len() + description.as_ref().map_or(0, String::len))?;
        let (now, id) = (self.hub.now(), self.hub.new_id());
        let mut repository = Repository::new(id, self.user, name, now);
        repository.is_private = is_private;
        repository.has_issues = self.body.get("has_issues").and_then(Value::as_bool).unwrap_or(true);
        repository.description = description;
        repository.homepage = homepage;
        if self.flag("auto_init") {
            let about = repository.description.as_ref().map(|about| format!("\n{about}\n")).unwrap_or_default();
            let readme = format!("# {}\n{about}", repository.name);
            self.hub.admit(readme.len())?;
            let author = Signature::of(self.user, now);
            let (blob, message) = (Blob::new(readme.into_bytes()), "Initial commit".to_owned());
            repository.write("main", "README.md", Some(blob), message, author.clone(), author)?;
        }
        let rendered = render::repository(&repository, self.user);
        self.hub.repositories.push(repository);
        Ok(Answer::created(rendered))
    }

    pub(super) fn starred(&self) -> Result<Answer, Failure> {
        let star =
            |repository: &Repository| repository.stars.iter().find(|(user, _)| *user == self.user).map(|star| star.1);
        let mut found: Vec<_> =
            self.hub.visible(self.user).filter(|it| self.sees(it)).filter_map(|it| Some((star(it)?, it))).collect();
        match self.parameter("sort").unwrap_or("created") {
            "created" => found.sort_by_key(|(at, _)| *at),
            "updated" => found.sort_by_key(|(_, repository)| repository.pushed),
            _ => return Err(Failure::unprocessable("Invalid sort parameter.")),
        }
        if !self.is_ascending(false)? {
            found.reverse();
        }
        Ok(self.listed(found, |(_, repository)| render::repository(repository, self.user)))
    }

    /// Tells whether a repository is starred, or stars it, or takes the star away.
    pub(super) fn star(&mut self, method: &str, named: Named<'_>) -> Result<Answer, Failure> {
        let (user, now) = (self.user, self.hub.now());
        if method == "GET" {
            let is_starred = self.readable(named)?.stars.iter().any(|(by, _)| *by == user);
            return if is_starred { Ok(Answer::empty()) } else { Err(Failure::not_found()) };
        }
        let repository = self.changeable(named)?;
        let before = repository.stars.len();
        match method {
            "PUT" if repository.stars.iter().all(|(by, _)| *by != user) => repository.stars.push((user, now)),
            "PUT" => {}
            "DELETE" => repository.stars.retain(|(by, _)| *by != user),
            _ => return Err(Failure::not_found()),
        }
        if method == "DELETE" && repository.stars.len() == before {
            return Err(Failure::not_found());
        }
        Ok(Answer::empty())
    }
}

/// Reads the author or the committer of a commit; those that are not given are the user.
pub(super) fn signature_in(field: Option<&Value>, default: Signature) -> Result<Signature, Failure> {
    let Some(field) = field.filter(|field| !field.is_null()) else { return Ok(default) };
    let text = |name: &str| field[name].as_str().filter(|text| !text.trim().is_empty() && text.len() <= 256);
    let date = match field.get("date").and_then(Value::as_str) {
        Some(date) => date.parse().map_err(|_| Failure::unprocessable("The date is not ISO 8601."))?,
        None => default.date,
    };
    match (text("name"), text("email")) {
        (Some(name), Some(email)) => Ok(Signature { name: name.to_owned(), email: email.to_owned(), date }),
        _ => Err(Failure::unprocessable(format!("Invalid request.\n\n{} needs a name and an email.", json!(field)))),
    }
}
