use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tags = [update], tools(gmail(tags(enable = [read_only], disable = [read_only]))))]
struct Agent;

fn main() {}
