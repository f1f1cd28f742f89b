//! Where the user's browser goes after a connection was made.

use std::fmt;

use url::{Host, Url};

/// Why an address cannot take the user back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CallbackUrlError {
    /// No absolute URL; what the parser says.
    NotAbsolute(String),
    Scheme(String),
    Fragment,
    UserInfo,
    /// Plain http to a host that is not this machine.
    PlainHttp(String),
}

impl fmt::Display for CallbackUrlError {
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

impl CallbackUrlError {
    /// What to write instead of `text`.
    pub(crate) fn help(&self, text: &str) -> String {
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

/// Holds that `text` is an address that a browser can be sent back to without giving anything away.
///
/// # Errors
///
/// When it is not an absolute `https` URL (or `http` to this machine) without user info and fragment.
pub(crate) fn check(text: &str) -> Result<(), CallbackUrlError> {
    let url = Url::parse(text).map_err(|error| CallbackUrlError::NotAbsolute(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(CallbackUrlError::Scheme(url.scheme().to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(CallbackUrlError::UserInfo);
    }
    if url.fragment().is_some() {
        return Err(CallbackUrlError::Fragment);
    }
    match url.host() {
        Some(host) if url.scheme() == "http" && !is_loopback(&host) => {
            Err(CallbackUrlError::PlainHttp(host.to_string()))
        }
        _ => Ok(()),
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
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
            "http://127.0.0.1:3000/cb",
            "http://[::1]/cb",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_cannot_take_the_user_back_says_why() {
        assert!(matches!(check("/auth/callback"), Err(CallbackUrlError::NotAbsolute(_))));
        assert!(matches!(check("app.example.com/cb"), Err(CallbackUrlError::NotAbsolute(_))));
        assert!(matches!(check("https://"), Err(CallbackUrlError::NotAbsolute(_))));
        assert_eq!(check("myapp://cb"), Err(CallbackUrlError::Scheme("myapp".into())));
        assert_eq!(check("https://a.example/#x"), Err(CallbackUrlError::Fragment));
        assert_eq!(check("https://me:pw@a.example/"), Err(CallbackUrlError::UserInfo));
        assert_eq!(check("http://a.example/"), Err(CallbackUrlError::PlainHttp("a.example".into())));
        assert!(matches!(check("http://0.0.0.0/"), Err(CallbackUrlError::PlainHttp(_))));
    }
}
