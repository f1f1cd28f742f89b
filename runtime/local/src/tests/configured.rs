//! What a session's configuration may say, and what the router answers to it.

use super::*;

async fn refused(harness: &Harness, body: Value) -> Value {
    let (status, error) = harness.post("tool_router/session", body.clone()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{body}: {error}");
    error["error"].clone()
}

#[tokio::test]
async fn what_the_router_does_not_have_is_off_and_said_to_be() {
    let harness = Harness::start().await;
    let usage = json!({ "return_instant_charge": true });
    for (config, codes) in [
        (json!({}), vec!["SANDBOX_NOT_AVAILABLE"]),
        (json!({ "workbench": { "sandbox_size": "large" } }), vec!["SANDBOX_NOT_AVAILABLE"]),
        (json!({ "workbench": { "enable": false }, "instant": usage }), vec!["INSTANT_NOT_AVAILABLE"]),
        (json!({ "workbench": { "enable": false }, "instant": false }), vec![]),
    ] {
        let mut body = config.clone();
        body["user_id"] = "ada".into();
        let (_, created) = harness.post("tool_router/session", body).await;
        let path = format!("tool_router/session/{}", created["session_id"].as_str().unwrap());
        let (_, attached) = harness.post(&format!("{path}/attach"), json!({})).await;
        let (_, history) = harness.get(&format!("{path}/config_history")).await;
        for (answer, config) in [
            (&created, &created["config"]),
            (&attached, &attached["config"]),
            (&created, &history["items"][0]["config"]),
        ] {
            let off = json!([false, false, false]);
            let sandbox = &config["workbench"];
            let said =
                json!([sandbox["enable"], sandbox["tool_execution_enabled"], sandbox["proxy_execution_enabled"]]);
            assert_eq!((said, &config["instant"]), (off, &json!(false)), "{answer}");
            let warned = answer["warnings"].as_array().map(Vec::as_slice).unwrap_or_default();
            let warned: Vec<_> = warned.iter().map(|warning| warning["code"].as_str().unwrap()).collect();
            assert_eq!(warned, codes, "{answer}");
        }
        assert!(!created["tool_router_tools"].to_string().contains("REMOTE"), "{created}");
        assert_eq!(
            harness.execute(&path, "COMPOSIO_REMOTE_BASH_TOOL", json!({ "command": "ls" })).await.0,
            StatusCode::BAD_REQUEST
        );
    }
}

#[tokio::test]
async fn a_toolkit_that_is_not_served_is_refused_before_anything_is_shown() {
    let harness = Harness::start().await;
    let error = refused(&harness, json!({ "user_id": "ada", "toolkits": ["gmail", "notion"] })).await;
    assert_eq!(error["message"], "Toolkit 'notion' is not served by this router");
    // Clients show both.
    assert_eq!(error["errors"], Value::Null, "it would be named twice");
    let fix = error["suggested_fix"].as_str().unwrap();
    assert!(fix.starts_with("It serves: ") && fix.contains("gmail") && fix.contains("echo"), "{fix}");
    let error = refused(&harness, json!({ "user_id": "ada", "toolkits": { "enable": ["exa", "notion"] } })).await;
    assert_eq!(error["message"], "Toolkits 'exa', 'notion' are not served by this router");
    let session = harness.session("ada", json!({ "toolkits": { "disable": ["notion"] } })).await;
    let (status, _) = harness.patch(&session, json!({ "toolkits": ["notion"] })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_tool_that_its_toolkit_does_not_have_is_refused_in_every_list() {
    let harness = Harness::start().await;
    for (list, slug) in [
        ("enable", "GMAIL_FETCH_EMAIL"),
        ("disable", "GMAIL_FETCH_EMAIL"),
        ("require_approval", "GMAIL_FETCH_EMAIL"),
        ("enable", "SLACK_SEND_MESSAGE"),
    ] {
        let body = json!({ "user_id": "ada", "tools": { "gmail": { list: ["gmail_get_profile", slug] } } });
        let error = refused(&harness, body).await;
        assert_eq!(error["message"], format!("Tool '{slug}' is not served by this router"));
        let problem = error["errors"][0].as_str().unwrap();
        let place = format!("Error in payload.tools.gmail.{list}: '{slug}' is not a tool of gmail here");
        assert!(problem.starts_with(&place), "{problem}");
        assert_eq!(problem.contains("did you mean 'GMAIL_FETCH_EMAILS'?"), slug.starts_with("GMAIL"), "{problem}");
    }
    // Tools of toolkits that are not served are out of reach in any case.
    let session = harness.session("ada", json!({ "tools": { "notion": ["NOTION_SEARCH"] } })).await;
    let unknown = json!({ "tools": { "gmail": ["GMAIL_A", "GMAIL_B"] } });
    let (status, error) = harness.patch(&session, unknown).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{error}");
    assert_eq!(error["error"]["errors"].as_array().map(Vec::len), Some(2), "{error}");
}

#[tokio::test]
async fn unknown_keys_of_what_is_experimental_are_refused() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let typo = json!({ "experimental": { "permission": { "default": "ask_every_call" }, "fastmode": true } });
    let mut creation = typo.clone();
    creation["user_id"] = "ada".into();
    let created = harness.post("tool_router/session", creation).await;
    let updated = harness.patch(&session, typo.clone()).await;
    let attached = harness.post(&format!("{session}/attach"), typo).await;
    for (status, error) in [created, updated, attached] {
        assert_eq!((status, &error["error"]["code"]), (StatusCode::BAD_REQUEST, &json!(10400)));
        let errors = json!([
            "Error in payload.experimental: unknown field `fastmode`",
            "Error in payload.experimental: unknown field `permission`",
        ]);
        assert_eq!(error["error"]["errors"], errors);
    }
    for fixed in [json!({ "assistive_prompt_config": {} }), json!({ "custom_tools": [] })] {
        assert_eq!(
            harness.patch(&session, json!({ "experimental": fixed })).await.0,
            StatusCode::BAD_REQUEST,
            "{fixed}"
        );
    }
    assert_eq!(harness.patch(&session, json!({ "experimental": { "fast_mode": true } })).await.0, StatusCode::OK);
}

#[tokio::test]
async fn an_empty_update_changes_nothing() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "toolkits": ["gmail"] })).await;
    let (_, before) = harness.get(&session).await;
    for body in
        [json!({}), json!({ "expected_config_version": 1 }), json!({ "experimental": {} }), json!({ "workbench": {} })]
    {
        let (status, after) = harness.patch(&session, body).await;
        assert_eq!((status, &after), (StatusCode::OK, &before));
    }
    let empty = harness.request(Method::PATCH, &session).send().await.unwrap();
    assert_eq!(answer(empty).await, (StatusCode::OK, before));
    assert_eq!(harness.patch(&session, json!({ "expected_config_version": 2 })).await.0, StatusCode::CONFLICT);
    let (_, history) = harness.get(&format!("{session}/config_history")).await;
    assert_eq!(history["total_items"], 1);
}

#[tokio::test]
async fn a_created_session_tells_the_model_how_to_use_it() {
    let harness = Harness::start().await;
    let prompt = async |config: Value| {
        let mut body = config;
        body["user_id"] = "ada".into();
        let (status, created) = harness.post("tool_router/session", body).await;
        assert_eq!(status, StatusCode::CREATED, "{created}");
        let path = format!("tool_router/session/{}", created["session_id"].as_str().unwrap());
        assert_eq!(harness.get(&path).await.1["experimental"]["assistive_prompt"], Value::Null, "it comes once");
        created["experimental"]["assistive_prompt"].as_str().unwrap().to_owned()
    };
    let zone = json!({ "experimental": { "assistive_prompt_config": { "user_timezone": "Asia/Kathmandu" } } });
    assert!(prompt(zone).await.contains("Asia/Kathmandu"));
    let plain = prompt(json!({})).await;
    assert!(!plain.contains("time zone") && plain.contains("COMPOSIO_SEARCH_TOOLS"), "{plain}");
    assert!(!plain.contains("COMPOSIO_PROXY_EXECUTE"));
    let closed = prompt(json!({ "search": { "enable": false }, "manage_connections": { "enable": false } })).await;
    assert!(!closed.contains("COMPOSIO_SEARCH_TOOLS") && closed.contains("connected outside this session"), "{closed}");
    let nowhere = json!({ "assistive_prompt_config": { "user_timezone": "Europe/Lodnon" } });
    let error = refused(&harness, json!({ "user_id": "ada", "experimental": nowhere })).await;
    let place = "Error in payload.experimental.assistive_prompt_config.user_timezone: ";
    assert!(error["errors"][0].as_str().unwrap().starts_with(place), "{error}");
    assert_eq!(error["suggested_fix"], "Did you mean Europe/London?");
}

fn tool(slug: &str) -> Value {
    json!({ "slug": slug, "name": "Grep", "description": "Finds.", "input_schema": { "type": "object", "properties": {} } })
}

fn with(mut tool: Value, key: &str, value: Value) -> Value {
    tool[key] = value;
    tool
}

fn toolkit(tools: Vec<Value>) -> Value {
    json!({ "slug": "BOOKS", "name": "Books", "description": "The books.", "tools": tools })
}

#[tokio::test]
async fn custom_tools_within_the_limits_are_taken() {
    let harness = Harness::start().await;
    let longest = with(with(tool("a-B_9"), "name", json!("é".repeat(128))), "description", json!("d".repeat(5120)));
    let full = (0..100).map(|number| tool(&format!("T{number}"))).collect();
    let books = with(toolkit(full), "description", json!("d".repeat(2048)));
    let fits = tool(&"G".repeat(60 - "LOCAL_".len()));
    let custom = json!({ "custom_tools": [longest, fits], "custom_toolkits": [books] });
    let (status, created) =
        harness.post("tool_router/session", json!({ "user_id": "ada", "experimental": custom })).await;
    assert_eq!(status, StatusCode::CREATED, "{created}");
}

#[tokio::test]
async fn what_is_wrong_with_a_custom_tool_is_said_at_its_place() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({})).await;
    let many: Vec<_> = (0..101).map(|number| tool(&format!("T{number}"))).collect();
    let tools = |tool: Value| json!({ "custom_tools": [tool] });
    let toolkits = |toolkit: Value| json!({ "custom_toolkits": [toolkit] });
    for (custom, place) in [
        (tools(with(tool("A"), "name", json!("x".repeat(129)))), "custom_tools[0].name: expected 1 to 128 characters"),
        (tools(with(tool("A"), "name", json!(" "))), "custom_tools[0].name"),
        (
            tools(with(tool("A"), "description", json!("x".repeat(5121)))),
            "custom_tools[0].description: expected 1 to 5120",
        ),
        (tools(with(tool("A"), "description", Value::Null)), "custom_tools[0].description"),
        (tools(tool("find it")), "custom_tools[0].slug"),
        (tools(tool("")), "custom_tools[0].slug: the slug is empty"),
        (tools(tool("LOCAL_A")), "custom_tools[0].slug"),
        (tools(tool(&"G".repeat(55))), "custom_tools[0].slug"),
        (
            tools(with(tool("A"), "input_schema", json!({ "type": "string" }))),
            "custom_tools[0].input_schema.type: expected `object`",
        ),
        (tools(with(tool("A"), "input_schema", json!({}))), "custom_tools[0].input_schema.type"),
        (tools(with(tool("A"), "input_schema", json!([]))), "custom_tools[0].input_schema: expected an object"),
        (tools(with(tool("A"), "output_schema", json!(7))), "custom_tools[0].output_schema"),
        (json!({ "custom_tools": [tool("a"), tool("A")] }), "custom_tools[1].slug: `LOCAL_A` is there twice"),
        (toolkits(toolkit(vec![])), "custom_toolkits[0].tools: expected 1 to 100 tools"),
        (toolkits(toolkit(many)), "custom_toolkits[0].tools: expected 1 to 100 tools"),
        (
            toolkits(with(toolkit(vec![tool("A")]), "description", json!("x".repeat(2049)))),
            "custom_toolkits[0].description",
        ),
        (
            toolkits(with(toolkit(vec![tool("A")]), "slug", json!("gmail"))),
            "custom_toolkits[0].slug: `gmail` is a toolkit of the router",
        ),
        (toolkits(toolkit(vec![with(tool("A"), "name", json!(7))])), "custom_toolkits[0].tools[0].name"),
    ] {
        let search = json!({ "queries": [{ "use_case": "x" }], "experimental": custom });
        let execute = json!({ "tool_slug": "ECHO_READ", "experimental": custom });
        let meta = json!({ "slug": "COMPOSIO_SEARCH_TOOLS", "experimental": custom });
        for (path, body) in [
            ("tool_router/session".to_owned(), json!({ "user_id": "ada", "experimental": custom })),
            (format!("{session}/attach"), json!({ "experimental": custom })),
            (format!("{session}/search"), search),
            (format!("{session}/execute"), execute),
            (format!("{session}/execute_meta"), meta),
        ] {
            let (status, error) = harness.post(&path, body).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{path}: {error}");
            let said = error["error"]["errors"][0].as_str().unwrap();
            assert!(said.starts_with(&format!("Error in payload.experimental.{place}")), "{path}: {error}");
        }
    }
}
