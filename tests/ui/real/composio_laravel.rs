use tool_router::tool_router_session;

// blockshiftnetwork/composio-laravel
#[tool_router_session(
    toolkits = ["github", "slack"],
    tools(github = ["GITHUB_CREATE_ISSUE"], slack(disable = ["SLACK_DELETE_MESSAGE"])),
    tags = [read_only],
    auth_configs(github = "ac_github"),
    connected_accounts(github = "ca_github", slack = ["ca_slack_1", "ca_slack_2"]),
    manage_connections(enable, callback_url = "https://app.test/composio/callback", infer_scopes_from_tools = true),
    workbench(enable_proxy_execution = false, timeout_seconds = 30),
)]
struct Agent;

fn main() {}
