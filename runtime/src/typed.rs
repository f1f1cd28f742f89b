//! Typed arguments, which belong to one tool.

use serde::Serialize;

use crate::session::{ExecuteRequest, Session};
use crate::spec::{SessionSpec, Tool};

/// The arguments of a tool that the agent `S` declared, for [`Session::execute_typed`].
///
/// With the setting `typed_tools`, the attribute generates a struct from the schema of each declared tool's arguments,
/// and implements this trait for it. Your own types implement it with the constant of their tool, which cannot be a
/// tool that the agent did not declare:
///
/// ```
/// use serde::Serialize;
/// use tool_router::{Tool, ToolArguments, tool_router_session};
///
/// #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
/// struct InboxAgent;
///
/// /// The newest emails from a sender.
/// #[derive(Serialize)]
/// struct NewestFrom {
///     query: String,
///     max_results: u8,
/// }
///
/// impl ToolArguments<InboxAgent> for NewestFrom {
///     const TOOL: Tool<InboxAgent> = InboxAgent::GMAIL_FETCH_EMAILS;
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an argument type of a tool that `{S}` declares",
    label = "not an argument type of a tool of `{S}`",
    note = "declare the tool on `{S}`, under `tools(..)`, and `typed_tools` with it",
    note = "argument types belong to one agent: they are in the module that its declaration generates"
)]
pub trait ToolArguments<S>: Serialize {
    /// The tool that these arguments are for.
    const TOOL: Tool<S>;
}

/// A reference to arguments implements it too, so that a call can be repeated.
impl<S, A: ToolArguments<S>> ToolArguments<S> for &A {
    const TOOL: Tool<S> = A::TOOL;
}

impl<S: SessionSpec> Session<S> {
    /// Executes the tool that these are the arguments of.
    ///
    /// It is [`execute`](Self::execute) with arguments that the compiler has checked: the request is the same, and
    /// takes the same options. Arguments that do not serialise to a JSON object are
    /// [`InvalidInput::Arguments`](crate::InvalidInput::Arguments), and nothing is sent.
    ///
    /// ```no_run
    /// # use serde::Serialize;
    /// # use tool_router::{Session, Tool, ToolArguments, tool_router_session};
    /// # #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
    /// # struct InboxAgent;
    /// # #[derive(Default, Serialize)]
    /// # struct GmailFetchEmails { max_results: Option<u64>, query: Option<String> }
    /// # impl ToolArguments<InboxAgent> for GmailFetchEmails {
    /// #     const TOOL: Tool<InboxAgent> = InboxAgent::GMAIL_FETCH_EMAILS;
    /// # }
    /// # async fn example(session: Session<InboxAgent>) -> Result<(), tool_router::Error> {
    /// let newest = GmailFetchEmails { max_results: Some(5), ..Default::default() };
    /// let mails = session.execute_typed(newest).account("work").await?.into_data()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails as [`execute`](Self::execute) does.
    pub fn execute_typed<A: ToolArguments<S>>(&self, arguments: A) -> ExecuteRequest {
        self.execute(A::TOOL, arguments)
    }
}
