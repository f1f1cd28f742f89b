use tool_router::tool_router_session;

// What follows is read: nothing is said of what the declaration lacks.
#[tool_router_session(toolkits = [/** the mail */ "gmail"])]
struct A;

#[tool_router_session(
    /// Nightly.
    /// Nobody is there.
    app = automation,
    toolkits = ["gmail"],
    manage_connections = false,
)]
struct B;

#[tool_router_session(toolkits = ["gmail"], #[cfg(feature = "mcp")] mcp, tools(gmail = /** one */ ["GMAIL_SEND_EMAIL"]))]
struct C;

#[tool_router_session(toolkits = ["gmail"] /** the last */)]
struct D;

fn main() {
    let _ = C::GMAIL_SEND_EMAIL;
}
