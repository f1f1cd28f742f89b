//! `COMPOSIO_MANAGE_CONNECTIONS`: what an agent does with its user's connections.

use super::*;

const TOOL: &str = "COMPOSIO_MANAGE_CONNECTIONS";

/// Performs one action, and returns the result of the toolkit.
async fn act(harness: &Harness, session: &str, asked: Value) -> Value {
    let toolkit = asked["name"].as_str().unwrap().to_owned();
    harness.meta(session, TOOL, json!({ "toolkits": [asked] })).await["results"][toolkit].take()
}

/// The ids and aliases that a list has.
fn listed(result: &Value) -> Vec<(String, Option<String>)> {
    let accounts = result["accounts"].as_array().unwrap().iter();
    accounts
        .map(|account| (account["id"].as_str().unwrap().to_owned(), account["alias"].as_str().map(str::to_owned)))
        .collect()
}

async fn with_several(harness: &Harness) -> String {
    harness.session("ada", json!({ "multi_account": { "enable": true } })).await
}

#[tokio::test]
async fn a_toolkit_is_named_by_its_slug_or_with_an_action() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    for toolkits in [json!(["gmail"]), json!([{ "name": "gmail", "action": "add" }]), json!([{ "name": "Gmail" }])] {
        for toolkits in [toolkits.clone(), Value::String(toolkits.to_string())] {
            let made = harness.meta(&session, TOOL, json!({ "toolkits": toolkits })).await;
            let result = &made["results"]["gmail"];
            assert_eq!(
                (&result["status"], &made["summary"]["initiated_connections"]),
                (&json!("initiated"), &json!(1))
            );
            assert!(result["redirect_url"].as_str().unwrap().contains("/link/"), "{result}");
        }
    }
    harness.connect_gmail(&session).await;
    let plain = harness.meta(&session, TOOL, json!({ "toolkits": ["gmail", "GMAIL"] })).await;
    assert_eq!(plain["results"]["gmail"]["status"], "active");
    assert_eq!(plain["summary"]["total_toolkits"], 1);
    let again = harness.meta(&session, TOOL, json!({ "toolkits": ["gmail"], "reinitiate_all": true })).await;
    assert_eq!(
        (&again["results"]["gmail"]["status"], &again["results"]["gmail"]["was_reinitiated"]),
        (&json!("initiated"), &json!(true))
    );
}

#[tokio::test]
async fn what_is_wrong_with_an_action_is_said() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    for (toolkits, part) in [
        (json!([{ "name": "gmail", "action": "steal" }]), "steal"),
        (json!([{ "action": "list" }]), "name"),
        (json!([7]), "[0]: expected a toolkit's slug"),
        (json!("gmail"), "arguments.toolkits"),
        (json!([]), "1 to 100 toolkits"),
        (json!(["gmail", { "name": "gmail", "action": "list" }]), "`gmail` is there twice"),
    ] {
        let body = json!({ "slug": TOOL, "arguments": { "toolkits": toolkits } });
        let (status, failed) = harness.post(&format!("{session}/execute_meta"), body).await;
        assert_eq!((status, &failed["result_type"]), (StatusCode::OK, &json!("failed")), "{failed}");
        assert!(failed["error"].as_str().unwrap().contains(part), "{failed}");
    }
    for asked in
        [json!({ "name": "echo", "action": "remove" }), json!({ "name": "gmail", "action": "rename", "alias": "work" })]
    {
        let result = act(&harness, &session, asked).await;
        assert_eq!(result["status"], "failed", "{result}");
        assert!(result["error_message"].is_string());
    }
}

#[tokio::test]
async fn a_list_makes_no_link() {
    let harness = Harness::start().await;
    let session = with_several(&harness).await;
    let list = json!({ "name": "gmail", "action": "list" });
    let nothing = act(&harness, &session, list.clone()).await;
    assert_eq!((&nothing["status"], &nothing["accounts"]), (&json!("failed"), &json!([])));
    assert_eq!(harness.get("connected_accounts").await.1["total_items"], 0);
    let first = harness.connect_gmail(&session).await;
    let second = harness.connect_gmail(&session).await;
    let both = act(&harness, &session, list).await;
    assert_eq!((&both["status"], &both["has_active_connection"]), (&json!("active"), &json!(true)));
    assert_eq!(listed(&both), [(second, None), (first, None)]);
    let defaults: Vec<_> = both["accounts"].as_array().unwrap().iter().map(|account| &account["is_default"]).collect();
    assert_eq!(defaults, [&json!(true), &json!(false)]);
    let open = act(&harness, &session, json!({ "name": "echo", "action": "list" })).await;
    assert_eq!((&open["status"], &open["accounts"]), (&json!("active"), &json!([])));
}

#[tokio::test]
async fn an_account_is_renamed_by_any_of_its_names() {
    let harness = Harness::start().await;
    let session = with_several(&harness).await;
    let id = harness.connect_gmail(&session).await;
    let (_, account) = harness.get(&format!("connected_accounts/{id}")).await;
    let words = account["word_id"].as_str().unwrap().to_owned();
    assert!(words.starts_with("gmail_") && words.contains('-'), "{words}");
    let rename = |account: Value, alias: &str| json!({ "name": "gmail", "action": "rename", "account": account, "alias": alias });
    for (name, alias) in [(json!(id), "work"), (json!("work"), "home"), (json!(words), "post"), (Value::Null, "mail")] {
        let renamed = act(&harness, &session, rename(name, alias)).await;
        assert_eq!(
            (&renamed["status"], &renamed["accounts"][0]["alias"]),
            (&json!("active"), &json!(alias)),
            "{renamed}"
        );
    }
    let other = harness.connect_gmail(&session).await;
    let taken = act(&harness, &session, rename(json!(other), "mail")).await;
    assert!(taken["error_message"].as_str().unwrap().contains("already called 'mail'"), "{taken}");
    let unclear = act(&harness, &session, rename(Value::Null, "x")).await;
    assert!(unclear["error_message"].as_str().unwrap().contains("several accounts"), "{unclear}");
    assert_eq!(act(&harness, &session, rename(json!(id), "")).await["accounts"][0]["alias"], Value::Null);

    let profile = json!({ "tool_slug": "GMAIL_GET_PROFILE", "account": words });
    assert_eq!(harness.post(&format!("{session}/execute"), profile).await.1["result_type"], "completed");
    let search = json!({ "queries": [{ "use_case": "fetch emails from gmail" }] });
    let (_, found) = harness.post(&format!("{session}/search"), search).await;
    let accounts = found["toolkit_connection_statuses"][0]["accounts"].as_array().unwrap();
    assert!(accounts.iter().any(|account| account["word_id"] == words), "{accounts:?}");
}

#[tokio::test]
async fn an_account_is_removed_where_the_session_allows_it() {
    let harness = Harness::start().await;
    let without = json!({ "manage_connections": { "enable": true, "enable_connection_removal": false } });
    let session = harness.session("ada", without).await;
    let id = harness.connect_gmail(&session).await;
    let remove = json!({ "name": "gmail", "action": "remove" });
    let refused = act(&harness, &session, remove.clone()).await;
    assert!(refused["error_message"].as_str().unwrap().contains("Removing connections is disabled"), "{refused}");
    assert_eq!(harness.status(&id).await.0, "ACTIVE");

    let of_bob = harness.session("bob", json!({})).await;
    let mut theirs = remove.clone();
    theirs["account"] = json!(id);
    assert_eq!(act(&harness, &of_bob, theirs).await["status"], "failed");
    assert_eq!(harness.status(&id).await.0, "ACTIVE");

    let session = harness.session("ada", json!({})).await;
    let removed = act(&harness, &session, remove.clone()).await;
    assert_eq!((&removed["status"], &removed["connected_account_id"]), (&json!("removed"), &json!(id)));
    assert_eq!(removed["has_active_connection"], false);
    assert_eq!(harness.get(&format!("connected_accounts/{id}")).await.0, StatusCode::NOT_FOUND);
    assert_eq!(act(&harness, &session, remove).await["status"], "failed");
}

#[tokio::test]
async fn to_add_is_to_add_another_one_where_there_may_be_several() {
    let harness = Harness::start().await;
    let several = json!({ "multi_account": { "enable": true, "max_accounts_per_toolkit": 2 } });
    let session = harness.session("ada", several).await;
    let add = |alias: &str| json!({ "name": "gmail", "action": "add", "alias": alias });
    for alias in ["work", "home"] {
        let link = act(&harness, &session, add(alias)).await;
        assert_eq!(link["status"], "initiated", "{link}");
        let url: Url = link["redirect_url"].as_str().unwrap().parse().unwrap();
        browser().connect(&url).await.unwrap();
    }
    let full = act(&harness, &session, add("third")).await;
    assert!(full["error_message"].as_str().unwrap().contains("allows 2 accounts"), "{full}");
    let list = act(&harness, &session, json!({ "name": "gmail", "action": "list" })).await;
    let aliases: Vec<_> = listed(&list).into_iter().map(|(_, alias)| alias.unwrap()).collect();
    assert_eq!(aliases, ["home", "work"]);
    let single = harness.session("ada", json!({})).await;
    assert_eq!(act(&harness, &single, add("more")).await["status"], "active", "it is connected already");
}

#[tokio::test]
async fn json_in_text_is_taken_for_what_it_says() {
    let harness = Harness::start().await;
    let session =
        harness.session("ada", json!({ "manage_connections": { "enable_wait_for_connections": true } })).await;
    let (_, ran) = harness.execute(&session, "ECHO_READ", json!(r#"{"a":{"b":1}}"#)).await;
    assert_eq!((&ran["result_type"], &ran["data"]), (&json!("completed"), &json!({ "a": { "b": 1 } })));
    let calls = json!([{ "tool_slug": "ECHO_READ", "arguments": r#"{"a":1}"# }, { "tool_slug": "ECHO_READ", "arguments": { "a": 2 } }]);
    let batch = harness.meta(&session, "COMPOSIO_MULTI_EXECUTE_TOOL", json!({ "tools": calls.to_string() })).await;
    assert_eq!((&batch["success_count"], &batch["results"][0]["response"]["data"]), (&json!(2), &json!({ "a": 1 })));
    let whole = Value::String(json!({ "tools": calls }).to_string());
    assert_eq!(harness.meta(&session, "COMPOSIO_MULTI_EXECUTE_TOOL", whole).await["success_count"], 2);
    let waited = harness.meta(&session, "COMPOSIO_WAIT_FOR_CONNECTIONS", json!({ "toolkits": r#"["echo"]"# })).await;
    assert_eq!(waited["results"]["echo"]["status"], "ACTIVE");
    let schemas =
        harness.meta(&session, "COMPOSIO_GET_TOOL_SCHEMAS", json!({ "tool_slugs": r#"["ECHO_READ"]"# })).await;
    assert_eq!(schemas["success"], true);
    let (status, refused) = harness.execute(&session, "ECHO_READ", json!("not json")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(refused["error"]["errors"][0].as_str().unwrap().starts_with("Error in payload"), "{refused}");
}
