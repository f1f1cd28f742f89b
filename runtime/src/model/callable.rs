use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use super::{ToolCall, ToolDefinition, anthropic};
use crate::config::Tag;
use crate::session::{RunRequest, Runner, ToolInfo};

/// A tool with all that a framework asks of one: a name, a description, a schema, and a way to call it.
///
/// Frameworks have a trait or a struct of their own for a tool; an adaptor forwards to this. It is `Send` and `Sync`, and cloning
/// costs two counts.
///
/// ```no_run
/// use std::future::Future;
/// use std::pin::Pin;
///
/// use serde_json::Value;
/// use tool_router::model::CallableTool;
/// # use tool_router::{Session, SessionSpec};
///
/// type Answering<'a> = Pin<Box<dyn Future<Output = Result<String, String>> + Send + 'a>>;
///
/// // A framework's trait.
/// trait Tool: Send + Sync {
///     fn name(&self) -> String;
///     fn description(&self) -> String;
///     fn parameters(&self) -> Value;
///     fn call(&self, arguments: Value) -> Answering<'_>;
/// }
///
/// struct Routed(CallableTool);
///
/// impl Tool for Routed {
///     fn name(&self) -> String {
///         self.0.name().to_owned()
///     }
///     fn description(&self) -> String {
///         self.0.description().to_owned()
///     }
///     fn parameters(&self) -> Value {
///         self.0.input_schema()
///     }
///     fn call(&self, arguments: Value) -> Answering<'_> {
///         Box::pin(async move {
///             let answer = self.0.call(arguments).await.map_err(|error| error.to_string())?;
///             let text = answer.text().to_owned();
///             if answer.is_error() { Err(text) } else { Ok(text) }
///         })
///     }
/// }
///
/// # async fn example<S: SessionSpec>(session: Session<S>) -> Result<(), tool_router::Error> {
/// let mut tools: Vec<Box<dyn Tool>> = Vec::new();
/// for tool in session.callable_tools().await? {
///     tools.push(Box::new(Routed(tool)));
/// }
/// # Ok(())
/// # }
/// ```
///
/// Others, e.g. rig, take a name, a description, a schema and a closure. The request of a call borrows nothing, so that the
/// closure keeps the tool:
///
/// ```
/// use serde_json::Value;
/// use tool_router::Error;
/// use tool_router::model::{CallableTool, ToolAnswer};
///
/// fn closure(tool: CallableTool) -> impl Fn(Value) -> BoxFuture<Result<ToolAnswer, Error>> {
///     move |arguments| Box::pin(tool.call(arguments).into_future())
/// }
/// # type BoxFuture<T> = std::pin::Pin<Box<dyn Future<Output = T> + Send>>;
/// ```
#[derive(Clone)]
pub struct CallableTool {
    told: Arc<Told>,
    runner: Runner,
}

/// What is told of a tool.
struct Told {
    definition: ToolDefinition,
    info: ToolInfo,
}

impl CallableTool {
    pub(crate) fn new(definition: ToolDefinition, info: ToolInfo, runner: Runner) -> Self {
        let runner = runner.meaning(Some(info.slug.clone()));
        Self { told: Arc::new(Told { definition, info }), runner }
    }

    /// The name that the model calls it by: one that every API takes.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.told.definition.name
    }

    /// What it does, for the model.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.told.definition.description
    }

    /// The JSON Schema of its arguments: an object with `properties`, without references, as OpenAI and Anthropic take it.
    #[must_use]
    pub fn input_schema(&self) -> Value {
        anthropic::parameters(&self.told.definition.input_schema).into()
    }

    /// What a model is told of it, for the formats of the APIs.
    #[must_use]
    pub fn definition(&self) -> &ToolDefinition {
        &self.told.definition
    }

    /// The tool as its session lists it.
    #[must_use]
    pub fn info(&self) -> &ToolInfo {
        &self.told.info
    }

    /// Whether its author gave it this tag, e.g. [`Tag::ReadOnly`] where a framework asks for hints.
    #[must_use]
    pub fn has_tag(&self, tag: Tag) -> bool {
        self.told.info.tags.iter().any(|given| given == tag.as_str())
    }

    /// Whether the session may have the user asked before it runs, where a framework asks for confirmations. The call itself
    /// says what is asked: [`ToolAnswer::pending`](super::ToolAnswer::pending).
    #[must_use]
    pub fn may_require_approval(&self) -> bool {
        self.runner.may_ask(&self.told.info)
    }

    /// Calls it, and gives what to tell the model; see [`Session::run`](crate::Session::run). The arguments are an object, or the
    /// text of one.
    ///
    /// # Errors
    ///
    /// As for [`Session::run`](crate::Session::run).
    pub fn call(&self, arguments: impl Into<Value>) -> RunRequest {
        RunRequest::call(self.runner.clone(), ToolCall::new(self.name(), arguments))
    }
}

impl fmt::Debug for CallableTool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CallableTool").field("name", &self.name()).finish_non_exhaustive()
    }
}
