//! Saved configurations of sessions.

use super::*;

async fn save(harness: &Harness, name: &str, config: Value) -> (StatusCode, Value) {
    harness.post("session_configs", json!({ "name": name, "description": "For tests.", "config": config })).await
}

#[tokio::test]
async fn a_session_is_made_from_a_saved_configuration() {
    let harness = Harness::start().await;
    let config = json!({ "toolkits": { "enable": ["gmail", "echo"] }, "tools": { "gmail": { "enable": ["GMAIL_GET_PROFILE"] } } });
    let (status, saved) = save(&harness, "Readers", config.clone()).await;
    assert_eq!((status, &saved["config"]), (StatusCode::CREATED, &config), "{saved}");
    let id = saved["id"].as_str().unwrap();
    assert!(id.starts_with("sc_"));
    let from = |id: &str| json!({ "user_id": "ada", "experimental": { "session_config_id": id } });
    let (status, made) = harness.post("tool_router/session", from(id)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    assert_eq!(made["config"]["toolkits"], json!({ "enabled": ["gmail", "echo"] }));
    assert_eq!(made["experimental"]["source_session_config"], json!({ "id": id }));
    let session = format!("tool_router/session/{}", made["session_id"].as_str().unwrap());
    let (status, refused) = harness.execute(&session, "GMAIL_SEND_EMAIL", json!({})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(refused["error"]["message"].as_str().unwrap().starts_with("[Session Restriction]"), "{refused}");
    // A change of the saved configuration does not reach it.
    harness.patch(&format!("session_configs/{id}"), json!({ "config": { "toolkits": { "enable": ["slack"] } } })).await;
    assert_eq!(harness.get(&session).await.1["config"]["toolkits"], json!({ "enabled": ["gmail", "echo"] }));
    let (_, other) = save(&harness, "Slack", json!({ "toolkits": { "enable": ["slack"] } })).await;
    let (status, moved) =
        harness.patch(&session, json!({ "experimental": { "session_config_id": other["id"] } })).await;
    assert_eq!((status, &moved["config"]["toolkits"]), (StatusCode::OK, &json!({ "enabled": ["slack"] })), "{moved}");
    assert_eq!(moved["config"].get("tools"), None, "{moved}");

    let mut both = from(id);
    both["toolkits"] = json!({ "enable": ["gmail"] });
    for (body, said) in [(both, "Validation error"), (from("sc_unknown"), "Session config sc_unknown not found")] {
        let (status, answer) = harness.post("tool_router/session", body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(answer["error"]["message"].as_str().unwrap().contains(said), "{answer}");
    }
    harness.patch(&format!("session_configs/{id}"), json!({ "archived": true })).await;
    assert_eq!(harness.post("tool_router/session", from(id)).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn saved_configurations_are_listed_changed_and_deleted() {
    let harness = Harness::start().await;
    for name in ["Mail", "Chat", "Mail archive"] {
        assert_eq!(save(&harness, name, json!({})).await.0, StatusCode::CREATED);
    }
    let names = async |query: &str| {
        let (status, page) = harness.get(&format!("session_configs{query}")).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        let items = page["items"].as_array().unwrap().iter();
        let names: Vec<_> = items.map(|item| item["name"].as_str().unwrap().to_owned()).collect();
        (names, page["next_cursor"].as_str().map(str::to_owned))
    };
    assert_eq!(names("").await, (vec!["Chat".into(), "Mail".into(), "Mail archive".into()], None));
    assert_eq!(names("?search=mail").await.0, ["Mail", "Mail archive"]);
    let (first, cursor) = names("?limit=2").await;
    assert_eq!(first, ["Chat", "Mail"]);
    assert_eq!(names(&format!("?limit=2&cursor={}", cursor.unwrap())).await, (vec!["Mail archive".into()], None));

    let (_, listed) = harness.get("session_configs?search=chat").await;
    let path = format!("session_configs/{}", listed["items"][0]["id"].as_str().unwrap());
    assert_eq!(harness.get(&path).await.1["description"], "For tests.");
    let (_, changed) = harness.patch(&path, json!({ "name": "Talk", "archived": true })).await;
    assert_eq!((&changed["name"], &changed["archived"]), (&json!("Talk"), &json!(true)));
    assert_eq!(names("?archived=true").await.0, ["Talk"]);
    assert_eq!(harness.patch(&path, json!({ "name": "Mail" })).await.0, StatusCode::CONFLICT);
    assert_eq!(save(&harness, "Mail", json!({})).await.0, StatusCode::CONFLICT);
    for (name, config) in [("", json!({})), ("Odd", json!({ "sandbox": {} })), ("Odd", json!({ "toolkits": 7 }))] {
        assert_eq!(save(&harness, name, config).await.0, StatusCode::BAD_REQUEST);
    }
    assert_eq!(harness.delete(&path).await.0, StatusCode::OK);
    for status in [harness.get(&path).await.0, harness.delete(&path).await.0, harness.patch(&path, json!({})).await.0] {
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
