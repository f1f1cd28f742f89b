//! The router's own tools beside search, execution and connections.

use super::*;
use crate::FeedbackKind;

fn call(endpoint: &str) -> Value {
    json!({ "toolkit_slug": "gmail", "endpoint": endpoint, "method": "GET" })
}

async fn listed(harness: &Harness, session: &str) -> Vec<String> {
    let (_, tools) = harness.get(&format!("{session}/tools")).await;
    let (_, shown) = harness.get(session).await;
    let names = |list: &Value, key: Option<&str>| -> Vec<String> {
        let items = list.as_array().unwrap().iter();
        items.map(|item| key.map_or(item, |key| &item[key]).as_str().unwrap().to_owned()).collect()
    };
    let listed = names(&tools["items"], Some("slug"));
    assert_eq!(listed, names(&shown["tool_router_tools"], None));
    listed
}

#[tokio::test]
async fn a_tool_of_the_router_is_there_if_it_is_enabled() {
    let harness = Harness::start().await;
    let plain = harness.session("ada", json!({})).await;
    let on = json!({ "proxy_execute": { "enable": true }, "experimental": { "submit_feedback": { "enable": true } } });
    let with = harness.session("ada", on).await;
    let (without, with_both) = (listed(&harness, &plain).await, listed(&harness, &with).await);
    for tool in ["COMPOSIO_PROXY_EXECUTE", "COMPOSIO_SUBMIT_FEEDBACK"] {
        assert!(!without.contains(&tool.to_owned()) && with_both.contains(&tool.to_owned()), "{tool}");
        let (status, _) = harness.execute(&plain, tool, json!({})).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{tool}");
        let (_, item) = harness.get(&format!("tools/{tool}")).await;
        assert!(item["input_parameters"]["properties"].as_object().unwrap().len() > 2, "{item}");
    }
    let (status, off) = harness.patch(&with, json!({ "proxy_execute": null, "experimental": null })).await;
    assert_eq!(status, StatusCode::OK, "{off}");
    assert_eq!(listed(&harness, &with).await, without);
}

#[tokio::test]
async fn an_agent_calls_an_applications_own_api() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "proxy_execute": { "enable": true } })).await;
    let proxy = "COMPOSIO_PROXY_EXECUTE";
    let (_, missing) = harness.execute(&session, proxy, call("/gmail/v1/users/me/profile")).await;
    assert_eq!(missing["result_type"], "failed");
    assert!(missing["error"].as_str().unwrap().contains("No connected account found for gmail"), "{missing}");
    harness.connect_gmail(&session).await;
    let data = harness.meta(&session, proxy, call("/gmail/v1/users/me/profile")).await;
    assert_eq!(data["status"], 200);
    assert!(data["data"]["emailAddress"].as_str().unwrap().contains('@'), "{data}");
    let mut search = call("/gmail/v1/users/me/messages");
    search["parameters"] = json!(r#"[{"name":"maxResults","value":"2","type":"query"}]"#);
    search["session_id"] = json!("srch_1");
    let data = harness.meta(&session, proxy, search).await;
    assert_eq!(data["data"]["messages"].as_array().unwrap().len(), 2);
    assert_eq!(harness.meta(&session, proxy, call("/gmail/v1/users/me/messages/none")).await["status"], 404);
    for (arguments, part) in [
        (call("https://evil.example/x"), "not on the toolkit's domain"),
        (json!({ "toolkit_slug": "gmail" }), "missing field `endpoint`"),
        (json!({ "toolkit_slug": "linear", "endpoint": "/x", "method": "GET" }), "It serves: "),
    ] {
        let (status, failed) = harness.execute(&session, proxy, arguments).await;
        assert_eq!((status, &failed["result_type"]), (StatusCode::OK, &json!("failed")), "{failed}");
        assert!(failed["error"].as_str().unwrap().contains(part), "{failed}");
    }
}

#[tokio::test]
async fn an_agents_call_of_an_api_needs_the_approval_of_its_tools() {
    let harness = Harness::start().await;
    let config = json!({ "proxy_execute": { "enable": true }, "toolkits": { "require_approval": ["gmail"] } });
    let session = harness.session("ada", config).await;
    harness.connect_gmail(&session).await;
    let arguments = call("/gmail/v1/users/me/profile");
    let mut body = json!({ "tool_slug": "COMPOSIO_PROXY_EXECUTE", "arguments": arguments });
    let (_, asked) = harness.post(&format!("{session}/execute"), body.clone()).await;
    assert_eq!(asked["result_type"], "input_required");
    body["request_state"] = asked["request_state"].clone();
    for (decision, result) in [("deny", "failed"), ("approve", "completed")] {
        body["input_responses"] = json!({ "approval": { "action": "accept", "content": { "decision": decision } } });
        let (_, answered) = harness.post(&format!("{session}/execute"), body.clone()).await;
        assert_eq!(answered["result_type"], result, "{answered}");
        let again = json!({ "tool_slug": "COMPOSIO_PROXY_EXECUTE", "arguments": arguments });
        let (_, asked) = harness.post(&format!("{session}/execute"), again).await;
        body["request_state"] = asked["request_state"].clone();
    }
}

#[tokio::test]
async fn feedback_is_kept_for_the_owner() {
    let harness = Harness::start().await;
    let session = harness.session("ada", json!({ "experimental": { "submit_feedback": { "enable": true } } })).await;
    let submit = "COMPOSIO_SUBMIT_FEEDBACK";
    assert!(harness.router.feedback().is_empty());
    let given =
        json!({ "feedback": "No mail came, and there are some.", "kind": "empty", "tool_slug": "GMAIL_FETCH_EMAILS" });
    let kept = harness.meta(&session, submit, given).await;
    assert!(kept["feedback_id"].as_str().unwrap().starts_with("fb_"), "{kept}");
    let feedback = harness.router.feedback();
    let [said] = feedback.as_slice() else { panic!("{feedback:?}") };
    assert_eq!((said.user_id.as_str(), said.kind), ("ada", FeedbackKind::Empty));
    assert_eq!(
        (said.message.as_str(), said.tool_slug.as_deref()),
        ("No mail came, and there are some.", Some("GMAIL_FETCH_EMAILS"))
    );
    assert!(session.ends_with(&said.session_id));
    for wrong in [
        json!({}),
        json!({ "feedback": " " }),
        json!({ "feedback": "x".repeat(limits::FEEDBACK_TEXT + 1) }),
        json!({ "feedback": "x", "kind": "angry" }),
        json!({ "feedback": "x", "log_id": "x".repeat(201) }),
    ] {
        assert_eq!(harness.execute(&session, submit, wrong).await.1["result_type"], "failed");
    }
    assert_eq!(harness.router.feedback().len(), 1);
    for number in 0..limits::FEEDBACK {
        let mut another = feedback[0].clone();
        another.message = number.to_string();
        harness.router.app.feedback.add(another);
    }
    let kept = harness.router.feedback();
    assert_eq!((kept.len(), kept[0].message.as_str()), (limits::FEEDBACK, "0"), "the oldest is forgotten");
}
