use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], permissions(default = allow_all, overrides(gmail = always_deny)))]
struct Agent;

fn main() {}
