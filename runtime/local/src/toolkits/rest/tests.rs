//! Calls of an API that is served here, and what becomes of its answers.

use serde_json::json;
use tool_router_test_support::http;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{header, method, path},
};

use super::{
    answer::{MAX_ERROR_CHARS, read},
    *,
};

async fn get(server: &MockServer, path: &[&str]) -> Result<Value, ToolError> {
    let base = Url::parse(&format!("{}/prefix/", server.uri())).expect("a URL");
    let http = http::client().expect("a client");
    RestApi::new(&base, Caller::with_token(&http, "t0ken")).get(path, &[("q", "a b")]).await
}

#[tokio::test]
async fn a_request_carries_the_token_and_encodes_each_segment() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/prefix/messages/a%2F..%2Fb%3Fc"))
        .and(header("authorization", "Bearer t0ken"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "ok": true })))
        .mount(&server)
        .await;
    assert_eq!(get(&server, &["messages", "a/../b?c"]).await, Ok(json!({ "ok": true })));
}

#[tokio::test]
async fn segments_that_change_the_path_are_refused() {
    let server = MockServer::start().await;
    for segment in ["", ".", "..", ".\t.", "\n..", ".\r."] {
        assert!(matches!(get(&server, &["messages", segment]).await, Err(ToolError::InvalidArguments(_))));
    }
    assert!(server.received_requests().await.is_some_and(|requests| requests.is_empty()));
}

#[tokio::test]
async fn a_redirect_is_followed_on_the_same_origin_and_by_what_only_reads() {
    let (server, other) = (MockServer::start().await, MockServer::start().await);
    let redirect = |from: &str, to: String| {
        let response = ResponseTemplate::new(307).insert_header("location", to.as_str());
        Mock::given(path(format!("/prefix/{from}"))).respond_with(response)
    };
    redirect("near", "/prefix/end?moved=1".to_owned()).mount(&server).await;
    redirect("far", format!("{}/prefix/end", other.uri())).mount(&server).await;
    redirect("round", "/prefix/round".to_owned()).mount(&server).await;
    for server in [&server, &other] {
        let end = ResponseTemplate::new(200).set_body_json(json!({ "ok": true }));
        Mock::given(path("/prefix/end")).respond_with(end).mount(server).await;
    }
    let registered = crate::registered::RegisteredToolkits::default();
    let clients = crate::http::HttpClients::new(&registered).expect("clients");
    let toolkit = crate::test_support::Echo::open("echo");
    let base = Url::parse(&format!("{}/prefix/", server.uri())).expect("a URL");
    let api = RestApi::new(&base, Caller::with_token(clients.api(&toolkit), "t0ken"));
    assert_eq!(api.get(&["near"], &[]).await, Ok(json!({ "ok": true })));
    assert!(matches!(api.get::<Value>(&["far"], &[]).await, Err(ToolError::Upstream { status: 307, .. })));
    assert!(matches!(api.get::<Value>(&["round"], &[]).await, Err(ToolError::InvalidResponse(_))));
    for from in ["near", "far"] {
        let posted = api.post::<Value>(&[from], &json!({ "raw": "mail" })).await;
        assert!(matches!(posted, Err(ToolError::Upstream { status: 307, .. })), "{from}: {posted:?}");
    }
    let ends = server.received_requests().await.expect("requests");
    let ends: Vec<_> = ends.iter().filter(|request| request.url.path() == "/prefix/end").collect();
    assert!(ends.len() == 1 && ends[0].method == "GET" && ends[0].url.query() == Some("moved=1"));
    assert!(other.received_requests().await.is_some_and(|requests| requests.is_empty()));
}

#[tokio::test]
async fn an_error_keeps_the_apis_status_and_message() {
    let server = MockServer::start().await;
    let answers = [
        ("google", 404, json!({ "error": { "code": 404, "message": "Requested entity was not found." } })),
        ("github", 422, json!({ "message": "Validation Failed" })),
        ("slack", 400, json!({ "error": "invalid_auth" })),
        ("html", 502, json!("<html>")),
    ];
    for (name, status, body) in &answers {
        Mock::given(path(format!("/prefix/{name}")))
            .respond_with(ResponseTemplate::new(*status).set_body_json(body))
            .mount(&server)
            .await;
    }
    Mock::given(path("/prefix/expired")).respond_with(ResponseTemplate::new(401)).mount(&server).await;
    Mock::given(path("/prefix/cut"))
        .respond_with(ResponseTemplate::new(200).set_body_string("{\"ok\":"))
        .mount(&server)
        .await;

    let messages = ["Requested entity was not found.", "Validation Failed", "invalid_auth", "Bad Gateway"];
    for ((name, status, _), message) in answers.iter().zip(messages) {
        let expected = ToolError::Upstream { status: *status, message: message.into() };
        assert_eq!(get(&server, &[name]).await, Err(expected));
    }
    assert_eq!(get(&server, &["expired"]).await, Err(ToolError::Unauthorized));
    assert!(matches!(get(&server, &["cut"]).await, Err(ToolError::InvalidResponse(_))));
}

#[tokio::test]
async fn an_error_says_when_to_try_again() {
    let server = MockServer::start().await;
    let limited = ResponseTemplate::new(429).insert_header("retry-after", "30");
    let limited = limited.set_body_json(json!({ "ok": false, "error": "ratelimited" }));
    Mock::given(path("/prefix/limited")).respond_with(limited).mount(&server).await;
    let message = "ratelimited; try again in 30 seconds".to_owned();
    assert_eq!(get(&server, &["limited"]).await, Err(ToolError::Upstream { status: 429, message }));
}

#[tokio::test]
async fn an_upload_goes_to_a_secure_place_and_without_the_token() {
    let server = MockServer::start().await;
    Mock::given(method("POST")).and(path("/upload")).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let base = Url::parse(&server.uri()).expect("a URL");
    let http = http::client().expect("a client");
    let api = RestApi::new(&base, Caller::with_token(&http, "t0ken"));
    assert_eq!(api.upload(&format!("{}/upload", server.uri()), b"text".to_vec()).await, Ok(()));
    for elsewhere in ["http://169.254.169.254/upload", "http://127.0.0.1:1/upload", "file:///etc/passwd", "upload"] {
        let refused = api.upload(elsewhere, b"text".to_vec()).await;
        assert!(matches!(refused, Err(ToolError::InvalidResponse(_))), "{elsewhere}: {refused:?}");
    }
    let requests = server.received_requests().await.expect("requests");
    assert!(requests.len() == 1 && requests[0].headers.get("authorization").is_none());
}

#[tokio::test]
async fn an_error_is_short_however_much_the_api_says() {
    let server = MockServer::start().await;
    let long = "x".repeat(1_000_000);
    for (name, status, body) in [
        ("message", 400, json!({ "message": long[..60_000] })),
        ("huge", 400, json!({ "message": long })),
        ("wrong", 200, json!(long)),
    ] {
        let answer = ResponseTemplate::new(status).set_body_json(body);
        Mock::given(path(format!("/prefix/{name}"))).respond_with(answer).mount(&server).await;
        let base = Url::parse(&format!("{}/prefix/", server.uri())).expect("a URL");
        let http = http::client().expect("a client");
        let answer = RestApi::new(&base, Caller::anonymous(&http)).get::<u32>(&[name], &[]).await;
        let error = answer.expect_err("not a number").to_string();
        assert!(error.len() < 2 * MAX_ERROR_CHARS, "{name}: {}", error.len());
    }
}

#[tokio::test]
async fn an_unreachable_provider_is_named_without_the_query() {
    let server = MockServer::start().await;
    let base = Url::parse(&server.uri()).expect("a URL");
    drop(server);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let mut base = base;
    base.set_port(Some(listener.local_addr().expect("an address").port())).expect("a port");
    drop(listener);
    let http = http::client().expect("a client");
    let error = RestApi::new(&base, Caller::anonymous(&http)).get::<Value>(&["x"], &[("q", "private")]).await;
    let Err(ToolError::Transport(message)) = error else { panic!("{error:?}") };
    assert!(!message.contains("private"), "{message}");
}

#[tokio::test]
async fn a_response_is_read_up_to_the_limit_only() {
    let server = MockServer::start().await;
    Mock::given(path("/"))
        .respond_with(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 4096]))
        .mount(&server)
        .await;
    let response = http::client().expect("a client").get(server.uri()).send().await.expect("an answer");
    assert!(matches!(read(response, 1024).await, Err(ToolError::InvalidResponse(_))));
}

#[tokio::test]
async fn an_error_says_what_is_wrong_and_when_a_limit_ends() {
    let server = MockServer::start().await;
    let invalid = json!({
        "message": "Validation Failed",
        "errors": [
            { "resource": "Issue", "field": "title", "code": "missing_field" },
            { "resource": "PullRequest", "code": "custom", "message": "No commits between main and fix" },
            "in words", {}, 5,
        ],
    });
    let reset = (jiff::Timestamp::now().as_second() + 90).to_string();
    let limited = ResponseTemplate::new(403).insert_header("x-ratelimit-remaining", "0");
    let limited = limited.insert_header("x-ratelimit-reset", reset.as_str());
    let scoped = ResponseTemplate::new(404).insert_header("x-oauth-scopes", "read:user, gist");
    let scoped = scoped.insert_header("x-accepted-oauth-scopes", "repo");
    let enough = ResponseTemplate::new(404).insert_header("x-oauth-scopes", "repo");
    let enough = enough.insert_header("x-accepted-oauth-scopes", "public_repo, repo");
    for (name, answer) in [
        ("invalid", ResponseTemplate::new(422).set_body_json(invalid)),
        ("limited", limited.set_body_json(json!({ "message": "API rate limit exceeded" }))),
        ("scoped", scoped.set_body_json(json!({ "message": "Not Found" }))),
        ("enough", enough.set_body_json(json!({ "message": "Not Found" }))),
    ] {
        Mock::given(path(format!("/prefix/{name}"))).respond_with(answer).mount(&server).await;
    }
    let said = async |name: &str| match get(&server, &[name]).await {
        Err(ToolError::Upstream { message, .. }) => message,
        other => panic!("{other:?}"),
    };
    let invalid = "Validation Failed: title missing_field, No commits between main and fix, in words";
    assert_eq!(said("invalid").await, invalid);
    let limited = said("limited").await;
    let seconds = limited.strip_prefix("API rate limit exceeded; try again in ").and_then(|rest| rest.split_once(' '));
    let seconds: u32 = seconds.expect("a time").0.parse().expect("a number");
    assert!((80..=90).contains(&seconds), "{limited}");
    assert_eq!(said("scoped").await, "Not Found; the connection may need the scope repo");
    assert_eq!(said("enough").await, "Not Found");
}

#[tokio::test]
async fn a_page_names_the_next_one_and_a_change_may_answer_nothing() {
    let server = MockServer::start().await;
    let link =
        "<https://api.example/x?page=1>; rel=\"prev\", <https://api.example/x?per_page=2&page=3&q=a,b>; rel=\"next\"";
    let paged = ResponseTemplate::new(200).insert_header("link", link).set_body_json(json!([1, 2]));
    Mock::given(path("/prefix/paged")).and(header("x-version", "1")).respond_with(paged).mount(&server).await;
    let last = ResponseTemplate::new(200).insert_header("link", "<https://api.example/x?page=2>; rel=\"last\"");
    Mock::given(path("/prefix/last")).respond_with(last.set_body_json(json!([3]))).mount(&server).await;
    Mock::given(method("PUT"))
        .and(path("/prefix/starred"))
        .and(header("content-length", "0"))
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    let base = Url::parse(&format!("{}/prefix/", server.uri())).expect("a URL");
    let http = http::client().expect("a client");
    let api = RestApi::new(&base, Caller::with_token(&http, "t0ken")).with_headers(&[("x-version", "1")]);
    assert_eq!(api.get_page::<Vec<u8>>(&["paged"], &[]).await, Ok((vec![1, 2], Some(3))));
    assert_eq!(api.get_page::<Vec<u8>>(&["last"], &[]).await, Ok((vec![3], None)));
    assert_eq!(api.send::<()>(Method::PUT, &["starred"], None).await, Ok(()));
}
