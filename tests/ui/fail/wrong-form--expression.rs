use tool_router::tool_router_session;

#[tool_router_session(toolkits = [concat!("g", "mail")])]
struct A;

#[tool_router_session(toolkits = ["gmail"], manage_connections(wait = Duration::from_secs(600)))]
struct B;

#[tool_router_session(toolkits = &["gmail"])]
struct C;

fn main() {}
