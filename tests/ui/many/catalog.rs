use tool_router::tool_router_session;

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmial", "google_maps", "github", "Gmail"],
    tools(
        gmial = ["GMIAL_FETCH_EMAILS"],
        google_maps = ["GOOGLE_MAPS_GEOCODE", "GOOGLE_MAPS_ROUTE"],
        github = ["github_create_issue", "GITHUB_DELETE_REPOSITORY", "GMAIL_SEND_EMAIL"],
    ),
    preload = ["GITHUB_DELETE_REPOSITORY", "SLACK_SEND_MESSAGE"],
    instant(toolkits = ["gihtub"]),
)]
pub struct Agent<'a, T: 'a>(&'a T);

fn main() {}
