use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["google-maps"], tools(google-maps = ["GOOGLE_MAPS_GEOCODE"]))]
struct A;

#[tool_router_session(toolkits = ["21risk"], tools(21risk = ["_21RISK_LIST_TASKS"]))]
struct B;

fn main() {}
