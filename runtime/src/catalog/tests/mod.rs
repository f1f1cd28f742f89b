//! The router's lists, and the catalogue that is made of them, against a mocked router.

mod listing;
#[cfg(feature = "catalog")]
mod requesting;

use serde_json::{Value, json};
use wiremock::ResponseTemplate;

/// A page that is the last one.
fn page(items: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "items": items, "next_cursor": null }))
}
