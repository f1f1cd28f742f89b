use tool_router::tool_router_session;

// multi_disable_max
#[tool_router_session(toolkits = any, multi_account(disable, max_per_toolkit = 3))]
struct Agent1;

// multi_disable_explicit_false
#[tool_router_session(toolkits = any, multi_account(disable, explicit_selection = false))]
struct Agent2;

// multi_max_1
#[tool_router_session(toolkits = any, multi_account(max_per_toolkit = 1))]
struct Agent3;

// multi_max_2_pins_3
#[tool_router_session(toolkits = any, multi_account(max_per_toolkit = 2), connected_accounts(gmail = ["ca_1", "ca_2", "ca_3"]))]
struct Agent4;

// multi_preload
#[tool_router_session(toolkits = ["gmail"], multi_account, preload = ["GMAIL_SEND_EMAIL"])]
struct Agent5;

// accounts_two_without_ma
#[tool_router_session(toolkits = any, connected_accounts(gmail = ["ca_1", "ca_2"]))]
struct Agent6;

// accounts_bad_id
#[tool_router_session(toolkits = any, connected_accounts(gmail = "conn_1"))]
struct Agent7;

// accounts_empty_map
#[tool_router_session(toolkits = any, connected_accounts())]
struct Agent8;

// accounts_empty_list
#[tool_router_session(toolkits = any, connected_accounts(gmail = []))]
struct Agent9;

// auth_outside
#[tool_router_session(toolkits = ["slack"], auth_configs(github = "ac_1"))]
struct Agent10;

// auth_empty
#[tool_router_session(toolkits = any, auth_configs())]
struct Agent11;

fn main() {}
