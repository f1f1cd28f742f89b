use tool_router::tool_router_session;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tools(gmail(enable = ["GMAIL_SEND_MAIL"], require_approval = ["GMAIL_SEND_MAIL"])),
)]
struct Agent;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tools(gmail(enable = ["GMAIL_SEND_MAIL"], require_approval = ["GMAIL_SEND_EMAIL"])),
)]
struct OneSlip;

fn main() {}
