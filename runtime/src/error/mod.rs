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
mod asked;
mod configuration;
mod connection;
mod in_words;
mod input;
mod interrupted;
mod made;
#[cfg(test)]
pub(crate) mod tests;

use thiserror::Error;

use crate::ids::SessionId;
use crate::policy::PolicyBreach;
use crate::session::{Execution, Setting};

use self::in_words::{Listed, Wider};

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

impl From<UnexpectedAnswer> for Error {
    fn from(answer: UnexpectedAnswer) -> Self {
        Self::UnexpectedAnswer(Box::new(answer))
    }
}
