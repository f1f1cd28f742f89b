use url::{Origin, Url};

use crate::error::ConfigurationError;
use tool_router_core::grammar::url::is_loopback;

/// The hosted API.
pub(super) const HOSTED: &str = "https://backend.composio.dev";

/// Reads a base URL. Refuses one that would send the credential in the clear or to the wrong path.
pub(super) fn parse(text: &str) -> Result<Url, ConfigurationError> {
    let url = Url::parse(text).map_err(|_| wrong("it is not an absolute URL", None))?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => {
            let help = "use https; plain http is for loopback hosts only";
            return Err(wrong("plain http would show the API key to the network", Some(help)));
        }
        _ => return Err(wrong("its scheme is not http or https", None)),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("it carries user information", None));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("it has a query or a fragment", None));
    }
    if url.path().trim_end_matches('/').ends_with("/api") || url.path().contains("/api/v3") {
        return Err(wrong("it ends in the API's own path", Some("leave out `/api` and what follows")));
    }
    Ok(url)
}

/// Reads a second origin that the credential may be sent to.
pub(super) fn origin(text: &str) -> Result<Origin, ConfigurationError> {
    let wrong = |problem, help| ConfigurationError::McpOrigin { problem, help };
    let url =
        Url::parse(text).map_err(|_| wrong("it is not an absolute URL", Some("write `https://` and the host")))?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => {
            let help = "use https; plain http is for loopback hosts only";
            return Err(wrong("plain http would show the API key to the network", Some(help)));
        }
        _ => return Err(wrong("its scheme is not http or https", None)),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("it carries user information", None));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("it is more than an origin", Some("leave out what follows the host and the port")));
    }
    Ok(url.origin())
}

fn wrong(problem: &'static str, help: Option<&'static str>) -> ConfigurationError {
    ConfigurationError::BaseUrl { problem, help }
}

#[cfg(test)]
mod tests {
    use super::{origin, parse};

    #[test]
    fn an_origin_is_a_scheme_a_host_and_a_port() {
        for (url, read) in [
            ("https://app.composio.dev", "https://app.composio.dev"),
            ("https://APP.composio.dev:443/", "https://app.composio.dev"),
            ("http://127.0.0.1:9900", "http://127.0.0.1:9900"),
        ] {
            assert_eq!(origin(url).unwrap().ascii_serialization(), read);
        }
        for url in [
            "app.composio.dev",
            "*",
            "https://",
            "http://app.composio.dev",
            "http://0.0.0.0:1",
            "ftp://localhost",
            "data:text/plain,",
            "https://app.composio.dev/mcp",
            "https://app.composio.dev?a=1",
            "https://app.composio.dev/#a",
            "https://user:secret@app.composio.dev",
        ] {
            let refusal = origin(url).expect_err(url).to_string();
            assert!(!refusal.contains("secret"), "{refusal}");
        }
    }

    #[test]
    fn https_anywhere_and_http_on_loopback() {
        for url in [
            super::HOSTED,
            "https://router.example.com/prefix/",
            "https://gateway.example.com/api/tool-router",
            "http://127.0.0.1:9900",
            "http://[::1]:1",
            "http://router.localhost",
        ] {
            assert!(parse(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn what_would_leak_or_miss_is_refused() {
        for url in [
            "backend.composio.dev",
            "http://backend.composio.dev",
            "http://0.0.0.0:1",
            "http://10.0.0.1",
            "ftp://localhost",
            "https://user:secret@example.com",
            "https://example.com/?key=1",
            "https://backend.composio.dev/api/v3.1",
            "https://backend.composio.dev/api",
        ] {
            let refusal = parse(url).expect_err(url).to_string();
            assert!(!refusal.contains("secret"), "{refusal}");
        }
    }
}
