use tool_router::{custom_tool, custom_tools};

struct Customers;

#[custom_tools(name = "Customers")]
impl Customers {
    /// Finds a customer.
    #[custom_tool(title = "Find a customer")]
    async fn find(&self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }

    /// Is marked twice.
    #[custom_tool]
    #[custom_tool]
    async fn twice(&self) -> Result<(), std::io::Error> {
        Ok(())
    }

    /// Is not async.
    #[custom_tool]
    fn blocks(&self) -> Result<(), std::io::Error> {
        Ok(())
    }

    /// Is generic.
    #[custom_tool]
    async fn takes<T>(&self, what: T) -> Result<T, std::io::Error> {
        Ok(what)
    }

    /// Is not a function.
    #[custom_tool]
    const LIMIT: u8 = 3;

    /// Borrows.
    #[custom_tool]
    async fn name(&self, first: &str) -> Result<&str, std::io::Error> {
        println!("{first}");
        Ok("Ada")
    }
}

fn main() {
    let _ = Customers::LIMIT;
}
