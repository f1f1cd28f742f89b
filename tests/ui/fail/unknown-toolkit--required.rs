use tool_router::tool_router_session;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = any,
    manage_connections(enable, wait, required = ["gmial"]),
)]
struct Agent;

fn main() {}
