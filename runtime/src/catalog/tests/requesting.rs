use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tool_router_core::cause::Chain;
use wiremock::matchers::{path, query_param};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::page;
use crate::catalog::{Catalog, CatalogError, Progress};
use crate::test_support::{Misbehaving, Misbehaviour, client, router};

/// A router with these toolkits, each with its tools.
async fn offering(toolkits: &[(&str, Value)]) -> MockServer {
    let server = MockServer::start().await;
    let listed: Vec<_> =
        toolkits.iter().map(|(slug, _)| json!({ "slug": slug, "name": slug.to_uppercase() })).collect();
    Mock::given(path("/api/v3.1/toolkits")).respond_with(page(&json!(listed))).mount(&server).await;
    for (slug, tools) in toolkits {
        let asked = Mock::given(path("/api/v3.1/tools")).and(query_param("toolkit_slug", *slug));
        asked.respond_with(page(tools)).mount(&server).await;
    }
    server
}

async fn catalog(server: &MockServer) -> Result<Catalog, CatalogError> {
    router(server).catalog().await
}

async fn told(server: &MockServer) -> String {
    Chain(&catalog(server).await.unwrap_err()).to_string()
}

#[tokio::test]
async fn the_same_offer_gives_the_same_bytes_in_whatever_order_it_comes() {
    let send = r#"{ "slug": "GMAIL_SEND", "name": "Send", "description": "Sends.", "tags": ["b", "a", "b"],
        "input_parameters": { "type": "object", "properties": { "to": { "type": "string", "a": [{ "z": 1, "y": 2 }] } } } }"#;
    let sent = r#"{ "tags": ["a", "b"], "input_parameters": { "properties": { "to": { "a": [{ "y": 2, "z": 1 }],
        "type": "string" } }, "type": "object" }, "description": "Sends.", "name": "Send", "slug": "GMAIL_SEND" }"#;
    let tool = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let read = json!({ "slug": "GMAIL_READ", "input_parameters": null });
    let one = offering(&[("slack", json!([])), ("gmail", json!([tool(send), read]))]).await;
    let other = offering(&[("gmail", json!([read, tool(sent), read])), ("slack", json!([]))]).await;
    let json = catalog(&one).await.unwrap().to_json().unwrap();
    assert_eq!(json, catalog(&other).await.unwrap().to_json().unwrap());
    insta::assert_snapshot!(String::from_utf8(json).unwrap());
}

#[tokio::test]
async fn the_routers_own_tools_are_left_out() {
    let tool = |slug: &str| json!({ "slug": slug });
    let own = ["COMPOSIO_SEARCH_TOOLS", "COMPOSIO_NOVELTY", "GMAIL_READ"].map(tool);
    let server = offering(&[
        ("composio", json!([tool("COMPOSIO_SEARCH_TOOLS")])),
        ("composio_search", json!(["COMPOSIO_SEARCH_NEWS", "COMPOSIO_SEARCH_TOOLS"].map(tool))),
        ("gmail", json!(own)),
    ])
    .await;
    let catalog = catalog(&server).await.unwrap();
    let tools = |toolkit: &str| catalog.toolkits[toolkit].tools.keys().cloned().collect::<Vec<_>>();
    assert_eq!(catalog.toolkits.keys().collect::<Vec<_>>(), ["composio_search", "gmail"]);
    assert_eq!(
        (tools("gmail"), tools("composio_search")),
        (vec!["GMAIL_READ".into()], vec!["COMPOSIO_SEARCH_NEWS".into()])
    );
}

#[tokio::test]
async fn unknown_toolkits_are_named_before_a_tool_is_asked_for() {
    let server = offering(&[("gmail", json!([])), ("slack", json!([]))]).await;
    let router = router(&server);
    let error = router.catalog().only(["gmail", "Slack", "github"]).await.unwrap_err();
    assert_eq!(error.to_string(), "the router has no such toolkit: `Slack` (did you mean `slack`?), `github`");
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn progress_is_told_toolkit_by_toolkit() {
    let server = offering(&[("a", json!([])), ("b", json!([])), ("c", json!([]))]).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let router = router(&server);
    let request = router.catalog().only(["a", "c"]);
    let told = Arc::clone(&seen);
    let report = move |now: Progress<'_>| told.lock().unwrap().push((now.done, now.total));
    let catalog = request.on_progress(report).await.unwrap();
    assert_eq!(catalog.toolkits.keys().collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(*seen.lock().unwrap(), [(0, 2), (1, 2), (2, 2)]);
}

#[tokio::test]
async fn what_is_not_an_offer_is_told_as_such() {
    let mut deep = json!({});
    for _ in 0..70 {
        deep = json!({ "items": deep });
    }
    for (tool, problem) in [
        (json!({ "slug": "SLACK_SEND", "toolkit": { "slug": "slack" } }), "SLACK_SEND of \"slack\" is among them"),
        (json!({ "slug": "GMAIL_SEND", "input_parameters": [] }), "`input_parameters` of GMAIL_SEND are not an object"),
        (json!({ "slug": "GMAIL_SEND", "input_parameters": deep }), "nested more than 64 levels deep"),
        (json!({ "slug": "GMAIL\u{1b}[2J" }), "an item has the slug \"GMAIL\\u{1b}[2J\""),
        (json!({ "slug": "" }), "an item has the slug \"\""),
        (json!({ "name": "Send" }), "`items[0].slug` is missing"),
    ] {
        let told = told(&offering(&[("gmail", json!([tool]))]).await).await;
        assert!(told.contains("GET /api/v3.1/tools") && told.contains(problem), "{told}");
    }
}

/// A router whose list at `last` is endless, with a new cursor for each page.
async fn endless(last: &str, item: impl Fn(usize) -> Value + Send + Sync + 'static) -> MockServer {
    let server = MockServer::start().await;
    let pages = AtomicUsize::new(0);
    let answer = move |_: &Request| {
        let page = pages.fetch_add(1, Ordering::Relaxed);
        let items: Vec<_> = (0..500).map(|number| item(page * 500 + number)).collect();
        ResponseTemplate::new(200).set_body_json(json!({ "items": items, "next_cursor": page.to_string() }))
    };
    Mock::given(path(format!("/api/v3.1/{last}"))).respond_with(answer).mount(&server).await;
    let toolkits = page(&json!([{ "slug": "gmail" }]));
    Mock::given(path("/api/v3.1/toolkits")).respond_with(toolkits).mount(&server).await;
    server
}

#[tokio::test]
async fn a_list_without_end_is_given_up() {
    let server = endless("toolkits", |number| json!({ "slug": format!("toolkit_{number}") })).await;
    assert!(told(&server).await.contains("not with a list of toolkits: it has more than 10000 items"));
    // The same items again and again.
    let server = endless("tools", |number| json!({ "slug": format!("GMAIL_{}", number % 500) })).await;
    assert!(told(&server).await.contains("not with a list of tools: it has more than 10000 items"));
}

#[tokio::test]
async fn more_than_the_attribute_reads_is_not_fetched_to_its_end() {
    let long = "x".repeat(100 * 1024);
    let server = endless("tools", move |number| match number % 500 {
        0..200 => json!({ "slug": format!("GMAIL_{number}"), "description": long }),
        _ => json!({ "slug": format!("GMAIL_{number}") }),
    })
    .await;
    assert!(matches!(catalog(&server).await, Err(CatalogError::TooLarge(_))));
    assert!(server.received_requests().await.unwrap().len() < 10);
}

#[tokio::test]
async fn a_router_that_is_too_slow_is_not_waited_for() {
    let bad = Misbehaving::start(Misbehaviour::Hang).await.unwrap();
    let router = client(&bad.url).build().unwrap();
    let error = router.catalog().deadline(Duration::from_millis(50)).await.unwrap_err();
    assert!(matches!(error, CatalogError::TooSlow { .. }), "{error:?}");
}
