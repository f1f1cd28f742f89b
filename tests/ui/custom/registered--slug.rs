use std::convert::Infallible;

use tool_router::custom::{CustomTool, CustomTools, ToolContext};

struct FindCustomer;

impl CustomTool for FindCustomer {
    const SLUG: &'static str = "find customer";
    const NAME: &'static str = "Find a customer";
    const DESCRIPTION: &'static str = "Finds a customer.";
    type Arguments = ();
    type Output = ();
    type Error = Infallible;

    async fn call(&self, _: (), _: ToolContext) -> Result<(), Infallible> {
        Ok(())
    }
}

fn main() {
    let _ = CustomTools::new().tool(FindCustomer);
}
