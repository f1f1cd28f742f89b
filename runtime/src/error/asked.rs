//! What can be asked of every error, whatever variant it is.

use std::borrow::Cow;

use super::in_words::advice;
use super::{ApiError, ApiErrorKind, Delivery, Error, UnexpectedAnswer};
use crate::client::TransferProblem;
use crate::ids::SessionId;
use crate::session::Execution;

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
    /// This does not tell whether repeating is safe. For a tool that changes something, check
    /// [`Interrupted::delivery`](super::Interrupted::delivery) first: the lost call may have been processed.
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
