//! Custom tools against a mocked router, and what cannot be registered.

mod announcing;
mod executing;
mod failing;
mod registering;

use std::convert::Infallible;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::custom::{CustomTool, ToolContext};
use crate::custom_tool;

/// Search for a pattern.
#[custom_tool]
async fn grep(
    /// Pattern
    pattern: String,
) -> Result<Vec<String>, Infallible> {
    Ok(vec![pattern])
}

/// Search code.
#[custom_tool(name = "Search Code")]
async fn search_code(
    /// Pattern
    pattern: String,
) -> Result<Vec<String>, Infallible> {
    Ok(vec![pattern])
}

/// Says who is asking.
#[custom_tool]
async fn who_asks(context: ToolContext) -> Result<String, Infallible> {
    Ok(context.user_id().to_string())
}

/// Fails in the requested way.
#[custom_tool]
async fn go_wrong(panics: bool) -> Result<(), String> {
    assert!(!panics, "it went too far");
    Err("it went wrong".to_owned())
}

/// Runs until its caller is gone.
struct Endless(tokio::sync::mpsc::Sender<&'static str>);

#[derive(Deserialize, JsonSchema)]
struct Nothing {}

#[derive(Serialize)]
struct Never {}

impl CustomTool for Endless {
    const SLUG: &'static str = "ENDLESS";
    const NAME: &'static str = "Endless";
    const DESCRIPTION: &'static str = "Waits for ever.";
    type Arguments = Nothing;
    type Output = Never;
    type Error = Infallible;

    async fn call(&self, _: Nothing, _: ToolContext) -> Result<Never, Infallible> {
        /// Reports that it is dropped.
        struct Dropped(tokio::sync::mpsc::Sender<&'static str>);

        impl Drop for Dropped {
            fn drop(&mut self) {
                let _ = self.0.try_send("dropped");
            }
        }

        let _ = self.0.send("started").await;
        let _dropped = Dropped(self.0.clone());
        std::future::pending().await
    }
}
