#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tags = [read_only],
    tools(gmail = ["GMAIL_SEND_EMAIL"]),
)]
struct Agent;

fn main() {}
