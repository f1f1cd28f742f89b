use tool_router::custom_tool;

/// Finds a customer.
#[custom_tool]
async fn find_customer(email: &str) -> Result<String, std::io::Error> {
    Ok(email.to_owned())
}

fn main() {}
