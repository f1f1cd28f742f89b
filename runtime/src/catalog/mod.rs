//! What a router offers to every user: its toolkits and their tools, as lists and as a file for the compiler.
//!
//! [`ToolRouter::toolkits`](crate::ToolRouter::toolkits) and [`ToolRouter::tools`](crate::ToolRouter::tools) list them:
//!
//! ```no_run
//! # async fn example(router: tool_router::ToolRouter) -> Result<(), tool_router::Error> {
//! let tools = router.tools().toolkit("gmail").await?;
//! # Ok(())
//! # }
//! ```
//!
//! # The file
//!
//! `tool-router.catalog.json` holds the same data, so that the attribute can check slugs. The command `tool-router`
//! writes the file:
//!
//! ```sh
//! cargo install tool-router-cli
//! tool-router catalog pull --toolkits gmail,slack     # the hosted API, with the key in COMPOSIO_API_KEY
//! tool-router catalog pull --local                    # the embedded router: no account, no network
//! tool-router catalog pull --check                    # exit code 1 if the file is not what a pull would write
//! ```
//!
//! Commit the file: the same router gives the same bytes, with one fact per line. `--check` is for CI. With the feature
//! `catalog`, a program can do the same: see `ToolRouter::catalog`.
//!
//! When the file changes, Cargo recompiles the declarations beside it. Cargo cannot notice a file that did not exist
//! when they were last compiled: after the first pull, save one of the package's sources.

#[cfg(feature = "catalog")]
mod error;
#[cfg(feature = "catalog")]
mod offer;
#[cfg(feature = "catalog")]
mod request;
mod toolkits;
mod tools;

#[cfg(feature = "catalog")]
pub use tool_router_core::catalog::{
    Catalog, Changes, FILE_NAME, Malformed, Named, Schema, TooLarge, ToolEntry, ToolkitEntry,
};

#[cfg(feature = "catalog")]
pub use self::error::{CatalogError, UnknownToolkit};
#[cfg(feature = "catalog")]
pub use self::request::{CatalogRequest, Progress};
pub use self::toolkits::{RouterToolkit, RouterToolkitMeta, RouterToolkitsRequest, ToolkitCategory};
pub use self::tools::RouterToolsRequest;

#[cfg(test)]
mod tests;
