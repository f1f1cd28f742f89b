use tool_router::custom_tool;

pub struct Opaque;

/// Finds a customer.
#[custom_tool]
async fn find_customer(email: String) -> String {
    email
}

/// Finds an order.
#[custom_tool]
async fn find_order(number: Opaque) -> Result<(), std::io::Error> {
    drop(number);
    Ok(())
}

fn main() {}
