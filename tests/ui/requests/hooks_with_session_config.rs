use tool_router::tool_router_session;

#[tool_router_session(session_config = "sc_1", hooks(after(id = "h2", prompt_injection)))]
struct Agent;

fn main() {}
