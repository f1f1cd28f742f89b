//! What can go wrong, and what to do about it.

mod answer;
mod api;
mod configuration;
mod input;
mod interrupted;

use std::fmt;

use thiserror::Error;

use crate::ConnectionStatus;
use crate::ids::SessionId;
use crate::policy::PolicyBreach;
use crate::session::{Execution, Setting};

pub use self::answer::UnexpectedAnswer;
pub use self::api::{ApiError, ApiErrorKind};
pub use self::configuration::ConfigurationError;
pub use self::input::InvalidInput;
pub use self::interrupted::{Delivery, Interrupted};

/// Why a session could not be created, or a call of it failed.
///
/// No variant carries a credential, an auth link or a token: an error can be logged as it is.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// Something supplied is invalid; no request was sent.
    #[error(transparent)]
    Invalid(#[from] InvalidInput),
    /// Something supplied breaks a policy of the agent; no request was sent.
    #[error("the session is not allowed: {}", Each(breaches))]
    Policy {
        /// Every breach of every policy.
        breaches: Vec<PolicyBreach>,
    },
    /// A retrieved session lets the agent do more than its declaration, or breaks one of its policies.
    #[error("session {session} is wider than the agent's declaration: {}", Wider(settings, breaches))]
    WiderThanDeclared {
        /// The session's id.
        session: SessionId,
        /// The settings that exceed the declaration.
        settings: Vec<Setting>,
        /// Every breach of every policy.
        breaches: Vec<PolicyBreach>,
    },
    /// The client cannot be set up with these settings; no request was sent.
    #[error(transparent)]
    Configuration(#[from] ConfigurationError),
    /// The embedded router does not start.
    #[cfg(feature = "local")]
    #[error("the embedded router does not start")]
    Local(#[from] tool_router_local::LocalError),
    /// The router refused the request.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// The router could not be reached, or the connection broke.
    #[error(transparent)]
    Connection(Box<Interrupted>),
    /// The router was reached and did not answer in time.
    #[error(transparent)]
    Timeout(Box<Interrupted>),
    /// The router's answer is not what the protocol defines.
    #[error(transparent)]
    UnexpectedAnswer(Box<UnexpectedAnswer>),
    /// Toolkits of a [`Preconnected`](crate::connections::Preconnected) session are not connected.
    #[error(
        "not connected: {}. Connect the user's accounts before the session is created: this agent has nobody to ask",
        Listed(toolkits)
    )]
    MissingConnections {
        /// Every toolkit that is not connected.
        toolkits: Vec<MissingConnection>,
    },
    /// The user did not connect every toolkit before the deadline.
    #[error(
        "the user did not connect every toolkit in time; still missing: {}. Create the session again to show new links",
        Listed(missing)
    )]
    WaitTimedOut {
        /// What is still missing, each with its last known state.
        missing: Vec<MissingConnection>,
    },
    /// A connection attempt failed, e.g. the user denied access.
    #[error(
        "{toolkit} was not connected: {status}{}. Make a new link when the user wants to try again",
        Because(reason)
    )]
    ConnectionFailed {
        /// The toolkit's slug.
        toolkit: String,
        /// The state in which the attempt ended.
        status: ConnectionStatus,
        /// The router's reason.
        reason: Option<String>,
    },
    /// The session's configuration was changed in the meantime, so the update was rejected. Neither the session on the
    /// router nor the one in the program was changed.
    #[error(
        "the session's configuration was changed in the meantime: {refusal}. Call `session.refresh()`, then retry if it still applies"
    )]
    ConfigConflict {
        /// The version that the update was for; `None` for any version.
        expected: Option<u64>,
        /// The router's refusal, which may name its current version.
        refusal: Box<ApiError>,
    },
    /// The MCP endpoint is not on the router's own origin, the only origin that the API key is sent to. A session that
    /// was just created is deleted again, if that succeeds.
    #[error(
        "the MCP endpoint of session {session} is on {endpoint}, and not on the router's own origin {router}, the only \
         place that the API key is sent to. Check that the base URL is the Tool Router's own"
    )]
    McpDestination {
        /// The session's id.
        session: SessionId,
        /// The origin that the endpoint is on.
        endpoint: String,
        /// The router's own origin.
        router: String,
    },
    /// The data of a tool was requested, but the tool did not complete.
    #[error("the tool {outcome}")]
    NotCompleted {
        /// What happened instead.
        outcome: Box<Execution>,
    },
    /// A file's bytes could not be moved.
    #[error("the file `{path}` could not be {action}: {problem}")]
    Transfer {
        /// The file's path in the session.
        path: String,
        /// `uploaded` or `downloaded`.
        action: &'static str,
        /// What went wrong.
        problem: String,
    },
    /// A tool's data is not of the type that was asked for.
    #[error("the tool's data is not of the type that was asked for: {problem}")]
    UnexpectedData {
        /// Where the data and the type differ.
        problem: String,
    },
}

impl Error {
    /// Whether the same call may succeed when it is made again later.
    ///
    /// This does not tell whether repeating is safe. For a tool that changes something, check [`Interrupted::delivery`]
    /// first: the lost call may have been processed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Connection(_) | Self::Timeout(_) | Self::WaitTimedOut { .. } => true,
            Self::Api(error) => error.is_retryable(),
            _ => false,
        }
    }

    /// Returns the router's refusal, if this is one.
    #[must_use]
    pub fn as_api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    pub(crate) fn is_not_found(&self) -> bool {
        self.as_api().is_some_and(|error| error.kind() == ApiErrorKind::NotFound)
    }
}

impl From<UnexpectedAnswer> for Error {
    fn from(answer: UnexpectedAnswer) -> Self {
        Self::UnexpectedAnswer(Box::new(answer))
    }
}

/// A toolkit that is not connected.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingConnection {
    /// The toolkit's slug.
    pub toolkit: String,
    /// The state of its account, if it has one.
    pub status: Option<ConnectionStatus>,
}

impl fmt::Display for MissingConnection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.status {
            Some(status) => write!(formatter, "{} ({status})", self.toolkit),
            None => formatter.write_str(&self.toolkit),
        }
    }
}

struct Listed<'a>(&'a [MissingConnection]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, missing) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(formatter, "{separator}{missing}")?;
        }
        Ok(())
    }
}

struct Each<'a>(&'a [PolicyBreach]);

impl fmt::Display for Each<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, breach) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ". Also: " };
            write!(formatter, "{separator}{breach}")?;
        }
        Ok(())
    }
}

struct Wider<'a>(&'a [Setting], &'a [PolicyBreach]);

impl fmt::Display for Wider<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(settings, breaches) = self;
        for (index, setting) in settings.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(formatter, "{separator}`{}`", setting.name())?;
        }
        let separator = if settings.is_empty() || breaches.is_empty() { "" } else { ". Also: " };
        write!(formatter, "{separator}{}. `.unchecked()` takes it as it is", Each(breaches))
    }
}

struct Because<'a>(&'a Option<String>);

impl fmt::Display for Because<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(reason) => write!(formatter, " ({reason})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ConnectionStatus, Error, MissingConnection};

    #[test]
    fn every_missing_toolkit_is_named() {
        let missing = |toolkit: &str, status| MissingConnection { toolkit: toolkit.to_owned(), status };
        let error = Error::MissingConnections {
            toolkits: vec![missing("gmail", None), missing("slack", Some(ConnectionStatus::Expired))],
        };
        assert!(error.to_string().starts_with("not connected: gmail, slack (EXPIRED)."), "{error}");
        assert!(!error.is_retryable());
    }

    #[test]
    fn a_denial_is_told_with_its_reason() {
        let error = Error::ConnectionFailed {
            toolkit: "gmail".to_owned(),
            status: ConnectionStatus::Failed,
            reason: Some("access_denied".to_owned()),
        };
        assert!(error.to_string().starts_with("gmail was not connected: FAILED (access_denied)."), "{error}");
    }
}
