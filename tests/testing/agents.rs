//! One agent for each way of connecting.

use serde_json::json;
use tool_router::{Error, Session, tool_router_session};

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"], slack = ["SLACK_SEND_MESSAGE"]),
)]
pub(crate) struct Assistant;

#[tool_router_session(
    toolkits = ["github"],
    tools(github = [
        "GITHUB_CREATE_AN_ISSUE",
        "GITHUB_CREATE_AN_ISSUE_COMMENT",
        "GITHUB_LIST_REPOSITORY_ISSUES",
        "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS",
    ]),
)]
pub(crate) struct Triage;

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(enable, wait = "30s"),
)]
pub(crate) struct Inbox;

#[tool_router_session(
    app = automation,
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections = false,
)]
pub(crate) struct Digest;

#[tool_router_session(
    app = manual_auth,
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(disable, callback_url = "https://app.example.com/settings?tab=accounts"),
)]
pub(crate) struct Settings;

/// What an agent does: it reads the newest mail and answers it. It tells its user why not, if it cannot.
pub(crate) async fn answer_newest(session: &Session<Assistant>) -> Result<String, Error> {
    let mails = session.execute(Assistant::GMAIL_FETCH_EMAILS, json!({ "max_results": 1 })).await?.into_data()?;
    let sender = mails["messages"][0]["sender"].as_str().unwrap_or_default();
    let answer = json!({ "recipient_email": sender, "subject": "Re: yours", "body": "Thank you." });
    match session.execute(Assistant::GMAIL_SEND_EMAIL, answer).await? {
        sent if sent.is_completed() => Ok("answered".to_owned()),
        outcome => Ok(format!("not answered: it {outcome}")),
    }
}
