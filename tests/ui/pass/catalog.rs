//! What is in the catalogue, and what no catalogue has a say in.

use serde_json::{Value, json};
use tool_router::{SessionSpec, tool_router_session};

#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail", "google_maps"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"], google_maps(disable = ["GOOGLE_MAPS_GEOCODE"])),
    tags(disable = [destructive]),
    preload = ["GMAIL_FETCH_EMAILS"],
)]
struct Checked;

/// Nothing but the form of its slugs is checked: no catalogue lies beside this package's manifest.
#[tool_router_session(toolkits = ["frobnicator"], tools(frobnicator = ["FROBNICATOR_FROB"]))]
struct Unchecked;

fn tools<Agent: SessionSpec>() -> Value {
    serde_json::to_value(Agent::config()).unwrap()["tools"].take()
}

pub fn main() {
    assert_eq!(
        tools::<Checked>(),
        json!({ "gmail": { "enable": ["GMAIL_FETCH_EMAILS"] }, "google_maps": { "disable": ["GOOGLE_MAPS_GEOCODE"] } })
    );
    assert_eq!(tools::<Unchecked>(), json!({ "frobnicator": { "enable": ["FROBNICATOR_FROB"] } }));
    assert_eq!(Checked::GMAIL_FETCH_EMAILS.slug(), "GMAIL_FETCH_EMAILS");
}
