//! The first example of the README and its test, on the embedded router.

use serde_json::json;
use tokio::sync::mpsc;
use tool_router::testing::{Person, TestRouter};
use tool_router::tool_router_session;
use tool_router_test_support::Browser;

use crate::agents::embedded;

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(enable, wait),
)]
struct InboxAgent;

#[tokio::test]
async fn the_first_example_runs_once_gmail_and_slack_are_connected() {
    let router = embedded().await;
    let (sender, mut links) = mpsc::unbounded_channel();
    let create = InboxAgent::session("user_123")
        .on_auth_link(move |link| sender.send((link.toolkit().to_owned(), link.url().to_owned())).expect("a user"))
        .create(&router);
    let user = async {
        let mut connected = Vec::new();
        while connected.len() < 2 {
            let (toolkit, url) = links.recv().await.expect("a link");
            Browser::new().expect("a browser").connect(url).await.expect("pages");
            connected.push(toolkit);
        }
        connected.sort();
        connected
    };
    let (session, connected) = tokio::join!(create, user);
    let session = session.expect("a session");
    assert_eq!(connected, ["gmail", "slack"]);
    let mails = session.execute(InboxAgent::GMAIL_FETCH_EMAILS, json!({ "max_results": 5 })).await.expect("mails");
    assert_eq!(mails.into_data().expect("data")["messages"][0]["subject"], "Lunch on Thursday?");

    let message = json!({ "channel": "general", "markdown_text": "Five mails are read." });
    let posted = session.execute_named("SLACK_SEND_MESSAGE", message).await.expect("an answer");
    let channel = posted.into_data().expect("data")["channel"].clone();
    let history = json!({ "channel": channel, "limit": 1 });
    let history = session.execute_named("SLACK_FETCH_CONVERSATION_HISTORY", history).await.expect("an answer");
    assert_eq!(history.into_data().expect("data")["messages"][0]["text"], "Five mails are read.");
}

#[tokio::test]
async fn the_newest_mail_is_read() -> Result<(), tool_router::Error> {
    let router = TestRouter::start().await?;
    let session = InboxAgent::session("ada").on_auth_link(router.follow_links(Person::Maya)).create(&router).await?;
    session.execute(InboxAgent::GMAIL_FETCH_EMAILS, json!({ "max_results": 1 })).await?.into_data()?;
    router.calls().assert_called(InboxAgent::GMAIL_FETCH_EMAILS).by("ada").completed();
    Ok(())
}

#[test]
fn the_first_example_declares_what_runs_here() {
    let here = include_str!("readme.rs");
    let (_, declared) = here.split_once("#[tool_router_session(").expect("a declaration");
    let (declared, _) = declared.split_once(")]").expect("its end");
    let readme = include_str!("../../README.md");
    let (_, first) = readme.split_once("#[tool_router_session(").expect("a declaration");
    assert!(first.starts_with(declared), "the README declares something else than {declared}");
    let (_, test) = here.split_once("async fn the_newest_mail_is_read").expect("the test");
    let (test, _) = test.split_once("\n}\n").expect("its end");
    assert!(readme.contains(test), "the README tests something else than {test}");
}
