use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], multi_account? = true)]
struct A;

#[tool_router_session(toolkits = ["gmail"], multi_account? { max_per_toolkit? = 3 })]
struct B;

#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit))]
struct C;

#[tool_router_session(toolkits = ["gmail"], multi_account?(max_per_toolkit? = "3"))]
struct D;

#[tool_router_session(toolkits = ["gmail"], multi_account?())]
struct E;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url? = "https://app.example.com/cb"))]
struct F;

#[tool_router_session(toolkits = ["gmail"], search? = false)]
struct G;

fn main() {}
