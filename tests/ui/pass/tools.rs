use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(
    toolkits = ["gmail", "slack", "github", "linear", "21risk"],
    tools(
        gmail = ["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"],
        slack(disable = ["SLACK_DELETE_MESSAGE"], require_approval = ["SLACK_SEND_MESSAGE"]),
        github(tags = [read_only]),
        linear(tags(disable = [destructive])),
        "21risk"(require_approval = ["_21RISK_CREATE_TASK"]),
    ),
)]
struct Agent;

pub fn main() {
    let config = serde_json::to_value(Agent::config()).unwrap();
    assert_eq!(
        config["tools"],
        serde_json::json!({
            "gmail": { "enable": ["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"] },
            "slack": { "disable": ["SLACK_DELETE_MESSAGE"], "require_approval": ["SLACK_SEND_MESSAGE"] },
            "github": { "tags": { "enable": ["readOnlyHint"] } },
            "linear": { "tags": { "disable": ["destructiveHint"] } },
            "21risk": { "require_approval": ["_21RISK_CREATE_TASK"] },
        })
    );
    assert_eq!(Agent::_21RISK.slug(), "21risk");
    assert_eq!(Agent::_21RISK_CREATE_TASK.slug(), "_21RISK_CREATE_TASK");
    assert_eq!(Agent::SLACK_SEND_MESSAGE.slug(), "SLACK_SEND_MESSAGE");
}
