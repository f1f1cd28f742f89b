use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(gmial(tags = [read_only])))]
struct Agent;

fn main() {}
