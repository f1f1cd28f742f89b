use std::any::Any;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde_json::Value;
use tool_router_core::json_words;

use super::{CustomTool, ToolContext};
use crate::session::TRACED;

/// A custom tool with its type erased.
pub(super) trait Run: Send + Sync {
    /// Runs the tool. A failure is described in words that a model can read.
    fn run(&self, arguments: Value, context: ToolContext) -> BoxFuture<'_, Result<Value, String>>;
}

impl<T: CustomTool> Run for T {
    fn run(&self, arguments: Value, context: ToolContext) -> BoxFuture<'_, Result<Value, String>> {
        let work = async move {
            let arguments = read(arguments)?;
            let output = self.call(arguments, context).await.map_err(|error| error.to_string())?;
            serde_json::to_value(output)
                .map_err(|error| format!("what the tool returned is not JSON: {}", json_words(&error)))
        };
        // Nothing of a panicked call is used again; the tool has to guard its own shared state.
        let caught = AssertUnwindSafe(work).catch_unwind();
        Box::pin(caught.map(|outcome| outcome.unwrap_or_else(|panic| Err(told(T::SLUG, panic.as_ref())))))
    }
}

fn read<T: serde::de::DeserializeOwned>(arguments: Value) -> Result<T, String> {
    serde_path_to_error::deserialize(arguments).map_err(|error| {
        let path = error.path().to_string();
        let place = if matches!(&*path, "." | "?") { String::new() } else { format!(".{path}") };
        format!("Error in arguments{place}: {}", json_words(error.inner()))
    })
}

/// What a model is told of a panic. The message is written for the program, and may hold anything: it goes to the log.
fn told(tool: &str, panic: &(dyn Any + Send)) -> String {
    let message = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(
        target: TRACED,
        { "gen_ai.tool.name" = tool, "exception.message" = message },
        "a custom tool panicked"
    );
    "the tool failed".to_owned()
}
