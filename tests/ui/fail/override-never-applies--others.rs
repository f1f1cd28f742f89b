#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    connected_accounts(slack = "ca_2"),
    permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:ca_2" = always_deny)),
)]
struct PinnedForAnother;

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    connected_accounts(gmail = "ca_1", slack = "ca_2"),
    permissions(default = allow_all, overrides("*:ca_9" = always_deny, "*:ca_2" = ask_once)),
)]
struct EveryTool;

fn main() {}
