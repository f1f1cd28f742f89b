//! The struct keeps the items that its author gives it.

use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "config", "name"])]
struct Agent;

impl Agent {
    const SLACK: &str = "mine";

    fn create() -> Self {
        Self
    }
}

pub fn main() {
    let _ = (Agent::SLACK, Agent::create(), Agent::CONFIG.slug());
    assert_eq!(<Agent as tool_router::SessionSpec>::NAME, "Agent");
}
