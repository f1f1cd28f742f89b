use std::time::Duration;

use bytes::Bytes;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use reqwest::Method;
use serde::Serialize;
use url::Url;

use crate::error::InvalidInput;

/// The path prefix of every endpoint.
const PREFIX: &str = "/api/v3.1";
/// A body up to this length is written into one buffer that does not grow, in bytes.
const USUAL_BODY: usize = 1024;
/// The characters that are percent-encoded in a path segment, by the URL standard, so that it stays one segment.
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
    /// Whenever it may help: the request changes nothing, or sending it twice changes nothing more.
    Freely,
    /// Only if the failure proves that nothing was processed: the request was not sent, or was rejected by rate
    /// limiting.
    IfUnprocessed,
    /// Never: the request may have run a tool, or changed a session.
    Never,
}

/// A request to the API, not tied to a router yet. Not `Debug`: its contents may be secret.
#[derive(Clone)]
pub(crate) struct Request {
    pub(super) method: Method,
    /// The path, with each segment percent-encoded.
    path: String,
    /// A segment that a URL parser would treat as a relative step.
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

    /// Never sent again: the first may have been accepted although its answer was lost.
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
            // A URL parser treats these as relative steps, encoded or not.
            if matches!(*segment, "" | "." | "..") {
                unusable = Some((*segment).to_owned());
            }
            path.push('/');
            path.extend(utf8_percent_encode(segment, SEGMENT));
        }
        Self { method, path, unusable, query: Vec::new(), body: None, repeat, limit: None }
    }

    /// Adds a query parameter.
    pub(crate) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// Adds a query parameter if it has a value.
    pub(crate) fn query_opt(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Sets when it may be sent again.
    pub(crate) fn repeated(self, repeat: Repeat) -> Self {
        Self { repeat, ..self }
    }

    /// Sets a time limit for each attempt, which replaces the router's.
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

/// Serialises a body once for all attempts.
fn json(body: &impl Serialize) -> Bytes {
    // Values from the caller were turned into a `Value` before, where that can fail; the rest are types of this crate.
    let mut json = Vec::with_capacity(USUAL_BODY);
    serde_json::to_writer(&mut json, body).expect("the bodies of this crate have keys of text");
    json.into()
}

/// A list in the form of the API's queries: one parameter, joined by commas.
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
