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
    let (status, proxied) = run(&harness, "proxy", json!({ "endpoint": "/", "method": "GET" })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(proxied["error"]["message"].as_str().unwrap().contains("in sessions alone"), "{proxied}");
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
