use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], hooks(after(id = "", prompt_injection)))]
struct A;

#[tool_router_session(
    toolkits = ["gmail"],
    hooks(after(id = "check", prompt_injection), before(id = "check", condition = "Sends mail outside example.org")),
)]
struct B;

fn main() {}
