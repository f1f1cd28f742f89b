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

#[tokio::test]
async fn a_client_in_the_middle_of_a_call_does_not_make_room() {
    let harness = Harness::start().await;
    let config = json!({ "toolkits": { "require_approval": ["echo"] }, "preload": { "tools": ["ECHO_DELETE"] } });
    let session = harness.session("ada", config).await;
    let endpoint = harness.endpoint(&session).await;
    let patience = Arc::new(Semaphore::new(0));
    let user = User { patience: Some(patience.clone()), ..User::who_decides("approve") };
    let client = harness.client(&session, user.clone()).await;
    let calling = tokio::spawn(async move { try_call(&client, "ECHO_DELETE", json!({ "id": 1 })).await });
    timeout(PATIENCE, user.thinks.notified()).await.expect("the user is asked");
    for _ in 0..=crate::limits::MCP_SESSIONS {
        assert_eq!(harness.raw(&endpoint, &initialize()).send().await.unwrap().status(), StatusCode::OK);
    }
    patience.add_permits(1);
    let called = timeout(PATIENCE, calling).await.expect("the call ends").unwrap().unwrap();
    assert_eq!(called.is_error, Some(false), "{called:?}");
}

#[tokio::test]
async fn an_mcp_session_that_is_not_there_is_not_found() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let endpoint = harness.endpoint(&session).await;
    let send = async |method: Method, id: &str| {
        let request = harness.raw(&endpoint, &list()).build().unwrap();
        let request = harness.http.request(method, &endpoint).headers(request.headers().clone()).json(&list());
        request.header("mcp-session-id", id).send().await.unwrap().status()
    };
    for version in [None, Some("2025-11-25"), Some("2026-07-28")] {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            let request = harness.raw(&endpoint, &list()).build().unwrap();
            let request = harness.http.request(method.clone(), &endpoint).headers(request.headers().clone());
            let request =
                version.into_iter().fold(request, |request, version| request.header("mcp-protocol-version", version));
            let answer = request.json(&list()).header("mcp-session-id", "unknown").send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{method} {version:?}");
        }
    }
    let begun = harness.raw(&endpoint, &initialize()).send().await.unwrap();
    let id = begun.headers()["mcp-session-id"].to_str().unwrap();
    assert_eq!(send(Method::DELETE, id).await, StatusCode::NO_CONTENT, "the SDKs expect 200 or 204");
    for method in [Method::DELETE, Method::GET, Method::POST] {
        assert_eq!(send(method, id).await, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_client_recovers_from_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let start = async |port: u16| {
        Harness::with(builder().store_file(directory.path().join("store.db")).api_key("ak_tests").port(port)).await
    };
    let harness = start(0).await;
    let port = harness.router.url().port().unwrap();
    let session = harness.session("ada", json!({ "preload": { "tools": ["ECHO_READ"] } })).await;
    let mut config = StreamableHttpClientTransportConfig::with_uri(harness.endpoint(&session).await);
    config.custom_headers.insert("x-api-key".parse().unwrap(), "ak_tests".parse().unwrap());
    let transport = StreamableHttpClientTransport::with_client(http::client().unwrap(), config);
    let user = User::default();
    let client = user.clone().serve_with_lifecycle(transport, ClientLifecycleMode::Initialize).await.unwrap();
    assert_eq!(call(&client, "ECHO_READ", json!({ "id": 1 })).await.is_error, Some(false));
    harness.router.stop().await;
    let harness = start(port).await;
    let again = timeout(PATIENCE, call(&client, "ECHO_READ", json!({ "id": 2 }))).await.expect("an answer");
    assert_eq!(again.structured_content, Some(json!({ "id": 2 })));
    // The stream on which it hears of changes is back as well.
    let told = async {
        let mut number = 0;
        loop {
            number += 1;
            let search = json!({ "search": { "enable": number % 2 == 0 } });
            harness.patch(&session, search).await;
            if timeout(Duration::from_millis(500), user.told.notified()).await.is_ok() {
                break;
            }
        }
    };
    timeout(PATIENCE, told).await.expect("the client is told");
}

#[tokio::test]
async fn the_first_byte_of_a_stream_comes_at_once() {
    let slow = crate::tests::stopping::Slow::new();
    let harness = Harness::with(builder().toolkit(slow.clone())).await;
    let session = harness.session("ada", json!({ "preload": { "tools": ["SLOW_SEND"] } })).await;
    let endpoint = harness.endpoint(&session).await;
    let mut oldest = initialize();
    oldest["params"]["protocolVersion"] = "2025-03-26".into();
    let begun = harness.raw(&endpoint, &oldest).send().await.unwrap();
    let id = begun.headers()["mcp-session-id"].clone();
    drop(begun);
    let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    harness.raw(&endpoint, &initialized).header("mcp-session-id", &id).send().await.unwrap();
    let call = json!({ "jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": { "name": "SLOW_SEND", "arguments": {} } });
    let listening = harness.http.get(&endpoint).header("x-api-key", harness.router.api_key());
    for request in [harness.raw(&endpoint, &call), listening.header("accept", "text/event-stream")] {
        let mut stream = request.header("mcp-session-id", &id).send().await.unwrap();
        assert_eq!(stream.headers()["x-accel-buffering"], "no");
        let first = timeout(Duration::from_secs(5), stream.chunk()).await.expect("a byte at once").unwrap();
        assert!(first.is_some_and(|first| !first.is_empty()));
    }
    slow.finish();
}

#[tokio::test]
async fn the_first_byte_of_a_call_without_a_session_comes_at_once() {
    let slow = crate::tests::stopping::Slow::new();
    let harness = Harness::with(builder().toolkit(slow.clone())).await;
    let session = harness.session("ada", json!({ "preload": { "tools": ["SLOW_SEND"] } })).await;
    let endpoint = harness.endpoint(&session).await;
    let send = async |name: &str| {
        let meta = json!({ "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities": {} });
        let params = json!({ "name": name, "arguments": {}, "_meta": meta });
        let call = json!({ "jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": params });
        let request = harness.raw(&endpoint, &call).header("mcp-protocol-version", "2026-07-28");
        let sent = request.header("mcp-method", "tools/call").header("mcp-name", "SLOW_SEND").send();
        timeout(Duration::from_secs(5), sent).await.expect("a head at once").unwrap()
    };
    let mut stream = send("SLOW_SEND").await;
    assert_eq!((stream.status(), &stream.headers()["x-accel-buffering"]), (StatusCode::OK, &"no".parse().unwrap()));
    let first = timeout(Duration::from_secs(5), stream.chunk()).await.expect("a byte at once").unwrap();
    assert!(first.is_some_and(|first| !first.is_empty()));
    slow.finish();
    let rest = timeout(PATIENCE, stream.text()).await.expect("the answer").unwrap();
    assert!(rest.contains("\"sent\":true"), "{rest}");
    assert_eq!(send("ECHO_READ").await.status(), StatusCode::BAD_REQUEST, "the header says something else");
}

#[tokio::test]
async fn a_call_that_runs_is_answered_before_the_router_stops() {
    let slow = crate::tests::stopping::Slow::new();
    let harness = Harness::with(builder().toolkit(slow.clone())).await;
    let session = harness.session("ada", json!({ "preload": { "tools": ["SLOW_SEND"] } })).await;
    let mut listeners = Vec::new();
    for lifecycle in lifecycles() {
        // Streams without an end do not keep it from stopping.
        let listener = harness.client_of(&session, User::default(), lifecycle).await;
        listeners.push(listener);
    }
    let [_, modern] = lifecycles();
    let listener = harness.client_of(&session, User::default(), modern).await;
    let filter = SubscriptionFilter::builder().tools_list_changed().build();
    let _subscription = listener.listen(filter).await.unwrap();
    let client = harness.client(&session, User::default()).await;
    let calling = tokio::spawn(async move { try_call(&client, "SLOW_SEND", json!({})).await });
    slow.until_begun().await;
    let stopped = tokio::spawn(harness.router.stop());
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!stopped.is_finished());
    slow.finish();
    let called = timeout(PATIENCE, calling).await.expect("the call ends").unwrap().unwrap();
    assert_eq!(called.structured_content, Some(json!({ "sent": true })));
    timeout(PATIENCE, stopped).await.expect("it stops").unwrap();
}

#[tokio::test]
async fn a_question_does_not_keep_the_router_from_stopping() {
    let harness = Harness::start().await;
    let config = json!({ "toolkits": { "require_approval": ["echo"] }, "preload": { "tools": ["ECHO_DELETE"] } });
    let session = harness.session("ada", config).await;
    let user = User { patience: Some(Arc::new(Semaphore::new(0))), ..User::who_decides("approve") };
    let client = harness.client(&session, user.clone()).await;
    let calling = tokio::spawn(async move { try_call(&client, "ECHO_DELETE", json!({})).await });
    timeout(PATIENCE, user.thinks.notified()).await.expect("the user is asked");
    timeout(PATIENCE, harness.router.stop()).await.expect("it stops");
    let called = timeout(PATIENCE, calling).await.expect("the call ends").unwrap().unwrap();
    assert!(failure(&called).contains("did not approve"), "{called:?}");
}

#[tokio::test]
async fn a_call_of_a_session_that_is_deleted_ends() {
    let slow = crate::tests::stopping::Slow::new();
    let harness = Harness::with(builder().toolkit(slow.clone())).await;
    let session = harness.session("ada", json!({ "preload": { "tools": ["SLOW_SEND"] } })).await;
    let client = harness.client(&session, User::default()).await;
    let calling = tokio::spawn(async move { try_call(&client, "SLOW_SEND", json!({})).await });
    slow.until_begun().await;
    assert_eq!(harness.delete(&session).await.0, StatusCode::OK);
    let ended = timeout(PATIENCE, calling).await.expect("it does not wait for ever").unwrap();
    assert!(ended.is_err(), "{ended:?}");
}

#[test]
fn a_call_that_a_killed_router_was_running_fails_and_the_next_one_works() {
    let directory = tempfile::tempdir().unwrap();
    let slow = crate::tests::stopping::Slow::new();
    let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (clients, killed) = (runtime(), runtime());
    let start = async |port: u16| {
        let builder = builder().toolkit(slow.clone()).api_key("ak_tests").port(port);
        Harness::with(builder.store_file(directory.path().join("store.db"))).await
    };
    let harness = killed.block_on(start(0));
    let port = harness.router.url().port().unwrap();
    let session =
        clients.block_on(harness.session("ada", json!({ "preload": { "tools": ["ECHO_READ", "SLOW_SEND"] } })));
    clients.block_on(async {
        let mut config = StreamableHttpClientTransportConfig::with_uri(harness.endpoint(&session).await);
        config.custom_headers.insert("x-api-key".parse().unwrap(), "ak_tests".parse().unwrap());
        let transport = StreamableHttpClientTransport::with_client(http::client().unwrap(), config);
        let client = User::default().serve_with_lifecycle(transport, ClientLifecycleMode::Initialize).await.unwrap();
        let client = Arc::new(client);
        let calling = client.clone();
        let calling = tokio::spawn(async move { try_call(&calling, "SLOW_SEND", json!({})).await });
        slow.until_begun().await;
        killed.shutdown_background();
        drop(harness);
        tokio::time::sleep(Duration::from_secs(2)).await;
        let harness = start(port).await;
        let failed = timeout(PATIENCE, calling).await.expect("it does not wait for ever").unwrap();
        assert!(failed.is_err(), "{failed:?}");
        let next = timeout(PATIENCE, call(&client, "ECHO_READ", json!({ "id": 2 }))).await.expect("an answer");
        assert_eq!(next.structured_content, Some(json!({ "id": 2 })));
        harness.router.stop().await;
    });
}

#[tokio::test]
async fn a_client_that_says_often_that_it_is_ready_is_told_of_a_change_once() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let endpoint = harness.endpoint(&session).await;
    let response = harness.raw(&endpoint, &initialize()).send().await.unwrap();
    let id = response.headers()["mcp-session-id"].clone();
    let listening = harness.http.get(&endpoint).header("x-api-key", harness.router.api_key());
    let listening = listening.header("accept", "text/event-stream").header("mcp-session-id", &id).send().await.unwrap();
    let ready = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    for _ in 0..5 {
        let said = harness.raw(&endpoint, &ready).header("mcp-session-id", &id).send().await.unwrap();
        assert_eq!(said.status(), StatusCode::ACCEPTED);
    }
    // One after another with a call, by whose answer the ones before are handled.
    let listed = harness.raw(&endpoint, &list()).header("mcp-session-id", &id).send().await.unwrap();
    listed.bytes().await.unwrap();
    assert_eq!(harness.patch(&session, json!({ "search": { "enable": false } })).await.0, StatusCode::OK);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(harness.delete(&session).await.0, StatusCode::OK);
    let told = timeout(PATIENCE, listening.text()).await.expect("the stream ends").unwrap();
    assert_eq!(told.matches("list_changed").count(), 1, "{told}");
}
