use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"] app = interactive)]
struct A;

#[tool_router_session(toolkits = ["gmail"],, app = interactive)]
struct B;

#[tool_router_session(toolkits = ["gmail"]; app = interactive)]
struct C;

#[tool_router_session(toolkits: ["gmail"])]
struct D;

#[tool_router_session(toolkits => ["gmail"])]
struct E;

#[tool_router_session(toolkits["gmail"])]
struct F;

#[tool_router_session(toolkits = ["gmail"], app =)]
struct G;

#[tool_router_session(toolkits = ["gmail"], manage_connections { enable })]
struct H;

#[tool_router_session(toolkits = ["gmail"], manage_connections = (enable))]
struct I;

#[tool_router_session(toolkits = ["gmail" "slack"])]
struct J;

#[tool_router_session(toolkits = ["gmail"], !)]
struct K;

fn main() {}
