//! What a session makes owns all that it needs, and is small.

use std::future::IntoFuture;
use std::mem::size_of;

use crate::session::{Opening, ProxyMethod, Session};
use crate::test_support::router;
use crate::{Reply, SessionId, ToolRouter, tool_router_session};
use serde_json::json;
use wiremock::MockServer;

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"]), proxy_execute = true)]
struct Agent;

/// What can be handed to another task.
fn spawned(future: impl Future<Output: Send> + Send + Sync + Unpin + 'static) {
    drop(future);
}

#[tokio::test]
async fn every_request_can_be_spawned() {
    let server = MockServer::start().await;
    let router = router(&server);
    let opening = {
        let router = router.clone();
        Agent::session("user_1").create(&router)
    };
    spawned(opening);
    spawned(router.retrieve::<Agent>("trs_1").into_future());
    spawned(router.connected_account("ca_1").into_future());
    spawned(router.toolkits().into_future());
    spawned(router.tools().into_future());
    #[cfg(feature = "catalog")]
    spawned(router.catalog().into_future());
}

/// Type-checked only: a session is made by a router.
#[expect(dead_code, reason = "that it compiles is the test")]
fn every_request_of_a_session_can_be_spawned(session: &Session<Agent>, link: &crate::AuthLink) {
    spawned(session.execute(Agent::GMAIL_SEND_EMAIL, json!({})).into_future());
    spawned(session.execute_named("GMAIL_SEND_EMAIL", json!({})).into_future());
    spawned(session.search("mail").into_future());
    spawned(session.tools().into_future());
    spawned(session.toolkits().into_future());
    spawned(session.connections().into_future());
    spawned(session.connection(Agent::GMAIL).into_future());
    spawned(session.manage_connections([Agent::GMAIL]).into_future());
    spawned(session.authorize(Agent::GMAIL).into_future());
    spawned(session.config_history().into_future());
    spawned(session.proxy_execute(Agent::GMAIL, ProxyMethod::Get, "/x").into_future());
    spawned(session.files().list().into_future());
    spawned(session.files().upload("a", "b").into_future());
    spawned(session.files().download("a").into_future());
    spawned(session.files().delete("a").into_future());
    spawned(session.update().search(false).into_future());
    spawned(session.refresh().into_future());
    spawned(session.delete().into_future());
    spawned(link.wait().into_future());
}

#[test]
fn what_is_cloned_and_awaited_is_small() {
    let word = size_of::<usize>();
    assert_eq!(size_of::<Session<Agent>>(), word);
    assert_eq!(size_of::<Reply<()>>(), 2 * word);
    assert_eq!(size_of::<Opening<'_, Agent>>(), 2 * word);
    assert!(size_of::<ToolRouter>() <= 3 * word);
    assert!(size_of::<SessionId>() <= 3 * word);
}
