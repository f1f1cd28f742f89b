use tool_router::tool_router_session;

#[tool_router_session(toolkits(enable = []))]
struct A;

#[tool_router_session(toolkits(any, require_approval = []))]
struct B;

#[tool_router_session(toolkits = ["gmail"], tools(gmail = []))]
struct C;

#[tool_router_session(toolkits = ["gmail"], tools(gmail(disable = [])))]
struct D;

#[tool_router_session(toolkits = ["gmail"], tags = [])]
struct E;

#[tool_router_session(toolkits = ["gmail"], tags(require_approval = []))]
struct F;

#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = []))]
struct G;

fn main() {}
