//! Futures are pointers: whoever awaits one does not store what it needs.

use tool_router::local::{LocalRouter, SandboxProvider};
use tool_router::{Items, Reply, ToolRouter, session};

use crate::traits::Agent;

/// The most that a future has, in bytes.
const MOST: usize = 64;

#[tokio::test]
async fn futures_are_small() {
    let router = ToolRouter::local();
    assert!(size_of_val(&router) <= MOST, "{}", size_of_val(&router));
    let router = router.await.unwrap();

    let local = LocalRouter::builder().start();
    assert!(size_of_val(&local) <= MOST, "{}", size_of_val(&local));
    let stopping = local.await.unwrap().stop();
    assert!(size_of_val(&stopping) <= MOST, "{}", size_of_val(&stopping));
    stopping.await;
    let sandbox = SandboxProvider::default();
    let server = sandbox.spawn();
    assert!(size_of_val(&server) <= MOST, "{}", size_of_val(&server));

    let creating = Agent::session("user_1").create(&router);
    assert!(size_of_val(&creating) <= MOST, "{}", size_of_val(&creating));
    let session = creating.await.unwrap();
    let mut items: Items<session::ToolInfo> = session.tools().items();
    let next = items.next();
    assert!(size_of_val(&next) <= MOST, "{}", size_of_val(&next));
    next.await.unwrap().unwrap();
    let all = items.all();
    assert!(size_of_val(&all) <= MOST, "{}", size_of_val(&all));
    assert!(size_of::<Reply<session::ConnectedAccount>>() <= MOST);
    assert!(size_of::<session::Opening<'static, Agent>>() <= MOST);
}

#[tokio::test]
async fn a_router_that_stops_does_not_need_to_be_waited_for() {
    let router = LocalRouter::builder().start().await.unwrap();
    let address = router.url().socket_addrs(|| None).unwrap()[0];
    drop(router.stop());
    let gone = async { while tokio::net::TcpStream::connect(address).await.is_ok() {} };
    tokio::time::timeout(std::time::Duration::from_secs(5), gone).await.expect("the router stops");
}
