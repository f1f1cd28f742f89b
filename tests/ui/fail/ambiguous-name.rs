use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["google-maps", "google_maps"])]
struct Agent;

fn main() {}
