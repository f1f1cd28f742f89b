//! From the link to the connected account.

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
        let response = http().get(link.url.clone()).send().await.unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert!(header("content-security-policy").starts_with("default-src 'none'"));
        assert!(!response.headers().contains_key("set-cookie"));
        let page = response.text().await.unwrap();
        for text in ["app.example.com", "ada &#38; co", "Fetch emails", "Continue to Gmail"] {
            assert!(page.contains(text), "no {text} in {page}");
        }
        assert!(!page.contains("Send email"), "the session may not send: {page}");
    }
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
}

#[tokio::test]
async fn the_callback_url_hears_how_it_ended() {
    let harness = Harness::start().await;
    let callback = "https://app.example.com/done?next=%2Finbox";
    let session = harness.session("ada", json!({ "manage_connections": { "callback_url": callback } })).await;
    for (decision, ending, status) in [("deny", "failed", "FAILED"), ("allow", "success", "ACTIVE")] {
        let link = harness.gmail_link(&session).await;
        let end = Browser::new().connect(&link.url, decision).await.location.unwrap();
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
    let page = Browser::new().connect(&link.url, "deny").await;
    assert!(page.text.contains("Gmail is not connected") && page.text.contains("Access was denied"), "{}", page.text);
    assert_eq!(harness.status(&link.account).await, ("FAILED".to_owned(), Some("Access was denied.".to_owned())));
}

#[tokio::test]
async fn a_link_works_once() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let mut browser = Browser::new();
    browser.connect(&link.url, "allow").await;
    for page in [browser.get(&link.url).await, browser.post(&link.url, &[]).await] {
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.text.contains("has been used"), "{}", page.text);
    }
    let unknown = Browser::new().get(&link.url.join("/link/unknown").unwrap()).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_expired_link_says_so_and_connects_nothing() {
    let harness = Harness::with(builder().link_lifetime(Duration::from_secs(2))).await;
    let session = harness.session("ada", json!({})).await;
    let (opened, unopened) = (harness.gmail_link(&session).await, harness.gmail_link(&session).await);
    let mut browser = Browser::new();
    let authorize = browser.go_on(&opened.url).await;
    let callback = browser.consent(&authorize, "allow").await;
    tokio::time::sleep(Duration::from_millis(2100)).await;
    for page in [browser.get(&callback).await, Browser::new().get(&unopened.url).await] {
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.text.contains("has expired"), "{}", page.text);
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
    let mut browser = Browser::new();
    let authorize = browser.go_on(&link.url).await;
    let callback = browser.consent(&authorize, "allow").await;
    let mut forged = callback.clone();
    forged.set_query(Some("state=forged&code=1"));
    let mut stateless = callback.clone();
    stateless.set_query(Some("code=1"));
    for url in [&forged, &stateless] {
        assert_eq!(browser.get(url).await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
    assert!(browser.get(&callback).await.text.contains("is connected"));
    assert_eq!(browser.get(&callback).await.status, StatusCode::GONE);
    assert_eq!(harness.status(&link.account).await.0, "ACTIVE");
}

#[tokio::test]
async fn an_attempt_stays_in_its_browser() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let (mut browser, mut other) = (Browser::new(), Browser::new());
    let authorize = browser.go_on(&link.url).await;
    for page in [other.get(&link.url).await, other.post(&link.url, &[]).await] {
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    let callback = other.consent(&authorize, "allow").await;
    assert_eq!(other.get(&callback).await.status, StatusCode::FORBIDDEN);
    for name in browser.cookies.keys() {
        other.cookies.insert(name.clone(), "guess".to_owned());
    }
    assert_eq!(other.get(&callback).await.status, StatusCode::FORBIDDEN);
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
    assert!(browser.get(&callback).await.text.contains("is connected"));
}

#[tokio::test]
async fn who_went_back_can_go_on_again() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let mut browser = Browser::new();
    let first = browser.go_on(&link.url).await;
    let second = browser.go_on(&link.url).await;
    let outdated = browser.consent(&first, "allow").await;
    assert_eq!(browser.get(&outdated).await.status, StatusCode::BAD_REQUEST);
    let callback = browser.consent(&second, "allow").await;
    assert!(browser.get(&callback).await.text.contains("is connected"));
}

#[tokio::test]
async fn a_code_that_the_provider_does_not_know_fails_the_account() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let mut browser = Browser::new();
    let authorize = browser.go_on(&link.url).await;
    let mut callback = browser.consent(&authorize, "allow").await;
    let state = callback.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    callback.query_pairs_mut().clear().append_pair("state", &state).append_pair("code", "forged");
    assert!(browser.get(&callback).await.text.contains("is not connected"));
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
        (json!({ "toolkit": "github" }), "is not served by this router"),
        (json!({ "toolkit": "" }), "Validation error"),
        (json!({}), "Validation error"),
        (json!({ "toolkit": "gmail", "callback_url": "http://example.com" }), "Validation error"),
        (json!({ "toolkit": "gmail", "experimental": { "account_type": "SHARED" } }), "private accounts only"),
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
    let mut browser = Browser::new();
    for site in ["cross-site", "same-site"] {
        let request = browser.http.post(link.url.clone()).header("sec-fetch-site", site);
        let page = browser.send(request).await;
        assert_eq!((page.status, page.location), (StatusCode::FORBIDDEN, None), "{site}");
        assert!(browser.cookies.is_empty(), "the link is not bound to a browser yet");
    }
    let request = browser.http.post(link.url.clone()).header("sec-fetch-site", "same-origin");
    assert_eq!(browser.send(request).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_a_page_like_any_other() {
    let harness = Harness::start().await;
    let url = harness.router.url().join("/oauth/callback?state=one&state=two").unwrap();
    let response = http().get(url).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert!(response.text().await.unwrap().contains("This answer was not expected"));
}
