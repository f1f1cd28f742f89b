//! The embedded router of [`tool-router`](https://docs.rs/tool-router): toolkits that run inside the process, and the
//! server for them. Depend on `tool-router` with its feature `local`, which re-exports this crate as
//! `tool_router::local`.
//!
//! [`LocalRouter`] implements the HTTP API of the hosted Tool Router on the loopback interface, and serves each session
//! to the MCP clients that are given its endpoint. It offers [`LocalToolkit`]s: [`Gmail`], [`Slack`] and
//! [`GitHub`] are included, and you can add your own. A [`SandboxProvider`] replaces Google, Slack and GitHub if there is no account.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod access;
mod accounts;
mod api_error;
mod auth;
mod auth_configs;
mod builder;
mod changes;
mod connect;
mod connections;
mod credentials;
mod error;
mod execute;
mod feedback;
#[cfg(any(test, fuzzing))]
mod fuzzed;
mod held;
mod hooks;
mod http;
mod json_text;
mod limits;
mod mcp;
mod meta;
mod offered;
mod paging;
mod portions;
mod private_file;
mod proxy;
mod push;
mod random;
mod refreshes;
mod registered;
mod request;
mod routes;
mod running;
mod sandbox;
mod search;
mod serve;
mod server;
mod session_configs;
mod sessions;
mod state;
mod store;
#[cfg(test)]
mod test_support;
#[cfg(feature = "testing")]
#[doc(hidden)]
pub mod testing;
#[cfg(not(feature = "testing"))]
#[path = "testing/absent.rs"]
mod testing;
#[cfg(test)]
mod tests;
mod time;
#[cfg(any(feature = "default-tls", feature = "native-tls"))]
#[path = "tls/reqwest.rs"]
mod tls;
#[cfg(all(feature = "ring", not(any(feature = "default-tls", feature = "native-tls"))))]
#[path = "tls/ring.rs"]
mod tls;
#[cfg(not(any(feature = "default-tls", feature = "native-tls", feature = "ring")))]
#[path = "tls/absent.rs"]
mod tls;
mod tokens;
mod toolkit;
mod toolkits;
mod unserved;
mod vault;
mod word_id;
mod work;

/// The HTTP client's crate, in the version that [`Caller::http`] is of. It has not reached 1.0, so that a minor version of this crate
/// can bring another one: name its types by this path, and not by a dependency of your own.
pub use reqwest;

pub use builder::LocalRouterBuilder;
pub use credentials::{Caller, Credentials};
pub use error::LocalError;
pub use feedback::{Feedback, FeedbackKind};
#[cfg(any(test, fuzzing))]
#[doc(hidden)]
pub use fuzzed::request as __fuzz_request;
pub use sandbox::{SandboxProvider, SandboxProviderBuilder, SandboxServer};
pub use server::LocalRouter;
pub use tool_router_core::cause::Cause;
pub use toolkit::{BoxFuture, LocalToolkit, OAuth2Endpoints, Revocation, ToolCall, ToolDefinition, ToolError};
pub use toolkits::{GitHub, GitHubBuilder, Gmail, GmailBuilder, Slack, SlackBuilder};
