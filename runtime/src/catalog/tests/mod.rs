//! The router's lists, and the catalogue made from them, against a mocked router.

mod listing;
#[cfg(feature = "catalog")]
mod requesting;

use serde_json::{Value, json};
use wiremock::ResponseTemplate;

/// The last page of a list.
fn page(items: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "items": items, "next_cursor": null }))
}
