//! Credentials that a user enters, and how a call carries them.

use std::fmt;

use reqwest::{
    RequestBuilder,
    header::{HeaderName, HeaderValue},
};
use url::Url;

use super::toolkit::LocalToolkit;

/// The credentials that a user enters on the connect page, for a toolkit without OAuth, and how calls carry them.
///
/// They are encrypted in the router's store, as tokens are, and never shown again.
///
/// # Examples
///
/// ```
/// # mod tool_router { pub use tool_router_local as local; }
/// use tool_router::local::Credentials;
///
/// let key = Credentials::api_key_in_header("x-api-key").hint("Weather → Settings → API keys");
/// assert_eq!(key.labels(), ["API key"]);
/// assert_eq!(Credentials::basic().labels(), ["User name", "Password"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    kind: Kind,
    labels: Vec<String>,
    hint: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    ApiKey(Place),
    BearerToken,
    Basic,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Header(String),
    Query(String),
}

impl Credentials {
    /// An API key that is sent in this header.
    pub fn api_key_in_header(name: impl Into<String>) -> Self {
        Self::new(Kind::ApiKey(Place::Header(name.into())), &["API key"])
    }

    /// An API key that is sent in this parameter of the query.
    pub fn api_key_in_query(name: impl Into<String>) -> Self {
        Self::new(Kind::ApiKey(Place::Query(name.into())), &["API key"])
    }

    /// A token that is sent as `Authorization: Bearer`.
    #[must_use]
    pub fn bearer_token() -> Self {
        Self::new(Kind::BearerToken, &["Token"])
    }

    /// A user name and a password that are sent as `Authorization: Basic`.
    #[must_use]
    pub fn basic() -> Self {
        Self::new(Kind::Basic, &["User name", "Password"])
    }

    fn new(kind: Kind, labels: &[&str]) -> Self {
        Self { kind, labels: labels.iter().map(|label| (*label).to_owned()).collect(), hint: None }
    }

    /// Names the secret as the provider does: `Personal access token`.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        if let Some(last) = self.labels.last_mut() {
            *last = label.into();
        }
        self
    }

    /// Says where a user finds the credentials.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What the fields of the form are called. The last one is the secret.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    pub(crate) fn hint_text(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The name of the header or of the parameter that carries an API key.
    pub(crate) fn carried_in(&self) -> Option<&str> {
        match &self.kind {
            Kind::ApiKey(Place::Header(name) | Place::Query(name)) => Some(name),
            Kind::BearerToken | Kind::Basic => None,
        }
    }

    pub(crate) fn scheme(&self) -> Scheme {
        match self.kind {
            Kind::ApiKey(_) => Scheme::ApiKey,
            Kind::BearerToken => Scheme::BearerToken,
            Kind::Basic => Scheme::Basic,
        }
    }

    /// The fields of the wire, in the order of the labels.
    pub(crate) fn fields(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::ApiKey(_) => &["generic_api_key"],
            Kind::BearerToken => &["token"],
            Kind::Basic => &["username", "password"],
        }
    }

    /// The values of the fields as one secret, or the field whose value cannot be sent.
    pub(crate) fn join(&self, values: &[&str]) -> Result<String, &'static str> {
        for (field, value) in self.fields().iter().zip(values) {
            // A user name ends at the first colon (RFC 7617).
            let is_name = *field == "username";
            let is_odd = |char: char| char.is_control() || (is_name && char == ':');
            let sends = !value.is_empty() && !value.contains(is_odd);
            let is_header = matches!(self.kind, Kind::BearerToken | Kind::ApiKey(Place::Header(_)));
            if !sends || (is_header && !value.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')) {
                return Err(field);
            }
        }
        Ok(values.join(":"))
    }
}

/// An auth scheme, in the words of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Scheme {
    #[serde(rename = "OAUTH2")]
    OAuth2,
    ApiKey,
    BearerToken,
    Basic,
    NoAuth,
}

impl Scheme {
    /// How users of a toolkit authenticate.
    pub(crate) fn of(toolkit: &dyn LocalToolkit) -> Self {
        match (toolkit.auth(), toolkit.credentials()) {
            (Some(_), _) => Self::OAuth2,
            (None, Some(credentials)) => credentials.scheme(),
            (None, None) => Self::NoAuth,
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::OAuth2 => "OAUTH2",
            Self::ApiKey => "API_KEY",
            Self::BearerToken => "BEARER_TOKEN",
            Self::Basic => "BASIC",
            Self::NoAuth => "NO_AUTH",
        }
    }
}

/// Whether the tools of a toolkit run on an account, which its user has to connect.
pub(crate) fn needs_account(toolkit: &dyn LocalToolkit) -> bool {
    Scheme::of(toolkit) != Scheme::NoAuth
}

/// The credentials that a toolkit asks for; `None` with OAuth.
pub(crate) fn entered(toolkit: &dyn LocalToolkit) -> Option<&Credentials> {
    toolkit.credentials().filter(|_| toolkit.auth().is_none())
}

/// The user and the HTTP client of a call to the provider.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Caller<'a> {
    secret: Option<Secret<'a>>,
    /// The router's HTTP client, with its connection pool and deadlines. Its crate is [`local::reqwest`](crate::reqwest).
    ///
    /// It follows no redirects, which could carry the user's data to another place. A toolkit whose provider redirects has to
    /// follow them itself: for safe methods, and on the same origin.
    pub http: &'a reqwest::Client,
}

#[derive(Clone, Copy)]
enum Secret<'a> {
    Token(&'a str),
    Entered { credentials: &'a Credentials, secret: &'a str },
}

impl<'a> Caller<'a> {
    /// A caller without an account.
    pub fn anonymous(http: &'a reqwest::Client) -> Self {
        Self { secret: None, http }
    }

    /// A caller with the access token of a connected account.
    pub fn with_token(http: &'a reqwest::Client, access_token: &'a str) -> Self {
        Self { secret: Some(Secret::Token(access_token)), http }
    }

    /// A caller with the secret of a user: an API key, a bearer token, or `name:password`.
    pub fn with_credentials(http: &'a reqwest::Client, credentials: &'a Credentials, secret: &'a str) -> Self {
        Self { secret: Some(Secret::Entered { credentials, secret }), http }
    }

    /// The caller of a toolkit, with the secret of an account.
    pub(crate) fn of(toolkit: &'a dyn LocalToolkit, http: &'a reqwest::Client, secret: &'a str) -> Self {
        match entered(toolkit) {
            Some(credentials) => Self::with_credentials(http, credentials, secret),
            None => Self::with_token(http, secret),
        }
    }

    /// Returns the access token of the user's connected account, or the bearer token that the user entered.
    #[must_use]
    pub fn access_token(&self) -> Option<&'a str> {
        match self.secret? {
            Secret::Token(token) => Some(token),
            Secret::Entered { credentials, secret } => (credentials.kind == Kind::BearerToken).then_some(secret),
        }
    }

    /// Returns the API key that the user entered.
    #[must_use]
    pub fn api_key(&self) -> Option<&'a str> {
        match self.secret? {
            Secret::Entered { credentials: Credentials { kind: Kind::ApiKey(_), .. }, secret } => Some(secret),
            _ => None,
        }
    }

    /// Returns the user name and the password that the user entered.
    #[must_use]
    pub fn basic(&self) -> Option<(&'a str, &'a str)> {
        match self.secret? {
            Secret::Entered { credentials: Credentials { kind: Kind::Basic, .. }, secret } => secret.split_once(':'),
            _ => None,
        }
    }

    /// Adds the access token or the credentials to a request, as the toolkit's provider expects them.
    pub fn authorize(&self, request: RequestBuilder) -> RequestBuilder {
        if let Some(token) = self.access_token() {
            return request.bearer_auth(token);
        }
        match self.secret {
            Some(Secret::Entered { credentials, secret }) => match &credentials.kind {
                Kind::ApiKey(Place::Query(name)) => request.query(&[(name, secret)]),
                Kind::ApiKey(Place::Header(name)) => {
                    // A name that is none makes the request fail when it is sent.
                    let name = HeaderName::from_bytes(name.as_bytes());
                    match (name, HeaderValue::from_str(secret)) {
                        (Ok(name), Ok(mut value)) => {
                            value.set_sensitive(true);
                            request.header(name, value)
                        }
                        _ => request.header("", ""),
                    }
                }
                Kind::Basic | Kind::BearerToken => match self.basic() {
                    Some((name, password)) => request.basic_auth(name, Some(password)),
                    None => request,
                },
            },
            _ => request,
        }
    }
}

impl fmt::Debug for Caller<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").field("authenticated", &self.secret.is_some()).finish_non_exhaustive()
    }
}

/// Where a toolkit's provider is, as far as the toolkit says: its authorization server, or its own API.
pub(crate) fn provider(toolkit: &dyn LocalToolkit) -> Option<&Url> {
    toolkit.auth().map(|endpoints| &endpoints.token_url).or_else(|| toolkit.proxy_base())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(credentials: &Credentials, secret: &str) -> reqwest::Request {
        let http = reqwest::Client::new();
        let caller = Caller::with_credentials(&http, credentials, secret);
        caller.authorize(http.get("http://127.0.0.1/?q=1")).build().unwrap()
    }

    #[test]
    fn each_kind_of_credentials_goes_where_its_provider_expects_it() {
        let header = |request: &reqwest::Request, name: &str| request.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header(&sent(&Credentials::api_key_in_header("X-Key"), "k y"), "x-key"), "k y");
        assert_eq!(sent(&Credentials::api_key_in_query("key"), "a&b").url().query(), Some("q=1&key=a%26b"));
        assert_eq!(header(&sent(&Credentials::bearer_token(), "t"), "authorization"), "Bearer t");
        assert_eq!(header(&sent(&Credentials::basic(), "ada:p:w"), "authorization"), "Basic YWRhOnA6dw==");
        let mut headers = sent(&Credentials::api_key_in_header("x-key"), "k").headers().clone();
        assert!(headers.remove("x-key").unwrap().is_sensitive());
    }

    #[test]
    fn a_caller_has_the_secret_of_its_own_kind_alone() {
        let http = reqwest::Client::new();
        let (key, basic) = (Credentials::api_key_in_query("key"), Credentials::basic());
        let caller = Caller::with_credentials(&http, &key, "k");
        assert_eq!((caller.api_key(), caller.access_token(), caller.basic()), (Some("k"), None, None));
        let caller = Caller::with_credentials(&http, &basic, "ada:p:w");
        assert_eq!((caller.api_key(), caller.access_token(), caller.basic()), (None, None, Some(("ada", "p:w"))));
        assert!(!format!("{caller:?}").contains("p:w"));
        assert_eq!(Caller::with_token(&http, "t").access_token(), Some("t"));
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        let (header, query) = (Credentials::api_key_in_header("x"), Credentials::api_key_in_query("x"));
        assert_eq!(header.join(&["é"]), Err("generic_api_key"));
        assert_eq!(query.join(&["é"]), Ok("é".to_owned()));
        for bad in ["", "a\nb"] {
            assert!(header.join(&[bad]).is_err() && query.join(&[bad]).is_err());
        }
        assert_eq!(Credentials::basic().join(&["a:b", "p"]), Err("username"));
        assert_eq!(Credentials::basic().join(&["a", ""]), Err("password"));
        assert_eq!(Credentials::basic().join(&["a", "b:c"]), Ok("a:b:c".to_owned()));
    }
}
