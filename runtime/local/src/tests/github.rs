//! GitHub through the router: from the link to the answer.

use secrecy::ExposeSecret;

use super::*;

/// The data of a call that worked.
async fn run(harness: &Harness, session: &str, tool: &str, arguments: Value) -> Value {
    let (status, mut outcome) = harness.execute(session, tool, arguments).await;
    assert_eq!((status, &outcome["error"]), (StatusCode::OK, &Value::Null), "{tool}: {outcome}");
    outcome["data"].take()
}

#[tokio::test]
async fn a_user_connects_writes_and_reads_back() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["github"] })).await;
    let account = harness.connect(&session, "github").await;
    assert_eq!(harness.status(&account).await, ("ACTIVE".to_owned(), None));
    let issue = json!({ "owner": "maya", "repo": "checkout", "title": "The engine is ready" });
    let created = run(&harness, &session, "GITHUB_CREATE_AN_ISSUE", issue).await;
    let read = json!({ "owner": "maya", "repo": "checkout", "issue_number": created["number"] });
    assert_eq!(run(&harness, &session, "GITHUB_GET_AN_ISSUE", read).await["title"], "The engine is ready");

    let missing = json!({ "owner": "maya", "repo": "nowhere" });
    let (_, failed) = harness.execute(&session, "GITHUB_GET_A_REPOSITORY", missing).await;
    assert!(failed["error"].as_str().is_some_and(|error| error.contains("404: Not Found")), "{failed}");
    let (_, toolkits) = harness.get(&format!("{session}/toolkits")).await;
    assert_eq!(toolkits["items"][0]["connected_account"]["status"], "ACTIVE", "{toolkits}");
}

#[tokio::test]
async fn a_token_that_expires_is_renewed() {
    let callback: Url = "http://127.0.0.1/oauth/callback".parse().unwrap();
    let sandbox = SandboxProvider::builder().redirect_uri(callback).access_token_ttl(Duration::from_secs(1)).build();
    let harness = Harness::with(LocalRouter::builder().sandbox(sandbox)).await;
    let session = harness.session("ada", json!({ "toolkits": ["github"] })).await;
    let account = harness.connect(&session, "github").await;
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        let user = run(&harness, &session, "GITHUB_GET_THE_AUTHENTICATED_USER", json!({})).await;
        assert_eq!(user["login"], "maya");
    }
    assert_eq!(harness.status(&account).await.0, "ACTIVE");
}

#[tokio::test]
async fn the_page_names_the_repositories_and_what_is_asked_for() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["github"] })).await;
    let link = harness.link(&session, json!({ "toolkit": "github" })).await;
    let browser = browser();
    let authorize = go_on(&browser, &link.url).await;
    let query: std::collections::HashMap<_, _> = authorize.query_pairs().into_owned().collect();
    assert_eq!(query["scope"], "repo read:user");
    let page = browser.open(&authorize).await.unwrap();
    assert!(page.text().contains("Allow access to sandbox repositories?"), "{}", page.text());
    assert!(page.text().contains("Read and change your repositories"), "{}", page.text());
}

#[tokio::test]
async fn the_rest_api_is_called_through_the_connection() {
    let harness = Harness::start().await;
    let config = json!({ "toolkits": ["github"], "proxy_execute": { "enable": true } });
    let session = harness.session("ada", config).await;
    harness.connect(&session, "github").await;
    let call = json!({
        "toolkit_slug": "github", "endpoint": "https://api.github.com/repos/maya/checkout/issues/2/comments", "method": "POST",
        "body": { "body": "Directly." },
    });
    let (status, answer) = harness.post(&format!("{session}/proxy_execute"), call).await;
    assert_eq!((status, &answer["data"]["body"]), (StatusCode::OK, &json!("Directly.")), "{answer}");
    let beside = json!({ "toolkit_slug": "github", "endpoint": "/../../login/oauth/authorize", "method": "GET" });
    let (status, _) = harness.post(&format!("{session}/proxy_execute"), beside).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn revoking_and_deleting_take_the_tokens_back_at_the_provider() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["github"] })).await;
    for method in [Method::POST, Method::DELETE] {
        let account = harness.connect(&session, "github").await;
        let stored = harness.router.app.store.account(&account).await.unwrap().unwrap();
        let token = harness.router.app.vault.open(&account, stored.tokens.access_token.as_deref().unwrap()).unwrap();
        let user = harness.router.url().join("/sandbox/github/api/v3/user").unwrap();
        let ask =
            async || harness.http.get(user.clone()).bearer_auth(token.expose_secret()).send().await.unwrap().status();
        assert_eq!(ask().await, StatusCode::OK);
        let path = format!("connected_accounts/{account}");
        if method == Method::POST {
            let (_, revoked) = harness.post(&format!("{path}/revoke"), json!({})).await;
            assert_eq!(revoked["revoked_tokens"], json!(["access_token"]), "{revoked}");
            assert_eq!(harness.status(&account).await.0, "REVOKED");
        } else {
            assert_eq!(harness.delete(&path).await.0, StatusCode::OK);
        }
        assert_eq!(ask().await, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn another_client_revokes_nothing() {
    let provider = SandboxProvider::builder().client("mine", "a secret").build();
    let server = provider.spawn().await.unwrap();
    let url = server.url().join("/github/api/v3/applications/mine/token").unwrap();
    let delete = async |secret: &str, body: Value| {
        let request = http::client().unwrap().delete(url.clone()).basic_auth("mine", Some(secret)).json(&body);
        request.send().await.unwrap().status()
    };
    let unknown = json!({ "access_token": "unknown" });
    assert_eq!(delete("another secret", unknown.clone()).await, StatusCode::NOT_FOUND);
    assert_eq!(delete("a secret", unknown).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(delete("a secret", json!({})).await, StatusCode::UNPROCESSABLE_ENTITY);
}
