//! The struct keeps the items that its author gives it.

use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "config", "name"])]
struct Agent;

impl Agent {
    const SLACK: &str = "mine";

    fn create() -> Self {
        Self
    }

    fn config() -> u8 {
        1
    }
}

pub fn main() {
    let _ = (Agent::SLACK, Agent::create(), Agent::config(), Agent::CONFIG.slug());
    assert_eq!(<Agent as tool_router::SessionSpec>::manifest().agent, "Agent");
}
