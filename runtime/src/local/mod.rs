//! The embedded router: toolkits that run inside the process, and what serves them.

mod sandbox;
mod toolkit;
mod toolkits;

pub use sandbox::{SandboxProvider, SandboxProviderBuilder, SandboxServer};
pub use toolkit::{BoxFuture, Caller, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};
pub use toolkits::{Gmail, GmailBuilder};
