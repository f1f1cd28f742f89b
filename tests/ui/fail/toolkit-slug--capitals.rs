use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["GOOGLESLIDES", "COMPOSIO_SEARCH", "GEMINI"])]
struct Listed;

#[tool_router_session(toolkits(enable = ["gmail", "GMAIL", "GOOGLE_DRIVE", "Google Maps"]))]
struct AmongOthers;

#[tool_router_session(
    toolkits = ["gmail", "slack"],
    tools(GMAIL = ["gmail_fetch_emails", "gmail_send_email"]),
    auth_configs(SLACK = "ac_1"),
    connected_accounts(SLACK = "ca_1"),
    instant(toolkits = ["GMAIL", "SLACK"]),
    hooks(after(id = "injection", prompt_injection, toolkits = ["GMAIL", "SLACK"])),
)]
struct Elsewhere;

fn main() {
    let _ = (Listed::GOOGLESLIDES, Listed::COMPOSIO_SEARCH, Listed::GEMINI);
}
