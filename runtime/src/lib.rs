//! Tool Router sessions, declared on a struct and checked by the compiler.

// The attribute's expansion says `::tool_router`, in this crate's own tests and examples too.
extern crate self as tool_router;

pub mod builder;
mod callback;
mod client;
pub mod config;
pub mod connections;
mod error;
mod ids;
#[cfg(feature = "local")]
pub mod local;
pub mod policy;
mod session;
mod spec;

pub use self::builder::SessionBuilder;
pub use self::client::ToolRouter;
pub use self::config::SessionConfig;
pub use self::error::{Error, InvalidInput};
pub use self::ids::{AuthConfigId, ConnectedAccountId, SessionId, UserId};
pub use self::session::{AuthLink, Session};
pub use self::spec::{SessionSpec, Tool, Toolkit};
