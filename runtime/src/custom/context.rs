use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::declaration::Declaration;
use crate::error::InvalidInput;
use crate::ids::{SessionId, UserId};
use crate::session::{ExecuteRequest, Live, ProxyMethod, ProxyRequest};
use crate::spec::{DeclaredTool, SessionSpec};
use crate::typed::ToolArguments;

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

    /// Executes another tool that the agent declared.
    ///
    /// The agent `S` is the tool's own. Which agent's session the custom tool is called in is known only while the program
    /// runs.
    ///
    /// ```
    /// use serde_json::json;
    /// use tool_router::custom::ToolContext;
    /// use tool_router::{custom_tool, tool_router_session};
    ///
    /// #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
    /// struct InboxAgent;
    ///
    /// /// Counts the newest mails from a sender.
    /// #[custom_tool]
    /// async fn count_mails(sender: String, context: ToolContext) -> Result<usize, tool_router::Error> {
    ///     let query = json!({ "query": format!("from:{sender}") });
    ///     let mails = context.execute(InboxAgent::GMAIL_FETCH_EMAILS, query).await?.into_data()?;
    ///     Ok(mails["messages"].as_array().map_or(0, Vec::len))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput::OtherAgent`] before any request if the session belongs to another agent, and otherwise as for
    /// [`Session::execute`](crate::Session::execute).
    pub fn execute<S: SessionSpec>(&self, tool: impl DeclaredTool<S>, arguments: impl Serialize) -> ExecuteRequest {
        let (tool, declaration) = (tool.__slug(), self.live.fence.declaration);
        let request = self.execute_named(tool, arguments);
        let expected = Declaration::of::<S>();
        if declaration.is(expected) {
            return request;
        }
        let (declared_by, agent) = (expected.agent(), declaration.agent());
        request.refused(InvalidInput::OtherAgent { tool: tool.to_owned(), declared_by, agent })
    }

    /// Executes another tool of the session by its slug, remote or custom; see
    /// [`Session::execute_named`](crate::Session::execute_named).
    ///
    /// # Errors
    ///
    /// Fails as [`Session::execute_named`](crate::Session::execute_named) does.
    pub fn execute_named(&self, tool: &str, arguments: impl Serialize) -> ExecuteRequest {
        ExecuteRequest::named(Arc::clone(&self.live), tool, arguments)
    }

    /// Executes the tool that these are the arguments of; see [`Session::execute_typed`](crate::Session::execute_typed).
    ///
    /// # Errors
    ///
    /// Fails as [`execute`](Self::execute) does.
    pub fn execute_typed<S: SessionSpec, A: ToolArguments<S>>(&self, arguments: A) -> ExecuteRequest {
        self.execute(A::TOOL, arguments)
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
    /// extends no toolkit, both before any request; and the
    /// [errors of every request](crate::error#errors-of-every-request).
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
