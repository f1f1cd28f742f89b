use thiserror::Error;

/// A client that cannot be set up.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConfigurationError {
    /// There is no credential.
    #[error(
        "no API key: set COMPOSIO_API_KEY, or give one with `ToolRouter::new(..)`. The embedded router of the feature \
         `local`, `ToolRouter::local()`, needs none"
    )]
    NoCredential,
    /// More than one credential was given, and a router takes one.
    #[error("several credentials were given: give one of `api_key`, `user_api_key` and `organization_api_key`")]
    SeveralCredentials,
    /// A credential that no header can carry.
    #[error("the API key is empty, or has characters that no HTTP header can carry: was it copied whole?")]
    MalformedCredential,
    /// A user's key in the place of a project's.
    #[error("this is a user's API key (`uak_…`): give it with `.user_api_key(..)`, or as COMPOSIO_USER_API_KEY")]
    UserKeyAsProjectKey,
    /// An organisation without a project, or a project without an organisation.
    #[error("organisation and project go together: give both or neither")]
    HalfScope,
    /// An organisation's or project's id that no header can carry.
    #[error("the {0}'s id is empty, or has characters that no HTTP header can carry")]
    MalformedScope(&'static str),
    /// A base URL that cannot be used.
    #[error("the base URL cannot be used: {0}")]
    BaseUrl(&'static str),
    /// A duration that would end every request at once.
    #[error("the time limit of a request is zero")]
    ZeroTimeout,
    /// An `https` base URL in a program without TLS.
    #[error(
        "the base URL is https, and this program was built without TLS: turn on the default features of the crate \
         `tool-router`, or its feature `native-tls` or `ring`"
    )]
    NoTls,
    /// An HTTP client of one's own with the feature `ring`, and no provider that reqwest could take for it.
    #[error(
        "with the feature `ring`, `http_client` needs a rustls provider for the process: call \
         `rustls::crypto::ring::default_provider().install_default()` first"
    )]
    NoRustlsProvider,
    /// The HTTP client cannot be made: there are no root certificates, for one.
    #[error("the HTTP client cannot be made: {0}")]
    Http(String),
}
