use std::time::Duration;

use bytes::Bytes;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use reqwest::Method;
use serde::Serialize;
use url::Url;

use crate::error::InvalidInput;

/// The path that every endpoint starts with.
const PREFIX: &str = "/api/v3.1";
/// What is percent-encoded in a segment of a path, by the URL standard, so that it stays one.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'/')
    .add(b'%')
    .add(b'\\')
    .add(b'^')
    .add(b'|');

/// When a request may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Whenever it may help: it changes nothing, or nothing more when it is sent twice.
    Freely,
    /// When the failure proves that nothing was processed: it was not sent, or was turned away for too many requests.
    IfUnprocessed,
    /// Never: it may have run a tool, or changed a session.
    Never,
}

/// A request of the API, not tied to a router yet. Not `Debug`: what is in it may be a secret.
#[derive(Clone)]
pub(crate) struct Request {
    pub(super) method: Method,
    /// The path, each segment percent-encoded as one.
    path: String,
    /// A segment that a URL's parser would take for a step in the path.
    unusable: Option<String>,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) body: Option<Bytes>,
    pub(super) repeat: Repeat,
    pub(super) limit: Option<Duration>,
}

impl Request {
    pub(crate) fn get(segments: &[&str]) -> Self {
        Self::new(Method::GET, segments, Repeat::Freely)
    }

    pub(crate) fn delete(segments: &[&str]) -> Self {
        Self::new(Method::DELETE, segments, Repeat::Freely)
    }

    /// It is never sent again: the first may have been taken although its answer was lost.
    pub(crate) fn patch(segments: &[&str], body: &impl Serialize) -> Self {
        Self { body: Some(json(body)), ..Self::new(Method::PATCH, segments, Repeat::Never) }
    }

    pub(crate) fn post(segments: &[&str], body: &impl Serialize, repeat: Repeat) -> Self {
        Self { body: Some(json(body)), ..Self::new(Method::POST, segments, repeat) }
    }

    fn new(method: Method, segments: &[&str], repeat: Repeat) -> Self {
        let mut path = String::with_capacity(PREFIX.len() + 16 * segments.len());
        path.push_str(PREFIX);
        let mut unusable = None;
        for segment in segments {
            // A URL's parser takes these for steps in the path, encoded or not.
            if matches!(*segment, "" | "." | "..") {
                unusable = Some((*segment).to_owned());
            }
            path.push('/');
            path.extend(utf8_percent_encode(segment, SEGMENT));
        }
        Self { method, path, unusable, query: Vec::new(), body: None, repeat, limit: None }
    }

    /// Adds a parameter of the query.
    pub(crate) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// Adds a parameter if there is a value for it.
    pub(crate) fn query_opt(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Sets a time limit for each attempt, in place of the router's.
    pub(crate) fn within(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Whether it changes nothing more when it is sent twice.
    pub(super) fn is_idempotent(&self) -> bool {
        self.repeat == Repeat::Freely
    }

    /// The request's URL.
    pub(super) fn url(&self, base: &Url) -> Result<Url, InvalidInput> {
        if let Some(segment) = &self.unusable {
            return Err(InvalidInput::UnusableId { id: segment.clone() });
        }
        let mut url = base.clone();
        match base.path().trim_end_matches('/') {
            "" => url.set_path(&self.path),
            prefix => url.set_path(&[prefix, &self.path].concat()),
        }
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        Ok(url)
    }
}

/// A body, serialised once for all attempts.
fn json(body: &impl Serialize) -> Bytes {
    // What comes from the caller became a `Value` before, where that can fail; the rest are types of this crate.
    let body = serde_json::to_vec(body).expect("the bodies of this crate have keys of text");
    body.into()
}

/// A list as the API's queries have it: one parameter, joined by commas.
pub(crate) fn csv<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    values.into_iter().collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{Request, Url, csv};

    fn url(base: &str, request: &Request) -> String {
        request.url(&Url::parse(base).unwrap()).unwrap().into()
    }

    #[test]
    fn a_segment_stays_one_segment() {
        let request = Request::get(&["tool_router", "session", "a/b c?d#e%2F", "..%2Fx"]);
        assert_eq!(
            url("https://example.com/", &request),
            "https://example.com/api/v3.1/tool_router/session/a%2Fb%20c%3Fd%23e%252F/..%252Fx",
        );
        assert_eq!(url("https://example.com/prefix", &Request::get(&["x"])), "https://example.com/prefix/api/v3.1/x",);
    }

    #[test]
    fn an_id_cannot_step_out_of_its_place() {
        for id in ["", ".", ".."] {
            let request = Request::delete(&["tool_router", "session", id]);
            assert!(request.url(&Url::parse("https://example.com").unwrap()).is_err());
        }
    }

    #[test]
    fn lists_are_one_parameter() {
        let request = Request::get(&["x"]).query("toolkits", csv(["gmail", "slack"])).query("a", "b c&d");
        assert_eq!(
            url("https://example.com", &request),
            "https://example.com/api/v3.1/x?toolkits=gmail%2Cslack&a=b+c%26d",
        );
    }
}
