use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail", "google-maps"],
    router::timezone = "UTC",
    tools(google-maps = ["GOOGLE_MAPS_GEOCODE"], router::gmail = ["GMAIL_FETCH_EMAILS"]),
    hooks(router::before(id = "mail", condition = "Sends mail")),
    allow(weak-tag),
)]
struct Agent;

fn main() {
    let _ = (Agent::GOOGLE_MAPS_GEOCODE, Agent::GMAIL_FETCH_EMAILS);
}
