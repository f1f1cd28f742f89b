use tool_router::custom_tool;

/// Finds a customer.
#[custom_tool]
async fn find_customer(email: String) -> String {
    email
}

fn main() {}
