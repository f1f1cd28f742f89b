//! Who can reach an endpoint, and for how long.

use super::*;

#[tokio::test]
async fn only_the_right_key_reaches_a_session_that_is_there() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let endpoint = harness.endpoint(&session).await;
    for (key, status, slug) in [
        (None, StatusCode::UNAUTHORIZED, "Auth_NoAuthProvided"),
        (Some("ak_wrong"), StatusCode::UNAUTHORIZED, "APIKey_InvalidAPIKey"),
    ] {
        for method in [Method::POST, Method::GET, Method::DELETE] {
            let request = harness.http.request(method, &endpoint).json(&initialize());
            let request = key.into_iter().fold(request, |request, key| request.header("x-api-key", key));
            let (answered, body) = answer(request.send().await.unwrap()).await;
            assert_eq!((answered, &body["error"]["slug"]), (status, &json!(slug)));
        }
    }
    let unknown = harness.router.url().join("/tool_router/trs_unknown/mcp").unwrap();
    let (status, body) = answer(harness.raw(unknown.as_str(), &initialize()).send().await.unwrap()).await;
    assert_eq!((status, &body["error"]["slug"]), (StatusCode::NOT_FOUND, &json!("HTTP_NotFound")));
}

#[tokio::test]
async fn pages_of_other_origins_are_refused() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let endpoint = harness.endpoint(&session).await;
    let own = harness.router.url().origin().ascii_serialization();
    let port = harness.router.url().port().unwrap();
    for (header, value, status) in [
        ("host", "evil.example".to_owned(), StatusCode::FORBIDDEN),
        ("host", format!("evil.example:{port}"), StatusCode::FORBIDDEN),
        ("host", format!("127.0.0.1.evil.example:{port}"), StatusCode::FORBIDDEN),
        ("host", format!("localhost:{port}"), StatusCode::OK),
        ("origin", "https://evil.example".to_owned(), StatusCode::FORBIDDEN),
        ("origin", "http://127.0.0.1:1".to_owned(), StatusCode::FORBIDDEN),
        ("origin", "http://127.0.0.1".to_owned(), StatusCode::FORBIDDEN),
        ("origin", "null".to_owned(), StatusCode::FORBIDDEN),
        ("origin", own, StatusCode::OK),
    ] {
        let response = harness.raw(&endpoint, &initialize()).header(header, &value).send().await.unwrap();
        assert_eq!(response.status(), status, "{header}: {value}");
    }
}

#[tokio::test]
async fn a_body_is_bounded() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let mut message = initialize();
    message["params"]["clientInfo"]["name"] = "x".repeat(crate::limits::BODY).into();
    let response = harness.raw(&harness.endpoint(&session).await, &message).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn an_mcp_session_belongs_to_one_session() {
    let harness = Harness::start().await;
    let (hers, his) = (harness.session("ada", json!({})).await, harness.session("charles", json!({})).await);
    let (hers, his) = (harness.endpoint(&hers).await, harness.endpoint(&his).await);
    let response = harness.raw(&hers, &initialize()).send().await.unwrap();
    let id = response.headers()["mcp-session-id"].to_str().unwrap().to_owned();
    drop(response);
    let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    for (endpoint, status) in [(&his, StatusCode::NOT_FOUND), (&hers, StatusCode::ACCEPTED)] {
        let response = harness.raw(endpoint, &initialized).header("mcp-session-id", &id).send().await.unwrap();
        assert_eq!(response.status(), status);
    }
    // A client that cannot use it cannot end it either.
    let end = harness.http.delete(&his).header("x-api-key", harness.router.api_key());
    end.header("mcp-session-id", &id).send().await.unwrap();
    for (endpoint, status) in [(&his, StatusCode::NOT_FOUND), (&hers, StatusCode::OK)] {
        let response = harness.raw(endpoint, &list()).header("mcp-session-id", &id).send().await.unwrap();
        assert_eq!(response.status(), status);
    }
}

#[tokio::test]
async fn a_deleted_session_ends_its_mcp_sessions() {
    let harness = Harness::start().await;
    let (session, other) = (harness.session("ada", json!({})).await, harness.session("ada", json!({})).await);
    let endpoint = harness.endpoint(&session).await;
    let (client, unhurt) =
        (harness.client(&session, User::default()).await, harness.client(&other, User::default()).await);
    assert!(!names(&client).await.is_empty());
    // The stream on which the server would report changes.
    let stream = harness.raw(&endpoint, &initialize()).send().await.unwrap();
    let id = stream.headers()["mcp-session-id"].clone();
    let stream = harness.http.get(&endpoint).header("x-api-key", harness.router.api_key());
    let stream = stream.header("accept", "text/event-stream").header("mcp-session-id", id).send().await.unwrap();
    assert_eq!(stream.status(), StatusCode::OK);

    assert_eq!(harness.delete(&session).await.0, StatusCode::OK);
    timeout(PATIENCE, stream.bytes()).await.expect("the stream ends").unwrap();
    assert!(client.list_all_tools().await.is_err());
    let (status, body) = answer(harness.raw(&endpoint, &initialize()).send().await.unwrap()).await;
    assert_eq!((status, &body["error"]["slug"]), (StatusCode::NOT_FOUND, &json!("HTTP_NotFound")));
    assert!(!names(&unhurt).await.is_empty());
}

#[tokio::test]
async fn the_session_that_was_used_least_recently_makes_room() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let endpoint = harness.endpoint(&session).await;
    let start = async || {
        let response = harness.raw(&endpoint, &initialize()).send().await.unwrap();
        response.headers()["mcp-session-id"].clone()
    };
    let status = async |id: &reqwest::header::HeaderValue| {
        let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
        harness.raw(&endpoint, &initialized).header("mcp-session-id", id).send().await.unwrap().status()
    };
    let (first, second) = (start().await, start().await);
    assert_eq!(status(&first).await, StatusCode::ACCEPTED);
    for _ in 2..=crate::limits::MCP_SESSIONS {
        start().await;
    }
    assert_eq!((status(&first).await, status(&second).await), (StatusCode::ACCEPTED, StatusCode::NOT_FOUND));
}

#[tokio::test]
async fn clients_do_not_keep_the_router_from_stopping() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let client = harness.client(&session, User::default()).await;
    assert!(!names(&client).await.is_empty());
    // Not even for the time that open requests are given.
    clock::stopped(harness.router.stop()).await;
    assert!(client.list_all_tools().await.is_err());
}
