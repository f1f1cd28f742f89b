use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tags = [readonly])]
struct A;

#[tool_router_session(toolkits = ["gmail"], tags(disable = ["destructive"]))]
struct B;

#[tool_router_session(toolkits = ["gmail"], tags = [safe])]
struct C;

#[tool_router_session(toolkits = ["gmail"], tools(gmail(tags = [destructiveHint])))]
struct D;

fn main() {}
