use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail", "21risk"],
    tools(
        gmail = ["GMAIL__SEND_EMAIL", "GMAIL_FETCH_EMAILS_", "_GMAIL_CREATE_LABEL"],
        "21risk" = ["_21RISK_GET_TASK", "__21RISK_LIST_TASKS"],
    ),
)]
struct Agent;

fn main() {}
