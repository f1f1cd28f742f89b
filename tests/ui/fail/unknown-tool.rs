use tool_router::tool_router_session;

#[tool_router_session(catalog = "ui/catalogs/small.json", toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_MAIL"]))]
struct Agent;

fn main() {}
