use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], multi_account(disable, max_per_toolkit = 3, explicit_selection))]
struct Agent;

fn main() {}
