use tool_router::tool_router_session;

#[tool_router_session(toolkits = [gmail, "slack"])]
struct A;

#[tool_router_session(toolkits = ["gmail"], tools(gmail = [GMAIL_SEND_EMAIL]))]
struct B;

fn main() {}
