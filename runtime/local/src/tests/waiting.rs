//! Waiting for connections: the push, and the meta tools that use it.

use std::time::Instant;

use super::*;
use crate::store::SealedTokens;

#[tokio::test]
async fn a_connection_is_pushed_to_whoever_waits_for_it() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let browser = browser();
    let authorize = go_on(&browser, &link.url).await;
    let callback = allow(&browser, &authorize).await;
    let (_, before) = harness.get(&format!("{session}/connections?toolkits=gmail")).await;
    assert_eq!(before["connections"][0]["status"], "INITIATED");
    let after = format!("{session}/connections?toolkits=gmail&after={}&wait_ms=20000", before["revision"]);
    let connecting = async {
        harness.until_awaited("ada").await;
        browser.open(&callback).await.unwrap();
    };
    // No timer fires: nothing is polled, and the wait has not timed out.
    let ((_, pushed), ()) = clock::stopped(async { tokio::join!(harness.get(&after), connecting) }).await;
    let expected =
        json!({ "toolkit": "gmail", "connected_account_id": link.account, "status": "ACTIVE", "status_reason": null });
    assert_eq!(pushed["connections"], json!([expected]));
}

#[tokio::test]
async fn an_expiry_is_pushed_when_it_happens() {
    let harness = Harness::with(builder().link_lifetime(Duration::from_millis(300))).await;
    let session = harness.session("ada", json!({})).await;
    harness.gmail_link(&session).await;
    let mut after = json!(0);
    loop {
        // Long after the link has expired.
        let (_, pushed) = harness.get(&format!("{session}/connections?after={after}&wait_ms=30000")).await;
        assert_ne!(pushed["revision"], after, "nobody was woken");
        match pushed["connections"][0]["status"].as_str() {
            Some("EXPIRED") => break,
            _ => after = pushed["revision"].clone(),
        }
    }
}

#[tokio::test]
async fn a_wait_ends_and_others_do_not_disturb_it() {
    let harness = Harness::start().await;
    let (ada, bob) = (harness.session("ada", json!({})).await, harness.session("bob", json!({})).await);
    let (_, before) = harness.get(&format!("{ada}/connections")).await;
    let path = format!("{ada}/connections?after={}&wait_ms=200", before["revision"]);
    let started = Instant::now();
    let (waited, _) = tokio::join!(harness.get(&path), harness.gmail_link(&bob));
    assert_eq!(waited, (StatusCode::OK, before));
    assert!(started.elapsed() >= Duration::from_millis(200));
    assert_eq!(harness.get(&format!("{ada}/connections?wait_ms=30001")).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_wait_that_times_out_tells_how_things_are_now() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let link = harness.gmail_link(&session).await;
    let (_, before) = harness.get(&format!("{session}/connections")).await;
    let path = format!("{session}/connections?after={}&wait_ms=300", before["revision"]);
    let connecting = async {
        harness.until_awaited("ada").await;
        // Without an announcement, as if it were lost.
        let tokens = SealedTokens::default();
        harness.router.app.store.activate_account(&link.account, &tokens).await.unwrap();
    };
    let ((_, waited), ()) = tokio::join!(harness.get(&path), connecting);
    assert_eq!(waited["connections"][0]["status"], "ACTIVE");
}

#[tokio::test]
async fn of_two_links_the_newest_counts_until_one_connects() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let (older, newer) = (harness.gmail_link(&session).await, harness.gmail_link(&session).await);
    let current = async || {
        let (_, snapshot) = harness.get(&format!("{session}/connections")).await;
        (snapshot["connections"][0]["connected_account_id"].clone(), snapshot["connections"][0]["status"].clone())
    };
    assert_eq!(current().await, (json!(newer.account), json!("INITIATED")));
    browser().connect(&older.url).await.unwrap();
    assert_eq!(current().await, (json!(older.account), json!("ACTIVE")));
    browser().connect(&newer.url).await.unwrap();
    assert_eq!(current().await, (json!(newer.account), json!("ACTIVE")));
}

#[tokio::test]
async fn an_agent_makes_a_link_and_waits_for_it() {
    let harness = Harness::start().await;
    let management = json!({ "enable_wait_for_connections": true, "callback_url": "https://app.example.com/done" });
    let session = harness.session("ada", json!({ "manage_connections": management })).await;
    let arguments = json!({ "toolkits": ["GMAIL", "echo", "unknown"] });
    let made = harness.meta(&session, "COMPOSIO_MANAGE_CONNECTIONS", arguments.clone()).await;
    let summary = json!({
        "total_toolkits": 3, "active_connections": 1, "initiated_connections": 1, "failed_connections": 1,
    });
    assert_eq!(made["summary"], summary);
    assert_eq!(made["results"]["unknown"]["status"], "failed");
    let link: Url = made["results"]["gmail"]["redirect_url"].as_str().unwrap().parse().unwrap();
    let connecting = async {
        harness.until_awaited("ada").await;
        browser().connect(&link).await.unwrap()
    };
    let waiting = harness.meta(&session, "COMPOSIO_WAIT_FOR_CONNECTIONS", json!({ "toolkits": ["gmail"] }));
    let (waited, end) = tokio::join!(waiting, connecting);
    assert_eq!(waited["results"]["gmail"]["status"], "ACTIVE");
    assert_eq!(redirected(&end).host_str(), Some("app.example.com"));
    let again = harness.meta(&session, "COMPOSIO_MANAGE_CONNECTIONS", arguments).await;
    assert_eq!(again["results"]["gmail"]["status"], "active");
    assert_eq!(again["results"]["gmail"]["connected_account_id"], waited["results"]["gmail"]["connected_account_id"]);
}

#[tokio::test]
async fn a_refusal_ends_the_agents_wait() {
    let harness = Harness::start().await;
    let session =
        harness.session("ada", json!({ "manage_connections": { "enable_wait_for_connections": true } })).await;
    let link = harness.gmail_link(&session).await;
    let connecting = async {
        harness.until_awaited("ada").await;
        browser().decline(&link.url).await.unwrap()
    };
    let arguments = json!({ "toolkits": ["gmail"], "mode": "all" });
    let (waited, _) = tokio::join!(harness.meta(&session, "COMPOSIO_WAIT_FOR_CONNECTIONS", arguments), connecting);
    assert_eq!(waited["results"]["gmail"]["status"], "FAILED");
}

#[tokio::test]
async fn a_newer_unused_link_leaves_a_connected_toolkit_connected() {
    let harness = Harness::start().await;
    let session =
        harness.session("ada", json!({ "manage_connections": { "enable_wait_for_connections": true } })).await;
    let account = harness.connect_gmail(&session).await;
    let newer = harness.gmail_link(&session).await;
    let arguments = json!({ "toolkits": ["gmail"] });
    let started = Instant::now();
    let waited = harness.meta(&session, "COMPOSIO_WAIT_FOR_CONNECTIONS", arguments.clone()).await;
    assert!(started.elapsed() < Duration::from_secs(20), "it waited for a link that nobody needs");
    let managed = harness.meta(&session, "COMPOSIO_MANAGE_CONNECTIONS", arguments).await;
    let (_, run) = harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await;
    assert_eq!(run["result_type"], "completed");
    for (said, status) in [(&waited, "ACTIVE"), (&managed, "active")] {
        let gmail = &said["results"]["gmail"];
        assert_eq!((&gmail["status"], &gmail["connected_account_id"]), (&json!(status), &json!(account)));
    }
    // Whoever waits for the newer link still does.
    let (_, pushed) = harness.get(&format!("{session}/connections")).await;
    assert_eq!(pushed["connections"][0]["connected_account_id"], newer.account);
}
