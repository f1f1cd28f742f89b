use tool_router::tool_router_session;

#[tool_router_session(toolkits(enabled = ["gmail"]))]
struct A;

#[tool_router_session(toolkits = ["gmail"], manageConnections(callbackUrl = "https://a.example/"))]
struct B;

#[tool_router_session(toolkits = ["gmail"], manage_connections(redirect_uri = "https://a.example/"))]
struct C;

#[tool_router_session(toolkits = ["gmail"], manage_connections(wait_for_connections))]
struct D;

#[tool_router_session(toolkits = ["gmail"], connectedAccounts(gmail = "ca_1"))]
struct E;

#[tool_router_session(toolkits = ["gmail"], authConfigs(gmail = "ac_1"))]
struct F;

#[tool_router_session(toolkits = ["gmail"], multi_account(max_accounts_per_toolkit = 3))]
struct G;

fn main() {}
