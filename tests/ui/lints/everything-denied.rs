#![deny(warnings, missing_docs, unused, nonstandard_style, future_incompatible, let_underscore)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::cargo)]
#![deny(unused_qualifications, unused_import_braces, unused_lifetimes, single_use_lifetimes, trivial_casts)]
#![deny(missing_debug_implementations, missing_copy_implementations, unreachable_pub, explicit_outlives_requirements)]
#![deny(redundant_imports, redundant_lifetimes, unit_bindings, meta_variable_misuse, variant_size_differences)]

//! An expansion breaks no lint: the only thing reported is what its user forgot.

use tool_router::tool_router_session;

/// An agent with everything.
#[derive(Clone, Copy, Debug)]
#[tool_router_session(
    toolkits(enable = ["gmail", "slack"], require_approval = ["slack"]),
    tools(gmail(disable = ["GMAIL_SEND_EMAIL"]), slack(tags = [read_only])),
    tags(disable = [destructive]),
    manage_connections(enable, wait, callback_url),
    auth_configs(gmail = "ac_1", slack),
    connected_accounts(gmail = "ca_1", slack),
    multi_account,
)]
pub struct Agent<'a> {
    /// Whose session it is.
    #[session(user_id)]
    pub user: &'a str,
}

/// The lints are on.
pub mod undocumented {
    pub struct Item;
}

fn main() {
    let _agent = Agent { user: "user_1" };
}
