use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["google", "google_maps"],
    tools(google = ["GOOGLE_SEARCH", "GOOGLE_MAPS_GEOCODE"], google_maps = ["GOOGLE_SEARCH"]),
)]
struct Agent;

fn main() {}
