use tool_router::session::Setting;
use tool_router::testing::TestRouter;
use tool_router::{Error, tool_router_session};

use crate::agents::{PreconnectedAgent, subjects};

// Nobody connects Slack.
#[tool_router_session(
    app = automation,
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"], slack = ["SLACK_SEND_MESSAGE"]),
    preload = ["GMAIL_FETCH_EMAILS", "SLACK_SEND_MESSAGE"],
    manage_connections(disable, missing = skip),
)]
struct Digest;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, required = ["gmail"]),
)]
struct MailFirst;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing = skip, required = ["slack"]),
)]
struct ChatFirst;

#[tool_router_session(
    app = manual_auth,
    toolkits = ["gmail", "slack"],
    manage_connections(disable, missing = skip),
)]
struct Settings;

/// Has `ada` connect Gmail.
async fn connect_gmail(router: &TestRouter) {
    router.connect("ada", "gmail").await.expect("an account");
}

/// The toolkits that keep a session from being created.
fn missing(error: Error) -> Vec<String> {
    match error {
        Error::MissingConnections { toolkits, .. } => {
            toolkits.iter().map(|missing| missing.toolkit().to_owned()).collect()
        }
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_missing_connection_is_named_before_any_tool_runs() {
    let router = TestRouter::start().await.expect("a router");
    let session = PreconnectedAgent::session("ada").create(&router).await;
    match session.map(|_| ()).expect_err("nothing is connected") {
        Error::MissingConnections { toolkits, .. } => assert_eq!(toolkits[0].toolkit(), "gmail"),
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn what_was_connected_beforehand_is_used() {
    let router = TestRouter::start().await.expect("a router");
    connect_gmail(&router).await;
    let session = PreconnectedAgent::session("ada").create(&router).await.expect("a session");
    assert_eq!(subjects(&session, PreconnectedAgent::GMAIL_FETCH_EMAILS).await.expect("mail").len(), 3);
}

#[tokio::test]
async fn a_session_has_what_is_connected_and_can_be_restored() {
    let router = TestRouter::start().await.expect("a router");
    let error = Digest::session("ada").create(&router).await.expect_err("nothing is connected");
    assert_eq!(missing(error), ["gmail", "slack"]);

    connect_gmail(&router).await;
    let session = Digest::session("ada").create(&router).await.expect("a session with what is connected");
    assert_eq!(session.left_out()[0].toolkit(), "slack");
    let reached = |toolkits: &tool_router::config::StoredConfig| {
        toolkits.toolkits.as_ref().and_then(|toolkits| toolkits.enabled.clone()).expect("an allowlist")
    };
    assert_eq!(reached(session.config()), ["gmail"]);
    let tools = session.tools().await.expect("the tools");
    assert!(tools.iter().any(|tool| tool.slug == "GMAIL_FETCH_EMAILS"), "it is still preloaded");
    assert_eq!(subjects(&session, Digest::GMAIL_FETCH_EMAILS).await.expect("mail").len(), 3);

    // A session that was found again knows what it reaches, and not why.
    let found = router.retrieve::<Digest>(session.id()).await.expect("the same session");
    assert_eq!(reached(found.config()), ["gmail"]);
    assert!(found.left_out().is_empty());

    let session = session.update().restore(Setting::Toolkits).await.expect("the declared toolkits");
    assert_eq!(reached(session.config()), ["gmail", "slack"]);
    assert!(session.left_out().is_empty());
}

#[tokio::test]
async fn what_is_required_decides() {
    let router = TestRouter::start().await.expect("a router");
    let error = MailFirst::session("ada").create(&router).await.expect_err("nothing is connected");
    assert_eq!(missing(error), ["gmail"]);

    connect_gmail(&router).await;
    let session = MailFirst::session("ada").create(&router).await.expect("what is required is connected");
    assert!(session.left_out().is_empty());
    let error = ChatFirst::session("ada").create(&router).await.expect_err("what is required is not connected");
    assert_eq!(missing(error), ["slack"]);
}

#[tokio::test]
async fn buttons_are_pressed_before_the_session_is_made() {
    let router = TestRouter::start().await.expect("a router");
    let error = Settings::session("ada").create(&router).await.expect_err("nothing is connected");
    assert_eq!(missing(error), ["gmail", "slack"]);
    connect_gmail(&router).await;
    let session = Settings::session("ada").create(&router).await.expect("a session with what is connected");
    assert_eq!(session.left_out()[0].toolkit(), "slack");
}
