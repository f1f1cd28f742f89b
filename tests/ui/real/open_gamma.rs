use tool_router::tool_router_session;

// ComposioHQ/open-gamma
#[tool_router_session(toolkits = ["GOOGLESLIDES", "COMPOSIO_SEARCH", "GEMINI"])]
struct Agent;

fn main() {}
