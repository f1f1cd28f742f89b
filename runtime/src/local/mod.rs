//! The embedded router: toolkits that run inside the process, and what serves them.

mod toolkit;

pub use toolkit::{BoxFuture, Caller, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};
