use tool_router::tool_router_session;

#[tool_router_session(app = manual_auth, toolkits = ["gmail"])]
struct Agent;

fn main() {}
