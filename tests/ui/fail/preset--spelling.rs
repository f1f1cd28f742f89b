use tool_router::tool_router_session;

#[tool_router_session(app = automation, toolkits = ["gmail"], session_preset = "direct_tools")]
struct A;

#[tool_router_session(app = automation, toolkits = ["gmail"], preset = directTools)]
struct B;

fn main() {}
