#![deny(warnings)]
//! A policy denies what it names, and nothing else.

use tool_router::policy::{Policy, Verdict};
use tool_router::{SessionConfig, tool_router_session};

const ACME: Policy = Policy::named("acme")
    .deny_tools(&["*_DELETE_*", "GMAIL_SEND_EMAIL", "COMPOSIO_REMOTE_WORKBENCH"])
    .deny_toolkits(&["str*", "git_hub"]);

/// A rule that has the name of something in the expansion.
const fn config(_: &SessionConfig) -> Verdict {
    Verdict::Allowed
}

#[tool_router_session(
    policy = [ACME, config],
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"], slack = ["SLACK_SEND_MESSAGE"]),
    sandbox = false,
)]
pub struct Named;

/// The catalogue has no tool that the pattern stands for.
#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    policy = ACME,
    toolkits = ["gmail"],
    tools(gmail(disable = ["GMAIL_SEND_EMAIL"])),
    sandbox = false,
)]
pub struct Catalogued;

pub fn main() {
    let session = Catalogued::session("user_1");
    assert_eq!(ACME.breaches(session.config()).len(), 1, "without the catalogue a tool may be meant");
}
