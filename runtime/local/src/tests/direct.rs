//! Tools that run outside of sessions.

use super::{own_links::link, *};

async fn run(harness: &Harness, tool: &str, body: Value) -> (StatusCode, Value) {
    harness.post(&format!("tools/execute/{tool}"), body).await
}

async fn connect(harness: &Harness, user: &str) -> String {
    let link = link(harness, json!({ "auth_config_id": "ac_gmail", "user_id": user })).await;
    browser().connect(&link.url).await.unwrap();
    link.account
}

#[tokio::test]
async fn a_tool_runs_on_the_account_of_its_user() {
    let harness = Harness::start().await;
    let (status, refused) = run(&harness, "GMAIL_GET_PROFILE", json!({ "user_id": "ada", "arguments": {} })).await;
    assert_eq!((status, &refused["error"]["code"]), (StatusCode::BAD_REQUEST, &json!(1803)), "{refused}");
    let (ada, bob) = (connect(&harness, "ada").await, connect(&harness, "bob").await);
    let (status, done) = run(&harness, "gmail_get_profile", json!({ "user_id": "ada", "version": "latest" })).await;
    assert_eq!((status, &done["successful"], &done["error"]), (StatusCode::OK, &json!(true), &Value::Null), "{done}");
    assert!(done["data"].to_string().contains('@') && done["log_id"].as_str().unwrap().starts_with("log_"), "{done}");
    for (body, expected) in [
        (json!({ "connected_account_id": ada }), StatusCode::OK),
        (json!({ "connected_account_id": bob, "user_id": "bob" }), StatusCode::OK),
        (json!({ "connected_account_id": bob, "user_id": "ada" }), StatusCode::BAD_REQUEST),
        (json!({ "connected_account_id": "ca_unknown" }), StatusCode::BAD_REQUEST),
        (json!({ "user_id": "eve" }), StatusCode::BAD_REQUEST),
        (json!({}), StatusCode::BAD_REQUEST),
    ] {
        let (status, answer) = run(&harness, "GMAIL_GET_PROFILE", body.clone()).await;
        assert_eq!(status, expected, "{body}: {answer}");
    }
    harness.patch(&format!("connected_accounts/{ada}/status"), json!({ "enabled": false })).await;
    let (_, disabled) = run(&harness, "GMAIL_GET_PROFILE", json!({ "connected_account_id": ada })).await;
    assert_eq!(disabled["error"]["slug"], "ActionExecute_ConnectedAccountNotFound");
}

#[tokio::test]
async fn a_tool_that_fails_says_so_and_what_cannot_run_is_refused() {
    let harness = Harness::start().await;
    let response = harness.request(Method::POST, "tools/execute/ECHO_READ").json(&json!({ "arguments": { "a": 1 } }));
    let (status, done) = answer(response.send().await.unwrap()).await;
    assert_eq!((status, &done["data"], &done["successful"]), (StatusCode::OK, &json!({ "a": 1 }), &json!(true)));
    let (status, failed) = run(&harness, "ECHO_READ", json!({ "arguments": { "fail": 2 } })).await;
    assert_eq!((status, &failed["successful"], &failed["data"]), (StatusCode::OK, &json!(false), &json!({})));
    assert!(failed["error"].as_str().unwrap().contains("éé"), "{failed}");
    assert_eq!(run(&harness, "ECHO_UNKNOWN", json!({})).await.0, StatusCode::NOT_FOUND);
    let (status, input) = harness.post("tools/execute/ECHO_READ/input", json!({ "text": "read" })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(input["error"]["message"].as_str().unwrap().contains("a model"), "{input}");
    for body in [
        json!({ "text": "read the mail" }),
        json!({ "custom_auth_params": { "parameters": [] } }),
        json!({ "custom_connection_data": {} }),
        json!({ "arguments": [] }),
        json!({ "colour": "red" }),
    ] {
        assert_eq!(run(&harness, "ECHO_READ", body.clone()).await.0, StatusCode::BAD_REQUEST, "{body}");
    }
}

async fn proxy(harness: &Harness, body: Value) -> (StatusCode, Value) {
    run(harness, "proxy", body).await
}

#[tokio::test]
async fn an_api_is_called_on_an_account_or_for_a_user() {
    let harness = Harness::start().await;
    let (ada, bob) = (connect(&harness, "ada").await, connect(&harness, "bob").await);
    let path = "/gmail/v1/users/me/profile";
    let absolute = harness.router.url().join(&format!("/sandbox/gmail{path}")).unwrap();
    for (caller, endpoint, expected) in [
        (json!({ "connected_account_id": ada }), path, StatusCode::OK),
        (json!({ "connected_account_id": ada, "user_id": "ada" }), path, StatusCode::OK),
        (json!({ "user_id": "ada" }), absolute.as_str(), StatusCode::OK),
        (json!({ "connected_account_id": bob, "user_id": "ada" }), path, StatusCode::BAD_REQUEST),
        (json!({ "connected_account_id": "ca_unknown" }), path, StatusCode::BAD_REQUEST),
        (json!({ "user_id": "eve" }), absolute.as_str(), StatusCode::BAD_REQUEST),
        (json!({ "user_id": "ada" }), path, StatusCode::BAD_REQUEST),
        (json!({}), path, StatusCode::BAD_REQUEST),
    ] {
        let mut body = caller.clone();
        (body["endpoint"], body["method"]) = (endpoint.into(), "GET".into());
        let (status, answer) = proxy(&harness, body).await;
        assert_eq!(status, expected, "{caller} {endpoint}: {answer}");
        if status == StatusCode::OK {
            assert_eq!(answer["status"], 200, "{answer}");
            assert!(answer["data"]["emailAddress"].as_str().unwrap().contains('@'), "{answer}");
            assert!(answer["headers"].get("content-type").is_some() && answer.get("error").is_none(), "{answer}");
        }
    }
    let call = json!({ "connected_account_id": ada, "endpoint": "/gmail/v1/users/me/messages/none", "method": "GET" });
    assert_eq!(proxy(&harness, call).await.1["status"], 404, "an error of the provider is an answer");
}

#[tokio::test]
async fn a_direct_call_of_an_api_has_the_fences_of_one_in_a_session() {
    let harness = Harness::start().await;
    let ada = connect(&harness, "ada").await;
    let call = |more: Value| {
        let mut call =
            json!({ "connected_account_id": ada, "endpoint": "/gmail/v1/users/me/profile", "method": "GET" });
        call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        call
    };
    let header = json!([{ "name": "Authorization", "value": "Bearer x", "type": "header" }]);
    for refused in [
        json!({ "endpoint": "https://evil.example/x" }),
        json!({ "endpoint": "/../../api/v3.1/connected_accounts" }),
        json!({ "endpoint": harness.url("connected_accounts") }),
        json!({ "parameters": header }),
        json!({ "toolkit_slug": "slack" }),
        json!({ "custom_connection_data": { "authScheme": "OAUTH2" } }),
        json!({ "method": "TRACE" }),
        json!({ "colour": "red" }),
    ] {
        let (status, answer) = proxy(&harness, call(refused.clone())).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{refused}: {answer}");
    }
    let some = json!({ "tools_available_for_execution": ["GMAIL_GET_PROFILE"] });
    harness.patch("auth_configs/ac_gmail", json!({ "type": "default", "tool_access_config": some })).await;
    let (status, answer) = proxy(&harness, call(json!({}))).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "its auth config allows some tools alone: {answer}");
    let session = harness.session("ada", json!({ "proxy_execute": { "enable": true } })).await;
    let call = json!({ "toolkit_slug": "gmail", "endpoint": "/gmail/v1/users/me/profile", "method": "GET" });
    assert_eq!(harness.post(&format!("{session}/proxy_execute"), call).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_scopes_of_tools_are_told() {
    let harness = Harness::start().await;
    let tools = json!({ "tools": ["gmail_get_profile", "SLACK_SEARCH_MESSAGES", "ECHO_READ"] });
    let (status, told) = harness.post("tools/scopes/required", tools).await;
    assert_eq!((status, told["scopes_required"].as_array().map(Vec::len)), (StatusCode::OK, Some(2)), "{told}");
    let each = &told["per_tool_requirements"];
    assert_eq!((&each[0]["tool"], &each[2]["scope_requirements"]["all_of"]), (&json!("GMAIL_GET_PROFILE"), &json!([])));
    let any_of = &each[1]["scope_requirements"]["all_of"][0]["any_of"];
    assert!(any_of.as_array().unwrap().contains(&json!("search:read")), "{told}");
    let ask = async |body: Value| harness.post("toolkits/gmail/scopes/recommended", body).await;
    let readonly = "https://www.googleapis.com/auth/gmail.readonly";
    let (status, told) = ask(json!({ "tools": ["GMAIL_GET_PROFILE"], "include": ["x"] })).await;
    assert_eq!((status, &told["scopes"]["least_privilege"]), (StatusCode::OK, &json!(["x", readonly])), "{told}");
    let (_, told) = ask(json!({ "tools": ["GMAIL_GET_PROFILE"], "exclude": [readonly] })).await;
    assert!(told["scopes"]["fewest"][0].as_str().is_some_and(|scope| scope != readonly), "{told}");
    for refused in [json!({ "tools": [], "available_scopes": [] }), json!({ "tools": [], "auth_scheme": "API_KEY" })] {
        assert_eq!(ask(refused.clone()).await.0, StatusCode::BAD_REQUEST, "{refused}");
    }
    let (_, context) = harness.get("toolkits/gmail/scopes/grant_context").await;
    assert_eq!((&context["auth_scheme"], &context["grant_context_dimensions"]), (&json!("OAUTH2"), &json!([])));
    let unknown = harness.post("tools/scopes/required", json!({ "tools": ["ECHO_UNKNOWN"] })).await;
    assert_eq!(unknown.0, StatusCode::NOT_FOUND);
    let (_, changelog) = harness.get("toolkits/changelog").await;
    assert_eq!(
        (&changelog["items"][1]["slug"], &changelog["items"][1]["display_name"]),
        (&json!("gmail"), &json!("Gmail"))
    );
}

#[tokio::test]
async fn what_is_not_served_is_said_and_what_to_use_instead() {
    let harness = Harness::start().await;
    for (method, path, what) in [
        (Method::GET, "triggers_types?limit=5", "Triggers are not served"),
        (Method::POST, "trigger_instances/GMAIL_NEW_GMAIL_MESSAGE/upsert", "Triggers are not served"),
        (Method::GET, "internal/sdk/realtime/credentials", "Triggers are not served"),
        (Method::GET, "webhook_subscriptions", "Webhook subscriptions are not served"),
        (Method::POST, "files/upload/request", "Files outside of sessions are not served"),
        (Method::GET, "mcp/servers", "MCP servers of a project are not served"),
        (Method::POST, "logs/tool_execution", "Logs are not served"),
        (Method::GET, "nowhere", "no such endpoint"),
    ] {
        let (status, said) = answer(harness.request(method, path).json(&json!({})).send().await.unwrap()).await;
        assert_eq!((status, &said["error"]["status"]), (StatusCode::NOT_FOUND, &json!(404)), "{path}: {said}");
        assert!(said["error"]["message"].as_str().unwrap().contains(what), "{path}: {said}");
    }
    let older = harness.router.url().join("/api/v3/toolkits/gmail").unwrap();
    let request = harness.http.get(older).header("x-api-key", harness.router.api_key());
    assert_eq!(answer(request.send().await.unwrap()).await.1["slug"], "gmail");
}

#[tokio::test]
async fn one_toolkit_is_described_and_several_are_listed() {
    let harness = Harness::start().await;
    let (status, gmail) = harness.get("toolkits/GMAIL").await;
    assert_eq!((status, &gmail["slug"], &gmail["enabled"]), (StatusCode::OK, &json!("gmail"), &json!(true)));
    let details = &gmail["auth_config_details"][0];
    assert_eq!(details["mode"], "OAUTH2");
    assert_eq!(details["fields"]["auth_config_creation"]["required"][0]["name"], "client_id");
    assert_eq!(details["fields"]["connected_account_initiation"], json!({ "required": [], "optional": [] }));
    let scopes = json!({ "available": ["https://www.googleapis.com/auth/gmail.modify"] });
    assert_eq!(gmail["composio_managed_auth"], json!([{ "mode": "OAUTH2", "scopes": scopes }]));
    let (_, echo) = harness.get("toolkits/echo").await;
    assert_eq!((&echo["auth_config_details"], &echo["composio_managed_auth"]), (&json!([]), &json!([])));
    let (status, unknown) = harness.get("toolkits/notion").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(unknown["error"]["suggested_fix"].as_str().unwrap().contains("gmail"), "{unknown}");

    let keyed = super::credentials::harness(crate::Credentials::basic().hint("In your profile.")).await;
    let (_, toolkit) = keyed.get("toolkits/keyed").await;
    let fields = &toolkit["auth_config_details"][0]["fields"]["connected_account_initiation"]["required"];
    assert_eq!((&fields[0]["name"], &fields[0]["is_secret"]), (&json!("username"), &json!(false)));
    assert_eq!((&fields[1]["displayName"], &fields[1]["is_secret"]), (&json!("Password"), &json!(true)));
    let (_, categories) = keyed.get("toolkits/categories").await;
    assert_eq!(categories["items"], json!([{ "id": "locks-&-keys", "name": "Locks & Keys" }]));
    let (_, in_category) = keyed.get("toolkits?category=locks-%26-keys").await;
    assert_eq!(in_category["items"][0]["auth_schemes"], json!(["BASIC"]));

    let (_, several) = harness.post("toolkits/multi", json!({ "toolkits": ["Slack", "gmail", "nothing"] })).await;
    let slugs: Vec<_> = several["items"].as_array().unwrap().iter().map(|item| item["slug"].clone()).collect();
    assert_eq!(slugs, ["gmail", "slack"]);
    let (_, one) = harness.post("toolkits/multi", json!({ "sort_by": "alphabetically", "limit": 1 })).await;
    assert_eq!((&one["items"][0]["slug"], &one["total_items"]), (&json!("echo"), &json!(4)));
    assert_eq!(harness.post("toolkits/multi", json!({ "toolkits": 7 })).await.0, StatusCode::BAD_REQUEST);
    let (_, all) = harness.get("tools/enum").await;
    assert!(all.as_array().unwrap().contains(&json!("ECHO_READ")), "{all}");
}
