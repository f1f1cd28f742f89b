use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
mod agent {}

fn main() {}
