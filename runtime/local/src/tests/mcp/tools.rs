//! What an MCP client lists and calls.

use super::*;

#[tokio::test]
async fn the_tools_are_those_that_the_api_lists() {
    let harness = Harness::start().await;
    let config = json!({ "preload": { "tools": ["ECHO_DELETE", "GMAIL_FETCH_EMAILS"] } });
    let session = harness.session("ada", config).await;
    let (_, listed) = harness.get(&format!("{session}/tools")).await;
    let listed = listed["items"].as_array().unwrap();
    for lifecycle in lifecycles() {
        let client = harness.client_of(&session, User::default(), lifecycle).await;
        let tools = client.list_all_tools().await.unwrap();
        assert_eq!(tools.len(), listed.len());
        for (tool, listed) in tools.iter().zip(listed) {
            let tool = serde_json::to_value(tool).unwrap();
            assert_eq!((&tool["name"], &tool["title"]), (&listed["slug"], &listed["name"]));
            assert_eq!(tool["description"], listed["description"]);
            assert_eq!(tool["inputSchema"], listed["input_parameters"]);
        }
        let annotations = |name: &str| {
            let tool = tools.iter().find(|tool| tool.name == name).unwrap();
            serde_json::to_value(tool.annotations.as_ref().unwrap()).unwrap()
        };
        assert_eq!(annotations("ECHO_DELETE"), json!({ "destructiveHint": true }));
        let fetch = annotations("GMAIL_FETCH_EMAILS");
        assert_eq!((&fetch["readOnlyHint"], &fetch["destructiveHint"]), (&true.into(), &false.into()), "{fetch}");
    }
}

#[tokio::test]
async fn meta_tools_and_preloaded_tools_run_on_the_users_account() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "preload": { "tools": ["GMAIL_FETCH_EMAILS"] } })).await;
    let client = harness.client(&session, User::default()).await;
    let unconnected = failure(&call(&client, "GMAIL_FETCH_EMAILS", json!({})).await);
    assert!(unconnected.contains("No connected account"), "{unconnected}");
    let managed = call(&client, "COMPOSIO_MANAGE_CONNECTIONS", json!({ "toolkits": ["gmail"] })).await;
    let link = managed.structured_content.unwrap()["results"]["gmail"]["redirect_url"].as_str().unwrap().to_owned();
    let page = browser().connect(&link).await.unwrap();
    assert!(page.text().contains("is connected"), "{}", page.text());

    let fetched = call(&client, "GMAIL_FETCH_EMAILS", json!({ "max_results": 2 })).await;
    assert_eq!(fetched.is_error, Some(false), "{fetched:?}");
    assert_eq!(fetched.structured_content.unwrap()["messages"].as_array().unwrap().len(), 2);
    let many = json!({ "tools": [{ "tool_slug": "ECHO_READ", "arguments": { "id": 1 } }] });
    let many = call(&client, "COMPOSIO_MULTI_EXECUTE_TOOL", many).await.structured_content.unwrap();
    assert_eq!(many["results"][0]["response"]["data"], json!({ "id": 1 }), "{many}");
}

#[tokio::test]
async fn what_fails_is_a_result_and_what_is_not_listed_an_error() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "preload": { "tools": ["ECHO_READ"] } })).await;
    for lifecycle in lifecycles() {
        let client = harness.client_of(&session, User::default(), lifecycle).await;
        let broken = failure(&call(&client, "ECHO_READ", json!({ "panic": true })).await);
        assert!(broken.contains("broke down"), "{broken}");
        let wrong = failure(&call(&client, "COMPOSIO_SEARCH_TOOLS", json!({ "queries": 1 })).await);
        assert!(wrong.contains("arguments.queries"), "{wrong}");
        for unlisted in ["ECHO_DELETE", "GMAIL_FETCH_EMAILS", "COMPOSIO_WAIT_FOR_CONNECTIONS", "NO_SUCH_TOOL"] {
            let error = try_call(&client, unlisted, json!({})).await.unwrap_err().to_string();
            assert!(error.contains("Unknown tool"), "{unlisted}: {error}");
        }
    }
}

#[tokio::test]
async fn an_update_changes_the_list_and_the_client_is_told() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let user = User::default();
    let client = harness.client(&session, user.clone()).await;
    let [_, modern] = lifecycles();
    let listener = harness.client_of(&session, User::default(), modern).await;
    let filter = SubscriptionFilter::builder().tools_list_changed().build();
    let mut subscription = listener.listen(filter).await.unwrap();
    assert!(!names(&client).await.contains(&"ECHO_READ".to_owned()));

    let patch = json!({ "preload": { "tools": ["ECHO_READ"] }, "search": { "enable": false } });
    let (status, _) = answer(harness.request(Method::PATCH, &session).json(&patch).send().await.unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    timeout(PATIENCE, user.told.notified()).await.expect("the client is told");
    let told = timeout(PATIENCE, subscription.next()).await.expect("the listener is told").unwrap();
    assert!(told.is_some());
    for client in [client, listener] {
        let names = names(&client).await;
        assert!(
            names.contains(&"ECHO_READ".to_owned()) && !names.iter().any(|name| name.contains("SEARCH")),
            "{names:?}"
        );
    }
}
