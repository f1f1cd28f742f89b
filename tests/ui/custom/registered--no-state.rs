use tool_router::custom::State;
use tool_router::{custom_tool, custom_tools, tool_router_session};

struct Pool;

/// Counts the customers.
#[custom_tool]
async fn count_customers(State(_): State<Pool>) -> Result<u32, std::io::Error> {
    Ok(3)
}

struct Orders;

#[custom_tools]
impl Orders {
    /// Counts the orders.
    #[custom_tool]
    async fn count_orders(&self) -> Result<usize, std::io::Error> {
        Ok(1)
    }
}

#[tool_router_session(toolkits = ["gmail"])]
struct SupportAgent;

fn main() {
    // Without its state.
    let _ = SupportAgent::session("user_1").custom_tool(CountCustomers);
    // With another's.
    let _ = SupportAgent::session("user_1").custom_tool(CountCustomers::with_state(Orders));
    // A type whose methods are tools, as if it were one.
    let _ = SupportAgent::session("user_1").custom_tool(Orders);
    // A type without tools.
    let _ = SupportAgent::session("user_1").custom_tools(Pool);
}
