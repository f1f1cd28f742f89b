use tool_router::testing::{Person, TestRouter};
use tool_router_test_support::Browser;

use crate::agents::{OnDemandAgent, UpfrontAgent, embedded, subjects};

#[tokio::test]
async fn two_users_at_once_see_their_own_accounts_only() {
    let router = TestRouter::start().await.expect("a router");
    let connect = async |user: &'static str, person| {
        UpfrontAgent::session(user).on_auth_link(router.follow_links(person)).create(&router).await.expect("a session")
    };
    let (ada, grace) = tokio::join!(connect("ada", Person::Maya), connect("grace", Person::Tomas));
    assert_ne!(
        ada.connection(UpfrontAgent::GMAIL).await.expect("an answer").expect("an account").connected_account_id,
        grace.connection(UpfrontAgent::GMAIL).await.expect("an answer").expect("an account").connected_account_id,
    );

    let stranger = OnDemandAgent::session("mallory").create(&router).await.expect("a session");
    assert!(stranger.connections().await.expect("an answer").iter().all(|connection| !connection.is_active()));
    subjects(&stranger, OnDemandAgent::GMAIL_FETCH_EMAILS).await.expect_err("no account of hers");
}

#[tokio::test]
async fn a_link_opened_in_one_browser_cannot_be_finished_in_another() {
    let router = embedded().await;
    let session = OnDemandAgent::session("ada").create(&router).await.expect("a session");
    let link = session.authorize(OnDemandAgent::GMAIL).await.expect("a link");
    let (hers, his) = (Browser::new().expect("a browser"), Browser::new().expect("a browser"));
    let consent = hers.press(&hers.open(link.url()).await.expect("a page"), "Continue").await.expect("consent");
    let end = his.open(consent.url.as_str()).await.expect("a page");
    let end = his.press(&end, "Allow").await.expect("a page");
    assert!(end.status >= 400, "{}", end.text());
    let connection = session.connection(OnDemandAgent::GMAIL).await.expect("an answer");
    assert!(connection.is_none_or(|connection| !connection.is_active()));
}
