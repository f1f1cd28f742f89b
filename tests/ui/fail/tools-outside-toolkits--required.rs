use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "slack"], manage_connections(wait, required = ["gmial"]))]
struct AgentA;

#[tool_router_session(
    app = automation,
    toolkits(disable = ["exa"]),
    manage_connections(disable, required = ["gmail", "exa"]),
)]
struct AgentB;

fn main() {}
