use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], hooks(before(id = "audit", condition = "Leaks a password", webhook)))]
struct WithACondition;

#[tool_router_session(toolkits = ["gmail"], hooks(after(id = "audit", prompt_injection, webhook)))]
struct WithPromptInjection;

fn main() {}
