//! The router's lists and the catalogue's file, against a mocked router.

#[cfg(feature = "cli")]
mod files;
mod listing;
#[cfg(feature = "cli")]
mod pulling;

use serde_json::{Value, json};
use wiremock::matchers::{path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A page that is the last one.
fn page(items: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "items": items, "next_cursor": null }))
}

/// A router with these toolkits, each with its tools.
async fn offering(toolkits: &[(&str, Value)]) -> MockServer {
    let server = MockServer::start().await;
    let listed: Vec<_> =
        toolkits.iter().map(|(slug, _)| json!({ "slug": slug, "name": slug.to_uppercase() })).collect();
    Mock::given(path("/api/v3.1/toolkits")).respond_with(page(&json!(listed))).mount(&server).await;
    for (slug, tools) in toolkits {
        let asked = Mock::given(path("/api/v3.1/tools")).and(query_param("toolkit_slug", *slug));
        asked.respond_with(page(tools)).mount(&server).await;
    }
    server
}
