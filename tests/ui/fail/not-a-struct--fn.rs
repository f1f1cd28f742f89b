use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
pub async fn agent() {}

fn main() {}
