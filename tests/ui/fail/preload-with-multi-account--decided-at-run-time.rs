use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], preload = all, multi_account?, search = false)]
struct A;

#[tool_router_session(app = automation, toolkits = ["gmail"], preset = direct_tools, multi_account?)]
struct B;

fn main() {}
