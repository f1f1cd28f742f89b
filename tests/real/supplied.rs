//! Programs that supply ids, URLs and numbers at run time, as far as there are any.

use tool_router::session::AnySession;
use tool_router::{Error, ToolRouter, tool_router_session};

#[tool_router_session(
    toolkits = any,
    manage_connections(enable, wait_tool, removal = true),
    multi_account(max_per_toolkit = 5),
    auth_configs,
)]
struct MausBot;

pub(crate) async fn open_maus_bot(router: &ToolRouter) -> Result<(), Error> {
    let listed = [("github", "ac_1"), ("slack", "ac_2")];
    MausBot::session("user_1").auth_configs(listed).create(router).await.map(drop)
}

#[tool_router_session(
    toolkits = ["gmail"],
    manage_connections(enable, callback_url),
    auth_configs(gmail?),
    connected_accounts(gmail?),
    multi_account?(max_per_toolkit?, explicit_selection = false),
    preload = [
        "GMAIL_FETCH_EMAILS",
        "GMAIL_FETCH_MESSAGE_BY_MESSAGE_ID",
        "GMAIL_FETCH_MESSAGE_BY_THREAD_ID",
        "GMAIL_REPLY_TO_THREAD",
    ],
)]
struct Dashboard;

pub(crate) async fn bike_dashboard(router: &ToolRouter) -> Result<(), Error> {
    for (user, auth_config, accounts) in [
        ("user_1", None, vec![]),
        ("user_2", Some("ac_1"), vec!["ca_1"]),
        ("user_3", Some("ac_1"), vec!["ca_1", "ca_2", "ca_3"]),
    ] {
        let several = accounts.len() > 1;
        let _ = Dashboard::session(user)
            .callback_url("https://app.example.com/connected")
            .maybe_auth_config(Dashboard::GMAIL_AUTH_CONFIG, auth_config)
            .multi_account(several)
            .maybe_max_per_toolkit(several.then_some(accounts.len()))
            .maybe_connected_account(Dashboard::GMAIL_ACCOUNT, (!accounts.is_empty()).then_some(accounts))
            .create(router)
            .await?;
    }
    Ok(())
}

#[tool_router_session(
    toolkits = ["googlesheets", "googledrive", "googledocs", "tiktok", "instagram", "youtube", "twitter", "linkedin"],
    manage_connections(enable, callback_url),
    auth_configs(googlesheets?, tiktok?),
)]
struct Chat;

pub(crate) async fn recoupable(router: &ToolRouter) -> Result<(), Error> {
    let room = "room_1";
    let mut owners: Vec<AnySession> = Vec::new();
    for (owner, googlesheets, tiktok) in
        [("shared", Some("ac_1"), Some("ac_2")), ("customer_1", Some("ac_1"), None), ("artist_1", None, None)]
    {
        let session = Chat::session(owner)
            .callback_url(format!("https://chat.example.com/{room}?toolkit=connected"))
            .maybe_auth_config(Chat::GOOGLESHEETS_AUTH_CONFIG, googlesheets)
            .maybe_auth_config(Chat::TIKTOK_AUTH_CONFIG, tiktok)
            .create(router)
            .await?;
        owners.push(session.into());
    }
    assert_eq!(owners.len(), 3);
    Ok(())
}
