//! Ten mistakes are ten errors, each at its token, and nothing else is reported.

use tool_router::tool_router_session;

#[tool_router_session(
    app = interactive,
    app = interactive,
    toolkit = ["gmail", "Slack", "github"],
    tools(
        gmail = ["gmail_send_email"],
        slack(enable = ["SLACK_SEND_MESSAGE"], tags = [readOnlyHint]),
        linear = ["LINEAR_CREATE_ISSUE"],
    ),
    manage_connections(disable, callback_url = "/auth/callback"),
    connected_accounts(github = "me"),
)]
/// Reads mail.
pub struct InboxAgent;

fn main() {
    let _ = (InboxAgent::GMAIL, InboxAgent::SLACK, InboxAgent::GITHUB, InboxAgent::GMAIL_SEND_EMAIL);
}
