//! The embedded router: toolkits that run inside the process, and what serves them.

mod toolkit;
mod toolkits;

pub use toolkit::{BoxFuture, Caller, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};
pub use toolkits::{Gmail, GmailBuilder};
