use std::fmt;

use thiserror::Error;
use tool_router_core::cause::{self, Cause};

/// A client that cannot be set up.
#[derive(Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConfigurationError {
    /// There is no credential.
    #[error("there is no API key")]
    NoCredential,
    /// More than one credential was given; a router takes one.
    #[error("several credentials were given")]
    SeveralCredentials,
    /// A credential that cannot be sent in a header.
    #[error("the API key is empty, or has characters that no HTTP header can carry")]
    MalformedCredential,
    /// A user's key in place of a project's.
    #[error("a user's API key (`uak_…`) was given as the key of a project")]
    UserKeyAsProjectKey,
    /// The key of another product.
    #[error("{product} key (`{prefix}…`) was given as the API key")]
    #[non_exhaustive]
    OtherProductsKey {
        /// Whose key it is.
        product: &'static str,
        /// What such keys begin with.
        prefix: &'static str,
    },
    /// An organisation without a project, or a project without an organisation.
    #[error("an organisation was given without a project, or a project without an organisation")]
    HalfScope,
    /// An organisation's or project's id that cannot be sent in a header.
    #[error("the {of}'s id is empty, or has characters that no HTTP header can carry")]
    #[non_exhaustive]
    MalformedScope {
        /// `organisation` or `project`.
        of: &'static str,
    },
    /// A base URL that cannot be used.
    #[error("the base URL cannot be used: {problem}")]
    #[non_exhaustive]
    BaseUrl {
        /// What is wrong with it.
        problem: &'static str,
        /// What to write instead.
        help: Option<&'static str>,
    },
    /// An origin of MCP endpoints that cannot be used.
    #[error("the origin of MCP endpoints cannot be used: {problem}")]
    #[non_exhaustive]
    McpOrigin {
        /// What is wrong with it.
        problem: &'static str,
        /// What to write instead.
        help: Option<&'static str>,
    },
    /// A duration that would end every request at once.
    #[error("the time limit of a request is zero")]
    ZeroTimeout,
    /// An `https` base URL in a program without TLS.
    #[error("the base URL is https, and this program was built without TLS")]
    NoTls,
    /// An HTTP client of the program's own with the feature `ring`, and no provider that reqwest could use.
    #[error("with the feature `ring`, `http_client` needs a rustls provider for the process")]
    NoRustlsProvider,
    /// The HTTP client cannot be built, e.g. because there are no root certificates.
    #[error("the HTTP client could not be created")]
    #[non_exhaustive]
    Http {
        /// Why not.
        source: Cause,
    },
}

impl ConfigurationError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NoCredential => Some(
                "set COMPOSIO_API_KEY, or give one with `ToolRouter::new(..)`; the embedded router of the feature `local`, \
                 `ToolRouter::local()`, needs none",
            ),
            Self::SeveralCredentials => Some("give one of `api_key`, `user_api_key` and `organization_api_key`"),
            Self::MalformedCredential | Self::MalformedScope { .. } => {
                Some("copy the whole key, without surrounding characters")
            }
            Self::UserKeyAsProjectKey => Some("give it with `.user_api_key(..)`, or as COMPOSIO_USER_API_KEY"),
            Self::OtherProductsKey { .. } => {
                Some("make a project's API key (`ak_…`) in the settings of the project, and give that one")
            }
            Self::HalfScope => Some("give both or neither"),
            Self::BaseUrl { help, .. } | Self::McpOrigin { help, .. } => *help,
            Self::ZeroTimeout => Some("give a longer one, or leave it out"),
            Self::NoTls => {
                Some("enable the default features of the crate `tool-router`, or its feature `native-tls` or `ring`")
            }
            Self::NoRustlsProvider => Some("call `rustls::crypto::ring::default_provider().install_default()` first"),
            Self::Http { .. } => None,
        }
    }
}

/// What it says, what it comes from, and what to do about it, in one line.
impl fmt::Debug for ConfigurationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        cause::debug(formatter, self, self.help())
    }
}
