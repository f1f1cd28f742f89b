//! The embedded router of [`tool-router`](https://docs.rs/tool-router): toolkits that run inside the process, and what serves
//! them. Depend on that crate with its feature `local`, which has this one as `tool_router::local`.
//!
//! [`LocalRouter`] answers the HTTP API of the hosted Tool Router on the loopback interface, and serves each session to the MCP
//! clients that are given its endpoint. What it offers are
//! [`LocalToolkit`]s: [`Gmail`] comes with it, and yours can stand beside it. A [`SandboxProvider`] takes Google's place where
//! there is no account.

mod access;
mod accounts;
mod api_error;
mod auth;
mod builder;
mod changes;
mod connect;
mod connections;
mod error;
mod execute;
mod http;
mod limits;
mod mcp;
mod meta;
mod offered;
mod paging;
mod private_file;
mod proxy;
mod push;
mod random;
mod refreshes;
mod registered;
mod request;
mod routes;
mod sandbox;
mod search;
mod server;
mod sessions;
mod state;
mod store;
#[cfg(test)]
mod test_support;
#[cfg(test)]
mod tests;
mod time;
mod tokens;
mod toolkit;
mod toolkits;
mod vault;

pub use builder::LocalRouterBuilder;
pub use error::LocalError;
pub use sandbox::{SandboxProvider, SandboxProviderBuilder, SandboxServer};
pub use server::LocalRouter;
pub use tool_router_core::cause::Cause;
pub use toolkit::{BoxFuture, Caller, LocalToolkit, OAuth2Endpoints, ToolCall, ToolDefinition, ToolError};
pub use toolkits::{Gmail, GmailBuilder};
