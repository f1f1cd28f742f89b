//! Where a user of a toolkit authenticates.

use std::collections::BTreeMap;

use secrecy::SecretString;
use url::Url;

/// How a provider is asked to revoke a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Revocation {
    /// As RFC 7009 says: a form with the token is posted to the URL.
    #[default]
    Standard,
    /// As GitHub does it: `DELETE {revoke_url}/{client_id}/token`, with the client's credentials as HTTP Basic and the access
    /// token in a JSON body. It takes a client secret.
    OfApplication,
}

/// The OAuth 2.0 authorization server of a toolkit, and the client registered there.
///
/// The router always uses the authorization code grant with PKCE S256, and sends the client secret, if there is one, in
/// the body of the token request.
///
/// # Examples
///
/// ```
/// # mod tool_router { pub use tool_router_local as local; }
/// use tool_router::local::OAuth2Endpoints;
///
/// let endpoints = OAuth2Endpoints::new(
///     "https://auth.example.com/authorize".parse()?,
///     "https://auth.example.com/token".parse()?,
///     "my-client",
/// )
/// .client_secret("s3cret")
/// .scopes(["mail.read"])
/// .authorize_param("prompt", "consent");
/// assert!(!format!("{endpoints:?}").contains("s3cret"));
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OAuth2Endpoints {
    /// Where the user's browser is sent.
    pub authorize_url: Url,
    /// Where codes and refresh tokens are exchanged.
    pub token_url: Url,
    /// The server's issuer identifier (RFC 9207). If it is set, answers without it or with another one are refused: leave it out
    /// for servers that send none.
    pub issuer: Option<String>,
    /// Where tokens are revoked, if the provider supports it.
    pub revoke_url: Option<Url>,
    /// How they are revoked there.
    pub revocation: Revocation,
    /// The client's identifier.
    pub client_id: String,
    /// The client's secret; `None` for public clients. Set by [`client_secret`](Self::client_secret).
    pub(crate) client_secret: Option<SecretString>,
    /// The requested scopes.
    pub scopes: Vec<String>,
    /// The parameter of the authorization request that lists the scopes: `scope`, except for providers such as Slack.
    pub scope_parameter: String,
    /// What separates the scopes: a space, except for providers such as Slack.
    pub scope_separator: char,
    /// The member of the token endpoint's answer that contains the tokens, for providers that nest them, such as Slack.
    pub tokens_in: Option<String>,
    /// Additional query parameters of the authorization request, such as Google's `access_type=offline`.
    pub authorize_params: BTreeMap<String, String>,
}

impl OAuth2Endpoints {
    /// A public client without scopes at these endpoints.
    pub fn new(authorize_url: Url, token_url: Url, client_id: impl Into<String>) -> Self {
        Self {
            authorize_url,
            token_url,
            issuer: None,
            revoke_url: None,
            revocation: Revocation::Standard,
            client_id: client_id.into(),
            client_secret: None,
            scopes: Vec::new(),
            scope_parameter: "scope".to_owned(),
            scope_separator: ' ',
            tokens_in: None,
            authorize_params: BTreeMap::new(),
        }
    }

    /// Sets the server's issuer identifier.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// Sets where tokens are revoked as RFC 7009 says.
    #[must_use]
    pub fn revoke_url(mut self, url: Url) -> Self {
        self.revoke_url = Some(url);
        self.revocation = Revocation::Standard;
        self
    }

    /// Sets where tokens are revoked as GitHub does it: [`Revocation::OfApplication`].
    #[must_use]
    pub fn revoke_of_application(mut self, applications: Url) -> Self {
        self.revoke_url = Some(applications);
        self.revocation = Revocation::OfApplication;
        self
    }

    /// Whether the client can revoke tokens.
    pub(crate) fn can_revoke(&self) -> bool {
        let has_credentials = self.revocation == Revocation::Standard || self.client_secret.is_some();
        self.revoke_url.is_some() && has_credentials
    }

    /// Makes the client confidential.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<String>) -> Self {
        self.client_secret = Some(secret.into().into());
        self
    }

    /// Replaces the scopes.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Sets how the authorization request lists the scopes, for providers that deviate from the standard.
    #[must_use]
    pub fn scope_parameter(mut self, name: impl Into<String>, separator: char) -> Self {
        self.scope_parameter = name.into();
        self.scope_separator = separator;
        self
    }

    /// Sets the member of the token endpoint's answer that contains the tokens. An answer without tokens there is read as the
    /// standard says.
    #[must_use]
    pub fn tokens_in(mut self, member: impl Into<String>) -> Self {
        self.tokens_in = Some(member.into());
        self
    }

    /// Adds a query parameter to the authorization request.
    #[must_use]
    pub fn authorize_param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.authorize_params.insert(name.into(), value.into());
        self
    }
}
