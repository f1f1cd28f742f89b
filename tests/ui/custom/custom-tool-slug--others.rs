use tool_router::custom_tool;

/// Finds a customer.
#[custom_tool(slug = "LOCAL_FIND")]
async fn one() -> Result<(), std::io::Error> {
    Ok(())
}

/// Finds a customer.
#[custom_tool(slug = "")]
async fn two() -> Result<(), std::io::Error> {
    Ok(())
}

/// Finds a customer.
#[custom_tool(extends_toolkit = "gmail")]
async fn a_name_that_is_longer_than_what_a_slug_can_ever_have() -> Result<(), std::io::Error> {
    Ok(())
}

/// Finds a customer.
#[custom_tool]
async fn composio_find() -> Result<(), std::io::Error> {
    Ok(())
}

/// Finds a customer.
#[custom_tool(extends_toolkit = "Gmail")]
async fn three() -> Result<(), std::io::Error> {
    Ok(())
}

fn main() {}
