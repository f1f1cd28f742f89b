use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::timeout;
use tool_router::error::MissingConnection;
use tool_router::{AuthLink, ConnectionStatus, Error, tool_router_session};
use tool_router_test_support::{Browser, clock};

use crate::agents::{ImpatientAgent, UpfrontAgent, embedded, embedded_with_links_of, subjects};

/// A user who gets the links from a channel, as in a chat.
fn chat() -> (impl FnMut(AuthLink) + Send, mpsc::UnboundedReceiver<AuthLink>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let show = move |link| {
        // The user may have left.
        let _ = sender.send(link);
    };
    (show, receiver)
}

#[tokio::test]
async fn create_returns_as_soon_as_everything_is_connected() {
    let router = embedded().await;
    let (show, mut links) = chat();
    let user = async {
        let link = links.recv().await.expect("a link");
        assert_eq!(link.toolkit(), "gmail");
        Browser::new().expect("a browser").connect(link.url()).await.expect("pages");
    };
    let agent = async { UpfrontAgent::session("ada").on_auth_link(show).create(&router).await };
    // No timer fires: the wake-up is pushed.
    let (session, ()) = clock::stopped(async { tokio::join!(agent, user) }).await;
    let session = session.expect("a session");
    assert_eq!(subjects(&session, UpfrontAgent::GMAIL_FETCH_EMAILS).await.expect("mail").len(), 3);
}

// Nobody connects Slack: waiting for it would have no end.
#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(enable, wait = "30s", required = ["gmail"]),
)]
struct MailFirst;

#[tokio::test]
async fn create_waits_for_what_is_required_and_for_nothing_else() {
    let router = embedded().await;
    let (show, mut links) = chat();
    let user = async {
        let link = links.recv().await.expect("a link");
        assert_eq!(link.toolkit(), "gmail");
        Browser::new().expect("a browser").connect(link.url()).await.expect("pages");
    };
    let agent = async { MailFirst::session("ada").on_auth_link(show).create(&router).await };
    let (session, ()) = clock::stopped(async { tokio::join!(agent, user) }).await;
    let session = session.expect("a session without Slack's connection");
    assert!(links.try_recv().is_err(), "no link is made for what is not required");
    assert_eq!(subjects(&session, MailFirst::GMAIL_FETCH_EMAILS).await.expect("mail").len(), 3);
    let connected = session.connections().await.expect("an answer");
    assert!(connected.iter().all(|connection| connection.toolkit == "gmail"), "{connected:?}");
}

#[tokio::test]
async fn a_user_who_is_connected_already_sees_no_link() {
    let router = embedded().await;
    let (show, mut links) = chat();
    let first = UpfrontAgent::session("ada").on_auth_link(show).create(&router);
    let user = async {
        let link = links.recv().await.expect("a link");
        Browser::new().expect("a browser").connect(link.url()).await.expect("pages");
    };
    let (first, ()) = tokio::join!(first, user);
    drop(first.expect("a session"));

    let again = UpfrontAgent::session("ada").on_auth_link(|link| panic!("{link:?}")).create(&router).await;
    drop(again.expect("a session at once"));
}

#[tokio::test]
async fn a_denial_ends_the_waiting_with_its_reason() {
    let router = embedded().await;
    let (show, mut links) = chat();
    let user = async {
        let link = links.recv().await.expect("a link");
        let end = Browser::new().expect("a browser").decline(link.url()).await.expect("pages");
        assert!(end.text().contains("not connected"), "{}", end.text());
    };
    let (session, ()) =
        tokio::join!(async { UpfrontAgent::session("ada").on_auth_link(show).create(&router).await }, user);
    match session.map(|_| ()).expect_err("a denial") {
        Error::ConnectionFailed(failed) => {
            assert_eq!((failed.toolkit(), failed.status()), ("gmail", &ConnectionStatus::Failed));
            assert!(failed.reason().is_some_and(|reason| reason.contains("denied")));
            let session = router.retrieve::<UpfrontAgent>(failed.session()).await.expect("the session that is left");
            session.delete().await.expect("deleted");
        }
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn an_expired_link_is_replaced_and_shown_again() {
    let router = embedded_with_links_of(Duration::from_secs(1)).await;
    let (show, mut links) = chat();
    let user = async {
        let first = links.recv().await.expect("a link");
        let second = links.recv().await.expect("another link, when the first has expired");
        assert_ne!(first.url(), second.url());
        let browser = Browser::new().expect("a browser");
        let expired = browser.open(first.url()).await.expect("a page");
        assert!(expired.text().contains("expired"), "{}", expired.text());
        // On a busy machine, the second link expires as well.
        let mut link = second;
        while !browser.connect(link.url()).await.is_ok_and(|end| end.text().contains("is connected")) {
            link = links.recv().await.expect("another link");
        }
    };
    let (session, ()) =
        tokio::join!(async { UpfrontAgent::session("ada").on_auth_link(show).create(&router).await }, user);
    drop(session.expect("a session"));
}

#[tokio::test]
async fn the_deadline_lists_what_is_missing() {
    let router = embedded().await;
    let create = async { ImpatientAgent::session("ada").on_auth_link(drop).create(&router).await };
    // Long before the default deadline.
    let session = timeout(Duration::from_secs(60), create).await.expect("the declared deadline");
    match session.map(|_| ()).expect_err("the deadline") {
        Error::WaitTimedOut { missing, session, .. } => {
            let _ = router.retrieve::<ImpatientAgent>(session).await.expect("the session that is left");
            let toolkits: Vec<&str> = missing.iter().map(MissingConnection::toolkit).collect();
            assert_eq!(toolkits, ["gmail"]);
        }
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_dropped_create_stops_showing_links() {
    let router = embedded_with_links_of(Duration::from_millis(300)).await;
    let (show, mut links) = chat();
    let create = async { UpfrontAgent::session("ada").on_auth_link(show).create(&router).await };
    let user = async {
        links.recv().await.expect("a link");
        links.recv().await.expect("another link, when the first has expired");
    };
    tokio::select! {
        session = create => panic!("nobody connects: {:?}", session.map(|_| ())),
        () = user => {}
    }
    // Nothing that could show a third link is left.
    assert!(links.recv().await.is_none());
}
