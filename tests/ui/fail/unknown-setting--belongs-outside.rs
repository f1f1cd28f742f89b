use tool_router::tool_router_session;

#[tool_router_session(manage_connections(enable, toolkits = ["gmail"]))]
struct Agent;

fn main() {
    let _ = Agent::GMAIL;
}
