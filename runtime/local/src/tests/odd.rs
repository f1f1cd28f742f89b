//! Whatever is sent is answered: it breaks neither the router nor the connection.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::*;

/// Values of every kind, extreme ones first.
fn values() -> Vec<Value> {
    let texts =
        ["", "\0", "../..", "gmail", "GMAIL_GET_PROFILE", "ÅÅ", "%2e%2e", "\u{202e}", "https://[::1]:99999/", "a:b:c"];
    let mut values: Vec<Value> = texts.into_iter().map(Value::from).collect();
    values.extend([json!("x".repeat(100_000)), json!(i64::MIN), json!(u64::MAX), json!(1e308), json!(-0.5), json!(0)]);
    values.extend([Value::Null, json!(true), json!([]), json!({}), json!([[]]), json!([null]), json!({ "": {} })]);
    values.extend([json!(["gmail"]), json!({ "gmail": ["x"] }), json!({ "enable": 7 }), json!({ "enable": true })]);
    values
}

/// The keys that a body of the route has.
fn bodies() -> Vec<(&'static str, Vec<&'static str>)> {
    let config = vec![
        "user_id",
        "toolkits",
        "tools",
        "tags",
        "auth_configs",
        "connected_accounts",
        "manage_connections",
        "multi_account",
        "workbench",
        "sandbox",
        "preload",
        "search",
        "execute",
        "proxy_execute",
        "hooks",
        "experimental",
        "instant",
        "premium_usage",
        "expected_config_version",
        "session_preset",
    ];
    let execution =
        vec!["tool_slug", "slug", "arguments", "account", "experimental", "input_responses", "request_state"];
    vec![
        ("", config),
        ("/attach", vec!["experimental"]),
        ("/link", vec!["toolkit", "callback_url", "alias", "experimental"]),
        ("/execute", execution.clone()),
        ("/execute_meta", execution),
        (
            "/proxy_execute",
            vec![
                "toolkit_slug",
                "endpoint",
                "method",
                "body",
                "binary_body",
                "parameters",
                "input_responses",
                "request_state",
            ],
        ),
        ("/search", vec!["queries", "session", "experimental"]),
        ("/mounts/files/upload_url", vec!["mount_relative_path", "mimetype"]),
        ("/mounts/files/download_url", vec!["mount_relative_path"]),
        ("/mounts/files/delete", vec!["mount_relative_path"]),
    ]
}

fn usual(route: &str) -> Value {
    match route {
        "" => json!({ "user_id": "ada" }),
        "/link" => json!({ "toolkit": "gmail" }),
        "/execute" => json!({ "tool_slug": "ECHO_READ" }),
        "/execute_meta" => {
            json!({ "slug": "COMPOSIO_SEARCH_TOOLS", "arguments": { "queries": [{ "use_case": "mail" }] } })
        }
        "/proxy_execute" => json!({ "toolkit_slug": "gmail", "endpoint": "/x", "method": "GET" }),
        "/search" => json!({ "queries": [{ "use_case": "mail" }] }),
        route if route.starts_with("/mounts") => json!({ "mount_relative_path": "a" }),
        _ => json!({}),
    }
}

#[tokio::test]
async fn whatever_a_body_says_it_is_answered() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "proxy_execute": { "enable": true } })).await;
    for (route, keys) in bodies() {
        for key in keys {
            for value in values() {
                let mut body = usual(route);
                body[key] = value;
                let requests = match route {
                    "" => vec![(Method::POST, "tool_router/session".to_owned()), (Method::PATCH, session.clone())],
                    route => vec![(Method::POST, format!("{session}{route}"))],
                };
                for (method, path) in requests {
                    let text = body.to_string();
                    let answer = harness.request(method, &path).json(&body).send().await;
                    let answer = answer.unwrap_or_else(|error| panic!("{route} {text:.200}: {error}"));
                    assert!(answer.status().as_u16() < 500, "{route} {text:.200}: {}", answer.status());
                }
            }
        }
    }
}

#[tokio::test]
async fn whatever_is_not_json_is_answered() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let deep = |open: &str, times: usize| open.repeat(times);
    let texts = [
        deep("[", 1_000_000),
        deep("{\"a\":", 500_000),
        format!("{{\"arguments\":{}", deep("{\"a\":", 100_000)),
        "{\"user_id\":\"\\ud800\"}".to_owned(),
        "{\"user_id\":1e999999}".to_owned(),
        "{\"user_id\":\"a\",\"user_id\":\"b\"}".to_owned(),
        "\u{feff}{}".to_owned(),
        "{} {}".to_owned(),
    ];
    for (route, _) in bodies() {
        for text in &texts {
            let path = if route.is_empty() { "tool_router/session".to_owned() } else { format!("{session}{route}") };
            let request = harness.request(Method::POST, &path).header("content-type", "application/json");
            let status = request.body(text.clone()).send().await.unwrap().status();
            assert!(status.as_u16() < 500, "{route} {text:.60}: {status}");
        }
    }
}

#[tokio::test]
async fn whatever_a_query_says_it_is_answered() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    harness.connect_gmail(&session).await;
    let numbers = [i64::MIN, -1, 0, 1, i64::MAX].map(|number| number.to_string());
    let numbers: Vec<_> = numbers.into_iter().chain([usize::MAX.to_string(), "9".repeat(40), "x".to_owned()]).collect();
    let mut queries = Vec::new();
    for number in &numbers {
        queries.extend(["limit", "after", "wait_ms"].map(|name| format!("{name}={number}")));
        for cursor in [number.clone(), format!("{number}:{number}"), format!("{number}:{number}:{number}")] {
            queries.push(format!("limit=1&cursor={}", URL_SAFE_NO_PAD.encode(cursor)));
        }
    }
    for text in ["%00", "%ff", "%F0%9F", "a%2Cb", "%22%27%3B--", "%25", "&&&", "[]=", "=", "a&a"] {
        let names =
            ["search", "query", "toolkits", "statuses", "order_by", "mount_relative_prefix", "cursor", "is_connected"];
        queries.extend(names.map(|name| format!("{name}={text}")));
    }
    queries.push(format!("connected_account_ids={}", "ca_1,".repeat(10_000)));
    let lists = ["toolkits", "tools", "connections", "config_history", "mounts/files/items"];
    let paths = lists.map(|list| format!("{session}/{list}"));
    let global = ["toolkits", "tools", "connected_accounts"].map(str::to_owned);
    for path in paths.iter().chain(&global) {
        for query in &queries {
            // A long poll is answered when its time is over.
            if query.starts_with("wait_ms=1") {
                continue;
            }
            let answer = harness.request(Method::GET, &format!("{path}?{query}")).send().await;
            let status = answer.unwrap_or_else(|error| panic!("{path}?{query:.200}: {error}")).status();
            assert!(status.as_u16() < 500, "{path}?{query:.200}: {status}");
        }
    }
}

#[tokio::test]
async fn whatever_a_path_names_it_is_answered() {
    let harness = Harness::start().await;
    for id in ["%00", "%ff", "..%2f..", "%2e%2e", "trs_1%0d%0ax:y", "'--", "%25", &"x".repeat(8_000)] {
        for path in [
            format!("api/v3.1/tool_router/session/{id}"),
            format!("api/v3.1/tool_router/session/{id}/toolkits"),
            format!("api/v3.1/connected_accounts/{id}"),
            format!("api/v3.1/tools/{id}"),
            format!("tool_router/{id}/mcp"),
            format!("files/{id}"),
            format!("link/{id}"),
            format!("oauth/callback?state={id}&code={id}&iss={id}&error={id}"),
            format!("sandbox/o/oauth2/v2/auth?client_id=sandbox&redirect_uri={id}&state={id}"),
            format!("sandbox/gmail/v1/users/{id}/messages/{id}"),
        ] {
            for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                let url = format!("{}{path}", harness.router.url());
                let request = harness.http.request(method.clone(), &url).timeout(PATIENCE).body("{}");
                let answer = request.header("x-api-key", harness.router.api_key()).send().await;
                let answer = answer.unwrap_or_else(|error| panic!("{method} {path:.200}: {error}"));
                assert!(answer.status().is_client_error(), "{method} {path:.200}: {}", answer.status());
            }
        }
    }
}
