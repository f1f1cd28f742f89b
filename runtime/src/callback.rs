//! What a callback URL has to be. The attribute holds declared ones to the same.

use url::{Host, Url};

use crate::error::InvalidInput;

/// Checks a URL that a user's browser is sent to after authenticating.
pub(crate) fn check(text: &str) -> Result<(), InvalidInput> {
    let refuse = |reason| Err(InvalidInput::CallbackUrl { reason });
    let Ok(url) = Url::parse(text) else {
        return refuse("it is not an absolute URL");
    };
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => return refuse("plain http is for loopback hosts only"),
        _ => return refuse("its scheme is not http or https"),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("it carries user information");
    }
    if url.fragment().is_some() {
        return refuse("it has a fragment, which a redirect cannot keep apart");
    }
    Ok(())
}

/// Whether the URL's host is this machine: `localhost`, `*.localhost`, `127.0.0.0/8` or `[::1]`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn https_and_loopback_are_taken() {
        for url in
            ["https://app.example.com/cb?x=1", "http://localhost:3000/cb", "http://127.0.0.9/", "http://[::1]:1/"]
        {
            assert!(check(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn what_could_leak_or_mislead_is_refused() {
        for url in
            ["not a url", "/cb", "ftp://x/", "http://example.com/", "https://u:p@x/", "https://x/#f", "http://0.0.0.0/"]
        {
            assert!(check(url).is_err(), "{url}");
        }
    }
}
