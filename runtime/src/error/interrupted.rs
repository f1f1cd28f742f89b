use std::fmt;
use std::time::Duration;

use tool_router_core::cause::Cause;

use crate::ids::SessionId;

/// A request without an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Interrupted {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) delivery: Delivery,
    pub(crate) limit: Option<Duration>,
    pub(crate) source: Cause,
    /// Whether the call changes nothing more when it is made twice.
    pub(crate) idempotent: bool,
    /// The session that it leaves.
    pub(crate) left: Option<SessionId>,
}

/// Whether a request without an answer may have been processed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Delivery {
    /// It was not sent: repeating it is safe.
    NotSent,
    /// It was sent, at least in part: it may have been processed.
    Unknown,
    /// It was answered. What the router did with it, the answer says.
    Answered,
}

impl Interrupted {
    /// Makes a `POST` that was interrupted, for the tests of what deals with it:
    /// `Error::Connection(Interrupted::new(Delivery::Unknown, cause).into())`.
    #[must_use]
    pub fn new(delivery: Delivery, source: Cause) -> Self {
        Self {
            method: "POST".to_owned(),
            path: "/".to_owned(),
            delivery,
            limit: None,
            source,
            idempotent: false,
            left: None,
        }
    }

    /// The request's method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request's path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the router can have processed the request.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        self.delivery
    }

    /// The time limit, if that is what ended it after the request was sent.
    #[must_use]
    pub fn limit(&self) -> Option<Duration> {
        self.limit
    }

    /// Whether nothing was processed, or processing it twice is as good as once.
    pub(super) fn is_safe_to_repeat(&self) -> bool {
        self.idempotent || self.delivery == Delivery::NotSent
    }

    pub(super) fn help(&self) -> &'static str {
        match self.delivery {
            Delivery::NotSent => "check the base URL, and that the router can be reached from this machine",
            _ if self.idempotent => "try again later: it is safe to repeat",
            _ => "find out whether it was processed before it is repeated",
        }
    }
}

impl fmt::Display for Interrupted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} ", self.method, self.path)?;
        match (self.delivery, self.limit) {
            (Delivery::NotSent, _) => formatter.write_str("could not be sent: no connection to the router"),
            (_, None) => formatter.write_str("was cut off before its answer was complete; it may have been processed"),
            (_, Some(limit)) => {
                write!(formatter, "was not answered within {} s; it may have been processed", limit.as_secs_f32())
            }
        }
    }
}

impl fmt::Debug for Interrupted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        tool_router_core::cause::debug(formatter, self, Some(self.help()))
    }
}

impl std::error::Error for Interrupted {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
