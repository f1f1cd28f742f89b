use tool_router::custom_tool;

/// Finds a customer.
#[custom_tool]
struct FindCustomer;

struct Customers;

impl Customers {
    /// Finds a customer.
    #[custom_tool]
    async fn find(&self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }
}

/// Finds anything.
#[custom_tool]
async fn find<T: std::fmt::Debug>(what: T) -> Result<String, std::io::Error> {
    Ok(format!("{what:?}"))
}

fn main() {
    let _ = (FindCustomer, Customers);
}
