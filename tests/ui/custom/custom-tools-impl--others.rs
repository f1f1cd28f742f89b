use tool_router::{custom_tool, custom_tools, tool_router_session};

struct Generic<T>(T);

#[custom_tools]
impl<T: Clone> Generic<T> {
    /// Finds a customer.
    #[custom_tool]
    async fn find(&self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }
}

trait Finds {
    async fn find(&self, email: String) -> Result<String, std::io::Error>;
}

struct Customers;

#[custom_tools]
impl Finds for Customers {
    /// Finds a customer.
    #[custom_tool]
    async fn find(&self, email: String) -> Result<String, std::io::Error> {
        Ok(email)
    }
}

struct Orders;

#[custom_tools]
impl Orders {
    async fn find(&self, number: u32) -> Result<u32, std::io::Error> {
        Ok(number)
    }
}

#[custom_tools]
struct Invoices;

#[tool_router_session(toolkits = ["gmail"])]
struct SupportAgent;

fn main() {
    // What registers the tools is not a mistake.
    let builder = SupportAgent::session("user_123").custom_tools(Generic(1)).custom_tools(Customers);
    let _ = builder.custom_tools(Orders);
    let _ = (Orders::find, Invoices);
}
