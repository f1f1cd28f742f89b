//! Lists are fetched page by page, and never in a loop.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use wiremock::matchers::{any, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, Request as Received, ResponseTemplate};

use crate::client::{Items, Request, items};
use crate::error::Error;
use crate::test_support::router;

/// A router whose pages have `(items, next_cursor)`, by cursor.
async fn paged(pages: &[(Option<&str>, Value, Option<&str>)]) -> MockServer {
    let server = MockServer::start().await;
    for (cursor, numbers, next) in pages {
        let page = ResponseTemplate::new(200).set_body_json(json!({ "items": numbers, "next_cursor": next }));
        let mock = match cursor {
            Some(cursor) => Mock::given(query_param("cursor", *cursor)),
            None => Mock::given(query_param_is_missing("cursor")),
        };
        mock.respond_with(page).mount(&server).await;
    }
    server
}

fn numbers(server: &MockServer) -> Items<u8> {
    items(router(server), Request::get(&["numbers"]), "a page of numbers")
}

#[tokio::test]
async fn pages_follow_each_other() {
    let server = paged(&[
        (None, json!([1, 2]), Some("a b&c")),
        (Some("a b&c"), json!([]), Some("d")),
        (Some("d"), json!([3]), Some("")),
    ])
    .await;
    assert_eq!(numbers(&server).all().await.unwrap(), [1, 2, 3]);
}

#[tokio::test]
async fn a_page_is_fetched_when_it_is_asked_for() {
    let server = paged(&[(None, json!([1]), Some("next"))]).await;
    let mut numbers = numbers(&server);
    assert_eq!(server.received_requests().await.unwrap().len(), 0);
    assert_eq!(numbers.next().await.unwrap().unwrap(), 1);
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_circle_is_an_error_and_not_a_loop() {
    let server =
        paged(&[(None, json!([1]), Some("a")), (Some("a"), json!([2]), Some("b")), (Some("b"), json!([3]), Some("a"))])
            .await;
    let mut numbers = numbers(&server);
    let mut seen = Vec::new();
    let error = loop {
        match numbers.next().await.expect("the error comes before the end") {
            Ok(number) => seen.push(number),
            Err(error) => break error,
        }
    };
    assert_eq!(seen, [1, 2]);
    assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error:?}");
    assert!(numbers.next().await.is_none(), "after an error it ends");
}

#[tokio::test]
async fn empty_pages_without_end_are_an_error() {
    let server = MockServer::start().await;
    let page = AtomicUsize::new(0);
    let endless = move |_: &Received| {
        let next = page.fetch_add(1, Ordering::Relaxed).to_string();
        ResponseTemplate::new(200).set_body_json(json!({ "items": [], "next_cursor": next }))
    };
    Mock::given(any()).respond_with(endless).mount(&server).await;
    let error = numbers(&server).all().await.unwrap_err();
    assert!(format!("{error:?}").contains("too many empty pages"), "{error:?}");
    assert_eq!(server.received_requests().await.unwrap().len(), 101);
}
