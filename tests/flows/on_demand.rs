use serde_json::json;
use tool_router::{Execution, MetaTool};
use tool_router_test_support::Browser;

use crate::agents::{OnDemandAgent, embedded, redirect_url, subjects};

const FETCH: &str = "GMAIL_FETCH_EMAILS";

#[tokio::test]
async fn the_agent_asks_its_user_to_connect_and_goes_on() {
    let router = embedded().await;
    let session = OnDemandAgent::session("ada").create(&router).await.expect("a session");

    let found =
        session.execute_meta(MetaTool::SearchTools, json!({ "queries": [{ "use_case": "read my latest emails" }] }));
    let found = found.await.expect("an answer").into_data().expect("results");
    assert_eq!(found["results"][0]["primary_tool_slugs"][0], FETCH);
    assert_eq!(found["toolkit_connection_statuses"][0]["has_active_connection"], false);

    let managed = session.execute_meta(MetaTool::ManageConnections, json!({ "toolkits": ["gmail"] })).await;
    let managed = managed.expect("an answer").into_data().expect("a link");
    assert_eq!(managed["results"]["gmail"]["status"], "initiated");

    let end = Browser::new().expect("a browser").connect(redirect_url(&managed)).await.expect("pages");
    assert!(end.text().contains("Gmail is connected"), "{}", end.text());

    assert_eq!(subjects(&session, OnDemandAgent::GMAIL_FETCH_EMAILS).await.expect("mail").len(), 3);
    session.delete().await.expect("the session is gone");
}

#[tokio::test]
async fn without_a_connection_the_error_names_the_toolkit() {
    let router = embedded().await;
    let session = OnDemandAgent::session("ada").create(&router).await.expect("a session");
    let error = session.execute(OnDemandAgent::GMAIL_FETCH_EMAILS, json!({})).await.expect_err("no connection");
    let error = error.as_api().expect("a refusal of the router");
    assert!(error.message().contains("No connected account found for gmail"), "{error}");
    assert_eq!(error.slug(), Some("ToolRouterV2_NoActiveConnection"));
}

#[tokio::test]
async fn one_item_of_many_fails_by_itself() {
    let router = embedded().await;
    let session = OnDemandAgent::session("ada").create(&router).await.expect("a session");
    let tools = json!([{ "tool_slug": FETCH, "arguments": {} }, { "tool_slug": "GMAIL_SEND_EMAIL", "arguments": {} }]);
    let calls = json!({ "tools": tools, "sync_response_to_workbench": false });
    let data = match session.execute_meta(MetaTool::MultiExecute, calls).await.expect("an answer") {
        Execution::Completed(completed) => completed.data,
        Execution::Failed(failed) => failed.data,
        outcome => panic!("{outcome:?}"),
    };
    assert_eq!(data["error_count"], 2);
    assert!(data["results"][0]["error"].as_str().expect("an error").contains("No connected account"), "{data}");
    assert!(data["results"][1]["error"].as_str().expect("an error").contains("not allowed"), "{data}");
}

#[tokio::test]
async fn a_tool_that_was_not_declared_is_refused() {
    let router = embedded().await;
    let session = OnDemandAgent::session("ada").create(&router).await.expect("a session");
    let error = session.execute_named("GMAIL_SEND_EMAIL", json!({})).await.expect_err("a refusal").to_string();
    assert!(error.contains("[Session Restriction]"), "{error}");
}
