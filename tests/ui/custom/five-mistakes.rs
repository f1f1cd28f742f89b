use tool_router::custom::ToolContext;
use tool_router::{custom_tool, tool_router_session};
/// Finds a customer.
#[custom_tool(slug = "LOCAL_FIND", title = "Find a customer", preload, preload, colour = "red")]
async fn find_customer(email: &str, (from, to): (u32, u32), _: ToolContext) -> Result<u32, std::io::Error> {
    println!("{email}");
    Ok(to - from)
}

#[tool_router_session(toolkits = ["gmail"])]
struct SupportAgent;

fn main() {
    // What registers the tool is not a mistake.
    let _ = SupportAgent::session("user_123").custom_tool(FindCustomer);
}
