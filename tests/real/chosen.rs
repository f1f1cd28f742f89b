//! Programs that choose their toolkits at run time.

use tool_router::{Error, ToolRouter, tool_router_session};

/// Runs with what the user has connected, which the application knows.
#[tool_router_session(app = manual_auth, toolkits(from = any), preset = direct_tools)]
struct Executor;

pub(crate) async fn rakazo_execute(router: &ToolRouter) -> Result<(), Error> {
    let connected: Vec<String> = vec!["gmail".to_owned(), "notion".to_owned()];
    Executor::session("user_1").toolkits(&connected).create(router).await.map(drop)
}

#[tool_router_session(toolkits(from = any), manage_connections(enable, wait_tool = false, callback_url?), mcp)]
struct Connector;

pub(crate) async fn boring_ui(router: &ToolRouter) -> Result<(), Error> {
    let (workspace, user) = ("workspace_1", "user_1");
    let (toolkit, callback) = ("linear".to_owned(), Some("https://app.example.com/connected"));
    let session = Connector::session(format!("{workspace}:{user}"))
        .toolkits([&toolkit])
        .maybe_callback_url(callback)
        .create(router)
        .await?;
    let link = session.authorize_named(&toolkit).await?;
    let _ = (link.url(), session.mcp().url());
    Ok(())
}

/// The capabilities are a list in the application, so that the declaration names them.
#[tool_router_session(toolkits(from = ["gmail", "googlecalendar", "googledrive", "slack"]), manage_connections = true, mcp)]
struct Capabilities;

pub(crate) async fn spoq(router: &ToolRouter) -> Result<(), Error> {
    // Not every connected app is a capability.
    let connected = ["gmail", "googlecalendar", "figma"];
    let toolkits = connected.iter().filter_map(|slug| Capabilities::toolkit(slug));
    let session = Capabilities::session("user_1").toolkits(toolkits).create(router).await?;
    let _ = session.mcp().url();
    Ok(())
}

#[tool_router_session(toolkits(from = any), manage_connections = true, multi_account(max_per_toolkit = 10))]
struct Authorizer;

pub(crate) async fn akeru_bot(router: &ToolRouter) -> Result<(), Error> {
    let (toolkit, alias) = ("gmail".to_owned(), "work".to_owned());
    let session = Authorizer::session("user_1").toolkits([&toolkit]).create(router).await?;
    session.authorize_named(&toolkit).alias(alias).await?;
    session.delete().await
}

#[tool_router_session(toolkits(from = any), connected_accounts, mcp)]
struct Toolbox;

pub(crate) async fn paperclip(router: &ToolRouter) -> Result<(), Error> {
    let (toolkit, account) = ("github", None::<&str>);
    let tools = vec!["GITHUB_CREATE_ISSUE".to_owned(), "GITHUB_LIST_ISSUES".to_owned()];
    let mut builder = Toolbox::session("paperclip:company_1")
        .toolkits([toolkit])
        .connected_accounts(account.map(|account| (toolkit, account)));
    if !tools.is_empty() {
        builder = builder.only_tools(&tools);
    }
    let session = builder.create(router).await?;
    let _ = session.mcp().url();
    Ok(())
}

#[tool_router_session(toolkits(from = any))]
struct Requested;

pub(crate) async fn composio_agennt(router: &ToolRouter) -> Result<(), Error> {
    let toolkits: Vec<String> = "gmail,slack".split(',').map(str::to_owned).collect();
    Requested::session("user_1").toolkits(toolkits).create(router).await.map(drop)
}

#[tool_router_session(app = manual_auth, toolkits(from = any), manage_connections = false, auth_configs)]
struct ManualOauth;

pub(crate) async fn composio_py(router: &ToolRouter) -> Result<(), Error> {
    let (toolkit, auth_config) = ("hubspot", "ac_1");
    let session = ManualOauth::session("user_1")
        .toolkits([toolkit])
        .auth_configs([(toolkit, auth_config)])
        .create(router)
        .await?;
    session.authorize_named(toolkit).await.map(drop)
}
