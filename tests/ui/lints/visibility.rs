#![deny(warnings, unreachable_pub, missing_docs)]

//! The constants and `session` are as visible as the struct, and none of them is reported as unused or undocumented.

/// Agents of every visibility.
pub mod agents {
    use tool_router::tool_router_session;

    /// A private one, of which nothing is used.
    #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"]))]
    struct Private;

    /// One for the crate.
    #[tool_router_session(toolkits = ["gmail"])]
    pub(crate) struct ForCrate;

    /// One for a module.
    #[tool_router_session(toolkits = ["gmail"])]
    pub(in crate::agents) struct ForModule;

    /// One for all.
    #[tool_router_session(toolkits = ["gmail"], auth_configs(gmail))]
    pub struct ForAll;

    /// Uses what is private here.
    pub fn used() -> &'static str {
        let _ = (Private, ForModule);
        ForModule::GMAIL.slug()
    }
}

/// The lints are on.
pub mod undocumented {
    pub struct Item;
}

fn main() {
    let _ = (agents::ForCrate, agents::ForAll, agents::ForCrate::GMAIL, agents::ForAll::GMAIL_AUTH_CONFIG);
    let _ = (agents::used(), agents::ForAll::session("user_1"));
}
