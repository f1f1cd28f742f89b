//! What a settings page does with a user's accounts.

use super::*;

#[tokio::test]
async fn a_disabled_account_runs_no_tool_until_it_is_enabled() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": { "enable": ["gmail"] } })).await;
    let account = harness.connect_gmail(&session).await;
    let status = format!("connected_accounts/{account}/status");
    // Twice: it may be sent again.
    for _ in 0..2 {
        let answer = harness.patch(&status, json!({ "enabled": false })).await;
        assert_eq!(answer, (StatusCode::OK, json!({ "success": true })));
    }
    let (_, disabled) = harness.get(&format!("connected_accounts/{account}")).await;
    assert_eq!((&disabled["status"], &disabled["is_disabled"]), (&json!("INACTIVE"), &json!(true)));
    let (refused, answer) = harness.execute(&session, "GMAIL_FETCH_EMAILS", json!({})).await;
    assert_eq!(
        (refused, &answer["error"]["slug"]),
        (StatusCode::BAD_REQUEST, &json!("ToolRouterV2_NoActiveConnection"))
    );
    let (_, inactive) = harness.get("connected_accounts?user_ids=ada&statuses=INACTIVE").await;
    assert_eq!(inactive["total_items"], 1);

    assert_eq!(harness.patch(&status, json!({ "enabled": true })).await.0, StatusCode::OK);
    assert_eq!(harness.status(&account).await.0, "ACTIVE");
    let (_, mails) = harness.execute(&session, "GMAIL_FETCH_EMAILS", json!({ "max_results": 1 })).await;
    assert_eq!(mails["result_type"], "completed", "{mails}");
}

#[tokio::test]
async fn only_a_connected_account_is_disabled_or_enabled() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let declined = harness.gmail_link(&session).await;
    browser().decline(&declined.url).await.unwrap();
    for account in [&link.account, &declined.account] {
        let before = harness.status(account).await;
        for enabled in [true, false] {
            let path = format!("connected_accounts/{account}/status");
            let (status, answer) = harness.patch(&path, json!({ "enabled": enabled })).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
        }
        assert_eq!(harness.status(account).await, before);
    }
    let unknown = harness.patch("connected_accounts/ca_unknown/status", json!({ "enabled": true })).await;
    assert_eq!(unknown.0, StatusCode::NOT_FOUND);
    for body in [json!({}), json!({ "enabled": "no" }), json!({ "enabled": true, "status": "ACTIVE" })] {
        let path = format!("connected_accounts/{}/status", link.account);
        assert_eq!(harness.patch(&path, body).await.0, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn whoever_waits_hears_that_an_account_was_disabled() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let account = harness.connect_gmail(&session).await;
    let (_, before) = harness.get(&format!("{session}/connections?toolkits=gmail")).await;
    let after = format!("{session}/connections?toolkits=gmail&after={}&wait_ms=20000", before["revision"]);
    let disabling = async {
        harness.until_awaited("ada").await;
        harness.patch(&format!("connected_accounts/{account}/status"), json!({ "enabled": false })).await
    };
    let ((_, pushed), _) = clock::stopped(async { tokio::join!(harness.get(&after), disabling) }).await;
    assert_eq!(pushed["connections"][0]["status"], "INACTIVE");
}

#[tokio::test]
async fn an_alias_is_set_and_removed_and_is_one_accounts_alone() {
    let harness = Harness::start().await;
    let several = json!({ "multi_account": { "enable": true } });
    let session = harness.session("ada", several.clone()).await;
    let (first, second) = (harness.connect_gmail(&session).await, harness.connect_gmail(&session).await);
    let bobs = harness.connect_gmail(&harness.session("bob", several).await).await;
    let path = |account: &str| format!("connected_accounts/{account}");
    let work = json!({ "alias": "work" });
    // Another user's accounts have aliases of their own, and an account may keep its alias.
    for account in [&first, &bobs, &first] {
        let changed = json!({ "id": account, "status": "ACTIVE", "success": true });
        assert_eq!(harness.patch(&path(account), work.clone()).await, (StatusCode::OK, changed));
    }
    let (status, taken) = harness.patch(&path(&second), work.clone()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{taken}");
    assert_eq!(harness.get(&path(&first)).await.1["alias"], "work");
    assert_eq!(harness.patch(&path(&first), json!({ "alias": "" })).await.0, StatusCode::OK);
    assert_eq!(harness.get(&path(&first)).await.1.get("alias"), None);
    assert_eq!(harness.patch(&path(&second), work.clone()).await.0, StatusCode::OK);
    for (account, body, status) in [
        ("ca_unknown", work, StatusCode::NOT_FOUND),
        (&*first, json!({}), StatusCode::BAD_REQUEST),
        (&*first, json!({ "alias": "a\nb" }), StatusCode::BAD_REQUEST),
        (&*first, json!({ "alias": "home", "status": "ACTIVE" }), StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(harness.patch(&path(account), body).await.0, status);
    }
}

#[tokio::test]
async fn a_session_sees_the_accounts_that_it_is_pinned_to_and_no_later_ones() {
    let harness = Harness::start().await;
    let several = json!({ "multi_account": { "enable": true } });
    let session = harness.session("ada", several).await;
    let (first, second) = (harness.connect_gmail(&session).await, harness.connect_gmail(&session).await);
    harness.gmail_link(&session).await;
    let current = async |config: Value| {
        let session = harness.session("ada", config).await;
        let (_, toolkits) = harness.get(&format!("{session}/toolkits?toolkits=gmail")).await;
        let (_, pushed) = harness.get(&format!("{session}/connections")).await;
        let account = toolkits["items"][0]["connected_account"]["id"].clone();
        (account, pushed["connections"][0]["connected_account_id"].clone())
    };
    assert_eq!(current(json!({})).await.0, second);
    let pinned = json!({ "connected_accounts": { "gmail": [first] } });
    assert_eq!(current(pinned).await, (json!(first), json!(first)));
    let made = json!({ "toolkit": { "slug": "gmail" }, "auth_config": { "type": "use_composio_managed_auth" } });
    let (_, made) = harness.post("auth_configs", made).await;
    let other = json!({ "auth_configs": { "gmail": made["auth_config"]["id"] } });
    assert_eq!(current(other.clone()).await, (Value::Null, Value::Null));
    let waiting = harness.gmail_link(&harness.session("ada", other.clone()).await).await;
    assert_eq!(current(other).await, (json!(waiting.account), json!(waiting.account)));
}

#[tokio::test]
async fn an_alias_of_a_link_is_judged_as_any_other_and_goes_to_one_account_alone() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "multi_account": { "enable": true } })).await;
    let odd = json!({ "toolkit": "gmail", "alias": "work\u{202e}\n" });
    assert_eq!(harness.post(&format!("{session}/link"), odd).await.0, StatusCode::BAD_REQUEST);
    let named = json!({ "toolkit": "gmail", "alias": "work" });
    let links = [harness.link(&session, named.clone()).await, harness.link(&session, named).await];
    for link in &links {
        assert!(browser().connect(&link.url).await.unwrap().text().contains("is connected"));
    }
    let alias = async |link: &Link| {
        let (_, account) = harness.get(&format!("connected_accounts/{}", link.account)).await;
        assert_eq!(account["status"], "ACTIVE");
        account.get("alias").cloned()
    };
    assert_eq!((alias(&links[0]).await, alias(&links[1]).await), (Some(json!("work")), None));
}
