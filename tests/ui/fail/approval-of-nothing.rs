use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], tags(disable = [destructive], require_approval = [destructive]))]
struct A;

#[tool_router_session(toolkits = ["gmail"], tools(gmail(tags(disable = [update], require_approval = [create, update]))))]
struct B;

fn main() {}
