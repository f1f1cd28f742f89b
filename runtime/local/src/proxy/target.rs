use url::Url;

use crate::api_error::ApiError;

/// The URL of a call: a path below the base, or an absolute URL below it. The user's token is sent along, so the call
/// must not go anywhere else.
pub(super) fn target(base: &Url, endpoint: &str) -> Result<Url, ApiError> {
    let refuse = |problem: &str| Err(ApiError::invalid("payload.endpoint", problem));
    let below = base.as_str().trim_end_matches('/');
    let parsed = match endpoint.contains("://") {
        true => Url::parse(endpoint),
        false => Url::parse(&format!("{below}/{}", endpoint.trim_start_matches(['/', '\\']))),
    };
    let Ok(url) = parsed else {
        return refuse("expected a path or an absolute URL");
    };
    // A server may decode what the URL parser leaves alone.
    let path = endpoint.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    if path.replace("%2e", ".").contains("..") {
        return refuse("`..` leads out of the toolkit's API");
    }
    let prefix = format!("{}/", base.path().trim_end_matches('/'));
    let is_bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    if url.origin() != base.origin() || !url.path().starts_with(&prefix) || !is_bare {
        return refuse("it is not on the toolkit's domain");
    }
    Ok(url)
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
        assert_eq!(at(base, "/search?q=a..b"), Some("https://mail.example.com/search?q=a..b".to_owned()));
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
            "://",
        ] {
            assert_eq!(at("https://mail.example.com/api", endpoint), None, "{endpoint}");
        }
        for odd in ["//evil.example/x", "\\\\evil.example/x", "@evil.example/x", ":8443/x"] {
            let url = at("https://mail.example.com", odd);
            assert!(url.is_none_or(|url| url.starts_with("https://mail.example.com/")), "{odd}");
        }
    }
}
