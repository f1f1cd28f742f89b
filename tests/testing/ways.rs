use serde_json::json;
use tool_router::testing::{Person, TestRouter};
use tool_router::{CallbackQuery, ConnectionStatus, Error, MetaTool};

use crate::agents::{Assistant, Digest, Inbox, Settings, answer_newest};

#[tokio::test]
async fn an_agent_on_demand_finds_what_is_connected() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    router.connect("ada", Assistant::GMAIL).await?;
    let session = Assistant::session("ada").create(&router).await?;
    assert_eq!(answer_newest(&session).await?, "answered");
    router.calls().assert_eq([Assistant::GMAIL_FETCH_EMAILS, Assistant::GMAIL_SEND_EMAIL]);
    Ok(())
}

#[tokio::test]
async fn an_agent_on_demand_asks_its_user_and_the_user_follows_the_link() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let session = Assistant::session("ada").create(&router).await?;
    let managed = session.execute_meta(MetaTool::ManageConnections, json!({ "toolkits": ["gmail"] })).await?;
    let managed = managed.into_data()?;
    let link = managed["results"]["gmail"]["redirect_url"].as_str().expect("a link");
    let followed = router.follow(link).await?;
    assert_eq!(followed.callback_url, None);
    let gmail = session.connection(Assistant::GMAIL).await?.expect("a connection");
    assert_eq!(gmail.connected_account_id, *followed.connected_account_id);
    assert_eq!(answer_newest(&session).await?, "answered");
    Ok(())
}

#[tokio::test]
async fn an_agent_that_waits_has_its_links_followed() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let session = Inbox::session("ada").on_auth_link(router.follow_links(Person::Tomas)).create(&router).await?;
    let mails = session.execute(Inbox::GMAIL_FETCH_EMAILS, ()).await?.into_data()?;
    assert_eq!(mails["messages"][0]["subject"], "Build 3187 failed on main", "it is Tomás who consented");
    assert!(session.connections().await?.iter().all(|connection| connection.is_active()));
    Ok(())
}

#[tokio::test]
async fn an_agent_that_waits_is_told_of_a_denial() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let session = Inbox::session("ada").on_auth_link(router.deny_links()).create(&router).await;
    let Err(Error::ConnectionFailed(failed)) = session else { panic!("a denial: {session:?}") };
    assert_eq!(failed.status(), &ConnectionStatus::Failed);
    assert!(failed.reason().is_some_and(|reason| reason.contains("denied")), "{failed}");
    Ok(())
}

#[tokio::test]
async fn an_agent_that_waits_shows_no_link_for_what_is_connected() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    router.connect("ada", Inbox::GMAIL).await?;
    router.connect("ada", "slack").await?;
    let session = Inbox::session("ada").on_auth_link(|link| panic!("{link:?}")).create(&router).await?;
    assert_eq!(session.connections().await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn an_awaited_handler_can_follow_the_link_itself() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    router.connect("ada", "slack").await?;
    let follow = async |link| drop(router.follow(&link).person(Person::Ines).await.expect("consent"));
    let session = Inbox::session("ada").on_auth_link_async(follow).create(&router).await?;
    let mails = session.execute(Inbox::GMAIL_FETCH_EMAILS, ()).await?.into_data()?;
    assert_eq!(mails["messages"][0]["subject"], "Ticket 9921: customer cannot log in");
    Ok(())
}

#[tokio::test]
async fn an_automation_has_accounts_that_were_connected_beforehand() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let missing = Digest::session("ada").create(&router).await;
    assert!(matches!(&missing, Err(Error::MissingConnections { toolkits, .. }) if toolkits[0].toolkit() == "gmail"));

    router.connect("ada", Digest::GMAIL).await?;
    let session = Digest::session("ada").create(&router).await?;
    session.execute(Digest::GMAIL_FETCH_EMAILS, ()).await?.into_data()?;
    router.calls().assert_called(Digest::GMAIL_FETCH_EMAILS).times(1).by("ada").completed();
    Ok(())
}

#[tokio::test]
async fn a_settings_page_gets_its_user_back_at_its_own_url() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let session = Settings::session("ada").create(&router).await?;
    let link = session.authorize(Settings::GMAIL).await?;
    let back = router.follow(&link).await?.callback_url.expect("the page");
    assert!(back.starts_with("https://app.example.com/settings?tab=accounts&"), "{back}");
    let query = CallbackQuery::parse(&back).expect("what the router says");
    assert_eq!(query.connected_account_id.as_ref(), Some(link.connected_account_id()));
    link.wait().await?;

    let denied = router.deny(session.authorize(Settings::GMAIL).await?).await?;
    assert!(denied.callback_url.expect("the page").contains("status=failed"));
    Ok(())
}

#[tokio::test]
async fn an_account_belongs_to_the_auth_config_of_the_declaration() -> Result<(), Error> {
    #[tool_router::tool_router_session(
        app = automation,
        toolkits = ["gmail"],
        auth_configs(gmail = "ac_of_the_company"),
        manage_connections = false,
    )]
    struct Company;

    let router = TestRouter::start().await?;
    router.connect("ada", "gmail").await?;
    let other = Company::session("ada").create(&router).await;
    assert!(matches!(other, Err(Error::MissingConnections { .. })), "{other:?}");
    let account = router.connect("ada", Company::GMAIL).alias("work").await?;
    let session = Company::session("ada").create(&router).await?;
    let connection = session.connection(Company::GMAIL).await?.expect("a connection");
    assert_eq!(connection.connected_account_id, account);
    assert_eq!(router.connected_account(account).await?.alias.as_deref(), Some("work"));
    Ok(())
}

#[tokio::test]
async fn a_link_that_cannot_be_followed_says_why() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    let session = Assistant::session("ada").create(&router).await?;
    let link = session.authorize(Assistant::GMAIL).await?;
    router.follow(&link).await?;
    let told =
        |followed: Result<_, Error>| followed.map(|_: tool_router::testing::Followed| ()).unwrap_err().to_string();
    assert!(told(router.follow(&link).await).contains("has been used"));
    assert!(told(router.follow("https://example.com/link/unknown").await).contains("not one of this router"));
    assert!(told(router.follow("nowhere").await).contains("not a connect link"));
    Ok(())
}
