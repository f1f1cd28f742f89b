//! Lists what every agent of a program may do, for review: print it, or keep it in a file and compare.
//!
//! ```text
//! cargo run --example manifest
//! ```

use tool_router::tool_router_session;
use tool_router_examples::{Failure, help};

/// Reads one user's mail, and drafts answers that the user sends.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail(
        enable = ["GMAIL_FETCH_EMAILS", "GMAIL_CREATE_EMAIL_DRAFT"],
        require_approval = ["GMAIL_CREATE_EMAIL_DRAFT"],
    )),
)]
pub struct InboxAgent;

/// Writes a user's digest of the day, overnight.
#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    tags = [read_only],
    manage_connections = false,
    connected_accounts(gmail),
)]
pub struct NightlyDigest;

fn main() -> Result<(), Failure> {
    if let Some(argument) = std::env::args().nth(1) {
        help("Lists what every agent of a program may do, for review.", "Options:\n  --help   Print this", &argument)?;
    }
    for manifest in tool_router::manifest::all() {
        println!("{manifest}");
    }
    Ok(())
}
