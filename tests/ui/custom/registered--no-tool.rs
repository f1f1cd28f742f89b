use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"])]
struct SupportAgent;

async fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}

fn main() {
    let _ = SupportAgent::session("user_123").custom_tool(find_customer);
}
