use tool_router::tool_router_session;

#[tool_router_session(catalog = "ui/catalogs/small.json", toolkits = ["gmail"], typed_tools)]
struct Agent;

fn main() {}
