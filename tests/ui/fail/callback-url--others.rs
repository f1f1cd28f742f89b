use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "app.example.com/cb"))]
struct A;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "myapp://cb"))]
struct B;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "https://app.example.com/#cb"))]
struct C;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "https://me:secret@app.example.com/"))]
struct D;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "http://app.example.com/cb"))]
struct E;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = " https://app.example.com/\ncb"))]
struct F;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "https:\\\\app.example.com/cb"))]
struct G;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "https:app.example.com/cb"))]
struct H;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "https://app.example.com:0/cb"))]
struct I;

#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, callback_url = "https://@app.example.com/cb"))]
struct J;

fn main() {}
