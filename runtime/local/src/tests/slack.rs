//! Slack through the router: from the link to the answer.

use super::*;

/// The data of a call that worked.
async fn run(harness: &Harness, session: &str, tool: &str, arguments: Value) -> Value {
    let (status, mut outcome) = harness.execute(session, tool, arguments).await;
    assert_eq!((status, &outcome["error"]), (StatusCode::OK, &Value::Null), "{tool}: {outcome}");
    outcome["data"].take()
}

#[tokio::test]
async fn a_user_connects_posts_and_reads_back() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["slack"] })).await;
    let account = harness.connect(&session, "slack").await;
    assert_eq!(harness.status(&account).await, ("ACTIVE".to_owned(), None));
    let message = json!({ "channel": "general", "markdown_text": "The engine is ready." });
    let posted = run(&harness, &session, "SLACK_SEND_MESSAGE", message).await;
    let history = json!({ "channel": posted["channel"], "limit": 1 });
    let history = run(&harness, &session, "SLACK_FETCH_CONVERSATION_HISTORY", history).await;
    assert_eq!(history["messages"][0]["text"], "The engine is ready.");
    assert_eq!(history["messages"][0]["ts"], posted["ts"]);

    let (_, toolkits) = harness.get(&format!("{session}/toolkits")).await;
    let user = &toolkits["items"][0]["connected_account"];
    assert_eq!(user["status"], "ACTIVE", "{toolkits}");
    let missing = json!({ "channel": "C0NOWHERE" });
    let (_, failed) = harness.execute(&session, "SLACK_FETCH_CONVERSATION_HISTORY", missing).await;
    assert!(failed["error"].as_str().is_some_and(|error| error.contains("channel_not_found")), "{failed}");
}

#[tokio::test]
async fn a_token_that_expires_is_renewed() {
    let callback: Url = "http://127.0.0.1/oauth/callback".parse().unwrap();
    let sandbox = SandboxProvider::builder().redirect_uri(callback).access_token_ttl(Duration::from_secs(1)).build();
    let harness = Harness::with(LocalRouter::builder().sandbox(sandbox)).await;
    let session = harness.session("ada", json!({ "toolkits": ["slack"] })).await;
    let account = harness.connect(&session, "slack").await;
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        let identity = run(&harness, &session, "SLACK_TEST_AUTH", json!({})).await;
        assert_eq!(identity["user_id"], "U0SANDBOXM");
    }
    assert_eq!(harness.status(&account).await.0, "ACTIVE");
}

#[tokio::test]
async fn the_page_names_the_workspace_and_what_is_asked_for() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["slack"] })).await;
    let link = harness.link(&session, json!({ "toolkit": "slack" })).await;
    let browser = browser();
    let authorize = go_on(&browser, &link.url).await;
    let query: std::collections::HashMap<_, _> = authorize.query_pairs().into_owned().collect();
    assert!(query["user_scope"].split(',').any(|scope| scope == "chat:write") && !query.contains_key("scope"));
    let page = browser.open(&authorize).await.unwrap();
    assert!(page.text().contains("Allow access to a sandbox workspace?"), "{}", page.text());
    assert!(page.text().contains("Post, change and delete messages as you"), "{}", page.text());
}

#[tokio::test]
async fn each_toolkit_has_a_connection_of_its_own() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["gmail", "slack"] })).await;
    harness.connect(&session, "slack").await;
    let (_, mail) = harness.execute(&session, "GMAIL_FETCH_EMAILS", json!({})).await;
    assert_ne!(mail["error"], Value::Null, "{mail}");
    harness.connect_gmail(&session).await;
    let mail = run(&harness, &session, "GMAIL_FETCH_EMAILS", json!({})).await;
    assert_eq!(mail["messages"][0]["subject"], "Lunch on Thursday?");
}

#[tokio::test]
async fn the_web_api_is_called_through_the_connection() {
    let harness = Harness::start().await;
    let config = json!({ "toolkits": ["slack"], "proxy_execute": { "enable": true } });
    let session = harness.session("ada", config).await;
    harness.connect(&session, "slack").await;
    let call = json!({
        "toolkit_slug": "slack", "endpoint": "https://slack.com/api/chat.postMessage", "method": "POST",
        "body": { "channel": "random", "text": "Directly." },
    });
    let (status, answer) = harness.post(&format!("{session}/proxy_execute"), call).await;
    assert_eq!((status, &answer["data"]["message"]["text"]), (StatusCode::OK, &json!("Directly.")), "{answer}");
    let beside = json!({ "toolkit_slug": "slack", "endpoint": "/../oauth/v2/authorize", "method": "GET" });
    let (status, _) = harness.post(&format!("{session}/proxy_execute"), beside).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_deleted_account_is_revoked_at_slack() {
    let sandbox = SandboxProvider::default();
    let harness = Harness::with(LocalRouter::builder().sandbox(sandbox)).await;
    let session = harness.session("ada", json!({ "toolkits": ["slack"] })).await;
    let account = harness.connect(&session, "slack").await;
    let stored = harness.router.app.store.account(&account).await.unwrap().unwrap();
    let token = harness.router.app.vault.open(&account, stored.tokens.access_token.as_deref().unwrap()).unwrap();
    let identity = async || {
        use secrecy::ExposeSecret;
        let url = harness.router.url().join("/sandbox/slack/api/auth.test").unwrap();
        answer(harness.http.post(url).bearer_auth(token.expose_secret()).send().await.unwrap()).await.1
    };
    assert_eq!(identity().await["user"], "maya");
    assert_eq!(harness.delete(&format!("connected_accounts/{account}")).await.0, StatusCode::OK);
    assert_eq!(identity().await, json!({ "ok": false, "error": "invalid_auth" }));
}
