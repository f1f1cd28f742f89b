use tool_router::tool_router_session;

#[tool_router_session(toolkits(from = ["gmail", "slack"]))]
struct Desk;

fn main() {
    let _ = Desk::session("user_1").toolkits(["gmail"]).toolkits(["slack"]);
}
