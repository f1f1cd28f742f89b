//! Auth configs: the toolkits' own, and others.

use super::{own_links::link, *};
use crate::Gmail;

async fn make(harness: &Harness, toolkit: &str, config: Value) -> (StatusCode, Value) {
    harness.post("auth_configs", json!({ "toolkit": { "slug": toolkit }, "auth_config": config })).await
}

/// Makes an auth config for Gmail with another OAuth client.
async fn custom(harness: &Harness) -> String {
    let credentials = json!({ "client_id": "my-client", "client_secret": "my-secret", "scopes": "a,b" });
    let config =
        json!({ "type": "use_custom_auth", "authScheme": "OAUTH2", "name": "Mine", "credentials": credentials });
    let (status, made) = make(harness, "gmail", config).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let config = &made["auth_config"];
    assert_eq!((&config["auth_scheme"], &config["is_composio_managed"]), (&json!("OAUTH2"), &json!(false)));
    config["id"].as_str().unwrap().to_owned()
}

fn ids(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn each_toolkit_with_accounts_has_an_auth_config() {
    let harness = Harness::start().await;
    let (status, all) = harness.get("auth_configs").await;
    assert_eq!(status, StatusCode::OK);
    let mut own = ids(&all);
    own.sort_unstable();
    assert_eq!(own, ["ac_github", "ac_gmail", "ac_slack"]);
    harness.connect_gmail(&harness.session("ada", json!({})).await).await;
    let (_, gmail) = harness.get("auth_configs/ac_gmail").await;
    assert_eq!((&gmail["type"], &gmail["is_composio_managed"]), (&json!("default"), &json!(true)));
    assert_eq!((&gmail["status"], &gmail["no_of_connections"]), (&json!("ENABLED"), &json!(1)));
    assert_eq!(gmail["credentials"]["scopes"], json!(["https://www.googleapis.com/auth/gmail.modify"]));
    assert_eq!(harness.get("auth_configs/ac_echo").await.0, StatusCode::NOT_FOUND);
    let (status, kept) = harness.delete("auth_configs/ac_gmail").await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{kept}");
}

#[tokio::test]
async fn an_auth_config_is_made_listed_changed_and_deleted() {
    let harness = Harness::start().await;
    let id = custom(&harness).await;
    let (_, made) = harness.get(&format!("auth_configs/{id}")).await;
    assert_eq!((&made["name"], &made["type"]), (&json!("Mine"), &json!("custom")));
    let credentials = json!({ "scopes": ["a", "b"], "client_id": "my-client", "client_secret": "REDACTED" });
    assert_eq!(made["credentials"], credentials);
    for (query, expected) in [
        ("toolkit_slug=gmail", vec![id.as_str(), "ac_gmail"]),
        ("toolkit_slug=gmail&is_composio_managed=true", vec!["ac_gmail"]),
        ("is_composio_managed=false", vec![id.as_str()]),
        ("search=MINE", vec![id.as_str()]),
        ("toolkit_slug=notion", vec![]),
    ] {
        assert_eq!(ids(&harness.get(&format!("auth_configs?{query}")).await.1), expected, "{query}");
    }
    let (_, first) = harness.get("auth_configs?toolkit_slug=gmail&limit=1").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let (_, second) = harness.get(&format!("auth_configs?toolkit_slug=gmail&limit=1&cursor={cursor}")).await;
    assert_eq!(
        (ids(&first), ids(&second), &second["next_cursor"]),
        (vec![id.as_str()], vec!["ac_gmail"], &Value::Null)
    );

    let path = format!("auth_configs/{id}");
    let tools = json!({ "tools_for_connected_account_creation": ["GMAIL_SEND_EMAIL"], "tools_available_for_execution": ["GMAIL_GET_PROFILE"] });
    let (status, changed) =
        harness.patch(&path, json!({ "type": "custom", "name": "Ours", "tool_access_config": tools })).await;
    assert_eq!((status, &changed["success"]), (StatusCode::OK, &json!(true)), "{changed}");
    let (_, read) = harness.get(&path).await;
    assert_eq!((&read["name"], &read["tool_access_config"]), (&json!("Ours"), &tools));
    assert_eq!(read["credentials"]["scopes"].as_array().map(Vec::len), Some(1), "{read}");
    for bad in [
        json!({ "type": "default" }),
        json!({ "type": "odd" }),
        json!({ "type": "custom", "colour": "red" }),
        json!({ "type": "custom", "credentials": { "password": "p" } }),
        json!({ "type": "custom", "restrict_to_following_tools": ["SLACK_SEND_MESSAGE"] }),
    ] {
        assert_eq!(harness.patch(&path, bad.clone()).await.0, StatusCode::BAD_REQUEST, "{bad}");
    }
    assert_eq!(harness.delete(&path).await.1["success"], true);
    assert_eq!(harness.delete(&path).await.0, StatusCode::NOT_FOUND);
    assert_eq!(harness.patch(&path, json!({ "type": "custom" })).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_no_auth_config_can_be_made_for_is_refused() {
    let harness = Harness::start().await;
    let managed = json!({ "type": "use_composio_managed_auth" });
    let keyed = super::credentials::harness(crate::Credentials::basic()).await;
    for (answer, status, code) in [
        (make(&harness, "notion", managed.clone()).await, StatusCode::NOT_FOUND, 10404),
        (make(&harness, "echo", managed.clone()).await, StatusCode::BAD_REQUEST, 4326),
        (make(&keyed, "keyed", managed).await, StatusCode::BAD_REQUEST, 4308),
        (
            make(&harness, "gmail", json!({ "type": "use_custom_auth", "authScheme": "API_KEY" })).await,
            StatusCode::BAD_REQUEST,
            10400,
        ),
        (
            make(&harness, "gmail", json!({ "type": "use_custom_auth", "authScheme": "OAUTH2" })).await,
            StatusCode::BAD_REQUEST,
            10400,
        ),
        (
            make(&harness, "gmail", json!({ "type": "use_composio_managed_auth", "shared_credentials": { "a": 1 } }))
                .await,
            StatusCode::BAD_REQUEST,
            10400,
        ),
    ] {
        assert_eq!((answer.0, &answer.1["error"]["code"]), (status, &json!(code)), "{}", answer.1);
    }
    let (status, made) =
        make(&keyed, "keyed", json!({ "type": "use_custom_auth", "authScheme": "BASIC", "credentials": {} })).await;
    assert_eq!((status, &made["auth_config"]["auth_scheme"]), (StatusCode::CREATED, &json!("BASIC")));
    let (_, read) = keyed.get("auth_configs/ac_keyed").await;
    let fields: Vec<_> =
        read["expected_input_fields"].as_array().unwrap().iter().map(|field| field["name"].clone()).collect();
    assert_eq!(fields, ["username", "password"]);
}

#[tokio::test]
async fn a_link_leads_to_the_client_of_its_auth_config() {
    let harness = Harness::start().await;
    let id = custom(&harness).await;
    let own = link(&harness, json!({ "auth_config_id": id, "user_id": "ada" })).await;
    let named = harness.session("ada", json!({ "auth_configs": { "gmail": id } })).await;
    // The one that was made last is used where none is named.
    let open = harness.session("ada", json!({})).await;
    let gmail = harness.session("ada", json!({ "auth_configs": { "gmail": "ac_gmail" } })).await;
    for (link, is_mine) in [
        (own, true),
        (harness.gmail_link(&named).await, true),
        (harness.gmail_link(&open).await, true),
        (harness.gmail_link(&gmail).await, false),
    ] {
        let consent = go_on(&browser(), &link.url).await;
        let client = consent.query_pairs().find(|(name, _)| name == "client_id").unwrap().1.into_owned();
        assert_eq!(client == "my-client", is_mine, "{consent}");
        if is_mine {
            assert!(consent.query_pairs().any(|(name, value)| name == "scope" && value == "a b"), "{consent}");
        }
    }
}

/// The toolkit of a provider that is not the sandbox's.
fn real_gmail() -> Gmail {
    Gmail::builder("client").client_secret("secret").build()
}

#[tokio::test]
async fn a_session_refuses_an_auth_config_that_it_cannot_use() {
    let harness = Harness::with(builder().toolkit(real_gmail())).await;
    let (_, made) =
        make(&harness, "gmail", json!({ "type": "use_composio_managed_auth", "is_enabled_for_tool_router": false }))
            .await;
    let hidden = made["auth_config"]["id"].as_str().unwrap();
    for (id, said) in [
        ("ac_unknown", "Auth config ac_unknown not found"),
        ("ac_slack", "is one of slack, and not of gmail"),
        (hidden, "is not enabled for Tool Router sessions"),
    ] {
        let body = json!({ "user_id": "ada", "auth_configs": { "gmail": id } });
        let (status, answer) = harness.post("tool_router/session", body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(answer["error"]["message"].as_str().unwrap().contains(said), "{answer}");
    }
    let session = harness.session("ada", json!({})).await;
    let patch = json!({ "auth_configs": { "gmail": "ac_unknown" } });
    assert_eq!(harness.patch(&session, patch).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn accounts_of_an_auth_config_that_is_not_for_sessions_are_not_used_by_them() {
    let harness = Harness::start().await;
    let config = json!({ "type": "use_composio_managed_auth", "is_enabled_for_tool_router": false });
    let (_, made) = make(&harness, "gmail", config).await;
    let hidden = &made["auth_config"]["id"];
    let session = harness.session("ada", json!({})).await;
    let hidden = link(&harness, json!({ "auth_config_id": hidden, "user_id": "ada" })).await;
    browser().connect(&hidden.url).await.unwrap();
    let (_, refused) = harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await;
    assert_eq!(refused["error"]["slug"], "ToolRouterV2_NoActiveConnection", "its accounts are not for sessions");
}

#[tokio::test]
async fn the_sandbox_takes_auth_configs_of_another_router() {
    let harness = Harness::with(builder().toolkit(real_gmail())).await;
    let session = harness.session("ada", json!({ "auth_configs": { "slack": "ac_hosted" } })).await;
    let account = harness.connect(&session, "slack").await;
    let (_, listed) = harness.get("connected_accounts?auth_config_ids=ac_hosted").await;
    assert_eq!(ids(&listed), [&account]);
    let config =
        json!({ "id": "ac_hosted", "auth_scheme": "OAUTH2", "is_composio_managed": true, "is_disabled": false });
    assert_eq!(listed["items"][0]["auth_config"], config);
    let (status, ran) = harness.execute(&session, "SLACK_LIST_ALL_CHANNELS", json!({})).await;
    assert_eq!((status, &ran["result_type"]), (StatusCode::OK, &json!("completed")), "{ran}");
    let (_, refreshed) = harness.post(&format!("connected_accounts/{account}/refresh"), json!({})).await;
    assert_eq!(refreshed["status"], "ACTIVE", "{refreshed}");
    let patch = json!({ "auth_configs": { "slack": "ac_another" } });
    assert_eq!(harness.patch(&session, patch).await.0, StatusCode::OK);
    let (_, refused) = harness.execute(&session, "SLACK_LIST_ALL_CHANNELS", json!({})).await;
    assert_eq!(refused["error"]["slug"], "ToolRouterV2_NoActiveConnection", "its accounts are its own: {refused}");
    let other = json!({ "user_id": "ada", "auth_configs": { "slack": "ac_gmail" } });
    assert_eq!(harness.post("tool_router/session", other).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn disabling_an_auth_config_disables_its_accounts_until_it_is_enabled() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let (account, alone) = (harness.connect_gmail(&session).await, harness.connect_gmail(&session).await);
    harness.patch(&format!("connected_accounts/{alone}/status"), json!({ "enabled": false })).await;
    assert_eq!(harness.patch("auth_configs/ac_gmail/DISABLED", json!({})).await.1["success"], true);
    assert_eq!(harness.status(&account).await, ("INACTIVE".into(), Some("Auth config is disabled".into())));
    let (_, read) = harness.get(&format!("connected_accounts/{account}")).await;
    assert_eq!(read["auth_config"]["is_disabled"], true);
    let enable = harness.patch(&format!("connected_accounts/{account}/status"), json!({ "enabled": true })).await;
    assert_eq!(enable.0, StatusCode::BAD_REQUEST, "{}", enable.1);
    assert_eq!(
        harness.post(&format!("{session}/link"), json!({ "toolkit": "gmail" })).await.0,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(ids(&harness.get("auth_configs").await.1), ["ac_github", "ac_slack"]);
    assert_eq!(ids(&harness.get("auth_configs?show_disabled=true").await.1).len(), 3);
    harness.patch("auth_configs/ac_gmail/ENABLED", json!({})).await;
    assert_eq!(harness.status(&account).await, ("ACTIVE".into(), None));
    assert_eq!(harness.status(&alone).await.0, "INACTIVE", "it was disabled by itself");
    assert_eq!(harness.patch("auth_configs/ac_gmail/PAUSED", json!({})).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(harness.patch("auth_configs/ac_unknown/ENABLED", json!({})).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_the_tools_of_an_auth_config_run_on_its_accounts() {
    let harness = Harness::start().await;
    let access =
        json!({ "type": "default", "tool_access_config": { "tools_available_for_execution": ["GMAIL_GET_PROFILE"] } });
    let session = harness.session("ada", json!({})).await;
    harness.connect_gmail(&session).await;
    harness.patch("auth_configs/ac_gmail", access).await;
    assert_eq!(harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await.0, StatusCode::OK);
    let (status, refused) = harness.execute(&session, "GMAIL_LIST_LABELS", json!({})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(refused["error"]["message"].as_str().unwrap().contains("not allowed by auth config ac_gmail"), "{refused}");
}

#[tokio::test]
async fn deleting_an_auth_config_deletes_its_accounts_and_changes_outlive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let start = async || Harness::with(builder().store_file(&path).encryption_key([7; 32])).await;
    let harness = start().await;
    let (_, made) = make(&harness, "gmail", json!({ "type": "use_composio_managed_auth", "name": "Kept" })).await;
    let id = made["auth_config"]["id"].as_str().unwrap().to_owned();
    let mine = custom(&harness).await;
    harness.patch("auth_configs/ac_slack/DISABLED", json!({})).await;
    harness.router.stop().await;
    let harness = start().await;
    assert_eq!(harness.get(&format!("auth_configs/{id}")).await.1["name"], "Kept");
    assert_eq!(harness.get("auth_configs/ac_slack").await.1["status"], "DISABLED");
    assert_eq!(harness.get(&format!("auth_configs/{mine}")).await.1["credentials"]["client_secret"], "REDACTED");
    let link = link(&harness, json!({ "auth_config_id": id, "user_id": "ada" })).await;
    browser().connect(&link.url).await.unwrap();
    assert_eq!(harness.delete(&format!("auth_configs/{id}")).await.0, StatusCode::OK);
    assert_eq!(harness.get(&format!("connected_accounts/{}", link.account)).await.0, StatusCode::NOT_FOUND);
}
