use tool_router::tool_router_session;

#[tool_router_session(toolkits(any, disable = ["exa"]))]
struct Agent;

#[tool_router_session(toolkits(enable = ["gmail"], any))]
struct Other;

fn main() {}
