use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::ids::{SessionId, UserId};
use crate::session::{ExecuteRequest, Live};

/// What a custom tool knows of the session that it is called in.
#[derive(Clone)]
pub struct ToolContext {
    live: Arc<Live>,
    toolkit: Option<&'static str>,
}

impl ToolContext {
    pub(super) fn new(live: Arc<Live>, toolkit: Option<&'static str>) -> Self {
        Self { live, toolkit }
    }

    /// Whose session it is.
    #[must_use]
    pub fn user_id(&self) -> &UserId {
        &self.live.user_id
    }

    /// The session.
    #[must_use]
    pub fn session_id(&self) -> &SessionId {
        &self.live.id
    }

    /// The toolkit that the tool extends.
    #[must_use]
    pub fn extends_toolkit(&self) -> Option<&'static str> {
        self.toolkit
    }

    /// Executes another tool of the session by its slug, remote or custom.
    pub fn execute(&self, tool: &str, arguments: impl Serialize) -> ExecuteRequest<'_> {
        ExecuteRequest::named(&self.live, tool, arguments)
    }
}

impl fmt::Debug for ToolContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ToolContext")
            .field("user_id", self.user_id())
            .field("session_id", self.session_id())
            .field("extends_toolkit", &self.toolkit)
            .finish()
    }
}
