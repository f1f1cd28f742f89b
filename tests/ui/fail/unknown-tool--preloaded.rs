use tool_router::tool_router_session;

#[tool_router_session(catalog = "ui/catalogs/small.json", toolkits = ["github"], preload = ["GITHUB_OPEN_ISSUE"])]
struct Agent;

fn main() {}
