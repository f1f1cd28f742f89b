use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], preset = direct_tools)]
struct InboxAgent;

fn main() {}
