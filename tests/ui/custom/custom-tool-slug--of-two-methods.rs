use tool_router::{custom_tool, custom_tools};

struct Orders;

#[custom_tools]
impl Orders {
    /// Finds an order by its number.
    #[custom_tool]
    async fn find_order(&self, number: u32) -> Result<u32, std::io::Error> {
        Ok(number)
    }

    /// Finds an order of a customer.
    #[custom_tool(slug = "find_order")]
    async fn find_order_of(&self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }

    /// Finds an order by its label.
    #[custom_tool]
    async fn find_Order(&self, label: String) -> Result<String, std::io::Error> {
        Ok(label)
    }
}

fn main() {}
