//! Custom tools: the agent finds methods of this program among the router's tools, and calls both kinds in one call.
//!
//! ```text
//! cargo run --example custom_tool            prints the link to open in a browser
//! cargo run --example custom_tool -- --yes   follows the link itself
//! ```

use std::collections::HashMap;
use std::sync::Mutex;

use serde::Serialize;
use serde_json::json;
use tool_router::custom::{State, ToolContext};
use tool_router::{MetaTool, custom_tool, custom_tools, tool_router_session};
use tool_router_examples::{Failure, Options};

/// Answers customers, using their mail and their orders.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(enable, wait = "5m"),
)]
pub struct SupportAgent;

#[derive(Clone, Serialize)]
struct Order {
    number: u32,
    state: &'static str,
}

/// The shop's orders: what the tools work on. A real one holds a pool of connections to its database.
struct Shop {
    orders: Mutex<Vec<Order>>,
}

#[custom_tools]
impl Shop {
    /// Finds the orders of a customer by e-mail address.
    #[custom_tool]
    async fn find_orders(
        &self,
        /// The customer's e-mail address.
        email: String,
        /// Whether to include orders that have arrived; no by default.
        #[serde(default)]
        arrived: bool,
        context: ToolContext,
    ) -> Result<Vec<Order>, String> {
        println!("       [{} looks for orders of {email}]", context.user_id());
        let orders = self.orders.lock().map_err(|error| error.to_string())?;
        Ok(orders.iter().filter(|order| arrived || order.state != "arrived").cloned().collect())
    }

    /// Cancels an order that is on its way.
    #[custom_tool]
    async fn cancel_order(&self, number: u32) -> Result<Order, String> {
        let mut orders = self.orders.lock().map_err(|error| error.to_string())?;
        let order = orders.iter_mut().find(|order| order.number == number && order.state == "on its way");
        let order = order.ok_or_else(|| format!("no order {number} is on its way"))?;
        order.state = "cancelled";
        Ok(order.clone())
    }
}

/// Says what delivery to a country costs, in cents.
#[custom_tool]
async fn delivery_costs(country: String, State(prices): State<HashMap<&'static str, u32>>) -> Result<u32, String> {
    prices.get(country.as_str()).copied().ok_or_else(|| format!("the shop does not deliver to {country}"))
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::from_args(
        "An agent finds a function of this program among the router's tools, and calls both kinds.",
    )?;
    let router = options.router().await?;
    let orders = vec![Order { number: 1843, state: "on its way" }, Order { number: 1790, state: "arrived" }];
    let shop = Shop { orders: Mutex::new(orders) };
    let session = SupportAgent::session("user_123")
        .custom_tools(shop)
        .custom_tool(DeliveryCosts::with_state(HashMap::from([("France", 990)])))
        .on_auth_link(|link| options.show(&link))
        .create(&router)
        .await?;

    let found = session.search("find the orders of a customer").await?;
    println!("Found: {}", found.results[0].primary_tool_slugs.join(", "));

    // What a model would send. The first tool runs on the router, the others here.
    let calls = json!({ "sync_response_to_workbench": false, "tools": [
        { "tool_slug": SupportAgent::GMAIL_FETCH_EMAILS.slug(), "arguments": { "max_results": 1 } },
        { "tool_slug": "LOCAL_FIND_ORDERS", "arguments": { "email": "grace@example.com" } },
        { "tool_slug": "LOCAL_DELIVERY_COSTS", "arguments": { "country": "France" } },
    ] });
    let data = session.execute_meta(MetaTool::MultiExecute, calls).await?.into_data()?;
    println!("Mail:   {}", data["results"][0]["response"]["data"]["messages"][0]["subject"]);
    println!("Orders: {}", data["results"][1]["response"]["data"]);
    println!("Costs:  {}", data["results"][2]["response"]["data"]);
    session.delete().await?;
    Ok(())
}
