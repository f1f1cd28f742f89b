use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], hooks(after(id = "injection", prompt_injection, toolkits = ["slack"])))]
struct Agent;

fn main() {}
