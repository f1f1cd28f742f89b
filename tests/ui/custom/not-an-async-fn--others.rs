use tool_router::custom_tool;

/// Finds a customer.
#[custom_tool]
struct FindCustomer;

/// Finds anything.
#[custom_tool]
async fn find<T: std::fmt::Debug>(what: T) -> Result<String, std::io::Error> {
    Ok(format!("{what:?}"))
}

fn main() {
    let _ = FindCustomer;
}
