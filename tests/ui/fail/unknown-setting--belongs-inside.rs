use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], callback_url = "https://a.example/")]
struct A;

#[tool_router_session(toolkits = ["gmail"], callbackUrl = "https://a.example/")]
struct B;

#[tool_router_session(toolkits = ["gmail"], app = workflow, wait = "5m")]
struct C;

fn main() {}
