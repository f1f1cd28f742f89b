use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools(GMAIL = ["GMAIL_SEND_EMAIL"]))]
struct A;

#[tool_router_session(toolkits = ["gmail"], auth_configs(Gmail))]
struct B;

fn main() {}
