//! From the link to the connected account.

use reqwest::header::{HeaderName, HeaderValue};

use super::*;

#[tokio::test]
async fn a_user_connects_and_the_tools_work() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": { "enable": ["gmail"] } })).await;
    let account = harness.connect_gmail(&session).await;
    assert_eq!(harness.status(&account).await, ("ACTIVE".to_owned(), None));
    let (_, toolkits) = harness.get(&format!("{session}/toolkits")).await;
    assert_eq!(toolkits["items"][0]["slug"], "gmail");
    assert_eq!(toolkits["items"][0]["connected_account"]["id"], account);
    let (status, mails) = harness.execute(&session, "GMAIL_FETCH_EMAILS", json!({ "max_results": 2 })).await;
    assert_eq!((status, &mails["result_type"], &mails["error"]), (StatusCode::OK, &json!("completed"), &Value::Null));
    assert_eq!(mails["data"]["messages"].as_array().unwrap().len(), 2, "{mails}");
}

#[tokio::test]
async fn the_page_says_what_is_asked_and_changes_nothing() {
    let harness = Harness::start().await;
    let session = harness.session("ada & co", json!({ "tools": { "gmail": ["GMAIL_FETCH_EMAILS"] } })).await;
    let body = json!({ "toolkit": "gmail", "callback_url": "https://app.example.com/done" });
    let link = harness.link(&session, body).await;
    for _ in 0..3 {
        let page = browser().open(&link.url).await.unwrap();
        let header = |name: &str| page.headers[name].to_str().unwrap();
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert!(header("content-security-policy").starts_with("default-src 'none'"));
        assert!(!page.headers.contains_key("set-cookie"));
        for text in ["app.example.com", "ada &#38; co", "Fetch emails", "Continue to Gmail"] {
            assert!(page.html.contains(text), "no {text} in {}", page.html);
        }
        assert!(!page.html.contains("Send email"), "the session may not send: {}", page.html);
    }
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
}

#[tokio::test]
async fn the_callback_url_hears_how_it_ended() {
    let harness = Harness::start().await;
    let callback = "https://app.example.com/done?next=%2Finbox";
    let session = harness.session("ada", json!({ "manage_connections": { "callback_url": callback } })).await;
    for (is_allowed, ending, status) in [(false, "failed", "FAILED"), (true, "success", "ACTIVE")] {
        let link = harness.gmail_link(&session).await;
        let browser = browser();
        let end = if is_allowed { browser.connect(&link.url).await } else { browser.decline(&link.url).await };
        let end = redirected(&end.unwrap());
        let expected = format!("{callback}&status={ending}&connected_account_id={}", link.account);
        assert_eq!(end.as_str(), expected);
        assert_eq!(harness.status(&link.account).await.0, status);
    }
}

#[tokio::test]
async fn a_denied_connection_fails_with_its_reason() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let text = browser().decline(&link.url).await.unwrap().text();
    assert!(text.contains("Gmail is not connected") && text.contains("Access was denied"), "{text}");
    assert_eq!(harness.status(&link.account).await, ("FAILED".to_owned(), Some("Access was denied.".to_owned())));
}

#[tokio::test]
async fn a_link_works_once() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let browser = browser();
    browser.connect(&link.url).await.unwrap();
    for page in [browser.open(&link.url).await, browser.submit(&Form::empty(link.url.clone())).await] {
        let page = page.unwrap();
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.text().contains("has been used"), "{}", page.text());
    }
    let unknown = browser.open(&link.url.join("/link/unknown").unwrap()).await.unwrap();
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_expired_link_says_so_and_connects_nothing() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let (opened, unopened) = (harness.gmail_link(&session).await, harness.gmail_link(&session).await);
    let browser = browser();
    let authorize = go_on(&browser, &opened.url).await;
    let callback = allow(&browser, &authorize).await;
    harness.age_links("ada").await;
    for url in [&callback, &unopened.url] {
        let page = browser.open(url).await.unwrap();
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.text().contains("has expired"), "{}", page.text());
    }
    for account in [&opened.account, &unopened.account] {
        let (status, reason) = harness.status(account).await;
        assert_eq!((status.as_str(), reason.as_deref()), ("EXPIRED", Some("The link was not used in time.")));
    }
}

#[tokio::test]
async fn a_state_works_once_and_only_as_it_was_given() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let browser = browser();
    let authorize = go_on(&browser, &link.url).await;
    let callback = allow(&browser, &authorize).await;
    let mut forged = callback.clone();
    forged.set_query(Some("state=forged&code=1"));
    let mut stateless = callback.clone();
    stateless.set_query(Some("code=1"));
    for url in [&forged, &stateless] {
        assert_eq!(browser.open(url).await.unwrap().status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
    assert!(browser.open(&callback).await.unwrap().text().contains("is connected"));
    assert_eq!(browser.open(&callback).await.unwrap().status, StatusCode::GONE);
    assert_eq!(harness.status(&link.account).await.0, "ACTIVE");
}

#[tokio::test]
async fn an_attempt_stays_in_its_browser() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let (browser, other) = (browser(), browser());
    let authorize = go_on(&browser, &link.url).await;
    for page in [other.open(&link.url).await, other.submit(&Form::empty(link.url.clone())).await] {
        assert_eq!(page.unwrap().status, StatusCode::FORBIDDEN);
    }
    let callback = allow(&other, &authorize).await;
    assert_eq!(other.open(&callback).await.unwrap().status, StatusCode::FORBIDDEN);
    let cookies = browser.cookies(&callback);
    assert_eq!(cookies.len(), 1, "{:?}", cookies.keys());
    for name in cookies.keys() {
        other.set_cookie(&callback, name, "guess");
    }
    assert_eq!(other.open(&callback).await.unwrap().status, StatusCode::FORBIDDEN);
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
    assert!(browser.open(&callback).await.unwrap().text().contains("is connected"));
}

#[tokio::test]
async fn who_went_back_can_go_on_again() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let browser = browser();
    let first = go_on(&browser, &link.url).await;
    let second = go_on(&browser, &link.url).await;
    let outdated = allow(&browser, &first).await;
    assert_eq!(browser.open(&outdated).await.unwrap().status, StatusCode::BAD_REQUEST);
    let callback = allow(&browser, &second).await;
    assert!(browser.open(&callback).await.unwrap().text().contains("is connected"));
}

#[tokio::test]
async fn a_code_that_the_provider_does_not_know_fails_the_account() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let browser = browser();
    let authorize = go_on(&browser, &link.url).await;
    let mut callback = allow(&browser, &authorize).await;
    let state = callback.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    callback.query_pairs_mut().clear().append_pair("state", &state).append_pair("code", "forged");
    assert!(browser.open(&callback).await.unwrap().text().contains("is not connected"));
    let (status, reason) = harness.status(&link.account).await;
    assert_eq!(status, "FAILED");
    assert!(reason.unwrap().contains("invalid_grant"));
}

#[tokio::test]
async fn links_are_refused_with_a_reason() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": { "disable": ["slack"] } })).await;
    for (body, said) in [
        (json!({ "toolkit": "echo" }), "needs no authentication"),
        (json!({ "toolkit": "slack" }), "[Session Restriction] Toolkit 'slack' is disabled"),
        (json!({ "toolkit": "linear" }), "is not served by this router"),
        (json!({ "toolkit": "" }), "Validation error"),
        (json!({}), "Validation error"),
        (json!({ "toolkit": "gmail", "callback_url": "http://example.com" }), "Validation error"),
        (json!({ "toolkit": "gmail", "experimental": { "account_type": "PUBLIC" } }), "Validation error"),
        (
            json!({ "toolkit": "gmail", "experimental": { "acl_config_for_shared": { "allow_all_users": true } } }),
            "acl_config_for_shared is only valid on SHARED",
        ),
    ] {
        let response = harness.request(Method::POST, &format!("{session}/link")).json(&body).send().await.unwrap();
        assert_eq!(response.headers()["x-should-retry"], "false");
        let (status, answer) = answer(response).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(answer["error"]["message"].as_str().unwrap().contains(said), "{answer}");
    }
}

#[tokio::test]
async fn two_users_at_once_stay_apart() {
    let harness = Harness::start().await;
    let sessions = [harness.session("ada", json!({})).await, harness.session("bob", json!({})).await];
    let accounts = tokio::join!(harness.connect_gmail(&sessions[0]), harness.gmail_link(&sessions[1]));
    let (ada, bob) = (accounts.0, accounts.1.account);
    assert_ne!(ada, bob);
    assert_eq!(harness.status(&bob).await.0, "INITIATED");
    let (status, _) = harness.execute(&sessions[0], "GMAIL_GET_PROFILE", json!({})).await;
    assert_eq!(status, StatusCode::OK);
    let (_, answer) = harness.execute(&sessions[1], "GMAIL_GET_PROFILE", json!({})).await;
    assert_eq!(answer["error"]["code"], 4302);
    let pinned = json!({ "user_id": "bob", "connected_accounts": { "gmail": [ada] } });
    let (status, answer) = harness.post("tool_router/session", pinned).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(answer["error"]["slug"], "ToolRouterV2_InvalidConnectedAccountIds");
}

#[tokio::test]
async fn no_other_site_presses_the_button() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let browser = browser();
    let press = async |site: &'static str| {
        let page =
            browser.clone().with_header(HeaderName::from_static("sec-fetch-site"), HeaderValue::from_static(site));
        page.submit(&Form::empty(link.url.clone())).await.unwrap()
    };
    for site in ["cross-site", "same-site"] {
        let page = press(site).await;
        assert_eq!((page.status, page.location), (StatusCode::FORBIDDEN.as_u16(), None), "{site}");
        assert!(browser.cookies(&link.url).is_empty(), "the link is not bound to a browser yet");
    }
    assert_eq!(press("same-origin").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_a_page_like_any_other() {
    let harness = Harness::start().await;
    let url = harness.router.url().join("/oauth/callback?state=one&state=two").unwrap();
    let page = browser().open(&url).await.unwrap();
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(page.text().contains("This answer was not expected"), "{}", page.text());
}

#[tokio::test]
async fn no_other_origin_sends_a_form_even_without_fetch_metadata() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let own = harness.router.url().origin().ascii_serialization();
    let from = |origin: &str| browser().with_header(reqwest::header::ORIGIN, HeaderValue::from_str(origin).unwrap());
    for other in ["https://evil.example", "http://127.0.0.1:1", "null"] {
        let page = from(other).submit(&Form::empty(link.url.clone())).await.unwrap();
        assert_eq!((page.status, page.location), (StatusCode::FORBIDDEN.as_u16(), None), "{other}");
    }
    let page = from(&own).submit(&Form::empty(link.url.clone())).await.unwrap();
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let consent = page.location.unwrap();
    let visitor = browser();
    let page = visitor.open(&consent).await.unwrap();
    let evil = visitor.clone().with_header(reqwest::header::ORIGIN, HeaderValue::from_static("https://evil.example"));
    assert_eq!(evil.press(&page, "Allow").await.unwrap().status, StatusCode::BAD_REQUEST);
    assert_eq!(visitor.press(&page, "Allow").await.unwrap().status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_link_ends_with_its_session_and_with_the_sessions_toolkit() {
    let harness = Harness::start().await;
    for delete in [true, false] {
        let session = harness.session("ada", json!({})).await;
        let (opened, unopened) = (harness.gmail_link(&session).await, harness.gmail_link(&session).await);
        let browser = browser();
        let authorize = go_on(&browser, &opened.url).await;
        let callback = allow(&browser, &authorize).await;
        let (status, _) = match delete {
            true => harness.delete(&session).await,
            false => harness.patch(&session, json!({ "toolkits": { "disable": ["gmail"] } })).await,
        };
        assert_eq!(status, StatusCode::OK);
        for page in [
            browser.open(&callback).await,
            browser.open(&unopened.url).await,
            browser.submit(&Form::empty(unopened.url.clone())).await,
        ] {
            let page = page.unwrap();
            assert_eq!(page.status, StatusCode::GONE, "{}", page.text());
            assert!(page.text().contains("has been withdrawn"), "{}", page.text());
        }
        for account in [&opened.account, &unopened.account] {
            assert_eq!(harness.status(account).await.0, "INITIATED", "it expires");
        }
    }
}

#[tokio::test]
async fn callback_urls_are_judged_when_a_session_is_made_and_changed() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let callback = |url: &str| json!({ "manage_connections": { "callback_url": url } });
    let base = |url: &str| json!({ "experimental": { "link_url_overwrite": url } });
    for url in ["javascript:alert(1)", "http://example.com", "https://u:p@example.com", "/cb", ""] {
        let is_base = matches!(url, "javascript:alert(1)" | "/cb" | "");
        for setting in [Some(callback(url)), is_base.then(|| base(url))].into_iter().flatten() {
            let (status, answer) = harness.patch(&session, setting.clone()).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{setting}: {answer}");
            let mut body = setting.clone();
            body["user_id"] = "ada".into();
            let (status, answer) = harness.post("tool_router/session", body).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{setting}: {answer}");
            let error = answer["error"]["errors"][0].as_str().unwrap();
            assert!(error.contains("callback_url") || error.contains("link_url_overwrite"), "{error}");
        }
    }
}

/// Gmail of a provider whose issuer is known.
struct Issued {
    gmail: crate::Gmail,
    auth: crate::OAuth2Endpoints,
}

impl crate::LocalToolkit for Issued {
    fn slug(&self) -> &str {
        self.gmail.slug()
    }

    fn name(&self) -> &str {
        self.gmail.name()
    }

    fn auth(&self) -> Option<&crate::OAuth2Endpoints> {
        Some(&self.auth)
    }

    fn tools(&self) -> &[crate::ToolDefinition] {
        self.gmail.tools()
    }

    fn execute<'a>(&'a self, call: crate::ToolCall<'a>) -> crate::BoxFuture<'a, Result<Value, crate::ToolError>> {
        self.gmail.execute(call)
    }
}

#[tokio::test]
async fn where_the_issuer_is_known_an_answer_names_it() {
    use crate::LocalToolkit;

    let sandbox = SandboxProvider::default();
    let provider = sandbox.spawn().await.unwrap();
    let gmail = sandbox.gmail(provider.url());
    let auth = gmail.auth().unwrap().clone().issuer("https://issuer.example");
    let harness = Harness::with(LocalRouter::builder().toolkit(Issued { gmail, auth })).await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let browser = browser();
    let authorize = go_on(&browser, &link.url).await;
    let callback = allow(&browser, &authorize).await;
    let issued = |issuer: &str| {
        let mut callback = callback.clone();
        callback.query_pairs_mut().append_pair("iss", issuer);
        callback
    };
    for url in [callback.clone(), issued("https://evil.example"), issued("")] {
        assert_eq!(browser.open(&url).await.unwrap().status, StatusCode::BAD_REQUEST, "{url}");
    }
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
    let page = browser.open(&issued("https://issuer.example")).await.unwrap();
    assert!(page.text().contains("is connected"), "{}", page.text());
}

#[tokio::test]
async fn links_that_were_made_before_connect_no_more_accounts_than_the_session_allows() {
    let harness = Harness::start().await;
    let most = json!({ "multi_account": { "enable": true, "max_accounts_per_toolkit": 2 } });
    let session = harness.session("ada", most).await;
    let mut links = Vec::new();
    for _ in 0..4 {
        links.push(harness.gmail_link(&session).await);
    }
    // One is under way while the others are used.
    let under_way = browser();
    let authorize = go_on(&under_way, &links[3].url).await;
    let callback = allow(&under_way, &authorize).await;
    for link in &links[..2] {
        assert!(browser().connect(&link.url).await.unwrap().text().contains("is connected"));
    }
    for page in [browser().open(&links[2].url).await.unwrap(), under_way.open(&callback).await.unwrap()] {
        assert_eq!(page.status, StatusCode::GONE, "{}", page.text());
    }
    for link in &links[2..] {
        assert_ne!(harness.status(&link.account).await.0, "ACTIVE");
    }
}
