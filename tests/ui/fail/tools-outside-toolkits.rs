use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(github = ["GITHUB_CREATE_ISSUE"]))]
struct Agent;

fn main() {}
