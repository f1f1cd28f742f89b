use tool_router::Error;
use tool_router_test_support::Browser;

use crate::agents::{ManualAgent, PreconnectedAgent, embedded, subjects};

#[tokio::test]
async fn a_missing_connection_is_named_before_any_tool_runs() {
    let router = embedded().await;
    let session = PreconnectedAgent::session("ada").create(&router).await;
    match session.map(|_| ()).expect_err("nothing is connected") {
        Error::MissingConnections { toolkits, .. } => assert_eq!(toolkits[0].toolkit(), "gmail"),
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn what_was_connected_beforehand_is_used() {
    let router = embedded().await;
    let settings = ManualAgent::session("ada").callback_url("http://127.0.0.1:9/").create(&router).await;
    let link = settings.expect("a session").authorize(ManualAgent::GMAIL).await.expect("a link");
    let browser = Browser::new().expect("a browser");
    let consent = browser.press(&browser.open(link.url()).await.expect("a page"), "Continue").await.expect("consent");
    // Nothing serves the callback URL, which does not matter to the router.
    let _ = browser.press(&consent, "Allow").await;
    link.wait().await.expect("connected");

    let session = PreconnectedAgent::session("ada").create(&router).await.expect("a session");
    assert_eq!(subjects(&session, PreconnectedAgent::GMAIL_FETCH_EMAILS).await.expect("mail").len(), 3);
}
