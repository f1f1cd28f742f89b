use std::fmt;

use serde::Serialize;

use crate::ConnectionStatus;
use crate::ids::SessionId;

/// A toolkit that is not connected.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MissingConnection {
    pub(crate) toolkit: String,
    pub(crate) status: Option<ConnectionStatus>,
}

impl MissingConnection {
    /// Makes one, for the tests of what deals with it.
    #[must_use]
    pub fn new(toolkit: impl Into<String>, status: Option<ConnectionStatus>) -> Self {
        Self { toolkit: toolkit.into(), status }
    }

    /// The toolkit's slug.
    #[must_use]
    pub fn toolkit(&self) -> &str {
        &self.toolkit
    }

    /// The state of its account, if there is one.
    #[must_use]
    pub fn status(&self) -> Option<&ConnectionStatus> {
        self.status.as_ref()
    }
}

impl fmt::Display for MissingConnection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.status {
            Some(status) => write!(formatter, "{} ({status})", self.toolkit),
            None => formatter.write_str(&self.toolkit),
        }
    }
}

/// A connection attempt that failed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FailedConnection {
    pub(crate) toolkit: String,
    pub(crate) status: ConnectionStatus,
    pub(crate) reason: Option<String>,
    pub(crate) session: SessionId,
}

impl FailedConnection {
    /// Makes one without a reason, for the tests of what deals with it.
    #[must_use]
    pub fn new(toolkit: impl Into<String>, status: ConnectionStatus, session: impl Into<SessionId>) -> Self {
        Self { toolkit: toolkit.into(), status, reason: None, session: session.into() }
    }

    /// The toolkit's slug.
    #[must_use]
    pub fn toolkit(&self) -> &str {
        &self.toolkit
    }

    /// How it ended.
    #[must_use]
    pub fn status(&self) -> &ConnectionStatus {
        &self.status
    }

    /// What the router says about it.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// The session that the link was made in. It is still on the router.
    #[must_use]
    pub fn session(&self) -> &SessionId {
        &self.session
    }
}

impl fmt::Display for FailedConnection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} was not connected: {}", self.toolkit, self.status)?;
        match &self.reason {
            Some(reason) => write!(formatter, " ({})", reason.trim_end_matches('.')),
            None => Ok(()),
        }
    }
}
