use tool_router::tool_router_session;

#[tool_router_session(app = automation, toolkits(disable = ["exa"]), preset = direct_tools)]
struct Agent;

fn main() {}
