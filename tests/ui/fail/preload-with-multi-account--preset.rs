use tool_router::tool_router_session;

#[tool_router_session(app = automation, toolkits = ["gmail"], preset = direct_tools, multi_account)]
struct Agent;

fn main() {}
