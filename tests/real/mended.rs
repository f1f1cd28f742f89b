//! Programs that are refused as they were written, as the compiler suggests to write them. What is refused is in `ui/real`.

use tool_router::{Error, ToolRouter, tool_router_session};

#[tool_router_session(toolkits = ["googleslides", "composio_search", "gemini"])]
struct Slides;

pub(crate) async fn open_gamma(router: &ToolRouter) -> Result<(), Error> {
    Slides::session("user_1").create(router).await.map(drop)
}

#[tool_router_session(toolkits = any, manage_connections = true)]
struct Email;

pub(crate) async fn mantri(router: &ToolRouter) -> Result<(), Error> {
    Email::session("user_1").create(router).await.map(drop)
}

#[tool_router_session(app = automation, toolkits = any, manage_connections = false)]
struct Tick;

pub(crate) async fn quickstart_cron(router: &ToolRouter) -> Result<(), Error> {
    Tick::session("user_1").create(router).await.map(drop)
}

#[tool_router_session(
    toolkits = ["github", "slack"],
    tools(github = ["GITHUB_CREATE_ISSUE"], slack(disable = ["SLACK_DELETE_MESSAGE"])),
    tags = [read_only],
    auth_configs(github = "ac_github"),
    connected_accounts(github = "ca_github", slack = ["ca_slack_1", "ca_slack_2"]),
    manage_connections(enable, callback_url = "https://app.test/composio/callback"),
    multi_account,
    sandbox(proxy_execution = false),
)]
struct Fullest;

pub(crate) async fn composio_laravel(router: &ToolRouter) -> Result<(), Error> {
    Fullest::session("user_1").create(router).await.map(drop)
}
