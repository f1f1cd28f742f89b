//! The URLs that a user's browser is sent to: callback URLs, and the base of auth links.

use std::fmt;

use url::{Host, Url};

use super::ascii::ALPHANUMERIC;

/// Why a browser cannot be sent to a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UrlProblem {
    /// Not an absolute URL, with the parser's message.
    NotAbsolute(String),
    /// White space or a control character, which browsers remove.
    WhiteSpace,
    /// A backslash, which browsers read as a slash.
    Backslash,
    /// Not written as `scheme://host`, though a browser would read it so.
    NotSpelledOut,
    /// A scheme other than http and https.
    Scheme(String),
    /// A fragment.
    Fragment,
    /// A query in a URL that a path is appended to.
    Query,
    /// A user name or a password.
    UserInfo,
    /// Port 0, which cannot be connected to.
    PortZero,
    /// Plain http to a host that is not this machine.
    PlainHttp(String),
}

impl fmt::Display for UrlProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAbsolute(reason) => write!(formatter, "not an absolute URL ({reason})"),
            Self::WhiteSpace => {
                formatter.write_str("the URL has white space or a control character, which browsers remove")
            }
            Self::Backslash => formatter.write_str("the URL has a backslash, which browsers read as a slash"),
            Self::NotSpelledOut => formatter.write_str("the URL is not written as `scheme://host`"),
            Self::Scheme(scheme) => write!(formatter, "a browser cannot be sent back to the scheme `{scheme}`"),
            Self::Fragment => {
                formatter.write_str("the URL has a fragment (`#…`), which would absorb what is appended to it")
            }
            Self::Query => {
                formatter.write_str("the URL has a query (`?…`), which would absorb the path that is appended to it")
            }
            Self::UserInfo => formatter.write_str("the URL holds a user name or password, which every user would see"),
            Self::PortZero => formatter.write_str("nothing can listen on port 0"),
            Self::PlainHttp(host) => {
                write!(formatter, "`http` to `{host}` sends the outcome of a sign-in over the network in the clear")
            }
        }
    }
}

impl UrlProblem {
    /// What to write instead of `text`, for a page that users are sent back to.
    #[must_use]
    pub fn help(&self, text: &str) -> String {
        self.proposal(text, check).unwrap_or_else(|| {
            "write the whole address of a page of your application, such as `\"https://app.example.com/auth/callback\"`"
                .to_owned()
        })
    }

    /// What to write instead of `text`, for a URL that something is appended to; `None` if there is no suggestion.
    #[must_use]
    pub fn help_for_base(&self, text: &str) -> Option<String> {
        self.proposal(text, check_base)
    }

    /// The help, with a corrected URL that `check` accepts.
    fn proposal(&self, text: &str, check: fn(&str) -> Result<(), Self>) -> Option<String> {
        let as_written = Url::parse(text);
        let is_read = as_written.is_ok();
        let read = as_written.or_else(|_| Url::parse(&without_space(text))).ok()?;
        if let Self::WhiteSpace | Self::Backslash | Self::NotSpelledOut = self
            && is_read
            && check(read.as_str()).is_ok()
        {
            return Some(format!("write `\"{read}\"`, which is where a browser goes, if that is intended"));
        }
        let mended = mended(read, check)?;
        Some(match self {
            Self::UserInfo => format!("write `\"{mended}\"`, without user information"),
            Self::Fragment => format!("write `\"{mended}\"`, without the fragment"),
            Self::Query => format!("write `\"{mended}\"`, without the query"),
            Self::PortZero => {
                format!("write `\"{mended}\"`, or the port that your application listens on")
            }
            Self::PlainHttp(_) => {
                format!("write `\"{mended}\"`; plain `http` is only for this machine, such as `localhost`")
            }
            _ => format!("write `\"{mended}\"`"),
        })
    }
}

/// The URL without its forbidden parts, if `check` accepts it then.
fn mended(mut url: Url, check: fn(&str) -> Result<(), UrlProblem>) -> Option<String> {
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    url.set_fragment(None);
    if url.port() == Some(0) {
        url.set_port(None).ok()?;
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        url.set_scheme("https").ok()?;
    }
    if matches!(check(url.as_str()), Err(UrlProblem::Query)) {
        url.set_query(None);
    }
    check(url.as_str()).is_ok().then(|| url.into())
}

/// Checks that a browser can be sent to `text` without exposing anything.
///
/// # Errors
///
/// If it is not an absolute `https` URL (or `http` to this machine), written as `scheme://host`, without user
/// information or a fragment.
pub fn check(text: &str) -> Result<(), UrlProblem> {
    let url = Url::parse(text).map_err(|error| match Url::parse(&without_space(text)) {
        // Nothing else is wrong.
        Ok(_) => UrlProblem::WhiteSpace,
        Err(_) => UrlProblem::NotAbsolute(error.to_string()),
    })?;
    // Characters that a browser removes come first, so that everything reads the same host.
    if text.chars().any(is_space) {
        return Err(UrlProblem::WhiteSpace);
    }
    if text.contains('\\') {
        return Err(UrlProblem::Backslash);
    }
    if !matches!(url.scheme(), "http" | "https") {
        return Err(UrlProblem::Scheme(url.scheme().to_owned()));
    }
    // The parser removes an empty user name; still, what precedes the `@` is not the host.
    if authority(text).contains('@') || !url.username().is_empty() || url.password().is_some() {
        return Err(UrlProblem::UserInfo);
    }
    if authority(text).is_empty() {
        return Err(UrlProblem::NotSpelledOut);
    }
    if url.fragment().is_some() {
        return Err(UrlProblem::Fragment);
    }
    if url.port() == Some(0) {
        return Err(UrlProblem::PortZero);
    }
    match url.host() {
        Some(host) if url.scheme() == "http" && !is_loopback(&url) => Err(UrlProblem::PlainHttp(host.to_string())),
        _ => Ok(()),
    }
}

/// Whether a character is white space or a control character.
fn is_space(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|character| !is_space(*character)).collect()
}

/// Checks that `text` is such a URL, and that a path can be appended to it.
///
/// # Errors
///
/// As for [`check`], and if it has a query.
pub fn check_base(text: &str) -> Result<(), UrlProblem> {
    check(text)?;
    if text.contains('?') { Err(UrlProblem::Query) } else { Ok(()) }
}

/// The part between `scheme://` and the path; empty if the URL is not written in this form.
const fn authority(url: &str) -> &str {
    let bytes = url.as_bytes();
    let mut start = 0;
    while start < bytes.len()
        && (ALPHANUMERIC[bytes[start] as usize] != 0 || matches!(bytes[start], b'+' | b'-' | b'.'))
    {
        start += 1;
    }
    if start == 0
        || start + 3 > bytes.len()
        || bytes[start] != b':'
        || bytes[start + 1] != b'/'
        || bytes[start + 2] != b'/'
    {
        return "";
    }
    start += 3;
    let mut end = start;
    while end < bytes.len() && !matches!(bytes[end], b'/' | b'?' | b'#' | b'\\') {
        end += 1;
    }
    url.split_at(end).0.split_at(start).1
}

/// The host of a URL as a browser reads it, without port and user information. Usable in constants.
///
/// A URL that is not written as `scheme://host` has no host here. Escapes that a browser would decode are left as they
/// are, so that such a host equals none that a policy names.
#[must_use]
pub const fn host(url: &str) -> Option<&str> {
    let authority = authority(url);
    if authority.is_empty() {
        return None;
    }
    let bytes = authority.as_bytes();
    let (mut start, mut port, mut bracketed, mut next) = (0, None, false, 0);
    while next < bytes.len() {
        match bytes[next] {
            b'@' => (start, port, bracketed) = (next + 1, None, false),
            b'[' => bracketed = true,
            b']' => bracketed = false,
            b':' if !bracketed && port.is_none() => port = Some(next),
            _ => {}
        }
        next += 1;
    }
    let end = match port {
        Some(colon) => colon,
        None => next,
    };
    Some(authority.split_at(end).0.split_at(start).1)
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
        for text in ["https://me:pw@a.example/", "https://@a.example/", "https://:@a.example/"] {
            assert_eq!(check(text), Err(UrlProblem::UserInfo), "{text}");
        }
        assert_eq!(check("http://a.example/"), Err(UrlProblem::PlainHttp("a.example".into())));
        assert!(matches!(check("http://0.0.0.0/"), Err(UrlProblem::PlainHttp(_))));
        assert_eq!(check("https://a.example:0/"), Err(UrlProblem::PortZero));
        for text in ["https://a.example/?x=1", "https://a.example/?", "https://a.example?"] {
            assert_eq!(check_base(text), Err(UrlProblem::Query), "{text}");
        }
        for text in ["https://a.example/#x", "https://a.example/#", "https://a.example/#?x=1"] {
            assert_eq!(check_base(text), Err(UrlProblem::Fragment), "{text}");
        }
        assert_eq!(check_base("https://a.example/x"), Ok(()));
    }

    #[test]
    fn what_a_browser_reads_otherwise_than_it_is_written_is_refused() {
        for text in [
            " https://a.example/",
            "https://a.example/\ncb",
            "https://a.example/a b",
            "https://a\t.example/",
            "https://a.example /",
        ] {
            assert_eq!(check(text), Err(UrlProblem::WhiteSpace), "{text:?}");
        }
        for text in [r"https:\\a.example", r"https://evil.com\@a.example/"] {
            assert_eq!(check(text), Err(UrlProblem::Backslash), "{text}");
        }
        for text in ["https:evil.com/://app.acme.com/", "https:/a.example/", "https:///a.example/", "https:a.example"] {
            assert_eq!(check(text), Err(UrlProblem::NotSpelledOut), "{text}");
            assert!(UrlProblem::NotSpelledOut.help(text).contains("`\"https://"), "{text}");
        }
    }

    #[test]
    fn what_a_help_proposes_is_taken() {
        for text in [
            "/auth/callback",
            "myapp://cb",
            " https://a.example/",
            "https://a.example /",
            "https://a.example/#x",
            "http://me:pw@a.example:0/\\ cb?x=1#y",
            "http://a.example/cb",
            "https:a.example",
            "https://@a.example/",
        ] {
            let proposed = |help: String| help.split("`\"").nth(1).unwrap().split("\"`").next().unwrap().to_owned();
            let problem = check(text).unwrap_err();
            assert_eq!(check(&proposed(problem.help(text))), Ok(()), "{text}");
            if let Some(help) = problem.help_for_base(text) {
                assert_eq!(check_base(&proposed(help)), Ok(()), "{text}");
            }
        }
        let problem = check_base("https://a.example/x?y=1").unwrap_err();
        let help = problem.help_for_base("https://a.example/x?y=1");
        assert_eq!(help.as_deref(), Some("write `\"https://a.example/x\"`, without the query"));
    }

    /// Whatever the policy compares is the host that a browser goes to, or equals none.
    #[test]
    fn the_host_is_the_one_that_a_browser_reads() {
        for text in [
            "https://app.acme.com",
            "https://APP.acme.com:8443/cb?x=https://evil.com",
            "https://evil.com:x@app.acme.com:443/",
            "https://app.acme.com:x@evil.com/",
            "https://app.acme.com@evil.com/",
            "https://evil.com/app.acme.com",
            "https://evil.com#@app.acme.com",
            "https://evil.com?@app.acme.com",
            "https://evil.com/://app.acme.com",
            r"https://evil.com\@app.acme.com",
            "http://[::1]:80/cb",
            "https://app%2eacme.com/",
            "https://app.acme.com.",
            "https:evil.com/://app.acme.com/",
            "https:///app.acme.com/",
            "//app.acme.com",
            "app.acme.com",
            "",
        ] {
            let read = Url::parse(text).ok().and_then(|url| url.host_str().map(str::to_owned));
            let compared = host(text).map(str::to_ascii_lowercase);
            assert!(read == compared || compared.as_deref() != Some("app.acme.com"), "{text:?} goes to {read:?}");
        }
        assert_eq!(host("https://APP.acme.com:8443/cb"), Some("APP.acme.com"));
        assert_eq!(host("http://[::1]:80/cb"), Some("[::1]"));
    }
}
