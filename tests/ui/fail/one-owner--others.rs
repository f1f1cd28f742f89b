use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail", "slack", "github"],
    connected_accounts(gmail = ["ca_1", "ca_2"], slack = ["ca_3", "ca_2"], github = "ca_2"),
    multi_account,
)]
struct A;

#[tool_router_session(toolkits = ["gmail", "slack"], auth_configs(gmail = "ac_1", slack = "ac_1"))]
struct B;

fn main() {}
