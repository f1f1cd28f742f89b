#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail", "github"],
    tags(disable = [destructive]),
    tools(github(require_approval = ["GITHUB_DELETE_A_REPOSITORY"])),
    connected_accounts(github = "ca_1"),
    permissions(default = allow_all, overrides("GITHUB_DELETE_A_REPOSITORY" = always_deny)),
)]
struct OnceForEachTool;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["github"],
    tags(disable = [destructive]),
    connected_accounts(github = "ca_1"),
    permissions(default = allow_all, overrides("GITHUB_DELETE_A_REPOSITORY" = always_deny)),
)]
struct Overridden;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tools(gmail(tags = [read_only])),
    instant(tools(gmail = ["GMAIL_SEND_EMAIL"])),
)]
struct OfAToolkit;

fn main() {}
