//! What an agent may do, as data and as Markdown: for a review, an audit, or a snapshot test.
//!
//! ```
//! use tool_router::{SessionSpec, tool_router_session};
//!
//! #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
//! struct InboxAgent;
//!
//! let manifest = InboxAgent::manifest();
//! println!("{manifest}");
//! let json = serde_json::to_string_pretty(&manifest)?;
//! # assert!(json.contains("GMAIL_FETCH_EMAILS") && manifest.to_string().contains("GMAIL_FETCH_EMAILS"));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Both forms have a fixed order, with one fact per line. Rearranging a declaration leaves its manifest unchanged;
//! changing it changes only the lines of the facts concerned.
//!
//! With the feature `manifest`, a program can list all of its agents; see `all`.

#[cfg(feature = "manifest")]
mod all;

use tool_router_core::Mode;

use crate::declaration::Declaration;

#[cfg(feature = "manifest")]
pub use self::all::all;
#[cfg(feature = "manifest")]
#[doc(hidden)]
pub use self::all::{__inventory, Collected};
pub use tool_router_core::manifest::{AtRunTime, Manifest};

pub(crate) fn of(declaration: &Declaration, connections: Mode, mcp: bool) -> Manifest {
    let manifest = Manifest {
        agent: declaration.agent(),
        module: declaration.module(),
        connections,
        wait: declaration.wait(),
        required: declaration.required().to_vec().into(),
        missing: declaration.missing(),
        mcp,
        policies: declaration.policies().collect(),
        at_run_time: declaration.at_run_time().clone(),
        config: declaration.config().clone(),
    };
    manifest.sorted()
}

#[cfg(test)]
mod tests;
