use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], session_config = "sc_1")]
struct Agent;

fn main() {}
