//! Links that are made without a session.

use super::*;

/// Makes a link for Gmail.
pub(super) async fn link(harness: &Harness, body: Value) -> Link {
    let (status, link) = harness.post("connected_accounts/link", body).await;
    assert_eq!(status, StatusCode::CREATED, "{link}");
    assert!(link["expires_at"].as_str().unwrap().ends_with('Z') && link["link_token"].is_string(), "{link}");
    Link {
        url: link["redirect_url"].as_str().unwrap().parse().unwrap(),
        account: link["connected_account_id"].as_str().unwrap().to_owned(),
    }
}

#[tokio::test]
async fn a_link_of_its_own_connects_its_user_alone() {
    let harness = Harness::start().await;
    let body = json!({ "auth_config_id": "ac_gmail", "user_id": "ada", "alias": "work", "connection_data": null,
        "callback_url": "https://app.example.com/cb?x=1" });
    let link = link(&harness, body).await;
    let browser = browser();
    let page = browser.open(&link.url).await.unwrap();
    let text = page.text();
    assert!(text.contains("An agent of app.example.com") && text.contains("ada") && text.contains("Delete"), "{text}");
    let consent = redirected(&browser.press(&page, "Continue to ").await.unwrap());
    let back = allow(&browser, &consent).await;
    let end = redirected(&browser.open(&back).await.unwrap());
    let expected = format!("https://app.example.com/cb?x=1&status=success&connected_account_id={}", link.account);
    assert_eq!(end.as_str(), expected);
    let (_, account) = harness.get(&format!("connected_accounts/{}", link.account)).await;
    assert_eq!((&account["status"], &account["alias"]), (&json!("ACTIVE"), &json!("work")));
    let word_id = account["word_id"].as_str().unwrap();
    assert!(word_id.starts_with("gmail_"), "{word_id}");

    let session = harness.session("ada", json!({})).await;
    let call = json!({ "tool_slug": "GMAIL_GET_PROFILE", "account": word_id });
    let (_, outcome) = harness.post(&format!("{session}/execute"), call).await;
    assert_eq!(outcome["result_type"], "completed", "{outcome}");
    let (_, other) = harness.execute(&harness.session("bob", json!({})).await, "GMAIL_GET_PROFILE", json!({})).await;
    assert_eq!(other["error"]["slug"], "ToolRouterV2_NoActiveConnection");
}

#[tokio::test]
async fn initiating_makes_a_link_and_takes_tokens() {
    let harness = Harness::start().await;
    let body = |connection: Value| json!({ "auth_config": { "id": "ac_gmail" }, "connection": connection });
    let (status, made) = harness.post("connected_accounts", body(json!({ "user_id": "ada" }))).await;
    assert_eq!((status, &made["status"]), (StatusCode::CREATED, &json!("INITIATED")), "{made}");
    let url = made["redirect_url"].as_str().unwrap();
    assert_eq!((&made["connectionData"]["val"]["redirectUrl"], &made["redirect_uri"]), (&json!(url), &json!(url)));
    assert!(browser().connect(url).await.unwrap().text().contains("is connected"));
    assert_eq!(harness.status(made["id"].as_str().unwrap()).await.0, "ACTIVE");

    let val = json!({ "status": "ACTIVE", "access_token": "imported", "refresh_token": "r", "expires_in": "3600" });
    let state = json!({ "authScheme": "OAUTH2", "val": val });
    let (_, imported) = harness.post("connected_accounts", body(json!({ "user_id": "bob", "state": state }))).await;
    assert_eq!((&imported["status"], &imported["redirect_url"]), (&json!("ACTIVE"), &Value::Null), "{imported}");
    assert!(!imported.to_string().contains("imported"), "{imported}");
    let (_, listed) = harness.get("connected_accounts?user_ids=bob&auth_config_ids=ac_gmail&statuses=ACTIVE").await;
    assert_eq!(listed["items"][0]["id"], imported["id"]);
    for val in [json!({ "access_token": "a b" }), json!({ "access_token": "a", "expires_in": -1 })] {
        let state = json!({ "authScheme": "OAUTH2", "val": val });
        let (status, refused) = harness.post("connected_accounts", body(json!({ "state": state }))).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{refused}");
    }
}

#[tokio::test]
async fn what_no_link_can_be_made_for_is_refused() {
    let harness = Harness::start().await;
    for (body, status, said) in [
        (json!({ "auth_config_id": "ac_unknown", "user_id": "ada" }), StatusCode::NOT_FOUND, "ac_unknown not found"),
        (json!({ "auth_config_id": "ac_echo", "user_id": "ada" }), StatusCode::NOT_FOUND, "ac_echo not found"),
        (json!({ "auth_config_id": "ac_gmail", "user_id": "" }), StatusCode::BAD_REQUEST, "Validation error"),
        (json!({ "auth_config_id": "ac_gmail" }), StatusCode::BAD_REQUEST, "Validation error"),
        (
            json!({ "auth_config_id": "ac_gmail", "user_id": "ada", "callback_url": "http://example.com" }),
            StatusCode::BAD_REQUEST,
            "Validation error",
        ),
        (
            json!({ "auth_config_id": "ac_gmail", "user_id": "ada", "alias": "a\u{7}b" }),
            StatusCode::BAD_REQUEST,
            "Validation error",
        ),
        (
            json!({ "auth_config_id": "ac_gmail", "user_id": "ada",
                "experimental": { "acl_config_for_shared": { "allow_all_users": true } } }),
            StatusCode::BAD_REQUEST,
            "only valid on SHARED",
        ),
    ] {
        let response = harness.request(Method::POST, "connected_accounts/link").json(&body).send().await.unwrap();
        assert_eq!(response.headers()["x-should-retry"], "false");
        let (answered, answer) = answer(response).await;
        assert_eq!(answered, status, "{answer}");
        assert!(answer["error"]["message"].as_str().unwrap().contains(said), "{answer}");
    }
    let alias = json!({ "auth_config_id": "ac_gmail", "user_id": "ada", "alias": "work" });
    let first = link(&harness, alias.clone()).await;
    browser().connect(&first.url).await.unwrap();
    assert_eq!(harness.post("connected_accounts/link", alias).await.0, StatusCode::BAD_REQUEST);
}
