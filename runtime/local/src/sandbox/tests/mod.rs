//! The provider over real HTTP: what it allows, and especially what it refuses.

mod github;
mod gmail;
mod oauth;
mod slack;

use std::time::Duration;

use serde_json::Value;
use tool_router_test_support::Browser;

use super::{
    apps::gmail::scope,
    test_support::{CALLBACK, Fixture, VERIFIER, builder, redirect_parameters},
};
use crate::LocalToolkit;

const MAYA: &str = "maya@sandbox.example";
const PROFILE: &str = "gmail/v1/users/me/profile";

async fn fixture() -> Fixture {
    Fixture::start(builder()).await
}

fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body[name].as_str().unwrap_or_default()
}

#[tokio::test]
async fn the_provider_can_be_served_under_a_path_of_another_server() {
    let sandbox = Fixture::start_nested(builder()).await;
    let (_, tokens) = sandbox.exchange(&sandbox.code(MAYA).await).await;
    assert_eq!(sandbox.get(PROFILE, text(&tokens, "access_token")).await.0, 200);
    let gmail = sandbox.provider.gmail(&sandbox.server.url().join("sandbox").expect("a path"));
    let endpoints = gmail.auth().expect("it has authentication");
    assert_eq!(endpoints.authorize_url, sandbox.url("o/oauth2/v2/auth"));
    assert_eq!(endpoints.token_url, sandbox.url("oauth2/token"));
}

#[tokio::test]
async fn a_token_or_a_code_of_one_app_is_worth_nothing_at_another() {
    let sandbox = fixture().await;
    let code = sandbox.code(MAYA).await;
    let elsewhere = sandbox.server.url().join("slack/api/oauth.v2.access").expect("a path");
    let client = sandbox.provider.gmail(sandbox.server.url());
    let secret = client.auth().and_then(|auth| auth.client_secret.as_ref()).expect("a secret");
    let form = [
        ("client_id", "sandbox"),
        ("client_secret", secrecy::ExposeSecret::expose_secret(secret)),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let answer = sandbox.http.post(elsewhere).form(&form).send().await.expect("an answer");
    assert_eq!(answer.json::<Value>().await.expect("JSON")["error"], "invalid_code");
    let (_, tokens) = sandbox.exchange(&code).await;
    let url = sandbox.server.url().join("slack/api/auth.test").expect("a path");
    let answer = sandbox.http.post(url).bearer_auth(text(&tokens, "access_token")).send().await.expect("an answer");
    assert_eq!(answer.json::<Value>().await.expect("JSON")["error"], "invalid_auth");
}

#[tokio::test]
async fn dropping_the_server_stops_it() {
    let Fixture { server, http, .. } = fixture().await;
    let url = server.url().clone();
    assert!(http.get(url.clone()).send().await.is_ok());
    drop(server);
    // The task ends when it is polled next, and the listener with it.
    let stopped = async {
        while http.get(url.clone()).send().await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), stopped).await.expect("the server stops");
}
