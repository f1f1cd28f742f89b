//! A request: who asks, what the token allows, and the parameters.

use std::collections::HashMap;

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::super::{
    hub::{Failure, Hub, Repository},
    scope::{PUBLIC_REPO, REPO},
};

const DEFAULT_PAGE: usize = 30;
const MAX_PAGE: usize = 100;
/// The longest text of an issue or a comment, in characters.
const MAX_TEXT_CHARS: usize = 65_536;
/// The longest title, name or other line, in characters.
const MAX_LINE_CHARS: usize = 256;

/// A repository's owner and name, as the path has them.
pub(super) type Named<'n> = (&'n str, &'n str);

/// An answer.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Option<Value>,
    /// The page that follows, and the last one.
    pub(super) next: Option<(usize, usize)>,
}

impl Answer {
    pub(super) fn ok(body: Value) -> Self {
        Self { status: StatusCode::OK, body: Some(body), next: None }
    }

    pub(super) fn created(body: Value) -> Self {
        Self { status: StatusCode::CREATED, ..Self::ok(body) }
    }

    pub(super) fn empty() -> Self {
        Self { status: StatusCode::NO_CONTENT, body: None, next: None }
    }
}

/// A request by a user.
pub(super) struct Call<'a> {
    /// The place among the users.
    pub(super) user: usize,
    pub(super) scopes: Vec<&'static str>,
    pub(super) query: HashMap<String, String>,
    pub(super) body: Map<String, Value>,
    pub(super) hub: &'a mut Hub,
}

impl Call<'_> {
    fn has(&self, scope: &str) -> bool {
        self.scopes.contains(&scope)
    }

    /// A repository that the user and the token see.
    pub(super) fn readable(&self, (owner, name): Named<'_>) -> Result<&Repository, Failure> {
        let repository = self.hub.repository(self.user, owner, name)?;
        if repository.is_private && !self.has(REPO) {
            return Err(Failure::missing_scope("repo"));
        }
        Ok(repository)
    }

    /// Whether the token sees a repository that its user sees.
    pub(super) fn sees(&self, repository: &Repository) -> bool {
        repository.is_visible_to(self.user) && (!repository.is_private || self.has(REPO))
    }

    /// A repository that the user may discuss, and that the token may change something in.
    pub(super) fn changeable(&mut self, named: Named<'_>) -> Result<&mut Repository, Failure> {
        self.readable(named)?;
        if !self.has(REPO) && !self.has(PUBLIC_REPO) {
            return Err(Failure::missing_scope("public_repo, repo"));
        }
        self.hub.repository_mut(self.user, named.0, named.1)
    }

    /// A repository that the user may push to.
    pub(super) fn pushable(&mut self, named: Named<'_>) -> Result<&mut Repository, Failure> {
        let user = self.user;
        let repository = self.changeable(named)?;
        if !repository.can_push(user) {
            return Err(Failure::forbidden("Must have push access to the repository."));
        }
        Ok(repository)
    }

    /// A parameter of the query that is not empty.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A parameter of the query that is a time.
    pub(super) fn time(&self, name: &str) -> Result<Option<Timestamp>, Failure> {
        let time = self.parameter(name).map(str::parse).transpose();
        time.map_err(|_| Failure::unprocessable(format!("Invalid {name} parameter: use ISO 8601.")))
    }

    /// Whether a list is to be ascending.
    pub(super) fn is_ascending(&self, default: bool) -> Result<bool, Failure> {
        match self.parameter("direction").or_else(|| self.parameter("order")) {
            None => Ok(default),
            Some("asc") => Ok(true),
            Some("desc") => Ok(false),
            Some(_) => Err(Failure::unprocessable("Invalid direction parameter.")),
        }
    }

    /// The page of a list that `page` and `per_page` select.
    pub(super) fn page<T>(&self, items: Vec<T>) -> (Vec<T>, Option<(usize, usize)>) {
        let number =
            |name| self.parameter(name).and_then(|value| value.parse::<usize>().ok()).filter(|value| *value > 0);
        let per_page = number("per_page").unwrap_or(DEFAULT_PAGE).min(MAX_PAGE);
        let page = number("page").unwrap_or(1);
        let pages = items.len().div_ceil(per_page);
        let first = (page - 1).saturating_mul(per_page);
        (items.into_iter().skip(first).take(per_page).collect(), (page < pages).then_some((page + 1, pages)))
    }

    /// A page of a list, as the answer.
    pub(super) fn listed<T>(&self, items: Vec<T>, render: impl Fn(T) -> Value) -> Answer {
        let (page, next) = self.page(items);
        Answer { next, ..Answer::ok(page.into_iter().map(render).collect()) }
    }

    /// A field of the body that is a text.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Failure> {
        match self.body.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.chars().count() > MAX_TEXT_CHARS => {
                Err(Failure::custom("Issue", format!("{name} is too long (maximum is {MAX_TEXT_CHARS} characters)")))
            }
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Failure::unprocessable(format!("Invalid request.\n\n\"{name}\" is not a string."))),
        }
    }

    /// A field of the body that is a short text, and not blank.
    pub(super) fn line(&self, resource: &str, name: &str) -> Result<Option<&str>, Failure> {
        match self.text(name)? {
            Some(line) if line.trim().is_empty() => Err(Failure::invalid(resource, name, "missing_field")),
            Some(line) if line.chars().count() > MAX_LINE_CHARS => {
                let message = format!("{name} is too long (maximum is {MAX_LINE_CHARS} characters)");
                Err(Failure::custom(resource, message))
            }
            line => Ok(line),
        }
    }

    /// As [`line`](Self::line), for a field that has to be there.
    pub(super) fn required(&self, resource: &str, name: &str) -> Result<String, Failure> {
        self.line(resource, name)?.map(str::to_owned).ok_or_else(|| Failure::invalid(resource, name, "missing_field"))
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.body.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// A field of the body that is a list of names, or of objects with a name.
    pub(super) fn names(&self, name: &str) -> Result<Option<Vec<String>>, Failure> {
        let Some(list) = self.body.get(name).filter(|list| !list.is_null()) else { return Ok(None) };
        let odd = || Failure::unprocessable(format!("Invalid request.\n\n\"{name}\" is not a list of names."));
        let items = list.as_array().filter(|items| items.len() <= MAX_PAGE).ok_or_else(odd)?;
        let text = |item: &Value| item.as_str().or_else(|| item["name"].as_str()).map(str::to_owned);
        let names = items.iter().map(|item| text(item).filter(|name| is_label(name)).ok_or_else(odd));
        names.collect::<Result<_, _>>().map(Some)
    }
}

fn is_label(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= 50
}

/// A search's page, as the answer.
pub(super) fn found(total: usize, items: Vec<Value>, next: Option<(usize, usize)>) -> Answer {
    let body = json!({ "total_count": total, "incomplete_results": false, "items": items });
    Answer { next, ..Answer::ok(body) }
}
