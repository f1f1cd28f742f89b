//! Programs that leave nothing but the user to run time.

use tool_router::policy::Policy;
use tool_router::{Error, ToolRouter, tool_router_session};

#[tool_router_session(toolkits = any, manage_connections(enable, wait_tool))]
struct TrustClaw;

pub(crate) async fn trustclaw(router: &ToolRouter) -> Result<(), Error> {
    TrustClaw::session("user_1").create(router).await.map(drop)
}

/// The apps of a settings page. Its buttons make the links.
#[tool_router_session(app = manual_auth, toolkits = any, manage_connections = false, sandbox = false)]
struct SettingsPage;

pub(crate) async fn rakazo_apps(router: &ToolRouter) -> Result<(), Error> {
    let session = SettingsPage::session("user_1").create(router).await?;
    session.toolkits().await.map(drop)
}

#[tool_router_session(
    app = manual_auth,
    toolkits = ["junglescout", "semrush", "shopify"],
    manage_connections = false,
)]
struct ShopAgent;

pub(crate) async fn shopify_agent(router: &ToolRouter) -> Result<(), Error> {
    let session = ShopAgent::session("user_1").create(router).await?;
    session.authorize(ShopAgent::SHOPIFY).await.map(drop)
}

#[tool_router_session(toolkits = any, manage_connections(enable, wait_tool = false, removal = true), mcp)]
struct Jarbas;

pub(crate) async fn jarbas(router: &ToolRouter) -> Result<(), Error> {
    let session = Jarbas::session("user_1").create(router).await?;
    // This is what the original writes into the other program's configuration.
    let _ = session.mcp().url();
    Ok(())
}

/// What the original checks by hand for every tool is checked when the agent is compiled.
const SCRAPING: Policy = Policy::named("SCRAPING").allow_toolkits(&["apify"]);

#[tool_router_session(toolkits = ["apify"], manage_connections = true, policy = SCRAPING)]
struct Nightborn;

pub(crate) async fn nightborn(router: &ToolRouter) -> Result<(), Error> {
    let skill = "scrape";
    Nightborn::session(format!("nightborn:skill:{skill}")).create(router).await.map(drop)
}

#[tool_router_session(app = manual_auth, toolkits = any, manage_connections = false, sandbox = false, mcp)]
struct Directory;

pub(crate) async fn juno_directory(router: &ToolRouter) -> Result<(), Error> {
    let session = Directory::session("user_1").create(router).await?;
    let _ = session.mcp().url();
    Ok(())
}

#[tool_router_session(toolkits = any)]
struct Everything;

pub(crate) async fn gtm_os_pipeline(router: &ToolRouter) -> Result<(), Error> {
    Everything::session("user_1").create(router).await.map(drop)
}

#[tool_router_session(toolkits = ["gmail", "github", "slack"], manage_connections = true, sandbox = false)]
struct Main;

pub(crate) async fn main_py(router: &ToolRouter) -> Result<(), Error> {
    Main::session("user_1").create(router).await.map(drop)
}

#[tool_router_session(toolkits = ["gmail", "googledrive", "googlecalendar"], manage_connections(enable, wait_tool = false))]
struct App;

pub(crate) async fn app_py(router: &ToolRouter) -> Result<(), Error> {
    App::session("user_1").create(router).await.map(drop)
}

#[tool_router_session(toolkits = any, manage_connections(enable, wait_tool = false, removal))]
struct Voice;

pub(crate) async fn worker_ts(router: &ToolRouter) -> Result<(), Error> {
    Voice::session("user_1").create(router).await.map(drop)
}
