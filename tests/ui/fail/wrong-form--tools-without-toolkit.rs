use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tools = ["GMAIL_SEND_EMAIL", "gmail_create_draft"])]
struct A;

#[tool_router_session(toolkits = ["gmail"], tools("GMAIL_SEND_EMAIL"))]
struct B;

#[tool_router_session(toolkits = ["gmail"], tools(enable = ["GMAIL_SEND_EMAIL"], tags = [read]))]
struct C;

fn main() {
    let _ = (A::GMAIL_SEND_EMAIL, A::GMAIL_CREATE_DRAFT, B::GMAIL_SEND_EMAIL, C::GMAIL_SEND_EMAIL);
}
