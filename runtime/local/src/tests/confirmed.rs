//! Connections whose user the application confirms.

use super::{own_links::link, *};

async fn harness() -> Harness {
    Harness::with(builder().callback_verifier("https://app.example.com/verify?app=1")).await
}

/// Connects Gmail up to the application's verifier, and returns the account and the session URI.
async fn at_verifier(harness: &Harness) -> (String, String) {
    let link = link(harness, json!({ "auth_config_id": "ac_gmail", "user_id": "ada" })).await;
    let browser = browser();
    let back = allow(&browser, &go_on(&browser, &link.url).await).await;
    let verifier = redirected(&browser.open(&back).await.unwrap());
    assert!(verifier.as_str().starts_with("https://app.example.com/verify?app=1&session_uri="), "{verifier}");
    let session_uri = verifier.query_pairs().find(|(name, _)| name == "session_uri").unwrap().1.into_owned();
    assert_eq!(harness.status(&link.account).await.0, "INITIATED");
    assert_eq!(browser.open(&back).await.unwrap().status, StatusCode::BAD_REQUEST, "the answer counts once");
    (link.account, session_uri)
}

async fn redeem(harness: &Harness, session_uri: &str, user: &str) -> (StatusCode, Value) {
    harness.post("connected_accounts/complete_auth", json!({ "session_uri": session_uri, "user_id": user })).await
}

#[tokio::test]
async fn a_confirmed_user_is_connected_once() {
    let harness = harness().await;
    let (account, session_uri) = at_verifier(&harness).await;
    let done = json!({ "connected_account_id": account, "toolkit_slug": "gmail" });
    assert_eq!(redeem(&harness, &session_uri, "ada").await, (StatusCode::OK, done));
    let session = harness.session("ada", json!({})).await;
    let (_, outcome) = harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await;
    assert_eq!(outcome["result_type"], "completed", "{outcome}");
    assert_eq!(redeem(&harness, &session_uri, "ada").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_user_is_not_connected_and_ends_the_attempt() {
    let harness = harness().await;
    let (account, session_uri) = at_verifier(&harness).await;
    assert_eq!(redeem(&harness, &session_uri, "eve").await.0, StatusCode::FORBIDDEN);
    assert_eq!(harness.status(&account).await.0, "FAILED");
    assert_eq!(redeem(&harness, &session_uri, "ada").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_redeemed_in_time_expires() {
    let harness = harness().await;
    let (account, session_uri) = at_verifier(&harness).await;
    harness.age_links("ada").await;
    assert_eq!(redeem(&harness, &session_uri, "ada").await.0, StatusCode::NOT_FOUND);
    assert_eq!(harness.status(&account).await.0, "EXPIRED");
    for bad in ["", "tool-router-session:", "tool-router-session:x", "x"] {
        assert_eq!(redeem(&harness, bad, "ada").await.0, StatusCode::NOT_FOUND, "{bad:?}");
    }
}

#[tokio::test]
async fn a_verifier_that_no_browser_can_be_sent_to_is_refused() {
    for bad in ["", "/verify", "http://example.com", "javascript:alert(1)"] {
        let error = builder().callback_verifier(bad).start().await.err();
        assert!(matches!(error, Some(crate::LocalError::InvalidVerifier)), "{bad:?}");
    }
}
