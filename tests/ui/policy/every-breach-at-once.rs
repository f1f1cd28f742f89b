mod acme {
    use tool_router::config::Tag;
    use tool_router::policy::Policy;

    pub const ACME: Policy = Policy::named("acme")
        .deny_toolkits(&["stripe"])
        .deny_tools(&["GMAIL_SEND_EMAIL"])
        .require_approval_for(&[Tag::Destructive])
        .callback_hosts(&["app.acme.com"])
        .deny_sandbox();
}

use tool_router::tool_router_session;

#[tool_router_session(
    policy = acme::ACME,
    toolkits = ["gmail", "stripe"],
    tools(gmail = ["GMAIL_SEND_EMAIL"]),
    tags = [create],
    manage_connections(wait, callback_url = "https://app.example.com/cb"),
)]
struct Agent<'a, T: Clone>(&'a [T]);

fn main() {}
