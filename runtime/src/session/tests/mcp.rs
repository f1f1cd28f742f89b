//! Sessions that are handed to MCP clients, and routers that put the endpoint somewhere else.

use serde_json::{Value, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{ok, requests};
use crate::test_support::{KEY, OnDemand, refusal, router, session};
use crate::{Error, Session, SessionBuilder, tool_router_session};

#[tool_router_session(toolkits = ["gmail", "slack"], mcp)]
struct MailServer;

/// A generic agent can be handed to MCP clients like any other.
#[tool_router_session(toolkits = ["gmail", "slack"], mcp)]
struct Generic<'a, T: Clone>(#[session(user_id)] &'a str, T);

/// A router with the session's endpoint at `url`.
async fn server(url: &str) -> MockServer {
    let server = MockServer::start().await;
    let mut session = session();
    session["mcp"]["url"] = url.replace("{own}", &server.uri()).into();
    for (verb, status) in [("POST", 201), ("GET", 200), ("PATCH", 200)] {
        let answer = ResponseTemplate::new(status).set_body_json(&session);
        Mock::given(method(verb)).respond_with(answer).mount(&server).await;
    }
    server
}

#[tokio::test]
async fn the_endpoint_comes_with_the_key() {
    let server = server("{own}/tool_router/trs_1/mcp?token=topsecret").await;
    let session = MailServer::session("user_1").create(&router(&server)).await.unwrap();
    let endpoint = session.mcp();
    assert_eq!(endpoint.url(), format!("{}/tool_router/trs_1/mcp?token=topsecret", server.uri()));
    assert_eq!(endpoint.headers()["x-api-key"], KEY);
    assert!(!format!("{endpoint:?}").contains("topsecret"), "{endpoint:?}");
    let generic = Generic("user_1", 1_u8).session().create(&router(&server)).await.unwrap();
    assert_eq!(generic.mcp().url(), endpoint.url());
}

#[tokio::test]
async fn that_the_agent_is_an_mcp_client_is_not_sent() {
    let server = server("{own}/tool_router/trs_1/mcp").await;
    let _ = MailServer::session("user_1").create(&router(&server)).await.unwrap();
    let sent: Value = server.received_requests().await.unwrap()[0].body_json().unwrap();
    assert_eq!(
        sent,
        json!({ "user_id": "user_1", "toolkits": { "enable": ["gmail", "slack"] }, "manage_connections": { "enable": true } })
    );
}

#[tokio::test]
async fn an_endpoint_somewhere_else_leaves_no_session() {
    let server = server("https://mcp.example.com/trs_1/mcp?token=topsecret").await;
    Mock::given(method("DELETE")).respond_with(ok(json!({}))).mount(&server).await;
    let error = MailServer::session("user_1").create(&router(&server)).await.unwrap_err();
    let Error::McpDestination { session, endpoint, router, deleted: true } = &error else { panic!("{error:?}") };
    assert_eq!((session.as_str(), endpoint.as_str()), ("trs_1", "https://mcp.example.com"));
    assert_eq!(router, &server.uri());
    assert!(!error.is_retryable());
    assert_eq!(error.session(), None);
    assert!(!format!("{error} {error:?}").contains("topsecret"), "{error:?}");
    assert_eq!(requests(&server).await, ["POST session", "DELETE trs_1"]);
}

#[tokio::test]
async fn the_session_is_named_also_if_it_cannot_be_deleted() {
    let server = server("https://mcp.example.com/trs_1/mcp").await;
    Mock::given(method("DELETE")).respond_with(refusal(403)).mount(&server).await;
    let error = MailServer::session("user_1").create(&router(&server)).await.unwrap_err();
    assert!(error.to_string().contains("session trs_1 is on https://mcp.example.com"), "{error}");
    assert_eq!(error.session().unwrap().as_str(), "trs_1");
}

#[tokio::test]
async fn a_session_that_is_retrieved_is_verified_and_left_alone() {
    let server = server("https://mcp.example.com/trs_1/mcp").await;
    let found: Result<Session<MailServer>, _> = router(&server).retrieve("trs_1").await;
    assert!(matches!(found, Err(Error::McpDestination { .. })), "{found:?}");
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}

/// The session with its endpoint on another origin.
fn moved() -> Value {
    session()
}

#[tokio::test]
async fn a_router_that_moves_the_endpoint_does_not_get_the_key_there() {
    let own = server("{own}/tool_router/trs_1/mcp").await;
    let session = MailServer::session("user_1").create(&router(&own)).await.unwrap();
    own.reset().await;
    Mock::given(method("GET")).respond_with(ok(moved())).mount(&own).await;
    let session = session.refresh().await.unwrap();
    assert_eq!(session.mcp().url(), format!("{}/tool_router/trs_1/mcp", own.uri()));
}

#[tokio::test]
async fn an_endpoint_that_is_not_a_url_is_unexpected() {
    let server = server("/trs_1/mcp").await;
    let error = MailServer::session("user_1").create(&router(&server)).await.unwrap_err();
    let Error::UnexpectedAnswer(answer) = &error else { panic!("{error:?}") };
    assert_eq!(answer.problem(), "`mcp.url` is not an absolute URL");
    assert_eq!(error.session().unwrap().as_str(), "trs_1");
}

#[tokio::test]
async fn nobody_asks_where_the_endpoint_of_other_agents_is() {
    for url in ["https://mcp.example.com/trs_1/mcp", "/trs_1/mcp"] {
        let server = server(url).await;
        assert!(SessionBuilder::<OnDemand>::new("user_1").create(&router(&server)).await.is_ok(), "{url}");
    }
}
