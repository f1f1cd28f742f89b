#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    connected_accounts(slack = "ca_1"),
    permissions(
        default = ask_once_per_session,
        overrides(
            "GMAIL_SEND_EMAIL" = always_deny,
            "GMAIL_DELETE_DRAFT" = ask_always,
            "GMAIL_FETCH_EMAILS" = always_allow,
            "SLACK_SEND_MESSAGE" = always_deny,
            "GMAIL_CREATE_LABEL:__none__" = always_deny,
        ),
    ),
)]
struct Agent;

fn main() {}
