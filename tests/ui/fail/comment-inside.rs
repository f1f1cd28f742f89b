use tool_router::tool_router_session;

#[tool_router_session(
    /// Where the user's mail is.
    toolkits = ["gmail"],
)]
struct Agent;

fn main() {}
