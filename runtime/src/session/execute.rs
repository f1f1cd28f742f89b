use std::future::IntoFuture;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};
use tool_router_core::limits::MAX_TOOLS_AT_ONCE;
use tracing::Instrument;

use super::input::{Call, Called, UserSaid};
use super::live::Live;
use super::{Execution, InputRequired, InputResponse, MetaTool, Session, trace};
use crate::Reply;
use crate::client::{Repeat, Request};
use crate::custom;
use crate::error::{Cause, Error, InvalidInput};
use crate::model::ToolCall;
use crate::spec::{DeclaredTool, SessionSpec};

/// A request to execute a tool; await it.
///
/// It is sent exactly once: the lost answer may be that of a mail that was sent.
#[must_use = "nothing is executed until this is awaited"]
#[derive(Debug)]
pub struct ExecuteRequest {
    live: Arc<Live>,
    call: Result<Call, InvalidInput>,
}

impl<S: SessionSpec> Session<S> {
    /// Executes a tool that the agent declared.
    ///
    /// The arguments are any value that serialises to a JSON object, or to `null` for none.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>, fetch_emails: tool_router::Tool<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// use serde_json::json;
    ///
    /// let mails = session.execute(fetch_emails, json!({ "max_results": 5 })).await?.into_data()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput::Arguments`] if the arguments are not a JSON object, before any request, and the
    /// [errors of every request](crate::error#errors-of-every-request). A tool that fails is not an `Err`. Dropping the future does not undo the call: the router may have executed it already.
    pub fn execute(&self, tool: impl DeclaredTool<S>, arguments: impl Serialize) -> ExecuteRequest {
        ExecuteRequest::named(Arc::clone(&self.live), tool.__slug(), arguments)
    }
}

impl<S> Session<S> {
    /// Executes a tool by its slug, e.g. one that a model chose.
    ///
    /// The router refuses tools that the session does not reach. A custom tool runs in this process, without a request.
    ///
    /// # Errors
    ///
    /// Fails as [`execute`](Self::execute) does, and with [`InvalidInput::EmptyTool`] if the slug is empty.
    pub fn execute_named(&self, tool: &str, arguments: impl Serialize) -> ExecuteRequest {
        ExecuteRequest::named(Arc::clone(&self.live), tool, arguments)
    }

    /// Executes one of the router's own tools.
    ///
    /// [`MetaTool::MultiExecute`] calls 1 to 50 tools. Custom tools among them run in this process while the router
    /// runs the others. Each tool gets its own result, in the order of the call: if the router cannot be reached, the
    /// remote tools get its error and the custom tools keep their data.
    ///
    /// # Errors
    ///
    /// Fails as [`execute`](Self::execute) does, and with [`InvalidInput::ToolsAtOnce`] if too many tools are called, or none.
    pub fn execute_meta(&self, tool: MetaTool, arguments: impl Serialize) -> ExecuteRequest {
        ExecuteRequest::meta(Arc::clone(&self.live), tool, arguments)
    }

    /// Sends a call again with the user's responses.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>, outcome: tool_router::session::Execution,
    /// # ) -> Result<(), tool_router::Error> {
    /// use tool_router::session::{Execution, InputResponse};
    ///
    /// if let Execution::InputRequired(input) = outcome {
    ///     let outcome = session.respond(&input, input.responses(InputResponse::approve())).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput::OtherSession`] for what another session asked.
    pub fn respond(
        &self,
        input: &InputRequired,
        responses: impl IntoIterator<Item = (String, InputResponse)>,
    ) -> ExecuteRequest {
        ExecuteRequest::again(Arc::clone(&self.live), input, responses)
    }
}

impl ExecuteRequest {
    pub(crate) fn named(live: Arc<Live>, tool: &str, arguments: impl Serialize) -> Self {
        let arguments = object(tool, serde_json::to_value(arguments));
        Self { live, call: arguments.map(|arguments| Call::new(Called::Tool(tool.to_owned()), arguments)) }
    }

    pub(super) fn meta(live: Arc<Live>, tool: MetaTool, arguments: impl Serialize) -> Self {
        let arguments = object(tool.as_str(), serde_json::to_value(arguments));
        let arguments = arguments.and_then(|arguments| limited(&tool, arguments));
        Self { live, call: arguments.map(|arguments| Call::new(Called::Meta(tool), arguments)) }
    }

    /// A call whose arguments are known to be an object.
    pub(super) fn called(live: Arc<Live>, tool: Called, arguments: Map<String, Value>) -> Self {
        let arguments = match &tool {
            Called::Meta(meta) => limited(meta, arguments),
            Called::Tool(_) => Ok(arguments),
        };
        Self { live, call: arguments.map(|arguments| Call::new(tool, arguments)) }
    }

    /// The call that asked, with the user's responses.
    pub(super) fn again(
        live: Arc<Live>,
        input: &InputRequired,
        responses: impl IntoIterator<Item = (String, InputResponse)>,
    ) -> Self {
        let call = input.0.answered(&live.id, responses).map(|(call, said)| Call { said, ..call });
        Self { live, call }
    }

    /// Marks the call as invalid: it is never sent.
    #[cfg(feature = "custom-tools")]
    pub(crate) fn refused(self, why: InvalidInput) -> Self {
        Self { call: Err(why), ..self }
    }

    /// The same as a call that a model made.
    pub(super) fn for_call(mut self, made: &ToolCall) -> Self {
        if let Ok(call) = &mut self.call {
            call.model_call = made.id().map(ToOwned::to_owned);
        }
        self
    }

    /// Selects one of the user's accounts by its id, word id or alias. Sessions with several accounts for a toolkit
    /// need it.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        if let Ok(call) = &mut self.call {
            call.account = Some(account.into());
        }
        self
    }
}

impl IntoFuture for ExecuteRequest {
    type Output = Result<Execution, Error>;
    type IntoFuture = Reply<Execution>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live, call } = self;
        Reply::new(async move { live.execute(call?).await })
    }
}

/// A call in its wire format.
#[derive(Serialize)]
struct CallBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    tool_slug: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'a str>,
    arguments: &'a Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a str>,
    #[serde(flatten)]
    said: &'a UserSaid,
    #[serde(skip_serializing_if = "Option::is_none")]
    experimental: Option<custom::Announcement<'a>>,
}

impl Live {
    pub(super) async fn execute(self: &Arc<Self>, call: Call) -> Result<Execution, Error> {
        let span = trace::span(self, &call);
        let outcome = self.hooked(call).instrument(span.clone()).await;
        trace::record(&span, &outcome);
        outcome
    }

    /// Sends a call to the router.
    pub(crate) async fn send(&self, call: Call) -> Result<Execution, Error> {
        let (endpoint, slug, meta_slug) = match &call.tool {
            Called::Tool(slug) => ("execute", Some(&**slug), None),
            Called::Meta(tool) => ("execute_meta", None, Some(tool.as_str())),
        };
        let body = CallBody {
            tool_slug: slug,
            slug: meta_slug,
            arguments: &call.arguments,
            account: call.account.as_deref(),
            said: &call.said,
            experimental: self.custom.announcement(self.preloads_all()),
        };
        let request = Request::post(&self.path(endpoint), &body, Repeat::Never);
        let answer = self.router.send(request).await?;
        Execution::read(&answer, &self.id, call)
    }
}

/// Checks the number of tools in a call of several tools.
fn limited(tool: &MetaTool, arguments: Map<String, Value>) -> Result<Map<String, Value>, InvalidInput> {
    match arguments.get("tools").and_then(Value::as_array).map(Vec::len) {
        Some(given) if *tool == MetaTool::MultiExecute && !(1..=MAX_TOOLS_AT_ONCE).contains(&given) => {
            Err(InvalidInput::ToolsAtOnce { given, limit: MAX_TOOLS_AT_ONCE })
        }
        _ => Ok(arguments),
    }
}

/// The arguments as the wire format requires them: an object.
fn object(tool: &str, arguments: Result<Value, serde_json::Error>) -> Result<Map<String, Value>, InvalidInput> {
    if tool.is_empty() {
        return Err(InvalidInput::EmptyTool);
    }
    let (reason, source) = match arguments {
        Ok(Value::Null) => return Ok(Map::new()),
        Ok(Value::Object(arguments)) => return Ok(arguments),
        Ok(Value::Array(_)) => ("they are a list", None),
        Ok(_) => ("they are a single value", None),
        Err(error) => ("they cannot be serialised", Some(Cause::new(error))),
    };
    Err(InvalidInput::Arguments { tool: tool.to_owned(), reason, source })
}
