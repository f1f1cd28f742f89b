use thiserror::Error;

/// An answer that the protocol does not define: not JSON, or JSON of another shape.
///
/// Usually something other than a Tool Router answers at the base URL: a proxy, a login page or another service.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{method} {path} was answered with status {status}, but not with {expected}: {problem}{}. \
     Check that the base URL is a Tool Router's",
    quoted(.excerpt)
)]
#[non_exhaustive]
pub struct UnexpectedAnswer {
    /// The request's method.
    pub method: String,
    /// The request's path.
    pub path: String,
    /// The answer's status; 0 if the answer was well formed and its content was not.
    pub status: u16,
    /// What was expected.
    pub expected: &'static str,
    /// What is wrong with it.
    pub problem: String,
    /// The beginning of the answer, if it is not JSON. What looks like a token is left out.
    pub excerpt: Option<String>,
}

fn quoted(excerpt: &Option<String>) -> String {
    match excerpt {
        Some(excerpt) => format!(" (it begins: {excerpt:?})"),
        None => String::new(),
    }
}
