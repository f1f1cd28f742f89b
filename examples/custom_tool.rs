//! Custom tools: the agent finds a function of this program among the router's tools, and calls both kinds in one call.
//!
//!     cargo run --example custom_tool            prints the link to open in a browser
//!     cargo run --example custom_tool -- --yes   follows the link itself

use serde::Serialize;
use serde_json::json;
use tool_router::custom::ToolContext;
use tool_router::{MetaTool, custom_tool, tool_router_session};
use tool_router_examples::{Error, Options};

/// Answers customers, using their mail and their orders.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(enable, wait = "5m"),
)]
pub struct SupportAgent;

#[derive(Serialize)]
struct Order {
    number: u32,
    state: &'static str,
}

/// Finds the orders of a customer by e-mail address.
#[custom_tool]
async fn find_orders(
    /// The customer's e-mail address.
    email: String,
    /// Whether to include orders that have arrived; no by default.
    #[serde(default)]
    arrived: bool,
    context: ToolContext,
) -> Result<Vec<Order>, String> {
    println!("       [{} looks for orders of {email}]", context.user_id());
    let mut orders = vec![Order { number: 1843, state: "on its way" }];
    if arrived {
        orders.push(Order { number: 1790, state: "arrived" });
    }
    Ok(orders)
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let options = Options::from_args()?;
    let router = options.router().await?;
    let session = SupportAgent::session("user_123")
        .custom_tool(FindOrders)
        .on_auth_link(|link| options.show(&link))
        .create(&router)
        .await?;

    let found = session.search("find the orders of a customer").await?;
    println!("Found: {}", found.results[0].primary_tool_slugs.join(", "));

    // What a model would send. The first tool runs on the router, the second here.
    let calls = json!({ "sync_response_to_workbench": false, "tools": [
        { "tool_slug": SupportAgent::GMAIL_FETCH_EMAILS.slug(), "arguments": { "max_results": 1 } },
        { "tool_slug": "LOCAL_FIND_ORDERS", "arguments": { "email": "grace@example.com" } },
    ] });
    let data = session.execute_meta(MetaTool::MultiExecute, calls).await?.into_data()?;
    println!("Mail:   {}", data["results"][0]["response"]["data"]["messages"][0]["subject"]);
    println!("Orders: {}", data["results"][1]["response"]["data"]);
    session.delete().await?;
    Ok(())
}
