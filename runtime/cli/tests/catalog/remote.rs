//! Against a router elsewhere, and against servers that are not routers.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tool_router::local::{LocalRouter, SandboxProvider};
use wiremock::matchers::{any, header, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::{FILE, Folder, KEY, ended};

async fn answering(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

fn ok(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

#[tokio::test]
async fn an_embedded_router_elsewhere_gives_the_same_bytes() {
    let router = LocalRouter::builder().sandbox(SandboxProvider::default()).api_key(KEY).start().await.unwrap();
    let folder = Folder::new();
    let mut command = folder.command(&["--base-url", router.url().as_str()]);
    // The argument takes precedence over the environment.
    command.env("COMPOSIO_API_KEY", KEY).env("COMPOSIO_BASE_URL", "http://127.0.0.1:9");
    ended(command).await.done();
    folder.run(&["--local", "--check"]).await.done();
    router.stop().await;
}

#[tokio::test]
async fn the_key_goes_where_the_environment_says() {
    let server = MockServer::start().await;
    Mock::given(path("/api/v3.1/toolkits"))
        .and(header("x-api-key", KEY))
        .respond_with(ok(json!({ "items": [] })))
        .mount(&server)
        .await;
    let folder = Folder::new();
    let told = folder.pull(&server.uri(), &[]).await.done();
    assert!(told.starts_with("0 toolkits, 0 tools"), "{told}");
}

#[tokio::test]
async fn what_goes_wrong_is_told_and_the_file_stays() {
    let status = |status| ResponseTemplate::new(status).insert_header("retry-after-ms", "1");
    let refusal =
        json!({ "error": { "message": format!("Invalid API key {KEY}\u{1b}[2J"), "slug": "APIKey_InvalidAPIKey" } });
    for (answer, problem, requests) in [
        (status(500), "GET /api/v3.1/toolkits was refused with status 500", 3),
        (status(401).set_body_json(refusal), "APIKey_InvalidAPIKey): Invalid API key [API key]\u{fffd}[2J", 1),
        (status(200).set_body_string("<html>Sign in</html>"), "but not with a page of toolkits: it is not JSON", 1),
        (ok(json!([1, 2])), "but not with a page of toolkits", 1),
        (ok(json!({ "items": [{ "name": "Gmail" }] })), "`items[0].slug` is missing", 1),
        (
            ok(json!({ "items": [{ "slug": "a" }], "next_cursor": "again" })),
            "leads back to a page that was read before",
            2,
        ),
        (
            status(302).insert_header("location", "https://elsewhere.example.com/x"),
            "redirects to https://elsewhere.example.com",
            1,
        ),
    ] {
        let server = answering(answer).await;
        let folder = Folder::new();
        fs::write(folder.path(FILE), "old").unwrap();
        let told = folder.pull(&server.uri(), &[]).await.failed();
        assert!(told.contains(problem) && !told.contains('\u{1b}'), "{told}");
        assert_eq!(server.received_requests().await.unwrap().len(), requests, "{told}");
        assert_eq!((folder.read(FILE), folder.names().len()), ("old".to_owned(), 1));
    }
}

#[tokio::test]
async fn pages_without_end_are_given_up() {
    let server = MockServer::start().await;
    let pages = AtomicUsize::new(0);
    let endless = move |_: &Request| {
        let page = pages.fetch_add(1, Ordering::Relaxed);
        let items: Vec<_> = (0..500).map(|number| json!({ "slug": format!("toolkit_{page}_{number}") })).collect();
        ok(json!({ "items": items, "next_cursor": page.to_string() }))
    };
    Mock::given(any()).respond_with(endless).mount(&server).await;
    let folder = Folder::new();
    let told = folder.pull(&server.uri(), &[]).await.failed();
    assert!(told.contains("it has more than 10000 items") && folder.names().is_empty(), "{told}");
}

#[tokio::test]
async fn a_router_that_is_not_there_is_told() {
    let folder = Folder::new();
    let told = folder.pull("http://127.0.0.1:9", &[]).await.failed();
    assert!(told.contains("no connection to the router"), "{told}");
}
