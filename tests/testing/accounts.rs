use tool_router::testing::TestRouter;
use tool_router::{ConnectionStatus, Error};

use crate::agents::{Assistant, Digest};

async fn status(router: &TestRouter) -> Result<Option<ConnectionStatus>, Error> {
    Ok(router.connected_accounts("ada").await?.first().map(|account| account.status.clone()))
}

#[tokio::test]
async fn an_expired_account_is_missing_until_it_is_connected_again() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    router.connect("ada", Digest::GMAIL).await?;
    let session = Digest::session("ada").create(&router).await?;
    router.expire("ada", Digest::GMAIL).await?;
    assert_eq!(status(&router).await?, Some(ConnectionStatus::Expired));
    let refused = session.execute(Digest::GMAIL_FETCH_EMAILS, ()).await.expect_err("no account");
    assert!(refused.to_string().contains("No connected account found for gmail"), "{refused}");
    router.calls().assert_called(Digest::GMAIL_FETCH_EMAILS).refused();
    let again = Digest::session("ada").create(&router).await;
    assert!(matches!(again, Err(Error::MissingConnections { .. })), "{again:?}");

    router.connect("ada", Digest::GMAIL).await?;
    session.execute(Digest::GMAIL_FETCH_EMAILS, ()).await?.into_data()?;
    Ok(())
}

#[tokio::test]
async fn a_revoked_access_is_found_out_by_the_next_call() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    router.connect("ada", Assistant::GMAIL).await?;
    router.connect("ada", Assistant::SLACK).await?;
    router.connect("grace", Assistant::GMAIL).await?;
    let session = Assistant::session("ada").create(&router).await?;
    router.revoke("ada", "gmail").await?;
    let failed = session.execute(Assistant::GMAIL_FETCH_EMAILS, ()).await?.into_data().expect_err("no access");
    assert!(failed.to_string().contains("connect gmail again"), "{failed}");
    router.calls().assert_called(Assistant::GMAIL_FETCH_EMAILS).failed();
    assert!(session.connection(Assistant::GMAIL).await?.is_none_or(|gmail| !gmail.is_active()));
    assert!(session.connection(Assistant::SLACK).await?.expect("another toolkit").is_active());
    let grace = Assistant::session("grace").create(&router).await?;
    grace.execute(Assistant::GMAIL_FETCH_EMAILS, ()).await?.into_data()?;
    Ok(())
}

#[tokio::test]
async fn a_refused_account_is_there_and_not_connected() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let account = router.refuse("ada", Digest::GMAIL).await?;
    assert_eq!(router.connected_account(account).await?.status, ConnectionStatus::Failed);
    let missing = Digest::session("ada").create(&router).await.expect_err("no account").to_string();
    assert!(missing.contains("gmail"), "{missing}");
    Ok(())
}

#[tokio::test]
async fn what_is_not_possible_is_said() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let told = |error: Error| {
        assert!(matches!(error, Error::Test(_)), "{error:?}");
        error.to_string()
    };
    let unknown = told(router.connect("ada", "notion").await.expect_err("no such toolkit"));
    assert_eq!(unknown, "this router serves no toolkit `notion`; it serves gmail, slack, github");
    let nobody = told(router.expire("ada", Digest::GMAIL).await.expect_err("no account"));
    assert_eq!(nobody, "ada has no active account of gmail");
    let empty = router.connect("", Digest::GMAIL).await.expect_err("no user");
    assert!(matches!(empty, Error::Invalid(_)), "{empty:?}");
    Ok(())
}
