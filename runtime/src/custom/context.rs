use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::error::InvalidInput;
use crate::ids::{SessionId, UserId};
use crate::session::{ExecuteRequest, Live, ProxyMethod, ProxyRequest};

/// The session that a custom tool is called in.
#[derive(Clone)]
pub struct ToolContext {
    live: Arc<Live>,
    toolkit: Option<&'static str>,
}

impl ToolContext {
    pub(super) fn new(live: Arc<Live>, toolkit: Option<&'static str>) -> Self {
        Self { live, toolkit }
    }

    /// The user whose session it is.
    #[must_use]
    pub fn user_id(&self) -> &UserId {
        &self.live.user_id
    }

    /// The session's id.
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
    pub fn execute(&self, tool: &str, arguments: impl Serialize) -> ExecuteRequest {
        ExecuteRequest::named(Arc::clone(&self.live), tool, arguments)
    }

    /// Calls the HTTP API of the toolkit that the tool extends, with the user's connection. The agent has to declare
    /// `proxy_execute = true`.
    ///
    /// ```
    /// use tool_router::custom::ToolContext;
    /// use tool_router::custom_tool;
    /// use tool_router::session::{ProxyExecution, ProxyMethod};
    ///
    /// /// Counts the labels of the user's mailbox.
    /// #[custom_tool(extends_toolkit = "gmail")]
    /// async fn count_labels(context: ToolContext) -> Result<usize, String> {
    ///     let labels = context.proxy_execute(ProxyMethod::Get, "/gmail/v1/users/me/labels");
    ///     match labels.await.map_err(|error| error.to_string())? {
    ///         ProxyExecution::Completed(answer) => Ok(answer.data["labels"].as_array().map_or(0, Vec::len)),
    ///         other => Err(format!("the labels cannot be read: {other:?}")),
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput::ProxyNotDeclared`] if the agent does not declare it, and [`InvalidInput::ProxyCall`] if the tool
    /// extends no toolkit, both before any request; and any error of the request.
    pub fn proxy_execute(&self, method: ProxyMethod, endpoint: impl Into<String>) -> ProxyRequest {
        let request = self.live.proxy(self.toolkit.unwrap_or_default(), method, endpoint.into());
        if self.toolkit.is_none() {
            let reason = "the custom tool extends no toolkit";
            return request.refused(InvalidInput::ProxyCall { toolkit: "a toolkit".to_owned(), reason, source: None });
        }
        let is_declared = self.live.config.proxy_execute.is_some_and(|proxy| proxy.enable);
        if is_declared { request } else { request.refused(InvalidInput::ProxyNotDeclared) }
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
