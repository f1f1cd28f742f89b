use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], hooks(before(id = "injection", prompt_injection)))]
struct Agent;

fn main() {}
