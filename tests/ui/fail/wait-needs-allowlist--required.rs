use tool_router::tool_router_session;

#[tool_router_session(
    toolkits(disable = ["gmail"]),
    manage_connections(enable, wait = "5m", removal = false),
)]
struct AgentA;

#[tool_router_session(app = workflow, toolkits = any, manage_connections(wait))]
struct AgentB;

fn main() {}
