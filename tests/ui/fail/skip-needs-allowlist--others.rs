use tool_router::tool_router_session;

#[tool_router_session(app = manual_auth, toolkits(disable = ["exa"]), manage_connections(disable, missing = skip))]
struct AgentA;

#[tool_router_session(app = automation, toolkits = none, manage_connections(disable, missing = skip))]
struct AgentB;

#[tool_router_session(app = automation, session_config = "sc_1", manage_connections(disable, missing = skip))]
struct AgentC;

fn main() {}
