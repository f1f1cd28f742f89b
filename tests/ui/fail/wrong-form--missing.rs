use tool_router::tool_router_session;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing = ignore),
)]
struct AgentA;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing),
)]
struct AgentB;

#[tool_router_session(toolkits = ["gmail", "slack"], manage_connections(wait, required = "gmail"))]
struct AgentC;

fn main() {}
