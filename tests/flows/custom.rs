//! Custom tools together with those of the embedded router.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tool_router::custom::{CustomToolkit, CustomTools, State, ToolContext};
use tool_router::{MetaTool, Session, custom_tool, custom_tools};

use crate::agents::{OnDemandAgent, embedded};

/// Finds the invoices of a customer.
#[custom_tool]
async fn find_invoices(
    /// The customer's name.
    customer: String,
    context: ToolContext,
) -> Result<Vec<String>, String> {
    match customer.as_str() {
        "Grace" => Ok(vec![format!("invoice 7, asked for by {}", context.user_id())]),
        _ => Err(format!("there is no customer {customer}")),
    }
}

pub(crate) fn books() -> CustomToolkit {
    CustomToolkit::new("BOOKS", "Books", "The company's books.").tool(FindInvoices)
}

#[tokio::test]
async fn the_agent_finds_a_custom_tool_and_runs_it_with_others() {
    let router = embedded().await;
    let session = OnDemandAgent::session("ada").custom_toolkit(books()).create(&router).await.expect("a session");

    let found = session.search("find the invoices of a customer").await.expect("an answer");
    let slug = found.results[0].primary_tool_slugs[0].clone();
    assert_eq!(slug, "LOCAL_BOOKS_FIND_INVOICES");
    assert!(found.tool_schemas.contains_key(&slug));

    let call = |slug: &str, arguments| json!({ "tool_slug": slug, "arguments": arguments });
    let calls = json!({ "sync_response_to_workbench": false, "tools": [
        call("GMAIL_FETCH_EMAILS", json!({})),
        call(&slug, json!({ "customer": "Grace" })),
        call("FIND_INVOICES", json!({ "customer": "Alan" })),
    ] });
    let data = session.execute_meta(MetaTool::MultiExecute, calls).await.expect("an answer").into_data().expect("data");
    assert_eq!((&data["total_count"], &data["success_count"], &data["error_count"]), (&json!(3), &json!(1), &json!(2)));
    assert!(data["results"][0]["error"].as_str().expect("an error").contains("No connected account"), "{data}");
    assert_eq!(data["results"][1]["response"]["data"], json!(["invoice 7, asked for by ada"]));
    assert_eq!(data["results"][2]["error"], "there is no customer Alan");
}

#[tokio::test]
async fn a_session_that_is_attached_to_has_its_custom_tools_again() {
    let router = embedded().await;
    let created = OnDemandAgent::session("ada").custom_toolkit(books()).create(&router).await.expect("a session");
    let grace = json!({ "customer": "Grace" });

    let retrieved: Session<OnDemandAgent> = router.retrieve(created.id()).await.expect("a session");
    retrieved.execute_named("FIND_INVOICES", &grace).await.expect_err("the router has no such tool");

    let custom = CustomTools::new().toolkit(books());
    let attached: Session<OnDemandAgent> = router.retrieve(created.id()).custom_tools(custom).await.expect("a session");
    let invoices = attached.execute_named("FIND_INVOICES", &grace).await.expect("an answer");
    assert_eq!(invoices.into_data().expect("data"), json!(["invoice 7, asked for by ada"]));
}

/// The company's stock, which its tools share.
struct Stock {
    pieces: Mutex<BTreeMap<String, u32>>,
}

#[custom_tools]
impl Stock {
    /// Puts pieces of a thing into the stock.
    #[custom_tool]
    async fn put_in(&self, thing: String, pieces: u32, context: ToolContext) -> Result<String, String> {
        *self.pieces.lock().map_err(|error| error.to_string())?.entry(thing).or_default() += pieces;
        Ok(format!("put in by {}", context.user_id()))
    }

    /// Counts the pieces of a thing in the stock.
    #[custom_tool(name = "Count what is in stock")]
    async fn count_pieces(
        &self,
        /// What is counted.
        thing: String,
    ) -> Result<u32, String> {
        let pieces = self.pieces.lock().map_err(|error| error.to_string())?;
        pieces.get(&thing).copied().ok_or_else(|| format!("there is no {thing}"))
    }
}

/// Says what the stock is worth.
#[custom_tool]
async fn value_stock(State(stock): State<Stock>, price: u32) -> Result<u32, String> {
    Ok(price * stock.pieces.lock().map_err(|error| error.to_string())?.values().sum::<u32>())
}

#[tokio::test]
async fn tools_share_their_state_with_each_other_and_with_the_program() {
    let router = embedded().await;
    let stock = Arc::new(Stock { pieces: Mutex::new(BTreeMap::new()) });
    let agent = OnDemandAgent::session("ada").custom_tools(Arc::clone(&stock));
    let session =
        agent.custom_tool(ValueStock::with_state(Arc::clone(&stock))).create(&router).await.expect("a session");

    let found = session.search("count the pieces in stock").await.expect("an answer");
    assert!(found.tool_schemas.contains_key("LOCAL_COUNT_PIECES"), "{found:?}");

    let call = |slug: &'static str, arguments| {
        let call = session.execute_named(slug, arguments);
        async move { call.await.expect("an answer").into_data() }
    };
    let put = call("PUT_IN", json!({ "thing": "lamp", "pieces": 3 })).await;
    assert_eq!(put.expect("data"), "put in by ada");
    assert_eq!(call("LOCAL_COUNT_PIECES", json!({ "thing": "lamp" })).await.expect("data"), 3);
    assert_eq!(call("VALUE_STOCK", json!({ "price": 5 })).await.expect("data"), 15);
    assert_eq!(stock.pieces.lock().expect("no panic").get("lamp"), Some(&3));
    let missing = call("COUNT_PIECES", json!({ "thing": "chair" })).await.expect_err("there is none");
    assert!(missing.to_string().contains("there is no chair"), "{missing}");
}

#[tokio::test]
async fn two_tools_of_one_name_are_refused_where_the_session_is_created() {
    let router = embedded().await;
    let stock = || Stock { pieces: Mutex::new(BTreeMap::new()) };
    let toolkit = CustomToolkit::new("STOCK", "Stock", "The company's stock.").tools(stock());
    let twice = OnDemandAgent::session("ada").custom_tools(stock()).custom_toolkit(toolkit);
    let error = twice.create(&router).await.expect_err("each is there twice");
    assert!(error.to_string().contains("two custom tools have this slug"), "{error}");
}
