#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail", "github"],
    tools(gmail(tags = [read_only])),
    tags(disable = [destructive]),
    preload = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL", "GITHUB_DELETE_A_REPOSITORY"],
)]
struct Agent;

fn main() {}
