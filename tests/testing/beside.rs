//! The record has what runs beside the router's tools: custom tools in the client, and proxied calls of a provider's own API.

use serde_json::json;
use tool_router::session::{Execution, MetaTool, ProxyExecution, ProxyMethod};
use tool_router::testing::{CallOutcome, PROXY_EXECUTE, TestRouter, call};
use tool_router::{Error, custom_tool, tool_router_session};

#[tool_router_session(toolkits = ["slack"], proxy_execute = true)]
struct Support;

/// Finds the orders of a customer.
#[custom_tool]
async fn find_orders(email: String) -> Result<Vec<u32>, String> {
    if email.ends_with("@example.com") { Ok(vec![1843]) } else { Err(format!("there is no customer {email}")) }
}

#[tokio::test]
async fn custom_tools_are_in_the_record_whichever_way_they_are_called() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let session = Support::session("ada").custom_tool(FindOrders).create(&router).await?;
    router.calls().assert_not_called("LOCAL_FIND_ORDERS");
    session.execute_named("FIND_ORDERS", json!({ "email": "grace@example.com" })).await?.into_data()?;
    let unknown = session.execute_named("LOCAL_FIND_ORDERS", json!({ "email": "grace@elsewhere.example" })).await?;
    assert!(matches!(unknown, Execution::Failed(_)), "{unknown:?}");
    let orders = json!({ "tool_slug": "LOCAL_FIND_ORDERS", "arguments": { "email": "linus@example.com" } });
    let several = json!({ "tools": [orders], "sync_response_to_workbench": false });
    session.execute_meta(MetaTool::MultiExecute, several).await?.into_data()?;

    let calls = router.calls();
    calls.assert_eq([
        call("LOCAL_FIND_ORDERS").with(json!({ "email": "grace@example.com" })).by("ada"),
        call("LOCAL_FIND_ORDERS").containing(json!({ "email": "grace@elsewhere.example" })),
        call("LOCAL_FIND_ORDERS").with(json!({ "email": "linus@example.com" })),
    ]);
    assert_eq!(calls[0].outcome, CallOutcome::Completed(json!([1843])));
    assert_eq!(calls[1].outcome, CallOutcome::Failed("there is no customer grace@elsewhere.example".to_owned()));
    assert_eq!(calls[2].session_id, session.id().as_str());
    router.forget_calls();
    router.calls().assert_none();
    Ok(())
}

#[tokio::test]
async fn proxied_calls_are_in_the_record() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let session = Support::session("ada").create(&router).await?;
    let post = || {
        let text = json!({ "channel": "random", "text": "Directly." });
        session.proxy_execute(Support::SLACK, ProxyMethod::Post, "/chat.postMessage").json(text)
    };
    post().await.expect_err("nothing is connected");
    router.connect("ada", Support::SLACK).await?;
    assert!(matches!(post().await?, ProxyExecution::Completed(_)));

    let calls = router.calls();
    calls.assert_called(PROXY_EXECUTE).times(2).refused();
    let done = calls.assert_called(PROXY_EXECUTE).by("ada").completed();
    let done = done.containing(json!({ "toolkit_slug": "slack", "method": "POST", "body": { "channel": "random" } }));
    assert!(matches!(&done.first().outcome, CallOutcome::Completed(answer) if answer["status"] == 200));
    Ok(())
}
