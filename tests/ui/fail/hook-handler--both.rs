use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], hooks(after(id = "check", condition = "Leaks a password", prompt_injection)))]
struct Agent;

fn main() {}
