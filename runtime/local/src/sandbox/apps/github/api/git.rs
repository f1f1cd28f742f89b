//! Branches, references and commits.

use jiff::Timestamp;

use super::{
    super::hub::{Commit, Failure, Repository, Signature, changes, login},
    call::{Answer, Call, Named},
    render,
};

impl Call<'_> {
    pub(super) fn branches(&self, named: Named<'_>) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        // None is protected.
        let all =
            if self.parameter("protected") == Some("true") { Vec::new() } else { repository.branches.iter().collect() };
        Ok(self.listed(all, |(name, sha)| render::branch(repository, name, sha)))
    }

    pub(super) fn branch(&self, named: Named<'_>, name: &str) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let missing = || Failure::new(axum::http::StatusCode::NOT_FOUND, "Branch not found");
        let sha = repository.branches.get(name).ok_or_else(missing)?;
        let commit = repository.commit(sha).ok_or_else(missing)?;
        let mut rendered = render::branch(repository, name, sha);
        rendered["commit"] = render::commit(repository, commit);
        Ok(Answer::ok(rendered))
    }

    pub(super) fn reference(&self, named: Named<'_>, name: &str) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let (kind, bare) = name.split_once('/').ok_or_else(Failure::not_found)?;
        let sha = match kind {
            "heads" => repository.branches.get(bare),
            "tags" => repository.tags.get(bare),
            _ => None,
        };
        let sha = sha.ok_or_else(Failure::not_found)?;
        Ok(Answer::ok(render::reference(repository, &format!("refs/{name}"), sha)))
    }

    pub(super) fn create_reference(&mut self, named: Named<'_>) -> Result<Answer, Failure> {
        let (name, sha) = (self.required("Reference", "ref")?, self.required("Reference", "sha")?);
        self.pushable(named)?;
        self.hub.admit(name.len())?;
        let repository = self.pushable(named)?;
        let kind = name.strip_prefix("refs/").and_then(|rest| rest.split_once('/'));
        let (kind, bare) = kind.filter(|(_, bare)| is_reference(bare)).ok_or_else(|| {
            Failure::unprocessable(format!("Reference name is invalid: {}", name.chars().take(80).collect::<String>()))
        })?;
        if repository.commit(&sha).is_none() {
            return Err(Failure::unprocessable("Object does not exist"));
        }
        let references = match kind {
            "heads" => &mut repository.branches,
            "tags" => &mut repository.tags,
            _ => return Err(Failure::unprocessable("Reference must be in refs/heads or refs/tags.")),
        };
        if references.contains_key(bare) {
            return Err(Failure::unprocessable("Reference already exists"));
        }
        references.insert(bare.to_owned(), sha.clone());
        Ok(Answer::created(render::reference(repository, &name, &sha)))
    }

    pub(super) fn commits(&self, named: Named<'_>) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let from = match self.parameter("sha") {
            Some(reference) => repository.resolve(reference).ok_or_else(Failure::not_found)?,
            None => repository.head().ok_or_else(|| Failure::conflict("Git Repository is empty."))?,
        };
        let (since, until) = (self.time("since")?, self.time("until")?);
        let is_within = |at: Timestamp| since.is_none_or(|since| at >= since) && until.is_none_or(|until| at <= until);
        let (author, committer) = (self.parameter("author"), self.parameter("committer"));
        let path = self.parameter("path").map(|path| path.trim_matches('/'));
        let found = repository.history(from).into_iter().filter(|commit| {
            is_within(commit.committer.date)
                && author.is_none_or(|named| is_by(&commit.author, named))
                && committer.is_none_or(|named| is_by(&commit.committer, named))
                && path.is_none_or(|path| touches(repository, commit, path))
        });
        Ok(self.listed(found.collect(), |commit| render::commit(repository, commit)))
    }

    pub(super) fn commit(&self, named: Named<'_>, reference: &str) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let missing = || Failure::unprocessable(format!("No commit found for SHA: {reference}"));
        let commit = repository.resolve(reference).ok_or_else(missing)?;
        let parent = commit.parents.first().and_then(|sha| repository.commit(sha));
        let empty = Default::default();
        let changes = changes(parent.map_or(&empty, |parent| &*parent.tree), &commit.tree);
        let lines: Vec<_> = changes.iter().map(|change| change.lines()).collect();
        let added: usize = lines.iter().map(|lines| lines.added).sum();
        let removed: usize = lines.iter().map(|lines| lines.removed).sum();
        let (page, next) = self.page(changes);
        let files: Vec<_> = page.iter().map(|change| render::change(repository, change, &commit.sha)).collect();
        let mut rendered = render::commit(repository, commit);
        rendered["stats"] = serde_json::json!({ "additions": added, "deletions": removed, "total": added + removed });
        rendered["files"] = files.into();
        Ok(Answer { next, ..Answer::ok(rendered) })
    }
}

/// Whether a signature is that of a user, by login or by email address.
fn is_by(signature: &Signature, named: &str) -> bool {
    let user = super::super::hub::USERS.iter().position(|user| user.email == signature.email);
    signature.email.eq_ignore_ascii_case(named) || user.is_some_and(|user| login(user).eq_ignore_ascii_case(named))
}

/// Whether a commit changes a file or something in a directory.
fn touches(repository: &Repository, commit: &Commit, path: &str) -> bool {
    let parent = commit.parents.first().and_then(|sha| repository.commit(sha));
    let empty = Default::default();
    let changes = changes(parent.map_or(&empty, |parent| &*parent.tree), &commit.tree);
    changes.iter().any(|change| {
        let rest = change.path.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || path.is_empty() || rest.starts_with('/'))
    })
}

/// Whether git would take a name for a branch or a tag.
pub(super) fn is_reference(name: &str) -> bool {
    let is_odd = |char: char| char.is_control() || char.is_whitespace() || "~^:?*[\\".contains(char);
    (1..=200).contains(&name.len())
        && !name.contains(is_odd)
        && !name.contains("..")
        && !name.contains("@{")
        && name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.ends_with(".lock"))
        && !name.ends_with('.')
        && !name.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_branches_are_those_of_git() {
        for name in ["main", "fix/half-even", "v1.0.0", "日本"] {
            assert!(is_reference(name), "{name}");
        }
        for odd in ["", "/a", "a/", "a//b", "a..b", "a b", "a~1", "a.lock", ".a", "a\n", "-a", "a@{1}"] {
            assert!(!is_reference(odd), "{odd}");
        }
    }
}
