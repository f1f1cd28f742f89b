use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL" = deny)))]
struct A;

#[tool_router_session(toolkits = ["gmail"], permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL" = maybe)))]
struct B;

#[tool_router_session(toolkits = ["gmail"], permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL:me" = ask_once)))]
struct C;

#[tool_router_session(toolkits = ["gmail"], permissions(default = allow_all, overrides("*" = ask_once)))]
struct D;

fn main() {}
