use tool_router::tool_router_session;

#[tool_router_session(catalog = "", toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]), typed_tools)]
struct Agent;

fn main() {}
