//! Execution and its errors.

use tool_router_core::limits::{MAX_KNOWN_FIELDS, MAX_QUERIES, MAX_USE_CASE};

use super::*;

#[tokio::test]
async fn a_missing_connection_is_said() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let (status, answer) = harness.execute(&session, "GMAIL_FETCH_EMAILS", json!({})).await;
    assert_eq!((status, &answer["error"]["code"]), (StatusCode::BAD_REQUEST, &json!(4302)));
    assert_eq!(answer["error"]["slug"], "ToolRouterV2_NoActiveConnection");
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("No connected account found for gmail"), "{message}");
}

#[tokio::test]
async fn what_the_session_may_not_reach_is_refused_everywhere() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["echo"], "tags": ["readOnlyHint"] })).await;
    for (tool, said) in [
        ("GMAIL_SEND_EMAIL", "[Session Restriction] Toolkit 'gmail' is not allowed for this session"),
        ("ECHO_DELETE", "[Session Restriction] Tool 'ECHO_DELETE' is excluded by the tags of this session"),
        ("ECHO_UNKNOWN", "Tool 'ECHO_UNKNOWN' is not served by this router"),
    ] {
        let (status, refused) = harness.execute(&session, tool, json!({})).await;
        assert_eq!((status, &refused["error"]["message"]), (StatusCode::BAD_REQUEST, &json!(said)));
        let batch = json!({ "tools": [{ "tool_slug": tool, "arguments": {} }] });
        let done = harness.meta(&session, "COMPOSIO_MULTI_EXECUTE_TOOL", batch).await;
        assert!(done["results"][0]["error"].as_str().unwrap().starts_with(said), "{done}");
        let arguments = json!({ "tool_slugs": [tool] });
        let schemas = harness.meta(&session, "COMPOSIO_GET_TOOL_SCHEMAS", arguments).await;
        assert_eq!(schemas["not_found"], json!([tool]));
        let arguments = json!({ "queries": [{ "use_case": tool }] });
        let found = harness.meta(&session, "COMPOSIO_SEARCH_TOOLS", arguments).await;
        assert!(!found["tool_schemas"].as_object().unwrap().contains_key(tool), "{found}");
    }
}

#[tokio::test]
async fn bad_arguments_and_broken_tools_are_failures() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    harness.connect_gmail(&session).await;
    let (status, wrong) = harness.execute(&session, "GMAIL_FETCH_EMAILS", json!({ "max_results": "many" })).await;
    assert_eq!((status, &wrong["result_type"]), (StatusCode::OK, &json!("failed")));
    assert!(wrong["error"].as_str().unwrap().contains("max_results"), "{wrong}");
    let (_, broken) = harness.execute(&session, "ECHO_READ", json!({ "panic": true })).await;
    assert_eq!(broken["result_type"], "failed");
    let (_, nothing) = harness.post(&format!("{session}/execute"), json!({ "tool_slug": "ECHO_READ" })).await;
    assert_eq!((&nothing["result_type"], &nothing["data"]), (&json!("completed"), &json!({})));
    let request = harness.request(Method::POST, &format!("{session}/execute"));
    let response = request.json(&json!({ "tool_slug": "ECHO_READ", "arguments": [] })).send().await.unwrap();
    assert_eq!(
        (response.status(), &response.headers()["x-should-retry"]),
        (StatusCode::BAD_REQUEST, &"false".parse().unwrap())
    );
}

#[tokio::test]
async fn a_batch_reports_each_of_its_calls() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let tools = json!([
        { "tool_slug": "ECHO_READ", "arguments": { "said": "hello" } },
        { "tool_slug": "GMAIL_GET_PROFILE", "arguments": {} },
    ]);
    let done = harness.meta(&session, "COMPOSIO_MULTI_EXECUTE_TOOL", json!({ "tools": tools })).await;
    assert_eq!((&done["total_count"], &done["success_count"], &done["error_count"]), (&json!(2), &json!(1), &json!(1)));
    let response = json!({ "successful": true, "data": { "said": "hello" }, "error": null });
    assert_eq!(done["results"][0]["response"], response);
    let error = done["results"][1]["error"].as_str().unwrap();
    assert!(
        error.starts_with("No connected account found for gmail. ") && error.contains("MANAGE_CONNECTIONS"),
        "{error}"
    );
    assert!(!done.to_string().contains("ada"), "a model reads it: {done}");
    let (_, empty) = harness.execute(&session, "COMPOSIO_MULTI_EXECUTE_TOOL", json!({ "tools": [] })).await;
    assert_eq!(empty["result_type"], "failed");
}

#[tokio::test]
async fn a_search_finds_the_tool_and_the_missing_connection() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let body = json!({ "queries": [{ "use_case": "read my latest mails" }], "toolkits": ["gmail"] });
    let (status, found) = harness.post(&format!("{session}/search"), body.clone()).await;
    assert_eq!((status, &found["success"], &found["error"]), (StatusCode::OK, &json!(true), &Value::Null));
    assert_eq!(found["results"][0]["index"], 1);
    assert_eq!(found["results"][0]["primary_tool_slugs"][0], "GMAIL_FETCH_EMAILS");
    assert_eq!(found["tool_schemas"]["GMAIL_FETCH_EMAILS"]["input_schema"]["type"], "object");
    let statuses = &found["toolkit_connection_statuses"];
    assert_eq!((&statuses[0]["toolkit"], &statuses[0]["has_active_connection"]), (&json!("gmail"), &json!(false)));
    assert!(found["next_steps_guidance"][0].as_str().unwrap().contains("COMPOSIO_MANAGE_CONNECTIONS"));
    harness.connect_gmail(&session).await;
    let (_, found) = harness.post(&format!("{session}/search"), body).await;
    assert_eq!(found["toolkit_connection_statuses"][0]["has_active_connection"], true);
}

#[tokio::test]
async fn a_search_is_held_to_its_limits() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let query =
        |use_case: usize, known: usize| json!({ "use_case": "x".repeat(use_case), "known_fields": "x".repeat(known) });
    for (queries, status) in [
        (vec![], StatusCode::BAD_REQUEST),
        (vec![query(1, 0); MAX_QUERIES + 1], StatusCode::BAD_REQUEST),
        (vec![query(0, 0)], StatusCode::BAD_REQUEST),
        (vec![query(MAX_USE_CASE + 1, 0)], StatusCode::BAD_REQUEST),
        (vec![query(1, MAX_KNOWN_FIELDS + 1)], StatusCode::BAD_REQUEST),
        (vec![query(MAX_USE_CASE, MAX_KNOWN_FIELDS); MAX_QUERIES], StatusCode::OK),
    ] {
        let (answered, answer) = harness.post(&format!("{session}/search"), json!({ "queries": queries })).await;
        assert_eq!(answered, status, "{answer}");
    }
}

#[tokio::test]
async fn the_account_is_the_pinned_the_named_or_the_latest() {
    let harness = Harness::start().await;
    let several = json!({ "multi_account": { "enable": true, "require_explicit_selection": true } });
    let session = harness.session("ada", several).await;
    let work = harness.link(&session, json!({ "toolkit": "gmail", "alias": "work" })).await;
    let home = harness.link(&session, json!({ "toolkit": "gmail", "alias": "home" })).await;
    for link in [&work, &home] {
        browser().connect(&link.url).await.unwrap();
    }
    let call = async |session: &str, account: Value| {
        let body = json!({ "tool_slug": "GMAIL_GET_PROFILE", "account": account });
        harness.post(&format!("{session}/execute"), body).await
    };
    let (status, unclear) = call(&session, Value::Null).await;
    assert_eq!(
        (status, &unclear["error"]["slug"]),
        (StatusCode::BAD_REQUEST, &json!("ToolRouterV2_InvalidConnectedAccountIds"))
    );
    for account in [json!("work"), json!(home.account)] {
        assert_eq!(call(&session, account).await.1["result_type"], "completed");
    }
    assert_eq!(call(&session, json!("elsewhere")).await.0, StatusCode::BAD_REQUEST);

    let pinned = harness.session("ada", json!({ "connected_accounts": { "gmail": [work.account] } })).await;
    assert_eq!(call(&pinned, Value::Null).await.1["result_type"], "completed");
    assert_eq!(call(&pinned, json!(home.account)).await.0, StatusCode::BAD_REQUEST, "it is not pinned");
    let (_, toolkits) = harness.get(&format!("{pinned}/toolkits?toolkits=gmail")).await;
    assert_eq!(toolkits["items"][0]["connected_account"]["id"], work.account);
}

#[tokio::test]
async fn schemas_are_asked_for_in_bounds() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    for slugs in [json!([]), json!(vec!["X"; 101]), json!(["X".repeat(201)])] {
        let arguments = json!({ "tool_slugs": slugs });
        let (_, outcome) = harness.execute(&session, "COMPOSIO_GET_TOOL_SCHEMAS", arguments).await;
        assert_eq!(outcome["result_type"], "failed", "{slugs}");
    }
}

#[tokio::test]
async fn an_agent_is_told_the_beginning_of_an_error_however_long_it_is() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let (_, short) = harness.execute(&session, "ECHO_READ", json!({ "fail": 3 })).await;
    assert_eq!(short["error"], "the provider answered 400: ééé");
    let (_, long) = harness.execute(&session, "ECHO_READ", json!({ "fail": 1_000_000 })).await;
    let said = long["error"].as_str().unwrap();
    assert!(said.ends_with("é…") && said.chars().count() == limits::TOOL_ERROR + 1, "{}", said.len());
}

#[tokio::test]
async fn look_ups_of_unknown_slugs_do_not_hold_up_others() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let description: String = (0..200).map(|number| format!("word{number} ")).collect();
    let tool = |number: u32| {
        json!({ "slug": format!("tool{number}"), "name": format!("Tool {number}"), "description": format!("{number} {description}"),
            "input_schema": { "type": "object" } })
    };
    let tools: Vec<_> = (0..2_000).map(tool).collect();
    let slugs: Vec<_> = (0..100).map(|number| format!("word{number} {number} unknown tool")).collect();
    let body = json!({ "slug": "COMPOSIO_GET_TOOL_SCHEMAS", "arguments": { "tool_slugs": slugs },
        "experimental": { "custom_tools": tools } });
    assert!(body.to_string().len() > 3 * 1024 * 1024 && body.to_string().len() < crate::limits::BODY);
    let look_up = || harness.request(Method::POST, &format!("{session}/execute_meta")).json(&body).send();
    let looked_up = async {
        let answers = tokio::join!(look_up(), look_up());
        [answer(answers.0.unwrap()).await, answer(answers.1.unwrap()).await]
    };
    // The test, its client and the router share one thread: while that thread works, others are not answered.
    let (done, longest) = (std::cell::Cell::new(false), std::cell::Cell::new(Duration::ZERO));
    let looked_up = async {
        let answers = looked_up.await;
        done.set(true);
        answers
    };
    let ticking = async {
        while !done.get() {
            let before = std::time::Instant::now();
            tokio::time::sleep(Duration::from_millis(5)).await;
            longest.set(longest.get().max(before.elapsed()));
        }
    };
    let both = async { tokio::join!(looked_up, ticking).0 };
    let [one, other] = timeout(PATIENCE, both).await.expect("an answer");
    assert!(longest.get() < Duration::from_secs(2), "held up for {:?}", longest.get());
    for (status, found) in [one, other] {
        assert_eq!((status, &found["result_type"]), (StatusCode::OK, &json!("completed")), "{found}");
        assert_eq!(found["data"]["not_found"].as_array().unwrap().len(), 100);
        let suggestions = found["data"]["suggestions"].as_object().unwrap();
        assert!((1..100).contains(&suggestions.len()), "{}", suggestions.len());
    }
}

#[tokio::test]
async fn an_agent_names_a_bounded_number_of_toolkits() {
    let harness = Harness::start().await;
    let wait = json!({ "manage_connections": { "enable": true, "enable_wait_for_connections": true } });
    let session = harness.session("ada", wait).await;
    for tool in ["COMPOSIO_MANAGE_CONNECTIONS", "COMPOSIO_WAIT_FOR_CONNECTIONS"] {
        for (count, error) in [(0, true), (1, false), (limits::TOOLKITS_AT_ONCE, false), (500_000, true)] {
            let body = json!({ "slug": tool, "arguments": { "toolkits": vec!["echo"; count] } });
            let (status, outcome) = harness.post(&format!("{session}/execute_meta"), body).await;
            assert_eq!(
                (status, outcome["result_type"] == "failed"),
                (StatusCode::OK, error),
                "{tool} {count}: {outcome}"
            );
        }
    }
}
