//! The requests that register custom tools: what the builder adds to a declaration.

use std::convert::Infallible;

use serde_json::{Value, json};
use tool_router::custom::CustomToolkit;
use tool_router::{ToolRouter, custom_tool, tool_router_session};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

/// The requests, by name.
pub(crate) const NAMES: [&str; 3] = ["custom_tool", "custom_tool_preload_all", "custom_toolkit"];

/// Search for a pattern.
#[custom_tool]
async fn grep(
    /// Pattern
    pattern: String,
) -> Result<Vec<String>, Infallible> {
    Ok(vec![pattern])
}

/// Search code.
#[custom_tool(name = "Search Code")]
async fn search_code(
    /// Pattern
    pattern: String,
) -> Result<Vec<String>, Infallible> {
    Ok(vec![pattern])
}

#[tool_router_session(toolkits = any)]
struct Anything;

#[tool_router_session(toolkits = ["gmail"], preload = all)]
struct Mail;

/// Removes what the SDKs do not send: that arguments outside the schema are refused.
fn without_refusals(schemas: &mut Value) {
    match schemas {
        Value::Object(object) => {
            let refuses = object.remove("additionalProperties");
            assert!(refuses.is_none_or(|refuses| refuses == false));
            object.values_mut().for_each(without_refusals);
        }
        Value::Array(items) => items.iter_mut().for_each(without_refusals),
        _ => {}
    }
}

#[tokio::test]
async fn custom_tools_are_sent_as_the_sdks_send_them() {
    let server = MockServer::start().await;
    let session = json!({
        "session_id": "trs_1",
        "mcp": { "type": "http", "url": format!("{}/mcp", server.uri()) },
        "config": { "user_id": "user_1" },
        "config_version": 1,
    });
    let answer = ResponseTemplate::new(201).set_body_json(session);
    Mock::given(matchers::method("POST")).respond_with(answer).mount(&server).await;
    let router = ToolRouter::builder().api_key("ak_1").base_url(server.uri()).build().expect("a client");
    let toolkit = CustomToolkit::new("DEV_TOOLS", "Dev Tools", "Local dev utilities").tool(SearchCode).preload(true);

    drop(Anything::session("user_1").custom_tool(Grep).create(&router).await.expect("a session"));
    drop(Mail::session("user_1").custom_tool(Grep).create(&router).await.expect("a session"));
    drop(Anything::session("user_1").custom_toolkit(toolkit).create(&router).await.expect("a session"));

    let recorded = super::recorded("create");
    let requests = server.received_requests().await.expect("the requests");
    assert_eq!(requests.len(), NAMES.len());
    for (name, request) in NAMES.into_iter().zip(requests) {
        let mut body: Value = request.body_json().expect("JSON");
        without_refusals(&mut body);
        assert_eq!(body, recorded[name]["typescript_body"], "{name}");
    }
}
