//! Custom tools together with those of the embedded router.

use serde_json::json;
use tool_router::custom::{CustomToolkit, CustomTools, ToolContext};
use tool_router::{MetaTool, Session, custom_tool};

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

fn books() -> CustomToolkit {
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
