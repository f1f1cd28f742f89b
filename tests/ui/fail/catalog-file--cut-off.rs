use tool_router::tool_router_session;

#[tool_router_session(catalog = "ui/catalogs/cut-off.json", toolkits = ["gmail"])]
struct Agent;

fn main() {}
