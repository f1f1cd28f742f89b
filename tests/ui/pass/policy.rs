#![deny(warnings)]
//! A session that keeps to its policies compiles without a word, and carries them to run time.

pub mod acme {
    //! The company's policies.

    use tool_router::SessionConfig;
    use tool_router::config::Tag;
    use tool_router::policy::{Policy, Verdict};

    /// For every agent.
    pub const ACME: Policy = Policy::named("acme")
        .deny_toolkits(&["stripe"])
        .require_toolkit_allowlist()
        .deny_tools(&["GMAIL_SEND_EMAIL"])
        .require_approval_for(&[Tag::Destructive])
        .callback_hosts(&["app.acme.com"]);

    /// For agents with users.
    pub static PEOPLE: Policy = Policy::named("people").require_connection_management();

    /// Written by hand.
    pub const fn no_mail(config: &SessionConfig) -> Verdict {
        Verdict::denied_if(config.reaches_tool("GMAIL_SEND_EMAIL"), "it sends mail", "let it read only")
    }
}

use acme::{ACME, no_mail};
use tool_router::{SessionSpec, tool_router_session};

/// Reads mail.
#[tool_router_session(
    policy = [ACME, crate::policy::acme::PEOPLE, no_mail],
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    tags(require_approval = [destructive]),
    manage_connections(callback_url = "https://app.acme.com/cb"),
)]
pub struct Agent<T, const N: usize>([T; N])
where
    T: Clone + Send;

pub fn main() {
    /// Inside of a function, where the policy is one that this function knows.
    #[tool_router_session(policy = LOCAL, toolkits = any)]
    struct Inner;

    const LOCAL: tool_router::policy::Policy = tool_router::policy::Policy::named("local");

    assert_eq!(Agent::<u8, 1>::manifest().policies, ["acme", "no_mail", "people"]);
    let callback_url = Agent::<u8, 1>::config().manage_connections.callback_url.as_deref();
    assert_eq!(callback_url, Some("https://app.acme.com/cb"));
    assert_eq!(Inner::manifest().policies, ["local"]);
}
