//! Connecting an account again, and revoking its access.

use super::{own_links::link, *};

async fn connected(harness: &Harness) -> String {
    let link = link(harness, json!({ "auth_config_id": "ac_gmail", "user_id": "ada" })).await;
    assert!(browser().connect(&link.url).await.unwrap().text().contains("is connected"));
    link.account
}

async fn works(harness: &Harness) -> bool {
    let session = harness.session("ada", json!({})).await;
    harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await.1["result_type"] == "completed"
}

#[tokio::test]
async fn the_access_of_a_connected_account_is_renewed_without_its_user() {
    let harness = Harness::start().await;
    let account = connected(&harness).await;
    let before = harness.router.app.store.account(&account).await.unwrap().unwrap().tokens.access_token;
    let (status, refreshed) = harness.post(&format!("connected_accounts/{account}/refresh"), json!({})).await;
    let expected = json!({ "id": account, "status": "ACTIVE", "redirect_url": null });
    assert_eq!((status, refreshed), (StatusCode::OK, expected));
    let after = harness.router.app.store.account(&account).await.unwrap().unwrap().tokens.access_token;
    assert!(before != after && works(&harness).await);
}

#[tokio::test]
async fn a_revoked_account_works_again_once_its_user_connects_it() {
    let harness = Harness::start().await;
    let account = connected(&harness).await;
    let revoke = format!("connected_accounts/{account}/revoke");
    let revoked = |tokens: Value| json!({ "revoked_tokens": tokens, "connected_account": { "id": account, "status": "REVOKED" } });
    let (status, first) = harness.post(&revoke, json!({})).await;
    assert_eq!((status, &first["connected_account"]["status"]), (StatusCode::OK, &json!("REVOKED")));
    assert!(first["revoked_tokens"].as_array().unwrap().contains(&json!("refresh_token")), "{first}");
    assert_eq!(harness.post(&revoke, json!({})).await, (StatusCode::OK, revoked(json!([]))), "it is revoked already");
    let (state, reason) = harness.status(&account).await;
    assert_eq!((state.as_str(), reason.as_deref()), ("REVOKED", Some("Revoked via user-initiated revoke endpoint")));
    let stored = harness.router.app.store.account(&account).await.unwrap().unwrap();
    assert!(stored.tokens.access_token.is_none() && !works(&harness).await);
    let (status, _) = harness.patch(&format!("connected_accounts/{account}/status"), json!({ "enabled": true })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);

    let refresh = format!("connected_accounts/{account}/refresh?redirect_url=https%3A%2F%2Fapp.example.com%2Fcb");
    let (_, again) = harness.post(&refresh, json!({})).await;
    assert_eq!((&again["status"], &again["id"]), (&json!("INITIATED"), &json!(account)));
    assert_eq!(harness.status(&account).await.0, "INITIATED");
    // Another link takes the place of the first one.
    let (_, later) = harness.post(&refresh, json!({})).await;
    let old = browser().open(again["redirect_url"].as_str().unwrap()).await.unwrap();
    assert_eq!(old.status, StatusCode::NOT_FOUND);
    let browser = browser();
    let page = browser.open(later["redirect_url"].as_str().unwrap()).await.unwrap();
    let consent = redirected(&browser.press(&page, "Continue to ").await.unwrap());
    let end = redirected(&browser.open(allow(&browser, &consent).await).await.unwrap());
    assert!(end.as_str().starts_with("https://app.example.com/cb?status=success"), "{end}");
    assert!(harness.status(&account).await.0 == "ACTIVE" && works(&harness).await);
}

#[tokio::test]
async fn an_account_that_is_connected_again_too_late_has_expired_and_stays() {
    let harness = Harness::start().await;
    let account = connected(&harness).await;
    harness.post(&format!("connected_accounts/{account}/revoke"), json!({})).await;
    harness.post(&format!("connected_accounts/{account}/refresh"), json!({})).await;
    harness.age_links("ada").await;
    assert_eq!(harness.status(&account).await.0, "EXPIRED");
    harness.router.app.store.sweep_at(now() + 3 * 24 * 60 * 60 * 1000).await.unwrap();
    assert_eq!(harness.status(&account).await.0, "EXPIRED");
}

#[tokio::test]
async fn what_cannot_be_revoked_or_renewed_says_so() {
    let harness = Harness::start().await;
    for action in ["refresh", "revoke"] {
        let (status, _) = harness.post(&format!("connected_accounts/ca_unknown/{action}"), json!({})).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
    let waiting = link(&harness, json!({ "auth_config_id": "ac_gmail", "user_id": "ada" })).await.account;
    let (status, answer) = harness.post(&format!("connected_accounts/{waiting}/revoke"), json!({})).await;
    assert_eq!((status, &answer["error"]["code"]), (StatusCode::CONFLICT, &json!(10409)));
    let account = connected(&harness).await;
    harness.patch(&format!("connected_accounts/{account}/status"), json!({ "enabled": false })).await;
    let (status, answer) = harness.post(&format!("connected_accounts/{account}/refresh"), json!({})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
    assert_eq!(harness.post(&format!("connected_accounts/{account}/revoke"), json!({})).await.0, StatusCode::OK);

    let keyed = super::credentials::harness(crate::Credentials::bearer_token()).await;
    let state = json!({ "authScheme": "BEARER_TOKEN", "val": { "token": "s3same" } });
    let body = json!({ "auth_config": { "id": "ac_keyed" }, "connection": { "user_id": "ada", "state": state } });
    let (_, made) = keyed.post("connected_accounts", body).await;
    let id = made["id"].as_str().unwrap();
    let (status, answer) = keyed.post(&format!("connected_accounts/{id}/revoke"), json!({})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
    let (_, refreshed) = keyed.post(&format!("connected_accounts/{id}/refresh"), json!({})).await;
    assert_eq!(refreshed, json!({ "id": id, "status": "ACTIVE", "redirect_url": null }));
}
