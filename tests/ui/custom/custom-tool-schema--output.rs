//! The model is told the schema of what the tool returns, which has none.

use serde::Serialize;
use tool_router::custom_tool;

#[derive(Serialize)]
struct Customer {
    name: String,
}

/// Finds a customer.
#[custom_tool(output_schema)]
async fn find_customer(name: String) -> Result<Customer, std::fmt::Error> {
    Ok(Customer { name })
}

fn main() {
    let _ = FindCustomer;
}
