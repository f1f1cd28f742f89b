use std::borrow::Cow;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde::de::DeserializeOwned;

use super::credential::Credential;
use crate::error::{Error, Problem, UnexpectedAnswer};

/// How much of an answer that is not JSON is shown.
const EXCERPT: usize = 120;
/// How much of an answer is searched for that excerpt.
const LOOKED_AT: usize = 8 * 1024;
/// A word longer than this may be a token, and is not shown.
const LONGEST_WORD: usize = 24;

/// An answer, with the request that it answers. Not `Debug`: the body may hold a secret.
pub(crate) struct Answer {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// What an error may quote of the body; made here, where the credential is available to redact.
    pub(super) excerpt: Option<String>,
}

impl Answer {
    /// Reads the body. `expected` names what it should be, e.g. "a session".
    pub(crate) fn read<T: DeserializeOwned>(&self, expected: &'static str) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|_| self.misread::<T>(expected))
    }

    /// Reads the body where it is a `T`.
    pub(crate) fn try_read<T: DeserializeOwned>(&self) -> Option<T> {
        // Checked as a whole, the text of its strings need not be checked one by one.
        serde_json::from_str(str::from_utf8(&self.body).ok()?).ok()
    }

    /// Explains why the body cannot be read. It is parsed again to find the place of the error.
    #[cold]
    fn misread<T: DeserializeOwned>(&self, expected: &'static str) -> Error {
        let mut json = serde_json::Deserializer::from_slice(&self.body);
        match serde_path_to_error::deserialize::<_, T>(&mut json) {
            Err(error) => self.wrong(expected, Problem::from(&error)),
            Ok(_) => self.unexpected(expected, "something follows its end"),
        }
    }

    /// The error for an answer that is not what was `expected`.
    pub(crate) fn unexpected(&self, expected: &'static str, problem: impl Into<Cow<'static, str>>) -> Error {
        self.wrong(expected, Problem::new(problem))
    }

    fn wrong(&self, expected: &'static str, problem: Problem) -> Error {
        let problem = problem.quoting(self.excerpt.clone());
        let method = self.method.to_string();
        UnexpectedAnswer::new(method, self.path.clone(), self.status.as_u16(), expected, problem).into()
    }

    /// The value of a header, if it is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// The beginning of a body that is not JSON, on one line and without what may be a secret.
pub(super) fn excerpt(body: &[u8], credential: &Credential) -> Option<String> {
    if matches!(body.trim_ascii_start().first(), Some(b'{' | b'[' | b'"')) {
        return None;
    }
    let start = String::from_utf8_lossy(&body[..body.len().min(LOOKED_AT)]);
    let start = credential.redact(start.trim_start());
    let mut shown = String::new();
    for word in start.split_whitespace() {
        let word = if word.chars().count() > LONGEST_WORD { "…" } else { word };
        if shown.len() + word.len() >= EXCERPT {
            shown.push_str(" …");
            break;
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    (!shown.is_empty()).then_some(shown)
}
