use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, waitForConnections = true))]
struct Agent;

#[tool_router_session(toolkits = ["gmail"], ensureConnected)]
struct Program;

#[tool_router_session(app = workflow, toolkits = ["gmail"], manage_connections(enable, wait, wait_for_connections))]
struct Both;

#[tool_router_session(user_id = "ada", toolkits = ["gmail"], custom_tools = ["LOOK_UP"])]
struct AtRunTime;

#[tool_router_session(toolkits = ["gmail"], experimental(fast_mode), assistive_prompt(user_timezone = "Europe/London"))]
struct Wrapped;

fn main() {}
