use tool_router::tool_router_session;

#[tool_router_session(session_config = "support-agent")]
struct Agent;

fn main() {}
