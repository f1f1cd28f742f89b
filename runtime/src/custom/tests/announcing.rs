//! Which requests announce custom tools to the router, and how.

use serde_json::{Value, json};

use super::{Grep, SearchCode, WhoAsks};
use crate::config::{Experimental, Preload, PreloadTools, SessionConfig};
use crate::custom::{CustomToolkit, CustomTools};
use crate::declaration::Declaration;
use crate::session::MetaTool;
use crate::session::tests::{answer, ok, server};
use crate::test_support::{OnDemand, declare, router};
use crate::{Session, SessionBuilder};

const INPUT: &str = r#"{
    "type": "object",
    "properties": { "pattern": { "type": "string", "description": "Pattern" } },
    "required": ["pattern"],
    "additionalProperties": false
}"#;

fn input() -> Value {
    serde_json::from_str(INPUT).unwrap()
}

/// What the official SDKs send for the same tool, except `additionalProperties`.
fn grep() -> Value {
    json!({ "slug": "GREP", "name": "Grep", "description": "Search for a pattern.", "input_schema": input() })
}

fn dev_tools() -> CustomToolkit {
    CustomToolkit::new("DEV_TOOLS", "Dev Tools", "Local dev utilities").tool(SearchCode).preload(true)
}

fn bodies(requests: &[wiremock::Request]) -> Vec<Value> {
    requests.iter().filter_map(|request| request.body_json().ok()).collect()
}

#[tokio::test]
async fn creating_tells_of_tools_and_toolkits() {
    let server = server().await;
    let builder = SessionBuilder::<OnDemand>::new("user_1").custom_tool(Grep).custom_toolkit(dev_tools());
    drop(builder.create(&router(&server)).await.unwrap());
    let body = &bodies(&server.received_requests().await.unwrap())[0];
    assert_eq!(
        body["experimental"],
        json!({
            "custom_tools": [grep()],
            "custom_toolkits": [{
                "slug": "DEV_TOOLS", "name": "Dev Tools", "description": "Local dev utilities", "preload": true,
                "tools": [{ "slug": "SEARCH_CODE", "name": "Search Code", "description": "Search code.",
                    "input_schema": input(), "preload": true }],
            }],
        }),
    );
}

declare! {
    /// An agent that lists every tool from the start, and has something to say in the block of the wire that custom tools
    /// share with it.
    struct Eager {}
    Declaration::made(SessionConfig::DEFAULT.with_preload(Some(Preload::DEFAULT.with_tools(PreloadTools::All))).with_experimental(Experimental::DEFAULT.with_fast_mode(Some(true))))
}

#[tokio::test]
async fn a_session_that_preloads_all_preloads_them_too() {
    let server = server().await;
    drop(SessionBuilder::<Eager>::new("user_1").custom_tool(Grep).create(&router(&server)).await.unwrap());
    let body = &bodies(&server.received_requests().await.unwrap())[0];
    let mut preloaded = grep();
    preloaded["preload"] = true.into();
    assert_eq!(body["experimental"], json!({ "fast_mode": true, "custom_tools": [preloaded] }));
    assert_eq!(body["preload"], json!({ "tools": "all" }));
}

#[test]
fn every_tool_is_listed_but_for_those_that_say_otherwise() {
    let listed = |tools: CustomTools| {
        let registry = tools.register(&SessionConfig::DEFAULT).unwrap();
        registry.listed().into_iter().map(|tool| tool.slug).collect::<Vec<_>>()
    };
    assert_eq!(listed(CustomTools::new().tool(Grep)), ["LOCAL_GREP"]);
    let quiet = CustomTools::new().tool(Grep).toolkit(dev_tools().preload(false));
    assert_eq!(listed(quiet), ["LOCAL_GREP"]);
}

#[tokio::test]
async fn attaching_searching_and_executing_tell_again_and_listing_does_not() {
    let server = server().await;
    answer(&server, "POST", "attach", ok(crate::test_support::session())).await;
    let searched = json!({ "success": true, "error": null, "results": [], "toolkit_connection_statuses": [],
        "tool_schemas": {}, "next_steps_guidance": [] });
    answer(&server, "POST", "search", ok(searched)).await;
    let done = json!({ "result_type": "completed", "data": {}, "error": null, "log_id": "log_1" });
    answer(&server, "POST", "execute", ok(done.clone())).await;
    answer(&server, "POST", "execute_meta", ok(done)).await;
    answer(&server, "GET", "tools", ok(json!({ "items": [{ "slug": "COMPOSIO_SEARCH_TOOLS" }] }))).await;

    let custom = CustomTools::new().tool(Grep).toolkit(dev_tools());
    let session: Session<OnDemand> = router(&server).retrieve("trs_1").custom_tools(custom).await.unwrap();
    let _ = session.search("find code").await;
    drop(session.execute_named("GMAIL_FETCH_EMAILS", json!({})).await.unwrap());
    drop(session.execute_meta(MetaTool::SearchTools, json!({})).await.unwrap());
    let listed: Vec<_> = session.tools().await.unwrap().into_iter().map(|tool| tool.slug).collect();
    assert_eq!(listed, ["COMPOSIO_SEARCH_TOOLS", "LOCAL_GREP", "LOCAL_DEV_TOOLS_SEARCH_CODE"]);

    let requests = server.received_requests().await.unwrap();
    let bodies = bodies(&requests);
    assert_eq!(bodies.len(), 4);
    for body in &bodies {
        assert_eq!(body["experimental"]["custom_tools"], json!([grep()]), "{body}");
    }
    assert_eq!(bodies[0].as_object().unwrap().len(), 1, "attaching sends nothing else: {}", bodies[0]);
}

#[tokio::test]
async fn the_names_that_the_router_gives_are_learnt() {
    let mut registry = CustomTools::new().tool(WhoAsks).tool(Grep).register(&crate::SessionConfig::DEFAULT).unwrap();
    let named = json!({ "custom_tools": [
        { "slug": "LOCAL_X_WHO_ASKS", "original_slug": "who_asks" },
        { "slug": "GMAIL_SEND_EMAIL", "original_slug": "WHO_ASKS" },
        { "slug": "LOCAL_GREP", "original_slug": "WHO_ASKS" },
        { "novelty": true },
    ] });
    registry.learn(serde_json::from_value(named).unwrap());
    assert_eq!(registry.find("local_x_who_asks").unwrap().slug, "WHO_ASKS");
    assert_eq!(registry.find("LOCAL_GREP").unwrap().slug, "GREP");
    assert!(registry.find("GMAIL_SEND_EMAIL").is_none());
}
