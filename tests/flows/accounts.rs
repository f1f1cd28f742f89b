//! A user's connected accounts, as a settings page handles them.

use tool_router::testing::TestRouter;
use tool_router::{
    ConnectedAccountId, ConnectionStatus, Error, InvalidInput, Session, ToolRouter, tool_router_session,
};

use crate::agents::subjects;

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]), multi_account(explicit_selection = false))]
struct Reader;

/// Connects a Gmail account of the session's user.
async fn connect(router: &TestRouter, session: &Session<Reader>, alias: &str) -> ConnectedAccountId {
    let link = session.authorize(Reader::GMAIL).alias(alias).await.expect("a link");
    router.follow(&link).await.expect("consent");
    link.wait().await.expect("a connection").connected_account_id
}

async fn status(router: &ToolRouter, account: &ConnectedAccountId) -> ConnectionStatus {
    router.connected_account(account.clone()).await.expect("the account").status
}

#[tokio::test]
async fn accounts_are_listed_disabled_enabled_renamed_and_deleted() {
    let router = TestRouter::start().await.expect("a router");
    let session = Reader::session("ada").create(&router).await.expect("a session");
    assert!(router.connected_accounts("ada").await.expect("a list").is_empty());
    let (home, work) = (connect(&router, &session, "home").await, connect(&router, &session, "work").await);

    let listed =
        router.connected_accounts("ada").toolkit("gmail").status(ConnectionStatus::Active).await.expect("a list");
    let ids: Vec<_> = listed.iter().map(|account| account.id.clone()).collect();
    assert_eq!(ids, [work.clone(), home.clone()], "latest first");
    assert!(router.connected_accounts("grace").await.expect("a list").is_empty(), "they are another user's");

    let of_ada = |account: &ConnectedAccountId| router.connected_account(account.clone()).of("ada");
    of_ada(&work).delete().await.expect("deleted");
    router.connected_account(work.clone()).delete().await.expect("a missing account is as good as deleted");
    let gone = router.connected_account(work).await.expect_err("it is gone");
    assert!(gone.is_not_found(), "{gone:?}");

    of_ada(&home).disable().await.expect("disabled");
    assert_eq!(status(&router, &home).await, ConnectionStatus::Inactive);
    subjects(&session, Reader::GMAIL_FETCH_EMAILS).await.expect_err("a disabled account reads no mail");
    of_ada(&home).enable().await.expect("enabled");
    assert_eq!(status(&router, &home).await, ConnectionStatus::Active);
    assert_eq!(subjects(&session, Reader::GMAIL_FETCH_EMAILS).await.expect("mail").len(), 3);

    of_ada(&home).rename("private").await.expect("renamed");
    let alias = || async { of_ada(&home).await.expect("the account").alias };
    assert_eq!(alias().await.as_deref(), Some("private"));
    of_ada(&home).without_alias().await.expect("without a name");
    assert_eq!(alias().await, None);
}

#[tokio::test]
async fn nothing_is_done_with_the_account_of_another_user() {
    let router = TestRouter::start().await.expect("a router");
    let account = router.connect("ada", Reader::GMAIL).await.expect("an account");
    for change in [
        router.connected_account(account.clone()).of("mallory").delete(),
        router.connected_account(account.clone()).of("mallory").disable(),
        router.connected_account(account.clone()).of("mallory").rename("mine"),
    ] {
        let error = change.await.expect_err("it is ada's");
        assert!(matches!(error, Error::Invalid(InvalidInput::OtherUsersAccount { .. })), "{error:?}");
    }
    assert_eq!(status(&router, &account).await, ConnectionStatus::Active);
}
