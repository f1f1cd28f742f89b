//! What Acme allows its agents to declare.
//!
//! The security team owns this crate. An agent that breaks the policy does not compile.

use tool_router::SessionConfig;
use tool_router::config::Tag;
use tool_router::policy::{Policy, Verdict};

/// For every agent of the company.
pub const ACME: Policy = Policy::named("acme")
    .deny_toolkits(&["stripe"])
    .require_toolkit_allowlist()
    .deny_tools(&["GMAIL_DELETE_MESSAGE"])
    .require_approval_for(&[Tag::Destructive])
    .callback_hosts(&["app.acme.com", "localhost"]);

/// An agent that reads the company's code must not send mail, because the code could leave that way.
pub const fn no_mail_about_code(config: &SessionConfig) -> Verdict {
    Verdict::denied_if(
        config.reaches_toolkit("github") && config.reaches_tool("GMAIL_SEND_EMAIL"),
        "an agent that reaches `github` can send mail",
        "leave `GMAIL_SEND_EMAIL` out of its tools, or declare two agents",
    )
}
