//! The URLs that a user's browser is sent to: where it goes after authenticating, and where auth links begin.

use std::fmt;

use url::{Host, Url};

/// Why a browser cannot be sent to a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UrlProblem {
    /// No absolute URL; what the parser says.
    NotAbsolute(String),
    /// A scheme other than http and https.
    Scheme(String),
    /// It has a fragment.
    Fragment,
    /// It has a user name or a password.
    UserInfo,
    /// Plain http to a host that is not this machine.
    PlainHttp(String),
}

impl fmt::Display for UrlProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAbsolute(reason) => write!(formatter, "this is no absolute URL ({reason})"),
            Self::Scheme(scheme) => write!(formatter, "a browser cannot be sent back to the scheme `{scheme}`"),
            Self::Fragment => {
                formatter.write_str("the URL has a fragment (`#…`), which would swallow what is appended to it")
            }
            Self::UserInfo => formatter.write_str("the URL holds a user name or password, which every user would see"),
            Self::PlainHttp(host) => {
                write!(formatter, "`http` to `{host}` sends the outcome of a sign-in over the network in the clear")
            }
        }
    }
}

impl UrlProblem {
    /// What to write instead of `text`.
    #[must_use]
    pub fn help(&self, text: &str) -> String {
        match self {
            Self::NotAbsolute(_) | Self::Scheme(_) => {
                "write the whole address of a page of your application: `\"https://app.example.com/auth/callback\"`"
                    .to_owned()
            }
            Self::Fragment => {
                let before = text.split('#').next().unwrap_or(text);
                format!("leave it out: `\"{before}\"`")
            }
            Self::UserInfo => "leave out what stands before the `@`".to_owned(),
            Self::PlainHttp(_) => {
                "write `https://…`; plain `http` is only for this machine, as in `\"http://localhost:3000/callback\"`"
                    .to_owned()
            }
        }
    }
}

/// Holds that `text` is an address that a browser can be sent to without giving anything away.
///
/// # Errors
///
/// When it is not an absolute `https` URL (or `http` to this machine) without user info and fragment.
pub fn check(text: &str) -> Result<(), UrlProblem> {
    let url = Url::parse(text).map_err(|error| UrlProblem::NotAbsolute(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(UrlProblem::Scheme(url.scheme().to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(UrlProblem::UserInfo);
    }
    if url.fragment().is_some() {
        return Err(UrlProblem::Fragment);
    }
    match url.host() {
        Some(host) if url.scheme() == "http" && !is_loopback(&url) => Err(UrlProblem::PlainHttp(host.to_string())),
        _ => Ok(()),
    }
}

/// Whether the URL's host is this machine: `localhost`, `*.localhost`, `127.0.0.0/8` or `[::1]`.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_an_application_are_taken() {
        for text in [
            "https://app.example.com/auth/callback",
            "https://app.example.com:8443/cb?x=1",
            "http://localhost:3000/cb",
            "http://app.localhost/cb",
            "http://127.0.0.9:3000/cb",
            "http://[::1]/cb",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_could_leak_or_mislead_says_why() {
        for text in ["/auth/callback", "app.example.com/cb", "https://", "not a url"] {
            assert!(matches!(check(text), Err(UrlProblem::NotAbsolute(_))), "{text}");
        }
        assert_eq!(check("myapp://cb"), Err(UrlProblem::Scheme("myapp".into())));
        assert_eq!(check("https://a.example/#x"), Err(UrlProblem::Fragment));
        assert_eq!(check("https://me:pw@a.example/"), Err(UrlProblem::UserInfo));
        assert_eq!(check("http://a.example/"), Err(UrlProblem::PlainHttp("a.example".into())));
        assert!(matches!(check("http://0.0.0.0/"), Err(UrlProblem::PlainHttp(_))));
    }
}
