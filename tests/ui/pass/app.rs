use tool_router::SessionSpec;
use tool_router::connections::{Manual, OnDemand, Preconnected, Upfront};
use tool_router::tool_router_session;

#[tool_router_session(app = interactive, toolkits = ["gmail"])]
struct Chat;

#[tool_router_session(app = workflow, toolkits = ["gmail"], manage_connections(wait))]
struct Onboarding;

#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections = false)]
struct NightlyDigest;

#[tool_router_session(app = manual_auth, toolkits = ["gmail"], manage_connections = false)]
struct SettingsPage;

fn connects_by<Connections, Agent: SessionSpec<Connections = Connections>>() {}

pub fn main() {
    connects_by::<OnDemand, Chat>();
    connects_by::<Upfront, Onboarding>();
    connects_by::<Preconnected, NightlyDigest>();
    connects_by::<Manual, SettingsPage>();
}
