use tool_router::custom_tool;

/// Finds a customer.
#[custom_tool]
fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}

fn main() {}
