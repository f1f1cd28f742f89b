use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail"],
    manage-connections = true,
    multi-account(max-per-toolkit = 3),
    'a' = 1,
    router::colour = 2,
)]
struct Agent;

fn main() {}
