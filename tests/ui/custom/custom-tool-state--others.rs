use std::sync::Arc;

use tool_router::custom::{State, ToolContext};
use tool_router::{custom_tool, custom_tools, tool_router_session};

struct Pool;

struct Customers;

#[custom_tools]
impl Customers {
    /// Takes it away.
    #[custom_tool]
    async fn take(self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }

    /// Has a receiver with a type.
    #[custom_tool]
    async fn share(self: Arc<Self>, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }

    /// Has two.
    #[custom_tool]
    async fn both(&self, pool: State<Pool>) -> Result<(), std::io::Error> {
        drop(pool);
        Ok(())
    }
}

/// Borrows its state.
#[custom_tool]
async fn borrows(pool: &State<Pool>) -> Result<(), std::io::Error> {
    let _ = pool;
    Ok(())
}

/// Is called in two sessions.
#[custom_tool]
async fn is_called(one: ToolContext, State(pool): State<Pool>, other: ToolContext) -> Result<(), std::io::Error> {
    drop((one, pool, other));
    Ok(())
}

#[tool_router_session(toolkits = ["gmail"])]
struct SupportAgent;

fn main() {
    // What registers the tools is not a mistake.
    let builder = SupportAgent::session("user_123").custom_tools(Customers);
    let _ = builder.custom_tool(IsCalled::with_state(Pool));
}
