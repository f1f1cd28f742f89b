//! The router's lists and the catalogue's file, against a mocked router.

#[cfg(feature = "cli")]
mod files;
mod listing;
#[cfg(feature = "cli")]
mod pulling;

use serde_json::{Value, json};
use wiremock::ResponseTemplate;

/// A page that is the last one.
fn page(items: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "items": items, "next_cursor": null }))
}
