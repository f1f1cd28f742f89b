use tool_router::tool_router_session;

#[tool_router_session(toolkits = ["Gmail", "Google Calendar", "Google Maps", "Microsoft Teams"])]
struct Agent;

fn main() {
    let _ = (Agent::GMAIL, Agent::GOOGLECALENDAR, Agent::GOOGLE_MAPS, Agent::MICROSOFT_TEAMS);
}
