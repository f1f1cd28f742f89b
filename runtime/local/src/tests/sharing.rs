//! Accounts that users share.

use super::{own_links::link, *};

/// Connects Gmail as ada's, shared as `acl` says.
async fn shared(harness: &Harness, acl: Value) -> String {
    let experimental = json!({ "account_type": "SHARED", "acl_config_for_shared": acl });
    let body = json!({ "auth_config_id": "ac_gmail", "user_id": "ada", "experimental": experimental });
    let link = link(harness, body).await;
    assert!(browser().connect(&link.url).await.unwrap().text().contains("is connected"));
    link.account
}

fn pinned(account: &str) -> Value {
    json!({ "connected_accounts": { "gmail": [account] } })
}

async fn pin(harness: &Harness, user: &str, account: &str) -> (StatusCode, Value) {
    let mut body = pinned(account);
    body["user_id"] = user.into();
    harness.post("tool_router/session", body).await
}

#[tokio::test]
async fn a_shared_account_is_used_by_whom_its_list_allows_in_sessions_that_are_pinned_to_it() {
    let harness = Harness::start().await;
    let account = shared(&harness, json!({ "allowed_user_ids": ["bob"] })).await;
    let (_, read) = harness.get(&format!("connected_accounts/{account}")).await;
    let acl = json!({ "allow_all_users": false, "allowed_user_ids": ["bob"], "not_allowed_user_ids": [] });
    assert_eq!(read["experimental"], json!({ "account_type": "SHARED", "acl_config_for_shared": acl }));
    for user in ["ada", "bob"] {
        // Only a pin reaches it, even for its own user.
        let (_, open) = harness.execute(&harness.session(user, json!({})).await, "GMAIL_GET_PROFILE", json!({})).await;
        assert_eq!(open["error"]["slug"], "ToolRouterV2_NoActiveConnection");
        let session = harness.session(user, pinned(&account)).await;
        let (_, outcome) = harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await;
        assert_eq!(outcome["result_type"], "completed", "{user}: {outcome}");
    }
    let (status, refused) = pin(&harness, "eve", &account).await;
    assert_eq!(
        (status, &refused["error"]["slug"]),
        (StatusCode::BAD_REQUEST, &json!("ToolRouterV2_SharedConnectionNotAccessible"))
    );
}

#[tokio::test]
async fn the_list_of_a_shared_account_holds_at_each_call() {
    let harness = Harness::start().await;
    let account = shared(&harness, json!({ "allow_all_users": true })).await;
    let session = harness.session("bob", pinned(&account)).await;
    let call = async || harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await;
    let change = async |acl: Value| {
        let body = json!({ "experimental": { "acl_config_for_shared": acl } });
        harness.patch(&format!("connected_accounts/{account}"), body).await
    };
    assert_eq!(call().await.0, StatusCode::OK);
    let (status, changed) = change(json!({ "not_allowed_user_ids": ["bob"] })).await;
    assert_eq!((status, changed), (StatusCode::OK, json!({ "id": account, "status": "ACTIVE", "success": true })));
    let (status, denied) = call().await;
    assert_eq!((status, &denied["error"]["slug"]), (StatusCode::FORBIDDEN, &json!("ToolRouterV2_SharedAccessDenied")));
    // What is left out stays: everybody else is still allowed.
    assert_eq!(pin(&harness, "eve", &account).await.0, StatusCode::CREATED);
    change(json!({ "not_allowed_user_ids": [] })).await;
    assert_eq!(call().await.0, StatusCode::OK);
    change(json!({ "allow_all_users": false })).await;
    assert_eq!(call().await.0, StatusCode::FORBIDDEN);
    for bad in [
        json!({}),
        json!({ "allowed_user_ids": [""] }),
        json!({ "allowed_user_ids": vec!["u"; 1001] }),
        json!({ "owner": "x" }),
    ] {
        assert_eq!(change(bad).await.0, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_private_account_has_no_list_and_is_not_shared() {
    let harness = Harness::start().await;
    let account = harness.connect_gmail(&harness.session("ada", json!({})).await).await;
    let body = json!({ "experimental": { "acl_config_for_shared": { "allow_all_users": true } } });
    let (status, answer) = harness.patch(&format!("connected_accounts/{account}"), body).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(answer["error"]["message"].as_str().unwrap().contains("acl_config_for_shared is only valid on SHARED"));
    let (_, refused) = pin(&harness, "bob", &account).await;
    assert_eq!(refused["error"]["slug"], "ToolRouterV2_InvalidConnectedAccountIds");
}

#[tokio::test]
async fn lists_have_private_accounts_unless_others_are_asked_for() {
    let harness = Harness::start().await;
    let private = harness.connect_gmail(&harness.session("ada", json!({})).await).await;
    let open = shared(&harness, json!({})).await;
    let ids = async |query: &str| {
        let (_, page) = harness.get(&format!("connected_accounts?order_direction=asc{query}")).await;
        let items = page["items"].as_array().unwrap().clone();
        assert_eq!(page["total_items"], items.len(), "{page}");
        items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids("").await, [private.as_str()]);
    assert_eq!(ids("&account_type=PRIVATE&toolkit_slugs=gmail").await, [private.as_str()]);
    assert_eq!(ids("&account_type=SHARED").await, [open.as_str()]);
    assert_eq!(ids("&account_type=ALL&user_ids=ada").await, [private.as_str(), open.as_str()]);
}

#[tokio::test]
async fn a_session_makes_shared_accounts_and_is_pinned_to_one_of_a_toolkit() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let body = json!({ "toolkit": "gmail", "experimental": { "account_type": "SHARED" } });
    let (status, made) = harness.post(&format!("{session}/link"), body).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(made["experimental"]["account_type"], "SHARED");
    assert_eq!(made["experimental"]["acl_config_for_shared"]["allow_all_users"], false);
    let others = [shared(&harness, json!({})).await, shared(&harness, json!({})).await];
    let several =
        json!({ "user_id": "ada", "multi_account": { "enable": true }, "connected_accounts": { "gmail": others } });
    let (status, refused) = harness.post("tool_router/session", several).await;
    assert_eq!((status, &refused["error"]["code"]), (StatusCode::BAD_REQUEST, &json!(4347)), "{refused}");
}
