use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], mcp(enable))]
struct InParentheses;

#[tool_router_session(toolkits = ["gmail"], submit_feedback(disable), fast_mode["on"])]
struct InBrackets;

#[tool_router_session(toolkits = ["gmail"], mcp = enable, manage_connections = enable)]
struct Words;

#[tool_router_session(toolkits = ["gmail"], mcp("all"), search(tools = ["GMAIL_FETCH_EMAILS"]))]
struct Others;

fn main() {}
