//! The trait of all toolkits of the embedded router.

use std::{collections::BTreeMap, future::Future, pin::Pin};

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tool_router_core::config::Tag;
use url::Url;

use crate::credentials::{Caller, Credentials};

/// A future in its box, as `Box::pin(async move { .. })` makes it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A toolkit that the embedded router can offer to sessions: a description, how a user connects to it, and how its
/// tools run.
///
/// The router handles everything around a call: it selects the user's account, keeps its tokens fresh, and converts the
/// result into the answer on the wire. A toolkit only describes itself and executes tools.
///
/// # Examples
///
/// A toolkit without authentication and with one tool:
///
/// ```
/// # mod tool_router { pub use {tool_router_core::config, tool_router_local as local}; }
/// use serde_json::{Value, json};
/// use tool_router::config::Tag;
/// use tool_router::local::{BoxFuture, LocalToolkit, ToolCall, ToolDefinition, ToolError};
///
/// struct Dice {
///     tools: [ToolDefinition; 1],
/// }
///
/// impl Dice {
///     fn new() -> Self {
///         let arguments = json!({
///             "type": "object",
///             "properties": { "sides": { "type": "integer", "minimum": 2, "default": 6 } },
///         });
///         let roll = ToolDefinition::new("DICE_ROLL", "Roll a die", "Rolls one die and returns what it shows.", arguments)
///             .tags([Tag::ReadOnly]);
///         Self { tools: [roll] }
///     }
/// }
///
/// impl LocalToolkit for Dice {
///     fn slug(&self) -> &str {
///         "dice"
///     }
///
///     fn name(&self) -> &str {
///         "Dice"
///     }
///
///     fn tools(&self) -> &[ToolDefinition] {
///         &self.tools
///     }
///
///     fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
///         Box::pin(async move {
///             match call.tool {
///                 "DICE_ROLL" => {
///                     let sides = call.arguments.get("sides").map_or(Some(6), Value::as_u64);
///                     let sides = sides.filter(|sides| *sides >= 2).ok_or_else(|| {
///                         ToolError::InvalidArguments("`sides` must be an integer of at least 2".into())
///                     })?;
///                     // Chosen by a fair roll.
///                     Ok(json!({ "value": 4 % sides + 1 }))
///                 }
///                 other => Err(ToolError::UnknownTool(other.into())),
///             }
///         })
///     }
/// }
///
/// assert_eq!(Dice::new().tools()[0].slug, "DICE_ROLL");
/// ```
pub trait LocalToolkit: Send + Sync + 'static {
    /// The toolkit's slug in lower case, as sessions name it: `gmail`.
    fn slug(&self) -> &str;

    /// The display name: `Gmail`.
    fn name(&self) -> &str;

    /// A sentence about what the toolkit is for.
    fn description(&self) -> &str {
        ""
    }

    /// A logo for the connect page: an `https:` or a `data:` URL, or empty.
    fn logo(&self) -> &str {
        ""
    }

    /// How a user connects an account with OAuth. `None` if the provider has none, or if the tools work without an account.
    fn auth(&self) -> Option<&OAuth2Endpoints> {
        None
    }

    /// The credentials that a user enters to connect an account, for a provider without OAuth: an API key, a bearer token, or
    /// a user name and a password. It has no effect if there is [`auth`](Self::auth).
    fn credentials(&self) -> Option<&Credentials> {
        None
    }

    /// The categories in which people look for the toolkit, by their names: `Productivity`.
    fn categories(&self) -> &[&str] {
        &[]
    }

    /// Every tool that [`execute`](Self::execute) understands, built once.
    fn tools(&self) -> &[ToolDefinition];

    /// Runs one tool and returns the `data` of the answer, by convention a JSON object.
    ///
    /// # Errors
    ///
    /// [`ToolError::Unauthorized`] makes the router refresh the access token and call once more. Every other error is
    /// shown to the agent as the tool's failure, so its message must not contain a secret.
    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>>;

    /// The base URL of the provider's own HTTP API, for sessions whose agents may call it through the user's
    /// connection. `None` if the toolkit does not offer that.
    ///
    /// The router adds the access token as a bearer token, or the user's [credentials](Self::credentials), and restricts
    /// calls to this URL and paths below it.
    fn proxy_base(&self) -> Option<&Url> {
        None
    }

    /// The base URL that the provider publishes for its API, for toolkits whose [`proxy_base`](Self::proxy_base) can be another
    /// one. A call of an absolute URL below it, as a program has it from the provider's documentation, goes below `proxy_base`.
    fn published_base(&self) -> Option<&str> {
        None
    }

    /// The owner of the account behind `caller`, for the connect page and for `current_user_info`.
    ///
    /// The router calls it with [credentials](Self::credentials) before it accepts them, so that a mistyped key is noticed at
    /// once if it returns [`ToolError::Unauthorized`].
    ///
    /// # Errors
    ///
    /// As for [`execute`](Self::execute).
    fn current_user<'a>(&'a self, _caller: Caller<'a>) -> BoxFuture<'a, Result<Option<Value>, ToolError>> {
        Box::pin(async { Ok(None) })
    }
}

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

/// Few scopes with which all of the tools run: of each, one that is there already, or else its first.
pub(crate) fn scopes_of<'a>(tools: impl IntoIterator<Item = &'a ToolDefinition>) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    for tool in tools {
        if !tool.scopes.iter().any(|scope| scopes.contains(scope)) {
            scopes.extend(tool.scopes.first().cloned());
        }
    }
    scopes
}

/// The name, description, schemas and tags of a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolDefinition {
    /// The slug in upper case, with the toolkit's slug as its prefix: `GMAIL_FETCH_EMAILS`.
    pub slug: String,
    /// The display name: `Fetch emails`.
    pub name: String,
    /// What the tool does, for the agent that decides whether to call it.
    pub description: String,
    /// The JSON Schema of the arguments, an object.
    pub input_schema: Value,
    /// The JSON Schema of the result.
    pub output_schema: Value,
    /// Hints about its effects, for sessions that choose tools by tags.
    pub tags: Vec<Tag>,
    /// OAuth scopes, any one of which lets the tool run.
    pub scopes: Vec<String>,
}

impl ToolDefinition {
    /// A tool whose result is any object, without tags and scopes.
    pub fn new(
        slug: impl Into<String>,
        name: impl Into<String>,
        description: impl Into<String>,
        input_schema: Value,
    ) -> Self {
        Self {
            slug: slug.into(),
            name: name.into(),
            description: description.into(),
            input_schema,
            output_schema: json!({ "type": "object" }),
            tags: Vec::new(),
            scopes: Vec::new(),
        }
    }

    /// Replaces the schema of the result.
    #[must_use]
    pub fn output_schema(mut self, schema: Value) -> Self {
        self.output_schema = schema;
        self
    }

    /// Replaces the tags.
    #[must_use]
    pub fn tags(mut self, tags: impl IntoIterator<Item = Tag>) -> Self {
        self.tags = tags.into_iter().collect();
        self
    }

    /// Replaces the scopes.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }
}

/// A schema as the official SDKs read it: they refuse every tool of a list if one schema does not say that it is an object.
pub(crate) fn object_schema(schema: &Value) -> Map<String, Value> {
    let mut object = schema.as_object().cloned().unwrap_or_default();
    if object.get("type").is_none_or(|kind| kind != "object") {
        object.insert("type".to_owned(), "object".into());
    }
    object
}

/// One call of one tool.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ToolCall<'a> {
    /// The tool's slug.
    pub tool: &'a str,
    /// The arguments as the agent sent them, unchecked.
    pub arguments: &'a Map<String, Value>,
    /// The caller.
    pub caller: Caller<'a>,
}

impl<'a> ToolCall<'a> {
    /// A call of `tool` with `arguments` on behalf of `caller`.
    pub fn new(tool: &'a str, arguments: &'a Map<String, Value>, caller: Caller<'a>) -> Self {
        Self { tool, arguments, caller }
    }
}

/// Why a tool did not return a result.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ToolError {
    /// The arguments do not match the tool's schema; the text says which and why.
    #[error("invalid arguments: {0}")]
    InvalidArguments(String),
    /// The toolkit has no tool with this slug.
    #[error("the toolkit has no tool {0}")]
    UnknownTool(String),
    /// The provider did not accept the access token or the credentials, or there were none.
    #[error("the provider did not accept the credentials of the connected account")]
    Unauthorized,
    /// The provider answered with an error.
    #[error("the provider answered {status}: {message}")]
    Upstream {
        /// The HTTP status; the one that fits best, if the provider reports errors with a status of success.
        status: u16,
        /// The provider's message, shortened.
        message: String,
    },
    /// The provider could not be reached or did not answer in time.
    #[error("the provider could not be reached: {0}")]
    Transport(String),
    /// The provider's answer could not be read, or exceeds the toolkit's limit.
    #[error("the provider's answer was not understood: {0}")]
    InvalidResponse(String),
    /// Anything else; the text says what.
    #[error("{0}")]
    Failed(String),
}
