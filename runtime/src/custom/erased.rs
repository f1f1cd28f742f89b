use std::any::Any;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tool_router_core::json_words;

use super::{CustomTool, ToolContext};
use crate::session::TRACED;

/// A custom tool with its type erased.
pub(super) trait Run: Send + Sync {
    /// Runs the tool. A failure is described in words that a model can read.
    fn run(&self, arguments: Value, context: ToolContext) -> BoxFuture<'_, Result<Value, String>>;
}

// What is generic over the tool is compiled for each one, so that there is little of it.
impl<T: CustomTool> Run for T {
    fn run(&self, arguments: Value, context: ToolContext) -> BoxFuture<'_, Result<Value, String>> {
        let work = Box::pin(async move {
            match self.call(read(arguments)?, context).await {
                Ok(output) => answered(serde_json::to_value(output)),
                Err(error) => Err(error.to_string()),
            }
        });
        guarded(T::SLUG, work)
    }
}

/// The work, of which a panic is a failure of the tool.
fn guarded<'a>(tool: &'static str, work: BoxFuture<'a, Result<Value, String>>) -> BoxFuture<'a, Result<Value, String>> {
    // Nothing of a panicked call is used again; the tool has to guard its own shared state.
    let caught = AssertUnwindSafe(work).catch_unwind();
    Box::pin(caught.map(move |outcome| outcome.unwrap_or_else(|panic| Err(told(tool, panic.as_ref())))))
}

fn answered(output: serde_json::Result<Value>) -> Result<Value, String> {
    output.map_err(|error| format!("what the tool returned is not JSON: {}", json_words(&error)))
}

fn read<T: DeserializeOwned>(mut arguments: Value) -> Result<T, String> {
    let error = match tried(&arguments) {
        Ok(read) => return Ok(read),
        Err(error) => error,
    };
    if make_whole(&mut arguments)
        && let Ok(read) = tried(&arguments)
    {
        return Ok(read);
    }
    Err(refusal(&error))
}

fn tried<T: DeserializeOwned>(arguments: &Value) -> Result<T, Unread> {
    serde_path_to_error::deserialize(arguments)
}

type Unread = serde_path_to_error::Error<serde_json::Error>;

/// Where the arguments cannot be read, and why.
fn refusal(error: &Unread) -> String {
    let path = error.path().to_string();
    let place = if matches!(&*path, "." | "?") { String::new() } else { format!(".{path}") };
    format!("Error in arguments{place}: {}", json_words(error.inner()))
}

/// Writes `5.0` as `5`: in JSON Schema both are whole numbers, and models write both. Returns whether there is any.
fn make_whole(value: &mut Value) -> bool {
    match value {
        Value::Number(number) => {
            let whole = number.as_f64().filter(|_| number.is_f64()).and_then(whole);
            whole.map(|whole| *value = whole.into()).is_some()
        }
        Value::Array(items) => items.iter_mut().fold(false, |any, item| make_whole(item) | any),
        Value::Object(members) => members.values_mut().fold(false, |any, member| make_whole(member) | any),
        _ => false,
    }
}

/// The whole number that a float is, within the range in which floats are exact.
fn whole(float: f64) -> Option<i64> {
    const MOST: f64 = 9_007_199_254_740_991.0;
    #[expect(clippy::cast_possible_truncation, reason = "it has no fraction, and is within the range")]
    (float.fract() == 0.0 && float.abs() <= MOST).then_some(float as i64)
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
