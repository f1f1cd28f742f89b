use tool_router::tool_router_session;

// manage_empty
#[tool_router_session(toolkits = any, manage_connections())]
struct Agent1;

// manage_false_interactive
#[tool_router_session(toolkits = any, manage_connections = false)]
struct Agent2;

// manage_wait_disabled
#[tool_router_session(app = automation, toolkits = ["gmail"], manage_connections(disable, wait))]
struct Agent3;

// manage_callback_http
#[tool_router_session(toolkits = any, manage_connections(callback_url = "http://example.com/cb"))]
struct Agent4;

// manage_callback_empty
#[tool_router_session(toolkits = any, manage_connections(callback_url = ""))]
struct Agent5;

fn main() {}
