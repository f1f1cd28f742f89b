use tool_router::tool_router_session;

#[tool_router_session(toolkits = true)]
struct A;

#[tool_router_session(toolkits = ["gmail"], app("workflow"))]
struct B;

#[tool_router_session(toolkits = ["gmail"], app = "interactive")]
struct C;

#[tool_router_session(toolkits = ["gmail"], tools = ["GMAIL_SEND_EMAIL"])]
struct D;

#[tool_router_session(toolkits = ["gmail"], manage_connections = "false")]
struct E;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable = yes))]
struct F;

#[tool_router_session(toolkits = ["gmail"], manage_connections(wait = ["10m"]))]
struct G;

#[tool_router_session(toolkits = ["gmail"], manage_connections)]
struct H;

#[tool_router_session(toolkits = ["gmail"], auth_configs = "ac_1")]
struct I;

#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = 1))]
struct J;

#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit = "3"))]
struct K;

#[tool_router_session(session_config)]
struct L;

#[tool_router_session(toolkits = ["gmail"], crate = "tool_router")]
struct M;

#[tool_router_session(toolkits = ["gmail"], allow = weak_tag)]
struct N;

fn main() {}
