use tool_router::custom_tool;

#[custom_tool]
async fn find_customer(email: String) -> Result<String, std::io::Error> {
    Ok(email)
}

/// Finds an order.
#[custom_tool(name = " ")]
async fn find_order(number: u64) -> Result<u64, std::io::Error> {
    Ok(number)
}

fn main() {}
