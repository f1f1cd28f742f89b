use tool_router::tool_router_session;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmial"],
    tools(gmial = ["GMAIL_SEND_EMAIL"]),
)]
struct Agent;

fn main() {}
