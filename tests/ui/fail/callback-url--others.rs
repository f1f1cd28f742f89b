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

fn main() {}
