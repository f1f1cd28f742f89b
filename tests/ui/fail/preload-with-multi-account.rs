use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], preload = ["GMAIL_FETCH_EMAILS"], multi_account)]
struct Agent;

fn main() {}
