use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail"],
    manage_connections(enable, callback_uri = "https://app.example.com/auth", infer_scopes_from_tools = true),
    execution(proxy_execution_enabled = false, timeout_seconds = 60),
    auth_config_overrides(gmail = "ac_1"),
    connected_account_overrides(gmail = "ca_1"),
    instant(return_premium_charge),
)]
struct InTheirPlaces;

#[tool_router_session(
    toolkits = ["gmail"],
    auto_manage_connections = true,
    callbackUri = "https://app.example.com/auth",
    inferScopesFromTools,
)]
struct Outside;

#[tool_router_session(toolkits = ["gmail"], manually_manage_connections = true)]
struct Manual;

#[tool_router_session(app = interactive, toolkits = ["gmail"], manually_manage_connections = false)]
struct Managed;

fn main() {}
