use std::borrow::Cow;
use std::fmt;

use thiserror::Error;

use crate::ids::SessionId;

/// An answer that the protocol does not know: no JSON, or JSON of another shape.
///
/// Most often something other than a Tool Router answers at the base URL: a proxy, a login page, another service. What is
/// wrong with the answer is its [`problem`](Self::problem), and its `source()`.
#[derive(Clone, PartialEq, Eq, Error)]
#[error("{method} {path} was answered with status {status}, but not with {expected}")]
pub struct UnexpectedAnswer {
    pub(crate) method: Cow<'static, str>,
    pub(crate) path: String,
    pub(crate) status: u16,
    pub(crate) expected: &'static str,
    #[source]
    pub(crate) problem: Problem,
    /// The session that it leaves.
    pub(super) left: Option<SessionId>,
}

impl UnexpectedAnswer {
    pub(crate) fn new(
        method: impl Into<Cow<'static, str>>,
        path: String,
        status: u16,
        expected: &'static str,
        problem: Problem,
    ) -> Self {
        Self { method: method.into(), path, status, expected, problem, left: None }
    }

    /// The request's method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request's path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The answer's HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// What should have come: `a session`.
    #[must_use]
    pub fn expected(&self) -> &str {
        self.expected
    }

    /// What is wrong with it: `` `config_version` is missing ``. It quotes no value, which may be a secret.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem.what
    }

    /// The beginning of the answer, if it is not JSON. What looks like a token is left out.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.problem.excerpt.as_deref()
    }

    pub(super) fn help() -> &'static str {
        "check that the base URL is a Tool Router's"
    }
}

impl fmt::Debug for UnexpectedAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        tool_router_core::cause::debug(formatter, self, Some(Self::help()))
    }
}

/// What is wrong with data from outside.
///
/// It stands for the error of serde, which would quote the value, and the value may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    what: Cow<'static, str>,
    excerpt: Option<String>,
}

impl Problem {
    pub(crate) fn new(what: impl Into<Cow<'static, str>>) -> Self {
        Self { what: what.into(), excerpt: None }
    }

    /// The same, with how the data begins.
    pub(crate) fn quoting(self, excerpt: Option<String>) -> Self {
        Self { excerpt, ..self }
    }
}

/// What serde says, with the path to it.
impl From<&serde_path_to_error::Error<serde_json::Error>> for Problem {
    fn from(error: &serde_path_to_error::Error<serde_json::Error>) -> Self {
        use serde_json::error::Category;
        let path = error.path().to_string();
        let inner = error.inner();
        Self::new(match inner.classify() {
            Category::Eof => "it ends too early".into(),
            Category::Syntax | Category::Io => "it is not JSON".into(),
            Category::Data => {
                let message = inner.to_string();
                let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
                match (missing, &*path) {
                    (Some(field), "." | "?") => Cow::from(format!("`{field}` is missing")),
                    (Some(field), path) => format!("`{path}.{field}` is missing").into(),
                    (None, "." | "?") => "it has an unexpected shape".into(),
                    (None, path) => format!("`{path}` has an unexpected shape").into(),
                }
            }
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.what)?;
        match &self.excerpt {
            Some(excerpt) => write!(formatter, " (it begins: {excerpt:?})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}
