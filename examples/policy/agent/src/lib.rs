//! An agent under a company policy that `Cargo.toml` names: no declaration has to repeat it, and none can omit it.

use tool_router::tool_router_session;

/// Answers the mail of Acme's support.
#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]),
    tags(require_approval = [destructive]),
    manage_connections(callback_url),
)]
pub struct SupportAgent;

#[cfg(test)]
mod tests {
    use tool_router::SessionSpec;

    use super::SupportAgent;

    #[test]
    fn the_policies_of_the_manifest_hold_at_run_time_too() {
        assert_eq!(SupportAgent::manifest().policies, ["acme", "acme_policy::no_mail_about_code"]);
    }

    #[test]
    fn a_callback_url_that_is_supplied_at_run_time_is_held_to_the_policy() {
        let session = SupportAgent::session("user_1").callback_url("https://acme.example/cb");
        let breaches = acme_policy::ACME.breaches(session.config());
        assert_eq!(breaches, [tool_router::policy::Breach::CallbackHost("acme.example")]);
    }
}
