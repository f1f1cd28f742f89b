use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tags = [idempotent], allow(week_tag))]
struct Agent;

fn main() {}
