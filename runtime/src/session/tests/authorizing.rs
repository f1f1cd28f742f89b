//! Making links, and the connections that the agent manages.

use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use super::{Links, answer, count, ok, requests, retrieve, server};
use crate::ConnectionStatus;
use crate::error::{Error, InvalidInput};
use crate::session::Sharing;
use crate::spec::Toolkit;
use crate::test_support::{Handles, Manual, OnDemand};
use crate::tool_router_session;

#[tokio::test]
async fn a_link_is_made_with_what_was_said() {
    let server = server().await;
    answer(&server, "POST", "link", Links::default()).await;
    let session = retrieve::<Manual>(&server).await;
    let link = session.authorize(Manual::GMAIL).callback_url("https://app.example.com/cb").alias("work").await.unwrap();
    assert_eq!(link.toolkit(), "gmail");
    assert_eq!(link.url(), "https://connect.example.com/link/lt_secret_gmail");
    let body: Value = server.received_requests().await.unwrap()[1].body_json().unwrap();
    assert_eq!(body, json!({ "toolkit": "gmail", "callback_url": "https://app.example.com/cb", "alias": "work" }));
}

#[tool_router_session(app = manual_auth, toolkits(from = any), manage_connections = false)]
struct Anything;

#[tokio::test]
async fn a_toolkit_that_was_chosen_by_name_is_connected_by_name() {
    let server = server().await;
    answer(&server, "POST", "link", Links::default()).await;
    let session = retrieve::<Anything>(&server).await;
    assert_eq!(session.authorize_named("gmail").await.unwrap().toolkit(), "gmail");
    let refused = [
        (session.authorize_named("notion"), "`notion` is not among the session's toolkits"),
        (session.authorize_named("Gmail"), "did you mean `gmail`"),
    ];
    for (request, part) in refused {
        let error = request.await.unwrap_err();
        assert!(matches!(&error, Error::Invalid(_)) && error.to_string().contains(part), "{error}");
    }
    assert_eq!(count(&server, "POST link").await, 1);
    let declared = retrieve::<Manual>(&server).await.authorize_named("github").await.unwrap_err();
    assert!(matches!(declared, Error::Invalid(InvalidInput::UndeclaredToolkit { .. })), "{declared:?}");
}

#[tokio::test]
async fn a_shared_connection_says_with_whom() {
    let server = server().await;
    answer(&server, "POST", "link", Links::default()).await;
    let session = retrieve::<Manual>(&server).await;
    for (sharing, acl) in [
        (Sharing::with(["user_2", "user_3"]), json!({ "allowed_user_ids": ["user_2", "user_3"] })),
        (
            Sharing::with_everyone().except(["user_9"]),
            json!({ "allow_all_users": true, "not_allowed_user_ids": ["user_9"] }),
        ),
    ] {
        session.authorize(Manual::GMAIL).shared(sharing).await.unwrap();
        let body: Value = server.received_requests().await.unwrap().last().unwrap().body_json().unwrap();
        assert_eq!(body["experimental"], json!({ "account_type": "SHARED", "acl_config_for_shared": acl }));
    }
}

#[tokio::test]
async fn what_cannot_be_said_of_a_connection_is_not_sent() {
    let server = server().await;
    let session = retrieve::<Manual>(&server).await;
    let many = || (0..1001).map(|number| format!("user_{number}"));
    let authorize = || session.authorize(Manual::GMAIL);
    for (request, part) in [
        (authorize().alias(" "), "alias"),
        (authorize().shared(Sharing::with([""])), "user id"),
        (authorize().shared(Sharing::with(Vec::<String>::new())), "is 0; expected 1 to 1000"),
        (authorize().shared(Sharing::with(many())), "is 1001; expected 1 to 1000"),
        (authorize().shared(Sharing::with_everyone().except(many())), "is 1001; expected 0 to 1000"),
    ] {
        let error = request.await.unwrap_err();
        assert!(matches!(&error, Error::Invalid(_)) && error.to_string().contains(part), "{error}");
    }
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}

#[tokio::test]
async fn a_callback_that_a_browser_must_not_go_to_is_not_sent() {
    let server = server().await;
    let session = retrieve::<Manual>(&server).await;
    let error = session.authorize(Manual::GMAIL).callback_url("javascript:alert(1)").await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::CallbackUrl { .. })), "{error:?}");
    assert_eq!(requests(&server).await, ["GET trs_1"]);
}

#[tokio::test]
async fn a_link_that_a_browser_must_not_go_to_is_not_handed_on() {
    for url in ["javascript:alert(1)", "http://phish.example.com/", "/relative"] {
        let server = server().await;
        let link = json!({ "link_token": "t", "redirect_url": url, "connected_account_id": "ca_1" });
        answer(&server, "POST", "link", ResponseTemplate::new(201).set_body_json(link)).await;
        let error = retrieve::<Manual>(&server).await.authorize(Manual::GMAIL).await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error:?}");
    }
}

#[tokio::test]
async fn managed_connections_come_with_their_links() {
    let server = server().await;
    let data = json!({ "message": "", "results": {
        "gmail": { "toolkit": "gmail", "status": "active", "has_active_connection": true },
        "slack": { "toolkit": "slack", "status": "initiated", "has_active_connection": false,
            "connected_account_id": "ca_1", "redirect_url": "https://connect.example.com/link/x",
            "instruction": "show the link" } } });
    answer(&server, "POST", "execute_meta", ok(json!({ "result_type": "completed", "data": data }))).await;
    let session = retrieve::<OnDemand>(&server).await;
    let managed = session.manage_connections([OnDemand::GMAIL, OnDemand::SLACK]).await.unwrap();
    assert_eq!(managed[0].status, ConnectionStatus::Active);
    assert!(managed[0].link.is_none());
    assert_eq!(managed[1].link.as_ref().unwrap().url(), "https://connect.example.com/link/x");
    let body: Value = server.received_requests().await.unwrap()[1].body_json().unwrap();
    assert_eq!(body, json!({ "slug": "COMPOSIO_MANAGE_CONNECTIONS", "arguments": { "toolkits": ["gmail", "slack"] } }),);
}

#[tokio::test]
async fn managing_nothing_is_refused() {
    let server = server().await;
    let error = retrieve::<OnDemand>(&server).await.manage_connections([] as [Toolkit<OnDemand>; 0]).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::NoToolkits)), "{error:?}");
    assert_eq!(count(&server, "POST execute_meta").await, 0);
}
