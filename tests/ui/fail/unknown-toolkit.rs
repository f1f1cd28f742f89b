use tool_router::tool_router_session;

#[tool_router_session(catalog = "ui/catalogs/small.json", toolkits = ["gmial", "google_maps"])]
struct Agent;

fn main() {}
