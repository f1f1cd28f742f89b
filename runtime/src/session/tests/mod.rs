//! Sessions against a mocked router.

mod authorizing;
mod calling;
mod creating;
mod executing;
mod files;
mod hostile;
mod listing;
mod mcp;
mod owning;
mod proxying;
mod requiring;
mod running;
mod searching;
mod several;
mod told;
mod waiting;

use std::collections::HashMap;
use std::sync::Mutex;

use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::test_support::{router, session};
use crate::{Session, SessionSpec};

const SESSION: &str = "/api/v3.1/tool_router/session/trs_1";

/// A mocked router with the session `trs_1` on it.
pub(crate) async fn server() -> MockServer {
    let server = MockServer::start().await;
    let answer = |status| ResponseTemplate::new(status).set_body_json(session());
    Mock::given(method("POST"))
        .and(path("/api/v3.1/tool_router/session"))
        .respond_with(answer(201))
        .mount(&server)
        .await;
    Mock::given(method("GET")).and(path(SESSION)).respond_with(answer(200)).mount(&server).await;
    server
}

/// The mocked session, which not every agent of the tests declares.
pub(crate) async fn retrieve<S: SessionSpec>(server: &MockServer) -> Session<S> {
    router(server).retrieve("trs_1").unchecked().await.unwrap()
}

/// Answers every `verb` of the session's `last` path segment with `body`.
pub(crate) async fn answer(server: &MockServer, verb: &str, last: &str, body: impl Respond + 'static) {
    Mock::given(method(verb)).and(path(format!("{SESSION}/{last}"))).respond_with(body).mount(server).await;
}

pub(crate) fn ok(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

/// A page of toolkits, by their slugs and the states of their accounts.
fn toolkits(states: &[(&str, Option<&str>)]) -> ResponseTemplate {
    let item = |(slug, status): &(&str, Option<&str>)| {
        json!({ "slug": slug, "name": slug, "enabled": true, "is_no_auth": false,
            "connected_account": status.map(|status| json!({ "id": format!("ca_{slug}"), "status": status })) })
    };
    ok(json!({ "items": states.iter().map(item).collect::<Vec<_>>(), "next_cursor": null }))
}

/// Makes a link for the requested toolkit, with the account `ca_<toolkit>_<number of earlier links>`.
#[derive(Default)]
struct Links(Mutex<HashMap<String, usize>>);

impl Respond for Links {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let body: Value = request.body_json().unwrap();
        let toolkit = body["toolkit"].as_str().unwrap();
        let mut made = self.0.lock().unwrap();
        let number = made.entry(toolkit.to_owned()).or_default();
        let link = ResponseTemplate::new(201).set_body_json(json!({
            "link_token": "lt_secret",
            "redirect_url": format!("https://connect.example.com/link/lt_secret_{toolkit}"),
            "connected_account_id": format!("ca_{toolkit}_{number}"),
        }));
        *number += 1;
        link
    }
}

/// The requests that reached the router, as `VERB last-segment`.
pub(crate) async fn requests(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests
        .iter()
        .map(|request| format!("{} {}", request.method, request.url.path().rsplit('/').next().unwrap()))
        .collect()
}

pub(crate) async fn count(server: &MockServer, request: &str) -> usize {
    requests(server).await.iter().filter(|sent| *sent == request).count()
}
