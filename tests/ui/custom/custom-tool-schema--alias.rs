use tool_router::custom_tool;

type Answer = String;

/// Finds a customer.
#[custom_tool]
async fn find_customer(email: String) -> Answer {
    email
}

fn main() {}
