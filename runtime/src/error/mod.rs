//! What can go wrong, and what to do about it.
//!
//! Each error says in one sentence what happened, has what it comes from as its [`source`](std::error::Error::source), and
//! keeps what to do about it apart. A program that shows one to somebody shows both:
//!
//! ```
//! # fn show(error: tool_router::Error) {
//! eprintln!("error: {error}");
//! if let Some(help) = error.help() {
//!     eprintln!("help: {help}");
//! }
//! # }
//! ```
//!
//! The `Debug` of an error is all of that in one line, without the names of types and fields, because a `main` that returns it
//! prints its `Debug`. None of it ever holds a credential, an auth link or a token.
//!
//! What a program decides by, whatever variant it is:
//!
//! | method | what it tells |
//! | --- | --- |
//! | [`Error::help`] | what to do about it, for a person |
//! | [`Error::is_retryable`] | the same call may succeed later, and making it again does nothing twice |
//! | [`Error::delivery`] | whether the request has arrived at the router |
//! | [`Error::session`] | the session that is on the router although the call failed |
//! | [`Error::as_api`] | the router's refusal, with all that it said |
//! | [`Error::api_kind`] | what kind of refusal it is |
//! | [`Error::status`] | the HTTP status that the router answered with |
//! | [`Error::is_not_found`] | the router has no such thing |
//!
//! # Errors of every request
//!
//! A method that sends a request can fail with these. Its page names what it can fail with besides, and what is found wrong
//! before anything is sent, which is [`Error::Invalid`] or [`Error::Policy`].
//!
//! | error | when |
//! | --- | --- |
//! | [`Error::Api`] | the router refused the request: the key is not valid, the session is gone, there are too many requests …; [`Error::api_kind`] tells which |
//! | [`Error::Connection`] | the router could not be reached, or the connection broke |
//! | [`Error::Timeout`] | the router was reached and did not answer in time |
//! | [`Error::UnexpectedAnswer`] | the answer is not what the protocol defines, or a list does not end |
//!
//! A request that is safe to repeat is repeated before it fails with one of the first three: see
//! [`retries`](crate::ToolRouterBuilder::retries).
//!
//! # Errors may grow
//!
//! Every enum and every variant with fields may grow: match them with `..`, and with a last arm for what is not known yet.

mod answer;
mod api;
mod configuration;
mod connection;
mod input;
mod interrupted;
mod made;
#[cfg(test)]
pub(crate) mod tests;

use std::borrow::Cow;
use std::fmt;

use thiserror::Error;
use tool_router_core::cause;

use crate::client::TransferProblem;
use crate::ids::SessionId;
use crate::policy::PolicyBreach;
use crate::session::{Execution, Setting};

pub(crate) use self::answer::Problem;
pub use self::answer::UnexpectedAnswer;
pub use self::api::{ApiError, ApiErrorKind};
pub use self::configuration::ConfigurationError;
pub use self::connection::{FailedConnection, MissingConnection};
pub use self::input::InvalidInput;
pub use self::interrupted::{Delivery, Interrupted};
pub use tool_router_core::cause::Cause;

/// Why a session could not be created, or a call of it failed.
///
/// No variant ever carries a credential, an auth link or a token: an error can be logged as it is. The [module](self) says
/// what can be asked of every one of them.
#[derive(Error)]
#[non_exhaustive]
pub enum Error {
    /// Something supplied is invalid; no request was sent.
    #[error(transparent)]
    Invalid(#[from] InvalidInput),
    /// Something supplied breaks a policy of the agent; no request was sent.
    ///
    /// An agent that declares `missing = skip` is checked twice: the second time is after its session was created and it is known
    /// what is left of it. The session is deleted then.
    #[error("the session is not allowed: {}", Listed(breaches, "; "))]
    #[non_exhaustive]
    Policy {
        /// Every breach of every policy.
        breaches: Vec<PolicyBreach>,
    },
    /// A retrieved session lets the agent do more than its declaration, or breaks one of its policies.
    #[error("session {session} is wider than the agent's declaration: {}", Wider(settings, breaches))]
    #[non_exhaustive]
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
    #[error("the embedded router could not start")]
    Local(#[from] tool_router_local::LocalError),
    /// What a test asked of its router is not possible.
    #[cfg(feature = "testing")]
    #[error(transparent)]
    Test(#[from] crate::testing::TestError),
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
    /// Toolkits that a session cannot be created without are not connected: those of a
    /// [`Preconnected`](crate::connections::Preconnected) agent, those that it declares as `required`, or, with
    /// `missing = skip`, all of them.
    #[error("not connected: {}", Listed(toolkits, ", "))]
    #[non_exhaustive]
    MissingConnections {
        /// Every one of them that is not connected.
        toolkits: Vec<MissingConnection>,
        /// The session that was made, if it could not be deleted again.
        session: Option<SessionId>,
    },
    /// The user did not connect every toolkit before the deadline.
    #[error("the user did not connect every toolkit in time; still missing: {}", Listed(missing, ", "))]
    #[non_exhaustive]
    WaitTimedOut {
        /// What is still missing, each with its last known state.
        missing: Vec<MissingConnection>,
        /// The session that was waited for. It is still on the router, and so are the links that were shown.
        session: SessionId,
    },
    /// A connection attempt failed, e.g. the user denied access.
    #[error("{0}")]
    ConnectionFailed(Box<FailedConnection>),
    /// The handler that [`try_on_auth_link`](crate::SessionBuilder::try_on_auth_link) was given failed, and ended
    /// `create`.
    #[error("the auth link for {toolkit} was not handed on")]
    #[non_exhaustive]
    AuthLinkHandler {
        /// The toolkit's slug.
        toolkit: String,
        /// The session that was made. It is still on the router, and so are its links.
        session: SessionId,
        /// The handler's error.
        source: Cause,
    },
    /// The session's configuration was changed in the meantime, so the update was rejected. Neither the session on the
    /// router nor the one in the program was changed.
    #[error("the session's configuration was changed in the meantime")]
    #[non_exhaustive]
    ConfigConflict {
        /// The version that the update was for; `None` for any version.
        expected: Option<u64>,
        /// The router's refusal, which may name its current version.
        #[source]
        refusal: Box<ApiError>,
    },
    /// The MCP endpoint is neither on the router's own origin nor on the one that
    /// [`mcp_origin`](crate::ToolRouterBuilder::mcp_origin) names, the only ones that the API key is sent to. A session that
    /// was just created is deleted again, if that succeeds.
    #[error(
        "the MCP endpoint of session {session} is on {endpoint}, where the API key is not sent: the router's own origin is \
         {router}"
    )]
    #[non_exhaustive]
    McpDestination {
        /// The session's id.
        session: SessionId,
        /// The origin that the endpoint is on.
        endpoint: String,
        /// The router's own origin.
        router: String,
        /// Whether the session was deleted again.
        deleted: bool,
    },
    /// The data of a tool was requested, but the tool did not complete.
    #[error("the tool {outcome}")]
    #[non_exhaustive]
    NotCompleted {
        /// What happened instead.
        outcome: Box<Execution>,
    },
    /// A file's bytes could not be moved.
    #[error("the file `{path}` could not be {action}")]
    #[non_exhaustive]
    Transfer {
        /// The file's path in the session.
        path: String,
        /// `uploaded` or `downloaded`.
        action: &'static str,
        /// What went wrong.
        source: Cause,
    },
    /// A tool's data is not of the type that was asked for.
    #[error("the tool's data is not of the requested type")]
    #[non_exhaustive]
    UnexpectedData {
        /// Where they differ. It quotes no value.
        source: Cause,
    },
}

impl Error {
    /// What to do about it, in words: the part of a message that follows `help:`.
    #[must_use]
    pub fn help(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Invalid(invalid) => invalid.help(),
            Self::Policy { breaches } => advice(breaches).map(Cow::from),
            Self::WiderThanDeclared { .. } => Some("`.unchecked()` takes it as it is".into()),
            Self::Configuration(error) => error.help().map(Cow::from),
            #[cfg(feature = "local")]
            Self::Local(error) => error.help().map(Cow::from),
            #[cfg(feature = "testing")]
            Self::Test(_) => None,
            Self::Api(error) => error.help(),
            Self::Connection(lost) | Self::Timeout(lost) => Some(lost.help().into()),
            Self::UnexpectedAnswer(_) => Some(UnexpectedAnswer::help().into()),
            Self::MissingConnections { .. } => Some(
                "connect the user's accounts before the session is created: this agent does not ask for them".into(),
            ),
            Self::WaitTimedOut { .. } => Some("create the session again, or make a new link".into()),
            Self::ConnectionFailed(_) => Some("make a new link when the user wants to try again".into()),
            Self::AuthLinkHandler { .. } => Some("create the session again once links can be handed on".into()),
            Self::ConfigConflict { .. } => {
                Some("call `session.refresh()`, and update it again if that still applies".into())
            }
            Self::McpDestination { .. } => Some(
                "check the base URL; if the router's operator serves MCP there, name it with `ToolRouterBuilder::mcp_origin`"
                    .into(),
            ),
            Self::NotCompleted { outcome } => match &**outcome {
                Execution::InputRequired(_) => Some("answer with `session.respond(..)`".into()),
                _ => None,
            },
            Self::Transfer { .. } | Self::UnexpectedData { .. } => None,
        }
    }

    /// Whether the same call may succeed when it is made again later, and does nothing twice then.
    ///
    /// This does not tell whether repeating is safe. For a tool that changes something, check [`Interrupted::delivery`]
    /// first: the lost call may have been processed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.is_passing()
            && match self {
                Self::Connection(lost) | Self::Timeout(lost) => lost.is_safe_to_repeat(),
                Self::Api(error) => error.is_safe_to_repeat(),
                _ => true,
            }
    }

    /// Whether it may be otherwise after a while, whatever has been done by then.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Connection(_) | Self::Timeout(_) | Self::WaitTimedOut { .. } => true,
            Self::Api(error) => error.is_passing(),
            Self::Transfer { source, .. } => {
                source.downcast_ref::<TransferProblem>().is_some_and(TransferProblem::is_passing)
            }
            _ => false,
        }
    }

    /// Whether the request has arrived at the router; `None` if the error is not that of a request.
    ///
    /// What was refused before it was sent is [`Delivery::NotSent`], and whatever an answer led to is
    /// [`Delivery::Answered`].
    #[must_use]
    pub fn delivery(&self) -> Option<Delivery> {
        match self {
            Self::Invalid(_) | Self::Policy { .. } => Some(Delivery::NotSent),
            Self::Connection(lost) | Self::Timeout(lost) => Some(lost.delivery()),
            Self::Api(_)
            | Self::UnexpectedAnswer(_)
            | Self::ConfigConflict { .. }
            | Self::NotCompleted { .. }
            | Self::UnexpectedData { .. } => Some(Delivery::Answered),
            _ => None,
        }
    }

    /// The session that is on the router although the call failed, where the caller has no [`Session`](crate::Session) to
    /// know it by.
    ///
    /// | error | session |
    /// | --- | --- |
    /// | [`WaitTimedOut`](Self::WaitTimedOut), [`ConnectionFailed`](Self::ConnectionFailed), [`AuthLinkHandler`](Self::AuthLinkHandler) | the one that was waited for: its links can still be used |
    /// | [`MissingConnections`](Self::MissingConnections) | none, since it was deleted; the one that was made, if deleting it failed |
    /// | [`McpDestination`](Self::McpDestination) | the same; the one that was found again |
    /// | [`WiderThanDeclared`](Self::WiderThanDeclared) | the one that was found again |
    /// | [`Api`](Self::Api), [`Connection`](Self::Connection), [`Timeout`](Self::Timeout), [`UnexpectedAnswer`](Self::UnexpectedAnswer) | the one that `create` had made before this happened, unless it was deleted again |
    /// | all others | none |
    ///
    /// Retrieve it, or delete it with [`retrieve`](crate::ToolRouter::retrieve) and `delete`. It is `None` as well when the
    /// answer to the creating request itself was lost: whether there is a session then, nobody knows. That is what
    /// [`Delivery::Unknown`] says.
    #[must_use]
    pub fn session(&self) -> Option<&SessionId> {
        match self {
            Self::WaitTimedOut { session, .. }
            | Self::WiderThanDeclared { session, .. }
            | Self::AuthLinkHandler { session, .. }
            | Self::McpDestination { session, deleted: false, .. } => Some(session),
            Self::ConnectionFailed(failed) => Some(failed.session()),
            Self::MissingConnections { session, .. } => session.as_ref(),
            Self::Api(error) => error.left.as_ref(),
            Self::Connection(lost) | Self::Timeout(lost) => lost.left.as_ref(),
            Self::UnexpectedAnswer(answer) => answer.left.as_ref(),
            _ => None,
        }
    }

    /// The router's refusal, if that is what it is or comes from.
    #[must_use]
    pub fn as_api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) | Self::ConfigConflict { refusal: error, .. } => Some(error),
            _ => None,
        }
    }

    /// What kind of refusal by the router it is, if it is one.
    #[must_use]
    pub fn api_kind(&self) -> Option<ApiErrorKind> {
        self.as_api().map(ApiError::kind)
    }

    /// The HTTP status that the router answered with, if it did.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::UnexpectedAnswer(answer) => Some(answer.status()),
            _ => self.as_api().map(ApiError::status),
        }
    }

    /// Whether the router says that there is no such thing.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.api_kind() == Some(ApiErrorKind::NotFound)
    }

    /// The same, saying that `id` is on the router all the same.
    pub(crate) fn leaving(mut self, id: &SessionId) -> Self {
        match &mut self {
            Self::Api(error) => error.left = Some(id.clone()),
            Self::Connection(lost) | Self::Timeout(lost) => lost.left = Some(id.clone()),
            Self::UnexpectedAnswer(answer) => answer.left = Some(id.clone()),
            Self::MissingConnections { session, .. } => *session = Some(id.clone()),
            _ => {}
        }
        self
    }

    /// The same, saying that the session was deleted again.
    pub(crate) fn leaving_nothing(mut self) -> Self {
        if let Self::McpDestination { deleted, .. } = &mut self {
            *deleted = true;
        }
        self
    }
}

/// What it says, what it comes from, and what to do about it, in one line.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        cause::debug(formatter, self, self.help().as_deref())
    }
}

impl From<UnexpectedAnswer> for Error {
    fn from(answer: UnexpectedAnswer) -> Self {
        Self::UnexpectedAnswer(Box::new(answer))
    }
}

/// What to do about each breach, each advice once.
fn advice(breaches: &[PolicyBreach]) -> Option<String> {
    let mut advice: Vec<&str> = Vec::new();
    for breach in breaches {
        if !advice.contains(&breach.help()) {
            advice.push(breach.help());
        }
    }
    (!advice.is_empty()).then(|| advice.join("; "))
}

struct Listed<'a, T>(&'a [T], &'static str);

impl<T: fmt::Display> fmt::Display for Listed<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(items, between) = self;
        for (index, item) in items.iter().enumerate() {
            let separator = if index == 0 { "" } else { between };
            write!(formatter, "{separator}{item}")?;
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
        let separator = if settings.is_empty() || breaches.is_empty() { "" } else { "; " };
        write!(formatter, "{separator}{}", Listed(breaches, "; "))
    }
}
