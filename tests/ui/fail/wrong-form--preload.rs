use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], preload = false)]
struct NoTool;

#[tool_router_session(toolkits = ["gmail"], preload = "none")]
struct Quoted;

#[tool_router_session(toolkits = ["gmail"], preload = true)]
struct EveryTool;

fn main() {}
