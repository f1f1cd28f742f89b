//! Hooks of the program around every tool that its sessions run: to record calls, to change them, or to refuse them.
//!
//! They run in this process, around [`run`](crate::Session::run), the `execute` methods and what custom tools call, for tools
//! of the router and custom ones alike. The hooks that a declaration names run at the router.
//!
//! An audit log:
//!
//! ```no_run
//! use tool_router::hooks::{HookedCall, ToolHook};
//! use tool_router::{Error, Execution, ToolRouter};
//!
//! struct AuditLog;
//!
//! impl ToolHook for AuditLog {
//!     async fn after(
//!         &self,
//!         call: &HookedCall,
//!         outcome: Result<Execution, Error>,
//!     ) -> Result<Execution, Error> {
//!         let ran = outcome.as_ref().is_ok_and(Execution::is_completed);
//!         let how = if ran { "ran" } else { "failed" };
//!         println!("{} called {} for {}: {how}", call.agent(), call.tool(), call.user_id());
//!         outcome
//!     }
//! }
//!
//! # fn main() -> Result<(), Error> {
//! let router = ToolRouter::from_env()?.with_hook(AuditLog);
//! # Ok(())
//! # }
//! ```
//!
//! # What a hook sees
//!
//! A call of [`MetaTool::MultiExecute`] runs several tools: a hook's [`before`](ToolHook::before)
//! sees the call itself and then each tool in it, so that no tool is run past it. If one of them is refused, none runs. What
//! code in the sandbox does, and [`proxy_execute`](crate::Session::proxy_execute), no hook sees.
//!
//! # Tracing
//!
//! Each call is also a span of the crate `tracing`, in the words of OpenTelemetry's
//! [conventions for tools](https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/execute-tool.md).
//! It holds neither arguments nor results, and no user.
//!
//! | name | value |
//! | --- | --- |
//! | target, level and name | `tool_router::tool`, `INFO`, `execute_tool` |
//! | `otel.name` | `execute_tool {tool}`, which exporters to OpenTelemetry take for the span's name |
//! | `otel.kind` | `internal` |
//! | `gen_ai.operation.name` | `execute_tool` |
//! | `gen_ai.tool.name` | the tool's slug |
//! | `gen_ai.tool.type` | `function` for a custom tool, `extension` for one that the router runs |
//! | `gen_ai.tool.call.id` | the id that the model gave the call, if it did |
//! | `gen_ai.agent.name` | the agent's name: that of its struct |
//! | `tool_router.outcome` | `completed`, `failed`, `input_required`, `blocked`, `unknown` or `error` |
//! | `error.type` | `tool_failed`, `blocked`, an HTTP status, or `connection`, `timeout`, `invalid`, `other`; only if it did not complete |
//!
//! A custom tool that panics is also an event in the span of its call, because the model is told no more than that the tool failed:
//!
//! | name | value |
//! | --- | --- |
//! | target, level and message | `tool_router::tool`, `ERROR`, `a custom tool panicked` |
//! | `gen_ai.tool.name` | the tool's slug |
//! | `exception.message` | what the panic said, if that is text. It may hold anything that the tool had |

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use serde_json::{Map, Value};

use crate::error::Error;
use crate::ids::{SessionId, UserId};
use crate::session::{Blocked, BlockedReason, Call, Execution, Live, MetaTool};

/// Something of the program that runs around every tool. Register it with
/// [`ToolRouter::with_hook`](crate::ToolRouter::with_hook) or [`Session::with_hook`](crate::Session::with_hook).
///
/// Those of the router go first, each in the order of registration; after the call it is the other way round.
///
/// ```
/// use serde_json::json;
/// use tool_router::hooks::{HookedCall, Refusal, ToolHook};
///
/// /// Sends mail to the company's own addresses only, and puts a copy into the archive.
/// struct OwnMailOnly;
///
/// impl ToolHook for OwnMailOnly {
///     async fn before(&self, call: &mut HookedCall) -> Result<(), Refusal> {
///         if call.tool() != "GMAIL_SEND_EMAIL" {
///             return Ok(());
///         }
///         let to = call.arguments()["recipient_email"].as_str().unwrap_or_default();
///         if !to.ends_with("@example.com") {
///             return Err("mail goes to example.com only".into());
///         }
///         call.arguments_mut().insert("bcc".to_owned(), json!(["archive@example.com"]));
///         Ok(())
///     }
/// }
/// ```
pub trait ToolHook: Send + Sync + 'static {
    /// Runs before the tool. It may change the arguments, and refuse the call: nothing runs then, and the outcome is
    /// [`Execution::Blocked`].
    ///
    /// When a call is made again with the user's responses, it can be refused, and is otherwise what the user has approved:
    /// changes are without effect.
    fn before(&self, call: &mut HookedCall) -> impl Future<Output = Result<(), Refusal>> + Send {
        let _ = call;
        async { Ok(()) }
    }

    /// Runs after the tool, also after one that failed or was refused. What it returns is the outcome.
    fn after(
        &self,
        call: &HookedCall,
        outcome: Result<Execution, Error>,
    ) -> impl Future<Output = Result<Execution, Error>> + Send {
        let _ = call;
        async { outcome }
    }
}

/// A call that a [`ToolHook`] sees. Its `Debug` output leaves the arguments out.
pub struct HookedCall {
    live: Arc<Live>,
    tool: String,
    arguments: Map<String, Value>,
    id: Option<String>,
    within: Option<MetaTool>,
    is_resumed: bool,
}

/// Why a hook refuses a call. The agent reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    reason: Cow<'static, str>,
}

/// A hook with its type erased.
trait Hook: Send + Sync {
    fn before<'a>(&'a self, call: &'a mut HookedCall) -> BoxFuture<'a, Result<(), Refusal>>;

    fn after<'a>(
        &'a self,
        call: &'a HookedCall,
        outcome: Result<Execution, Error>,
    ) -> BoxFuture<'a, Result<Execution, Error>>;
}

/// The hooks of a router or of a session.
#[derive(Clone, Default)]
pub(crate) struct Hooks(Vec<Arc<dyn Hook>>);

impl HookedCall {
    /// The tool's slug as the session lists it, in whatever way it was called: `GMAIL_SEND_EMAIL`, `LOCAL_FIND_CUSTOMER`.
    #[must_use]
    pub fn tool(&self) -> &str {
        &self.tool
    }

    /// The arguments.
    #[must_use]
    pub fn arguments(&self) -> &Map<String, Value> {
        &self.arguments
    }

    /// The arguments, to change them.
    pub fn arguments_mut(&mut self) -> &mut Map<String, Value> {
        &mut self.arguments
    }

    /// The id that the model gave the call, if it did.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The tool that runs this one among others.
    #[must_use]
    pub fn within(&self) -> Option<&MetaTool> {
        self.within.as_ref()
    }

    /// Whether the call was made before, and is made again with the user's responses.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        self.is_resumed
    }

    /// The name of the agent: that of its struct.
    #[must_use]
    pub fn agent(&self) -> &'static str {
        self.live.fence.declaration.agent()
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
}

impl Refusal {
    /// Makes a refusal for this reason.
    #[must_use]
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self { reason: reason.into() }
    }

    /// The reason.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl<R: Into<Cow<'static, str>>> From<R> for Refusal {
    fn from(reason: R) -> Self {
        Self::new(reason)
    }
}

impl<H: ToolHook> Hook for H {
    fn before<'a>(&'a self, call: &'a mut HookedCall) -> BoxFuture<'a, Result<(), Refusal>> {
        Box::pin(ToolHook::before(self, call))
    }

    fn after<'a>(
        &'a self,
        call: &'a HookedCall,
        outcome: Result<Execution, Error>,
    ) -> BoxFuture<'a, Result<Execution, Error>> {
        Box::pin(ToolHook::after(self, call, outcome))
    }
}

impl Hooks {
    pub(crate) fn add(&mut self, hook: impl ToolHook) {
        self.0.push(Arc::new(hook));
    }
}

impl Live {
    /// The slug that a tool is listed under, whichever of its names it is called by: a hook compares one.
    fn canonical(&self, name: &str) -> String {
        self.custom.listed_name(name).map_or_else(|| name.trim().to_ascii_uppercase(), ToOwned::to_owned)
    }

    /// Runs a call with the hooks around it.
    pub(crate) async fn hooked(self: &Arc<Self>, mut call: Call) -> Result<Execution, Error> {
        let hooks: Vec<Arc<dyn Hook>> = self.router.hooks().0.iter().chain(&self.hooks.0).cloned().collect();
        if hooks.is_empty() {
            return crate::custom::execute(self, call).await;
        }
        let mut seen = HookedCall {
            live: Arc::clone(self),
            tool: self.canonical(call.tool.slug()),
            arguments: call.arguments.clone(),
            id: call.model_call.clone(),
            within: None,
            is_resumed: call.is_resumed(),
        };
        let mut outcome = match before(&hooks, &mut seen).await {
            Err(refusal) => Ok(Execution::Blocked(refusal.into())),
            Ok(()) => {
                if !seen.is_resumed {
                    call.arguments.clone_from(&seen.arguments);
                }
                crate::custom::execute(self, call).await
            }
        };
        for hook in hooks.iter().rev() {
            outcome = hook.after(&seen, outcome).await;
        }
        outcome
    }
}

/// Asks every hook, about the call and about each tool in it.
async fn before(hooks: &[Arc<dyn Hook>], call: &mut HookedCall) -> Result<(), Refusal> {
    for hook in hooks {
        hook.before(call).await?;
    }
    if call.tool != MetaTool::MultiExecute.as_str() {
        return Ok(());
    }
    let Some(Value::Array(mut tools)) = call.arguments.get("tools").cloned() else { return Ok(()) };
    for tool in &mut tools {
        // Whatever is not a call of a tool, no router runs.
        let Some(members) = tool.as_object_mut() else { continue };
        let slug = call.live.canonical(members.get("tool_slug").and_then(Value::as_str).unwrap_or_default());
        let arguments = match members.remove("arguments") {
            Some(Value::Object(arguments)) => arguments,
            Some(Value::Null) | None => Map::new(),
            Some(other) => {
                members.insert("arguments".to_owned(), other);
                return Err(Refusal::new(format!("the arguments of {slug} are not an object")));
            }
        };
        let mut inner = HookedCall {
            live: Arc::clone(&call.live),
            tool: slug,
            arguments,
            id: call.id.clone(),
            within: Some(MetaTool::MultiExecute),
            is_resumed: call.is_resumed,
        };
        for hook in hooks {
            let refused = hook.before(&mut inner).await;
            refused.map_err(|refusal| {
                Refusal::new(format!("{}: {}; none of the tools ran", inner.tool, refusal.reason))
            })?;
        }
        members.insert("arguments".to_owned(), inner.arguments.into());
    }
    call.arguments.insert("tools".to_owned(), tools.into());
    Ok(())
}

impl From<Refusal> for Blocked {
    fn from(refusal: Refusal) -> Self {
        Self::new(BlockedReason::new("request_blocked"), refusal.reason)
    }
}

impl fmt::Debug for HookedCall {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The arguments belong to the user.
        formatter
            .debug_struct("HookedCall")
            .field("tool", &self.tool)
            .field("id", &self.id)
            .field("agent", &self.agent())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Hooks").field(&self.0.len()).finish()
    }
}

#[cfg(test)]
mod tests;
