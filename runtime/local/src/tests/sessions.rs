//! Sessions, and the common behaviour of all API requests.

use super::*;

#[tokio::test]
async fn a_session_is_answered_in_the_words_of_the_wire() {
    let harness = Harness::start().await;
    let body = json!({
        "user_id": "ada",
        "toolkits": ["gmail"],
        "manage_connections": { "enable": true, "enable_wait_for_connections": true },
    });
    let response = harness.request(Method::POST, "tool_router/session").json(&body).send().await.unwrap();
    assert_eq!(response.headers()["x-tool-router-push"], "connections");
    let (status, created) = answer(response).await;
    assert_eq!(status, StatusCode::CREATED);
    let id = created["session_id"].as_str().unwrap();
    let origin = harness.router.url().origin().ascii_serialization();
    assert_eq!(created["mcp"], json!({ "type": "http", "url": format!("{origin}/tool_router/{id}/mcp") }));
    assert_eq!(created["config_version"], 1);
    assert_eq!(created["config"]["toolkits"], json!({ "enabled": ["gmail"] }));
    assert_eq!(created["config"]["preload"], json!({ "tools": [] }));
    let meta_tools =
        ["SEARCH_TOOLS", "GET_TOOL_SCHEMAS", "MULTI_EXECUTE_TOOL", "MANAGE_CONNECTIONS", "WAIT_FOR_CONNECTIONS"];
    assert_eq!(created["tool_router_tools"], json!(meta_tools.map(|tool| format!("COMPOSIO_{tool}"))));
    let path = format!("tool_router/session/{id}");
    let mut later = created.clone();
    assert!(later.as_object_mut().unwrap().remove("experimental").is_some(), "the prompt comes with the creation");
    assert_eq!(harness.get(&path).await, (StatusCode::OK, later.clone()));
    assert_eq!(harness.post(&format!("{path}/attach"), json!({})).await.1, later);
    assert_eq!(harness.delete(&path).await.1, json!({ "session_id": id, "deleted": true }));
    assert_eq!(harness.get(&path).await.0, StatusCode::NOT_FOUND);
    assert_eq!(harness.delete(&path).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn settings_decide_which_meta_tools_there_are() {
    let harness = Harness::start().await;
    let config = json!({
        "search": { "enable": false },
        "execute": { "enable_multi_execute": false },
        "manage_connections": { "enable": false, "enable_wait_for_connections": true },
    });
    let session = harness.session("ada", config).await;
    assert_eq!(harness.get(&session).await.1["tool_router_tools"], json!([]));
    let body = json!({ "slug": "COMPOSIO_MANAGE_CONNECTIONS", "arguments": { "toolkits": ["gmail"] } });
    let (status, answer) = harness.post(&format!("{session}/execute_meta"), body).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(answer["error"]["message"].as_str().unwrap().starts_with("[Session Restriction]"), "{answer}");
}

#[tokio::test]
async fn mistakes_in_a_body_are_placed() {
    let harness = Harness::start().await;
    for (body, place) in [
        (json!({ "user_id": "ada", "toolkit": ["gmail"] }), "payload"),
        (json!({ "user_id": "ada", "toolkits": 1 }), "payload.toolkits"),
        (json!({ "user_id": "ada", "manage_connections": { "enabled": true } }), "payload.manage_connections"),
        (json!([]), "payload"),
    ] {
        let (status, answer) = harness.post("tool_router/session", body).await;
        let error = &answer["error"];
        assert_eq!(
            (status, &error["code"], &error["slug"]),
            (StatusCode::BAD_REQUEST, &json!(10400), &json!("HTTP_BadRequest"))
        );
        let said = error["errors"][0].as_str().unwrap();
        assert!(said.starts_with(&format!("Error in {place}")), "{said}");
    }
    let request = harness.request(Method::POST, "tool_router/session").body("{\"user_id\": ");
    assert_eq!(answer(request.send().await.unwrap()).await.0, StatusCode::BAD_REQUEST);
    let request = harness.request(Method::POST, "tool_router/session").body(vec![b' '; 5 * 1024 * 1024]);
    assert_eq!(answer(request.send().await.unwrap()).await.0, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn every_answer_has_its_id_and_every_error_its_envelope() {
    let harness = Harness::start().await;
    for (method, path, status) in [
        (Method::GET, "tool_router/session/trs_unknown", 404),
        (Method::GET, "tool_router/session/a%2Fb%20c", 404),
        (Method::GET, "connected_accounts/ca_unknown", 404),
        (Method::GET, "tools/UNKNOWN", 404),
        (Method::GET, "nothing/here", 404),
        (Method::PUT, "tool_router/session", 405),
        (Method::GET, "connected_accounts?limit=0", 400),
        (Method::GET, "connected_accounts?limit=x", 400),
    ] {
        let request = harness.request(method, path).header("x-request-id", "0123456789abcdef");
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()["x-request-id"], "0123456789abcdef");
        let (given, answer) = answer(response).await;
        assert_eq!(given, status, "{path}");
        let error = &answer["error"];
        assert_eq!((&error["status"], &error["request_id"]), (&json!(status), &json!("0123456789abcdef")), "{path}");
        assert!(error["message"].is_string() && error["slug"].is_string() && error["code"].is_u64(), "{answer}");
    }
}

#[tokio::test]
async fn nothing_is_answered_without_the_key() {
    let harness = Harness::start().await;
    for path in ["tool_router/session/trs_1", "connected_accounts", "tools/GMAIL_SEND_EMAIL", "nothing/here"] {
        let request = harness.http.get(harness.url(path));
        let (status, without) = answer(request.send().await.unwrap()).await;
        assert_eq!((status, &without["error"]["code"]), (StatusCode::UNAUTHORIZED, &json!(906)));
        let request = harness.http.get(harness.url(path)).header("x-api-key", "ak_wrong");
        let (status, wrong) = answer(request.send().await.unwrap()).await;
        assert_eq!((status, &wrong["error"]["slug"]), (StatusCode::UNAUTHORIZED, &json!("APIKey_InvalidAPIKey")));
    }
}

#[tokio::test]
async fn toolkits_are_filtered_and_paged() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": { "disable": ["echo", "slack", "github"] } })).await;
    let slugs = |page: &Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|item| item["slug"].as_str().unwrap().to_owned()).collect()
    };
    let list = async |query: &str| harness.get(&format!("{session}/toolkits{query}")).await.1;
    assert_eq!(slugs(&list("").await), ["gmail"]);
    let named = list("?toolkits=gmail%2Cecho").await;
    assert_eq!(slugs(&named), ["echo", "gmail"]);
    assert_eq!((&named["items"][0]["enabled"], &named["items"][0]["is_no_auth"]), (&json!(false), &json!(true)));
    assert!(slugs(&list("?is_connected=true").await).is_empty());
    assert_eq!(slugs(&list("?search=GMA").await), ["gmail"]);
    let first = list("?toolkits=gmail,echo&limit=1").await;
    assert_eq!((slugs(&first), &first["total_items"]), (vec!["echo".to_owned()], &json!(2)));
    let second = list(&format!("?toolkits=gmail,echo&limit=1&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!((slugs(&second), &second["next_cursor"]), (vec!["gmail".to_owned()], &Value::Null));
    harness.connect_gmail(&session).await;
    assert_eq!(slugs(&list("?is_connected=true").await), ["gmail"]);
}

#[tokio::test]
async fn tools_are_the_meta_tools_and_the_preloaded() {
    let harness = Harness::start().await;
    let config = json!({ "toolkits": ["gmail"], "preload": { "tools": ["GMAIL_FETCH_EMAILS", "SLACK_UNKNOWN"] } });
    let session = harness.session("ada", config).await;
    let (_, tools) = harness.get(&format!("{session}/tools?limit=500")).await;
    let slugs: Vec<_> = tools["items"].as_array().unwrap().iter().map(|tool| tool["slug"].as_str().unwrap()).collect();
    let expected = ["SEARCH_TOOLS", "GET_TOOL_SCHEMAS", "MULTI_EXECUTE_TOOL", "MANAGE_CONNECTIONS"];
    let expected = expected.map(|tool| format!("COMPOSIO_{tool}"));
    assert_eq!(slugs[..4], expected);
    assert_eq!(slugs[4..], ["GMAIL_FETCH_EMAILS"]);
    for tool in tools["items"].as_array().unwrap() {
        assert_eq!(tool["input_parameters"]["type"], "object", "{tool}");
        assert!(tool["toolkit"]["logo"].is_string() && tool["deprecated"]["toolkit"]["logo"].is_string(), "{tool}");
        let (status, alone) = harness.get(&format!("tools/{}", tool["slug"].as_str().unwrap())).await;
        assert_eq!((status, &alone), (StatusCode::OK, tool));
    }
}

#[tokio::test]
async fn accounts_are_listed_by_what_is_asked() {
    let harness = Harness::start().await;
    let (ada, bob) = (harness.session("ada", json!({})).await, harness.session("bob", json!({})).await);
    let connected = harness.connect_gmail(&ada).await;
    let waiting = harness.gmail_link(&bob).await.account;
    let ids = async |query: &str| -> Vec<String> {
        let (status, page) = harness.get(&format!("connected_accounts{query}")).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("?user_ids=ada").await, [connected.as_str()]);
    assert_eq!(ids("?statuses=INITIATED,FAILED").await, [waiting.as_str()]);
    assert_eq!(ids("?toolkit_slugs=gmail&order_direction=asc").await, [connected.as_str(), waiting.as_str()]);
    assert_eq!(ids(&format!("?connected_account_ids={waiting}")).await, [waiting.as_str()]);
    assert!(ids("?user_ids=eve%27%20OR%201%3D1").await.is_empty());
    let (_, account) = harness.get(&format!("connected_accounts/{connected}")).await;
    assert_eq!((&account["status_reason"], &account["is_disabled"]), (&Value::Null, &json!(false)));
    assert_eq!(account["state"]["val"], json!({ "status": "ACTIVE", "access_token": "REDACTED" }));
    assert_eq!(harness.delete(&format!("connected_accounts/{connected}")).await.0, StatusCode::OK);
    assert!(ids("?user_ids=ada").await.is_empty());
}

#[tokio::test]
async fn a_stopped_router_answers_no_more() {
    let harness = Harness::start().await;
    let url = harness.router.url().clone();
    drop(harness.router);
    let stopped = async {
        while http::client().unwrap().get(url.clone()).send().await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, stopped).await.expect("the listener is closed");
}

#[tokio::test]
async fn debug_tells_no_secret() {
    let builder = builder().api_key("ak_visible").encryption_key([7; 32]);
    assert!(!format!("{builder:?}").contains("ak_visible"));
    let router = builder.start().await.unwrap();
    assert!(!format!("{router:?}").contains("ak_visible"));
    router.stop().await;
}

#[tokio::test]
async fn what_cannot_be_preloaded_is_refused() {
    let harness = Harness::start().await;
    let outside = json!({ "user_id": "ada", "toolkits": ["gmail"], "preload": { "tools": ["ECHO_READ"] } });
    let unlimited = json!({ "user_id": "ada", "preload": { "tools": "all" } });
    for body in [outside, unlimited] {
        assert_eq!(harness.post("tool_router/session", body).await.0, StatusCode::BAD_REQUEST);
    }
    let limited = harness.session("ada", json!({ "toolkits": ["echo"], "preload": { "tools": "all" } })).await;
    let (_, tools) = harness.get(&format!("{limited}/tools")).await;
    assert_eq!(tools["items"].as_array().unwrap().last().unwrap()["slug"], "ECHO_DELETE");
}

#[tokio::test]
async fn the_clients_own_tools_are_named_and_not_kept() {
    let harness = Harness::start().await;
    let custom = json!({ "custom_tools": [{ "slug": "grep", "name": "Grep", "description": "Finds.", "input_schema": { "type": "object" } }] });
    let (_, created) = harness.post("tool_router/session", json!({ "user_id": "ada", "experimental": custom })).await;
    assert_eq!(created["experimental"]["custom_tools"][0]["slug"], "LOCAL_GREP");
    let path = format!("tool_router/session/{}", created["session_id"].as_str().unwrap());
    assert_eq!(harness.get(&path).await.1["experimental"], Value::Null);
    let (_, attached) = harness.post(&format!("{path}/attach"), json!({ "experimental": custom })).await;
    assert_eq!(attached["experimental"]["custom_tools"], created["experimental"]["custom_tools"]);
    assert_eq!(attached["experimental"]["assistive_prompt"], Value::Null);
}

#[tokio::test]
async fn the_clients_own_tools_are_found_with_the_others() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let grep = json!({ "slug": "GREP", "name": "Grep", "description": "Finds a pattern in the invoices.",
        "input_schema": { "type": "object", "properties": { "pattern": { "type": "string" } } } });
    let toolkit = json!({ "slug": "BOOKS", "name": "Books", "description": "The books.", "tools": [grep] });
    let queries = json!([{ "use_case": "a pattern in invoices" }]);
    for (custom, slug) in [
        (json!({ "custom_tools": [grep] }), "LOCAL_GREP"),
        (json!({ "custom_toolkits": [toolkit] }), "LOCAL_BOOKS_GREP"),
    ] {
        let body = json!({ "queries": queries, "experimental": custom });
        let (status, found) = harness.post(&format!("{session}/search"), body).await;
        assert_eq!((status, &found["results"][0]["primary_tool_slugs"]), (StatusCode::OK, &json!([slug])), "{found}");
        assert_eq!(found["toolkit_connection_statuses"], json!([]));
        assert_eq!(found["tool_schemas"][slug]["input_schema"], grep["input_schema"]);

        let arguments = json!({ "tool_slugs": [slug] });
        let body = json!({ "slug": "COMPOSIO_GET_TOOL_SCHEMAS", "arguments": arguments, "experimental": custom });
        let (_, schemas) = harness.post(&format!("{session}/execute_meta"), body).await;
        assert_eq!(schemas["data"]["tool_schemas"][slug]["input_schema"], grep["input_schema"], "{schemas}");
    }
    let (_, found) = harness.post(&format!("{session}/search"), json!({ "queries": queries })).await;
    assert!(!found.to_string().contains("LOCAL_"), "{found}");
}

#[tokio::test]
async fn a_router_that_stops_does_not_wait_for_those_who_wait() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let (_, before) = harness.get(&format!("{session}/connections")).await;
    let path = format!("{session}/connections?after={}&wait_ms=30000", before["revision"]);
    let request = harness.request(Method::GET, &path);
    let waiting = tokio::spawn(async move { answer(request.send().await.unwrap()).await });
    harness.until_awaited("ada").await;
    clock::stopped(harness.router.stop()).await;
    assert_eq!(waiting.await.unwrap(), (StatusCode::OK, before));
}

#[tokio::test]
async fn updates_make_versions_and_refuse_outdated_ones() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["gmail"] })).await;
    let patch =
        async |body: Value| answer(harness.request(Method::PATCH, &session).json(&body).send().await.unwrap()).await;
    let (status, updated) = patch(json!({ "toolkits": ["echo"], "expected_config_version": 1 })).await;
    assert_eq!((status, &updated["config_version"]), (StatusCode::OK, &json!(2)));
    assert_eq!(updated["config"]["toolkits"], json!({ "enabled": ["echo"] }));
    assert_eq!(patch(json!({ "toolkits": null, "expected_config_version": 1 })).await.0, StatusCode::CONFLICT);
    assert_eq!(patch(json!({ "toolkits": { "enable": ["echo"] } })).await.1["config_version"], 2, "nothing changed");
    for wrong in
        [json!({ "user_id": "bob" }), json!({ "toolkits": 1 }), json!({ "preload": { "tools": ["GMAIL_SEND_EMAIL"] } })]
    {
        assert_eq!(patch(wrong).await.0, StatusCode::BAD_REQUEST);
    }
    assert_eq!(harness.execute(&session, "GMAIL_GET_PROFILE", json!({})).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(harness.execute(&session, "ECHO_READ", json!({})).await.1["result_type"], "completed");
    let (_, history) = harness.get(&format!("{session}/config_history")).await;
    let versions: Vec<_> =
        history["items"].as_array().unwrap().iter().map(|item| (&item["version"], &item["is_current"])).collect();
    assert_eq!(versions, [(&json!(2), &json!(true)), (&json!(1), &json!(false))]);
    assert_eq!(history["items"][1]["config"]["toolkits"], json!({ "enabled": ["gmail"] }));
}

#[tokio::test]
async fn updates_at_the_same_time_all_arrive_unless_they_name_a_version() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let update = |block: &str, value: Value| {
        let request = harness.request(Method::PATCH, &session).json(&json!({ block: value }));
        async move { answer(request.send().await.unwrap()).await.0 }
    };
    let statuses = tokio::join!(
        update("toolkits", json!(["echo"])),
        update("tags", json!(["readOnlyHint"])),
        update("search", json!({ "enable": false })),
        update("execute", json!({ "enable_multi_execute": false })),
        update("proxy_execute", json!({ "enable": false })),
        update("workbench", json!({ "enable": false })),
    );
    let ok = StatusCode::OK;
    assert_eq!(statuses, (ok, ok, ok, ok, ok, ok));
    let (_, session) = harness.get(&session).await;
    assert_eq!(session["config_version"], 7);
    assert_eq!(session["config"]["toolkits"], json!({ "enabled": ["echo"] }));
    assert_eq!(session["config"]["tags"], json!({ "enabled": ["readOnlyHint"] }));
    assert_eq!(session["config"]["search"], json!({ "enable": false }));
}

#[tokio::test]
async fn a_restriction_holds_in_whatever_case_it_is_written() {
    let harness = Harness::start().await;
    for config in [
        json!({ "toolkits": { "disable": ["ECHO"] } }),
        json!({ "tools": { "Echo": { "disable": ["ECHO_DELETE"] } } }),
        json!({ "tools": { "echo": { "disable": ["echo_delete"] } } }),
        json!({ "tools": { "Echo": { "tags": ["readOnlyHint"] } } }),
        json!({ "experimental": { "permissions": {
            "default": "allow_all", "overrides": { "echo_delete:__none__": "always_deny" },
        } } }),
    ] {
        let session = harness.session("ada", config.clone()).await;
        assert_eq!(harness.execute(&session, "ECHO_DELETE", json!({})).await.0, StatusCode::BAD_REQUEST, "{config}");
    }
    for config in [
        json!({ "toolkits": { "require_approval": ["Echo"] } }),
        json!({ "tools": { "echo": { "require_approval": ["echo_delete"] } } }),
    ] {
        let session = harness.session("ada", config.clone()).await;
        let (_, asked) = harness.execute(&session, "ECHO_DELETE", json!({})).await;
        assert_eq!(asked["result_type"], "input_required", "{config}");
    }
    let twice = json!({ "user_id": "ada", "tools": { "echo": ["ECHO_READ"], "Echo": ["ECHO_DELETE"] } });
    assert_eq!(harness.post("tool_router/session", twice).await.0, StatusCode::BAD_REQUEST);
}
