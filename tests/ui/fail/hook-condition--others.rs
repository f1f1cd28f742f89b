use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], hooks(before(id = "mail", condition = " ")))]
struct A;

#[tool_router_session(toolkits = ["gmail"], hooks(after(id = "mail")))]
struct B;

fn main() {}
