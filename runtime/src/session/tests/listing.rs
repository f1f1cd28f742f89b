//! Toolkits, tools and connections of a session.

use serde_json::json;
use wiremock::matchers::{path, query_param};
use wiremock::{Mock, MockServer};

use super::{SESSION, answer, ok, retrieve, server, toolkits};
use crate::ConnectionStatus;
use crate::test_support::{Handles, OnDemand, router};

#[tokio::test]
async fn filters_go_into_the_query() {
    let server = server().await;
    Mock::given(path(format!("{SESSION}/toolkits")))
        .and(query_param("toolkits", "gmail,slack"))
        .and(query_param("is_connected", "true"))
        .and(query_param("search", "a b"))
        .and(query_param("limit", "50"))
        .respond_with(toolkits(&[("gmail", Some("ACTIVE"))]))
        .expect(1)
        .mount(&server)
        .await;
    let session = retrieve::<OnDemand>(&server).await;
    let filtered = session.toolkits().only([OnDemand::GMAIL, OnDemand::SLACK]).connected(true).search("a b");
    let found = filtered.await.unwrap();
    assert!(found[0].is_connected());
}

#[tokio::test]
async fn connections_are_the_toolkits_with_an_account() {
    let server = server().await;
    answer(&server, "GET", "toolkits", toolkits(&[("gmail", Some("NOVEL")), ("slack", None)])).await;
    let session = retrieve::<OnDemand>(&server).await;
    let connections = session.connections().await.unwrap();
    assert_eq!(connections.len(), 1);
    assert_eq!(connections[0].status.as_str(), "NOVEL");
    assert_eq!(connections[0].connected_account_id.as_str(), "ca_gmail");
    assert!(session.connection(OnDemand::GMAIL).await.unwrap().is_some());
    assert!(session.connection(OnDemand::SLACK).await.unwrap().is_none());
}

#[tokio::test]
async fn tools_are_read_with_what_is_new_in_them() {
    let server = server().await;
    let tool = json!({ "slug": "GMAIL_SEND_EMAIL", "name": "Send", "toolkit": { "slug": "gmail", "novel": 1 },
        "tags": ["novelHint"], "input_parameters": { "type": "object" }, "novel": [] });
    answer(&server, "GET", "tools", ok(json!({ "items": [tool], "total_items": 1 }))).await;
    let tools = retrieve::<OnDemand>(&server).await.tools().await.unwrap();
    assert_eq!((tools[0].slug.as_str(), tools[0].toolkit.slug.as_str()), ("GMAIL_SEND_EMAIL", "gmail"));
}

#[tokio::test]
async fn an_account_is_read_without_its_tokens() {
    let server = MockServer::start().await;
    let account = json!({ "id": "ca_1", "user_id": "user_1", "status": "REVOKED", "status_reason": "gone",
        "is_disabled": false, "toolkit": { "slug": "gmail" }, "auth_config": { "id": "ac_1", "auth_scheme": "OAUTH2" },
        "state": { "val": { "access_token": "tok_secret" } }, "data": { "refresh_token": "tok_secret" } });
    Mock::given(path("/api/v3.1/connected_accounts/ca_1")).respond_with(ok(account)).mount(&server).await;
    let account = router(&server).connected_account("ca_1").await.unwrap();
    assert_eq!((account.status.clone(), account.toolkit.as_str()), (ConnectionStatus::Revoked, "gmail"));
    assert!(!format!("{account:?}").contains("tok_secret"));
}
