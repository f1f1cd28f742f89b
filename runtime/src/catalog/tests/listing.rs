use serde_json::json;
use wiremock::matchers::{path, query_param};
use wiremock::{Mock, MockServer};

use super::page;
use crate::config::Tag;
use crate::test_support::router;

#[tokio::test]
async fn what_is_asked_goes_into_the_query() {
    let server = MockServer::start().await;
    Mock::given(path("/api/v3.1/toolkits"))
        .and(query_param("search", "e mail"))
        .and(query_param("category", "email"))
        .and(query_param("include_deprecated", "true"))
        .respond_with(page(&json!([{ "slug": "gmail" }])))
        .mount(&server)
        .await;
    Mock::given(path("/api/v3.1/tools"))
        .and(query_param("toolkit_slug", "gmail"))
        .and(query_param("tool_slugs", "GMAIL_A,GMAIL_B"))
        .and(query_param("tags", "readOnlyHint,updateHint"))
        .and(query_param("query", "mail"))
        .and(query_param("toolkit_versions", "latest"))
        .respond_with(page(&json!([{ "slug": "GMAIL_A" }])))
        .mount(&server)
        .await;
    let router = router(&server);
    let toolkits = router.toolkits().search("e mail").category("email").include_deprecated(true);
    assert_eq!(toolkits.await.unwrap()[0].slug, "gmail");
    let tools = router.tools().toolkit("gmail").only(["GMAIL_A", "GMAIL_B"]).tagged([Tag::ReadOnly, Tag::Update]);
    assert_eq!(tools.search("mail").await.unwrap()[0].slug, "GMAIL_A");
}

#[tokio::test]
async fn toolkits_are_read_with_what_is_new_or_null_in_them() {
    let server = MockServer::start().await;
    let toolkits = json!([
        { "slug": "gmail", "name": "Gmail", "no_auth": null, "auth_schemes": null, "novel": 1, "type": "native",
          "composio_managed_auth_schemes": ["OAUTH2"], "meta": { "description": "Mail.", "logo": null,
          "categories": [{ "id": "email", "name": "Email" }], "tools_count": 3.0, "version": "1" } },
        { "slug": "bare", "meta": { "categories": null } },
    ]);
    Mock::given(path("/api/v3.1/toolkits")).respond_with(page(&toolkits)).mount(&server).await;
    let toolkits = router(&server).toolkits().await.unwrap();
    assert_eq!((toolkits[0].no_auth, toolkits[0].meta.categories[0].id.as_str()), (false, "email"));
    assert_eq!(toolkits[0].meta.description.as_deref(), Some("Mail."));
    assert!(toolkits[1].meta.categories.is_empty() && toolkits[1].name.is_empty());
}
