use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], multi_account?(max_per_toolkit? = 11))]
struct A;

#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = ["ca_1", "ca_2", "ca_3"]), multi_account(max_per_toolkit? = 2))]
struct B;

fn main() {}
