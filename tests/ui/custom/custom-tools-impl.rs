use tool_router::custom_tool;

struct Customers;

impl Customers {
    /// Finds a customer.
    #[custom_tool]
    async fn find_customer(&self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }
}

fn main() {
    let _ = Customers;
}
