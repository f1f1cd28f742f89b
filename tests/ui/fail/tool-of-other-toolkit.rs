use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail", "slack"], tools(gmail = ["SLACK_SEND_MESSAGE", "GITHUB_CREATE_ISSUE"]))]
struct Agent;

fn main() {}
