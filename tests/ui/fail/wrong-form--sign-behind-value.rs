use tool_router::tool_router_session;

#[tool_router_session(toolkits any = , preload = ["GMAIL_FETCH_EMAILS"])]
struct InboxAgent;

fn main() {}
