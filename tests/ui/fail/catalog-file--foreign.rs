use tool_router::tool_router_session;

#[tool_router_session(catalog = "ui/catalogs/foreign.json", toolkits = ["gmail"])]
struct Agent;

fn main() {}
