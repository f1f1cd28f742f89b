use percent_encoding::percent_decode;
use url::Url;

use crate::{api_error::ApiError, toolkit::LocalToolkit};

/// The longest endpoint, in bytes.
const LONGEST: usize = 8_192;

/// Where the API of a toolkit is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Api<'t> {
    base: &'t Url,
    /// The base that the provider publishes, which stands for `base`.
    published: Option<&'t str>,
}

impl<'t> Api<'t> {
    /// The API of a toolkit that offers calls of it.
    pub(super) fn of(toolkit: &'t dyn LocalToolkit) -> Option<Self> {
        toolkit.proxy_base().map(|base| Self { base, published: toolkit.published_base() })
    }

    /// The URL of a call: a path below the base, or an absolute URL below it. The user's token is sent along, so the call
    /// must not go anywhere else.
    pub(super) fn target(self, endpoint: &str) -> Result<Url, ApiError> {
        let below = self.published.and_then(|published| endpoint.strip_prefix(published));
        match below.filter(|below| below.starts_with('/')) {
            Some(path) => target(self.base, path),
            None => target(self.base, endpoint),
        }
    }
}

fn target(base: &Url, endpoint: &str) -> Result<Url, ApiError> {
    let refuse = |problem: &str| Err(ApiError::invalid("payload.endpoint", problem));
    let below = base.as_str().trim_end_matches('/');
    // The parser would drop tabs and line breaks, also from within dot segments.
    if endpoint.len() > LONGEST {
        return refuse("it is too long");
    }
    if endpoint.trim() != endpoint || endpoint.chars().any(char::is_control) {
        return refuse("expected neither control characters nor spaces around it");
    }
    // With a host it is absolute; any other text with a colon is a path, such as `messages:batch`.
    let parsed = match Url::parse(endpoint) {
        Ok(absolute) if absolute.has_host() => Ok(absolute),
        _ => Url::parse(&format!("{below}/{}", endpoint.trim_start_matches(['/', '\\']))),
    };
    let Ok(url) = parsed else {
        return refuse("expected a path or an absolute URL");
    };
    // What the parser resolves is refused as well: it is not what the caller meant to send.
    let path = endpoint.split(['?', '#']).next().unwrap_or_default();
    if has_dot_segment(path) || has_dot_segment(url.path()) {
        return refuse("`..` leads out of the toolkit's API");
    }
    let prefix = format!("{}/", base.path().trim_end_matches('/'));
    let is_bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    if url.origin() != base.origin() || !url.path().starts_with(&prefix) || !is_bare {
        return refuse("it is not on the toolkit's domain");
    }
    Ok(url)
}

/// Whether a server could find `.` or `..` between the slashes of a path. It may decode the path, even more than once, and
/// take a backslash for a slash.
fn has_dot_segment(path: &str) -> bool {
    let mut path = path.as_bytes().to_vec();
    loop {
        let mut segments = path.split(|byte| matches!(byte, b'/' | b'\\'));
        // Servers differ on what follows a semicolon.
        let mut names = segments.by_ref().map(|segment| segment.split(|byte| *byte == b';').next().unwrap_or_default());
        if names.any(|name| matches!(name, b"." | b"..")) {
            return true;
        }
        let decoded: Vec<u8> = percent_decode(&path).collect();
        if decoded == path {
            return false;
        }
        path = decoded;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(base: &str, endpoint: &str) -> Option<String> {
        target(&Url::parse(base).unwrap(), endpoint).ok().map(Url::into)
    }

    #[test]
    fn endpoints_are_below_the_base() {
        let labels = Some("https://mail.example.com/gmail/v1/labels?x=1".to_owned());
        let base = "https://mail.example.com";
        for endpoint in ["/gmail/v1/labels?x=1", "gmail/v1/labels?x=1", "https://mail.example.com/gmail/v1/labels?x=1"]
        {
            assert_eq!(at(base, endpoint), labels);
        }
        assert_eq!(at("http://127.0.0.1:1/sandbox/", "/a"), Some("http://127.0.0.1:1/sandbox/a".to_owned()));
        for (endpoint, sent) in [
            ("/search?url=https://example.com/a/../b", "/search?url=https://example.com/a/../b"),
            ("https://mail.example.com/search?q=a://b", "/search?q=a://b"),
            ("messages:batch", "/messages:batch"),
            ("/v1/a..b/...", "/v1/a..b/..."),
        ] {
            assert_eq!(at(base, endpoint), Some(format!("{base}{sent}")));
        }
        assert_eq!(at(base, "/search?q=a..b"), Some("https://mail.example.com/search?q=a..b".to_owned()));
    }

    #[test]
    fn the_published_base_stands_for_the_one_that_is_called() {
        let base = Url::parse("http://127.0.0.1:1/sandbox/api").unwrap();
        let api = Api { base: &base, published: Some("https://mail.example.com/api") };
        let at = |endpoint| api.target(endpoint).ok().map(String::from);
        let labels = Some("http://127.0.0.1:1/sandbox/api/labels?x=1".to_owned());
        for endpoint in
            ["https://mail.example.com/api/labels?x=1", "/labels?x=1", "http://127.0.0.1:1/sandbox/api/labels?x=1"]
        {
            assert_eq!(at(endpoint), labels);
        }
        for endpoint in [
            "https://mail.example.com/api/../x",
            "https://mail.example.com/apis",
            "https://mail.example.com/other",
            "https://mail.example.com.evil.example/api/labels",
        ] {
            assert_eq!(at(endpoint), None, "{endpoint}");
        }
    }

    #[test]
    fn an_endpoint_above_or_beside_the_base_is_refused() {
        for endpoint in [
            "https://evil.example/x",
            "http://mail.example.com/x",
            "https://mail.example.com:8443/x",
            "https://mail.example.com@evil.example/x",
            "https://user@mail.example.com/x",
            "https://mail.example.com/other",
            "ftp://mail.example.com/api/x",
            "/../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/%2E%2e%2fx",
            "/.%2e%5Cx",
            "/a/..;x/b",
            "/%252e%252e/x",
            "/a/.\t./.\t./x",
            "/.\n./x",
            "/.%09./../x",
            "\t/x",
            "/x ",
            "https://mail.example.com/api/.\t./x",
            "HTTPS://evil.example/x",
            "//evil.example/../x",
        ] {
            assert_eq!(at("https://mail.example.com/api", endpoint), None, "{endpoint}");
        }
        for odd in ["//evil.example/x", "\\\\evil.example/x", "@evil.example/x", ":8443/x"] {
            let url = at("https://mail.example.com", odd);
            assert!(url.is_none_or(|url| url.starts_with("https://mail.example.com/")), "{odd}");
        }
    }
}
