use tool_router::{custom_tool, custom_tools};

struct Customers;

#[custom_tools]
impl Customers {
    /// Adds a customer.
    #[custom_tool]
    async fn add_customer(&mut self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }
}

fn main() {
    let _ = Customers;
}
