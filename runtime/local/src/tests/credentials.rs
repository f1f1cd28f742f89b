//! Toolkits whose users enter credentials: the form, and what becomes of them.

use std::{future::IntoFuture, sync::Arc};

use axum::{Router, extract::Request, routing::any};
use tokio::net::TcpListener;

use super::*;
use crate::{BoxFuture, Caller, Credentials, LocalToolkit, ToolCall, ToolDefinition, ToolError};

/// A toolkit with an API of its own, which says how each call was authorized and takes one secret alone.
pub(super) struct Keyed {
    base: Url,
    credentials: Credentials,
    tools: [ToolDefinition; 1],
}

impl Keyed {
    /// Starts the API, which takes what contains `s3same`.
    pub(super) async fn start(credentials: Credentials) -> Self {
        let answer = async |request: Request| {
            let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
            let query = request.uri().query().unwrap_or_default();
            let seen = format!("{}|{}|{query}", header("x-key"), header("authorization"));
            // `ada:s3same` in Base64.
            let takes = seen.contains("s3same") || seen.contains("YWRhOnMzc2FtZQ==");
            let status = if takes { StatusCode::OK } else { StatusCode::UNAUTHORIZED };
            (status, axum::Json(json!({ "seen": seen })))
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/api/", listener.local_addr().unwrap()).parse().unwrap();
        tokio::spawn(axum::serve(listener, Router::new().fallback(any(answer))).into_future());
        let tool = ToolDefinition::new("KEYED_CALL", "Call", "Calls the API.", json!({ "type": "object" }));
        Self { base, credentials, tools: [tool] }
    }

    async fn call(&self, caller: Caller<'_>) -> Result<Value, ToolError> {
        let request = caller.authorize(caller.http.get(self.base.clone()));
        let response = request.send().await.map_err(|error| ToolError::Transport(error.to_string()))?;
        match response.status() {
            StatusCode::UNAUTHORIZED => Err(ToolError::Unauthorized),
            _ => response.json().await.map_err(|error| ToolError::InvalidResponse(error.to_string())),
        }
    }
}

impl LocalToolkit for Keyed {
    fn slug(&self) -> &str {
        "keyed"
    }

    fn name(&self) -> &str {
        "Keyed"
    }

    fn credentials(&self) -> Option<&Credentials> {
        Some(&self.credentials)
    }

    fn categories(&self) -> &[&str] {
        &["Locks & Keys"]
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(self.call(call.caller))
    }

    fn proxy_base(&self) -> Option<&Url> {
        Some(&self.base)
    }

    fn current_user<'a>(&'a self, caller: Caller<'a>) -> BoxFuture<'a, Result<Option<Value>, ToolError>> {
        Box::pin(async move { self.call(caller).await.map(Some) })
    }
}

pub(super) async fn harness(credentials: Credentials) -> Harness {
    Harness::with(LocalRouter::builder().toolkit(Keyed::start(credentials).await)).await
}

/// Opens a link and fills in its form.
async fn fill(browser: &Browser, link: &Url, fields: &[(&str, &str)]) -> Page {
    let page = browser.open(link).await.unwrap();
    let mut form = page.form("Connect").unwrap();
    assert_eq!(form.fields.len(), fields.len(), "{form:?}");
    fields.iter().for_each(|(name, value)| *form.fields.get_mut(*name).expect(name) = (*value).to_owned());
    browser.submit(&form).await.unwrap()
}

#[tokio::test]
async fn tools_and_proxied_calls_run_with_what_a_user_enters() {
    let basic: &[_] = &[("username", "ada"), ("password", "s3same")];
    for (credentials, scheme, fields, seen) in [
        (Credentials::api_key_in_header("X-Key"), "API_KEY", &[("generic_api_key", " s3same ")][..], "s3same||"),
        (Credentials::api_key_in_query("key"), "API_KEY", &[("generic_api_key", "s3same")], "||key=s3same"),
        (Credentials::bearer_token(), "BEARER_TOKEN", &[("token", "s3same")], "|Bearer s3same|"),
        (Credentials::basic(), "BASIC", basic, "|Basic YWRhOnMzc2FtZQ==|"),
    ] {
        let harness = harness(credentials).await;
        let config = json!({ "toolkits": ["keyed"], "proxy_execute": { "enable": true } });
        let session = harness.session("ada", config).await;
        let (_, before) = harness.get(&format!("{session}/toolkits")).await;
        assert_eq!((&before["items"][0]["is_no_auth"], &before["total_items"]), (&json!(false), &json!(1)));
        let (_, refused) = harness.execute(&session, "KEYED_CALL", json!({})).await;
        assert_eq!(refused["error"]["slug"], "ToolRouterV2_NoActiveConnection");

        let link = harness.link(&session, json!({ "toolkit": "keyed" })).await;
        let page = fill(&browser(), &link.url, fields).await;
        assert!(page.text().contains("Keyed is connected"), "{}", page.text());
        let (_, account) = harness.get(&format!("connected_accounts/{}", link.account)).await;
        assert_eq!((&account["status"], &account["state"]["authScheme"]), (&json!("ACTIVE"), &json!(scheme)));
        assert_eq!((&account["auth_config"]["is_composio_managed"]), &json!(false));
        assert!(!account.to_string().contains("s3same"), "{account}");
        let (_, outcome) = harness.execute(&session, "KEYED_CALL", json!({})).await;
        assert_eq!(outcome["data"]["seen"], seen, "{outcome}");
        let proxied = json!({ "toolkit_slug": "keyed", "endpoint": "any", "method": "GET" });
        let (_, proxied) = harness.post(&format!("{session}/proxy_execute"), proxied).await;
        assert_eq!(proxied["data"]["seen"], seen, "{proxied}");
        let found = harness.meta(&session, "COMPOSIO_MANAGE_CONNECTIONS", json!({ "toolkits": ["keyed"] })).await;
        assert_eq!(found["results"]["keyed"]["status"], "active");
    }
}

#[tokio::test]
async fn the_form_is_labelled_and_asks_again_for_a_wrong_secret_without_repeating_it() {
    let harness = harness(Credentials::api_key_in_header("X-Key").label("Access key").hint("In your profile.")).await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.link(&session, json!({ "toolkit": "keyed" })).await;
    let browser = browser();
    let page = browser.open(&link.url).await.unwrap();
    for part in [
        "<label for=\"generic_api_key\">Access key</label>",
        "type=\"password\" required",
        "aria-describedby=\"hint\"",
        "In your profile.",
        "Cancel",
    ] {
        assert!(page.html.contains(part), "{part}: {}", page.html);
    }
    assert!(!page.html.contains("<script"));
    let again = fill(&browser, &link.url, &[("generic_api_key", "wr0ng-secret")]).await;
    assert!(again.text().contains("Keyed did not accept this.") && !again.html.contains("wr0ng-secret"));
    assert!(again.html.contains("role=\"alert\"") && again.html.contains("aria-invalid=\"true\""));
    let odd = fill(&browser, &link.url, &[("generic_api_key", "é")]).await;
    assert!(odd.text().contains("Access key: enter it as Keyed shows it."), "{}", odd.text());
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
    assert!(fill(&browser, &link.url, &[("generic_api_key", "s3same")]).await.text().contains("is connected"));
    assert!(browser.open(&link.url).await.unwrap().text().contains("has been used"));
}

#[tokio::test]
async fn cancelling_ends_the_link_and_tells_the_application() {
    let harness = harness(Credentials::bearer_token()).await;
    let session = harness.session("ada", json!({})).await;
    let body = json!({ "toolkit": "keyed", "callback_url": "https://app.example.com/cb" });
    let link = harness.link(&session, body).await;
    let browser = browser();
    let page = browser.open(&link.url).await.unwrap();
    let end = redirected(&browser.press(&page, "Cancel").await.unwrap());
    let expected = format!("https://app.example.com/cb?status=failed&connected_account_id={}", link.account);
    assert_eq!(end.as_str(), expected);
    assert_eq!(harness.status(&link.account).await, ("FAILED".into(), Some("Access was denied.".into())));
    let used = browser.submit(&page.form("Connect").unwrap()).await.unwrap();
    assert_eq!(used.status, StatusCode::GONE);
}

#[tokio::test]
async fn no_other_site_fills_in_the_form() {
    let harness = harness(Credentials::bearer_token()).await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.link(&session, json!({ "toolkit": "keyed" })).await;
    let mut form = Form::empty(link.url.clone());
    form.fields.insert("token".into(), "s3same".into());
    let origin = reqwest::header::HeaderValue::from_static("https://evil.example");
    let elsewhere = browser().with_header(reqwest::header::ORIGIN, origin);
    assert_eq!(elsewhere.submit(&form).await.unwrap().status, StatusCode::FORBIDDEN);
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
}

#[tokio::test]
async fn an_agent_cannot_send_another_key_along() {
    let harness = harness(Credentials::api_key_in_header("X-Key")).await;
    let session = harness.session("ada", json!({ "proxy_execute": { "enable": true } })).await;
    let link = harness.link(&session, json!({ "toolkit": "keyed" })).await;
    fill(&browser(), &link.url, &[("generic_api_key", "s3same")]).await;
    let call = json!({ "toolkit_slug": "keyed", "endpoint": "any", "method": "GET",
        "parameters": [{ "name": "x-key", "value": "other", "type": "header" }] });
    let (status, answer) = harness.post(&format!("{session}/proxy_execute"), call).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(answer["error"]["errors"][0].as_str().unwrap().contains("the connection sets it"), "{answer}");
}

#[tokio::test]
async fn an_application_that_has_the_key_connects_at_once_and_replaces_it_later() {
    let harness = harness(Credentials::api_key_in_header("X-Key")).await;
    let body = |state: Value| json!({ "auth_config": { "id": "ac_keyed" }, "connection": { "user_id": "ada", "alias": "work", "state": state } });
    let key = |key: &str| json!({ "authScheme": "API_KEY", "val": { "status": "ACTIVE", "generic_api_key": key } });
    let (status, made) = harness.post("connected_accounts", body(key("old"))).await;
    assert_eq!((status, &made["status"]), (StatusCode::CREATED, &json!("ACTIVE")), "{made}");
    assert_eq!((&made["redirect_url"], &made["connectionData"]["val"]["status"]), (&Value::Null, &json!("ACTIVE")));
    let id = made["id"].as_str().unwrap();
    let session = harness.session("ada", json!({})).await;
    let (_, failed) = harness.execute(&session, "KEYED_CALL", json!({})).await;
    assert_eq!(failed["result_type"], "failed", "{failed}");
    assert_eq!(harness.status(id).await.0, "EXPIRED", "the provider does not take it");

    let path = format!("connected_accounts/{id}");
    let (status, changed) = harness.patch(&path, json!({ "connection": { "state": key("s3same") } })).await;
    assert_eq!((status, &changed["status"]), (StatusCode::OK, &json!("ACTIVE")), "{changed}");
    let (_, outcome) = harness.execute(&session, "KEYED_CALL", json!({})).await;
    assert_eq!(outcome["data"]["seen"], "s3same||", "{outcome}");
    for (state, place) in [
        (json!({ "authScheme": "OAUTH2", "val": { "access_token": "t" } }), "state.authScheme"),
        (json!({ "authScheme": "API_KEY", "val": { "generic_api_key": 7 } }), "val.generic_api_key"),
        (json!({ "authScheme": "API_KEY", "val": { "generic_api_key": "a\nb" } }), "val.generic_api_key"),
        (json!({ "authScheme": "API_KEY", "val": { "password": "p" } }), "val.password"),
    ] {
        for (status, answer) in [
            harness.post("connected_accounts", body(state.clone())).await,
            harness.patch(&path, json!({ "connection": { "state": state.clone() } })).await,
        ] {
            assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
            assert!(answer["error"]["errors"][0].as_str().unwrap().contains(place), "{answer}");
        }
    }
    let (status, taken) = harness.post("connected_accounts", body(key("s3same"))).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "the alias is taken: {taken}");
    // Without a key, the user enters it.
    let (_, asked) =
        harness.post("connected_accounts", json!({ "auth_config": { "id": "ac_keyed" }, "connection": {} })).await;
    assert_eq!(asked["status"], "INITIATED", "{asked}");
    let link = asked["redirect_url"].as_str().unwrap().parse().unwrap();
    assert!(fill(&browser(), &link, &[("generic_api_key", "s3same")]).await.text().contains("is connected"));
    let (_, account) = harness.get(&format!("connected_accounts/{}", asked["id"].as_str().unwrap())).await;
    assert_eq!((&account["user_id"], &account["status"]), (&json!("default"), &json!("ACTIVE")));
}

#[tokio::test]
async fn what_is_stored_on_disk_has_no_key_in_plain_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let keyed = Keyed::start(Credentials::bearer_token()).await;
    let harness = Harness::with(LocalRouter::builder().toolkit(keyed).store_file(&path)).await;
    let state = json!({ "authScheme": "BEARER_TOKEN", "val": { "token": "s3same-and-very-secret" } });
    let body = json!({ "auth_config": { "id": "ac_keyed" }, "connection": { "user_id": "ada", "state": state } });
    assert_eq!(harness.post("connected_accounts", body).await.0, StatusCode::CREATED);
    let router = Arc::new(harness.router);
    Arc::into_inner(router).unwrap().stop().await;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(22).any(|window| window == b"s3same-and-very-secret"));
    }
}
