//! The sessions of several agents and owners in one list.

use serde_json::{Value, json};
use wiremock::matchers::{method, path, path_regex};
use wiremock::{Mock, MockServer};

use super::ok;
use crate::config::{SessionConfig, Tag};
use crate::declaration::Declaration;
use crate::model::{ToolAnswer, ToolAnswers, ToolCall, ToolList};
use crate::session::{AnySession, InputResponse, Toolbox};
use crate::test_support::{GMAIL_AND_SLACK, OnDemand, declare, router};
use crate::{Session, SessionSpec};

declare! {
    /// Another agent than those of the other tests.
    struct Other {}
    Declaration::made(SessionConfig::DEFAULT.with_toolkits(GMAIL_AND_SLACK)).of_agent("Other")
}

/// A router with a session for each id, of the user `u_<id>`, which lists these tools.
async fn several(sessions: &[(&str, &[&str])]) -> MockServer {
    let server = MockServer::start().await;
    for (id, tools) in sessions {
        let base = format!("/api/v3.1/tool_router/session/{id}");
        let mut session = crate::test_support::session();
        session["session_id"] = json!(id);
        session["config"]["user_id"] = json!(format!("u_{id}"));
        session["tool_router_tools"] = json!(["COMPOSIO_SEARCH_TOOLS"]);
        Mock::given(method("GET")).and(path(base.clone())).respond_with(ok(session)).mount(&server).await;
        let items: Vec<Value> =
            tools.iter().map(|slug| json!({ "slug": slug, "description": format!("{slug}.") })).collect();
        let list = ok(json!({ "items": items }));
        Mock::given(method("GET")).and(path(format!("{base}/tools"))).respond_with(list).mount(&server).await;
        let done = ok(json!({ "result_type": "completed", "data": { "ran_in": id }, "log_id": "log_1" }));
        let run = Mock::given(method("POST")).and(path_regex(format!("^{base}/execute(_meta)?$")));
        run.respond_with(done).mount(&server).await;
    }
    server
}

async fn session<S: SessionSpec>(server: &MockServer, id: &str) -> AnySession {
    let session: Session<S> = router(server).retrieve(id).unchecked().await.unwrap();
    session.into()
}

fn names(list: &ToolList) -> Vec<&str> {
    list.definitions().iter().map(|tool| &*tool.name).collect()
}

async fn ran_in(toolbox: &Toolbox, name: &str) -> String {
    toolbox.run(ToolCall::new(name, json!({}))).await.unwrap().text().to_owned()
}

#[tokio::test]
async fn tools_are_told_apart_by_agent_where_two_sessions_have_them() {
    let server =
        several(&[("a", &["COMPOSIO_SEARCH_TOOLS", "GMAIL_A"]), ("b", &["COMPOSIO_SEARCH_TOOLS", "SLACK_B"])]).await;
    let sessions = [session::<OnDemand>(&server, "a").await, session::<Other>(&server, "b").await];
    let toolbox: Toolbox = sessions.into_iter().collect();
    let list = toolbox.tools().await.unwrap();
    let all = ["COMPOSIO_SEARCH_TOOLS__Agent", "GMAIL_A", "COMPOSIO_SEARCH_TOOLS__Other", "SLACK_B"];
    assert_eq!(names(&list), all);
    assert_eq!(list.definitions()[0].description, "[Agent] COMPOSIO_SEARCH_TOOLS.");
    assert_eq!(list.anthropic()[2]["name"], "COMPOSIO_SEARCH_TOOLS__Other");
    for (name, id) in all.iter().zip(["a", "a", "b", "b"]) {
        assert_eq!(ran_in(&toolbox, name).await, format!("{{\"ran_in\":\"{id}\"}}"));
    }
    // One that is not listed goes to the session that it names.
    assert_eq!(ran_in(&toolbox, "GMAIL_NEW__Other").await, r#"{"ran_in":"b"}"#);
    let told = toolbox.run(ToolCall::new("COMPOSIO_SEARCH_TOOLS", json!({}))).await.unwrap();
    assert_eq!(
        told.text(),
        "There are several tools `COMPOSIO_SEARCH_TOOLS`. Call one of: COMPOSIO_SEARCH_TOOLS__Agent, \
         COMPOSIO_SEARCH_TOOLS__Other."
    );
    let told = toolbox.run(ToolCall::new("SLACK_BB", json!({}))).await.unwrap();
    assert!(told.is_error(), "both agents have slack: {}", told.text());
    let told = toolbox.run(ToolCall::new("NOTION_A", json!({}))).await.unwrap();
    assert!(told.text().starts_with("There is no tool `NOTION_A`."), "{}", told.text());
}

#[tokio::test]
async fn two_users_of_one_agent_are_told_apart_by_user_whatever_their_order() {
    let server = several(&[("a", &["GMAIL_A"]), ("b", &["GMAIL_A"])]).await;
    let (a, b) = (session::<OnDemand>(&server, "a").await, session::<OnDemand>(&server, "b").await);
    let one = Toolbox::new().with(a.clone()).with(b.clone());
    assert_eq!(names(&one.tools().await.unwrap()), ["GMAIL_A__u_a", "GMAIL_A__u_b"]);
    let other = Toolbox::new().with(b.clone()).with(a.clone());
    assert_eq!(names(&other.tools().await.unwrap()), ["GMAIL_A__u_b", "GMAIL_A__u_a"]);
    // Without a list, as after a restart, names mean the same.
    let again = Toolbox::new().with(a.clone()).with(b.clone());
    assert_eq!(ran_in(&again, "GMAIL_A__u_b").await, r#"{"ran_in":"b"}"#);

    let said = Toolbox::new().with_label("Ada Lovelace", a.clone()).with_label("Grace", b);
    let list = said.tools().await.unwrap();
    assert!(names(&list)[0].starts_with("GMAIL_A__Ada_Lovelace_") && names(&list)[1] == "GMAIL_A__Grace", "{list:?}");
    assert_eq!(ran_in(&said, names(&list)[0]).await, r#"{"ran_in":"a"}"#);
    let same = Toolbox::new().with(a.clone()).with(a);
    assert_eq!(names(&same.tools().await.unwrap()), ["GMAIL_A__Agent_u_a", "GMAIL_A__Agent_u_a_2"]);
}

#[tokio::test]
async fn calls_of_one_message_go_to_several_sessions() {
    let server = several(&[("a", &["GMAIL_A"]), ("b", &["SLACK_B"])]).await;
    let toolbox =
        Toolbox::new().with(session::<OnDemand>(&server, "a").await).with(session::<Other>(&server, "b").await);
    let call = |name: &str, id: &str| ToolCall::new(name, json!({})).with_id(id);
    let calls = [call("SLACK_B", "1"), call("GMAIL_A", "2"), call("EXA_C", "3"), call("GMAIL_A", "2")];
    let answers = toolbox.run_all(calls).await.unwrap();
    let told: Vec<_> = answers.iter().map(|answer| (answer.call_id().unwrap(), answer.is_error())).collect();
    assert_eq!(told, [("1", false), ("2", false), ("3", true), ("2", true)]);
    assert_eq!(answers.iter().map(ToolAnswer::text).next(), Some(r#"{"ran_in":"b"}"#));
}

#[tokio::test]
async fn an_approval_goes_back_to_the_session_that_asked() {
    let server = several(&[("a", &["GMAIL_A"])]).await;
    let asks = several(&[]).await;
    let mut asking = crate::test_support::session();
    asking["session_id"] = json!("c");
    Mock::given(method("GET")).and(path("/api/v3.1/tool_router/session/c")).respond_with(ok(asking)).mount(&asks).await;
    let listed = ok(json!({ "items": [{ "slug": "SLACK_C" }] }));
    Mock::given(path("/api/v3.1/tool_router/session/c/tools")).respond_with(listed).mount(&asks).await;
    let asked =
        ok(json!({ "result_type": "input_required", "input_requests": { "approval": { "message": "Send?" } } }));
    Mock::given(path("/api/v3.1/tool_router/session/c/execute")).respond_with(asked).mount(&asks).await;

    let (a, c) = (session::<OnDemand>(&server, "a").await, session::<Other>(&asks, "c").await);
    let toolbox = Toolbox::new().with(a.clone()).with(c);
    let pending = toolbox.run(ToolCall::new("SLACK_C", json!({}))).await.unwrap().pending().unwrap();
    let approved = || [("approval".to_owned(), InputResponse::approve())];
    assert!(toolbox.resume(&pending, approved()).await.unwrap().pending().is_some());
    Toolbox::new().with(a).resume(&pending, approved()).await.unwrap_err();
    Toolbox::new().resume(&pending, approved()).await.unwrap_err();
}

#[tokio::test]
async fn tools_for_frameworks_call_what_they_describe() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}

    let server = several(&[("a", &["GMAIL_A"]), ("b", &["GMAIL_A", "SLACK_B"])]).await;
    let (a, b) = (session::<OnDemand>(&server, "a").await, session::<OnDemand>(&server, "b").await);
    let alone = a.callable_tools().await.unwrap();
    assert_eq!((alone[0].name(), alone[0].description()), ("GMAIL_A", "GMAIL_A."));
    assert_eq!(alone[0].input_schema(), json!({ "type": "object", "properties": {} }));
    shared(&alone[0]);
    assert!(!alone[0].may_require_approval() && !alone[0].has_tag(Tag::ReadOnly));
    let tools = Toolbox::new().with(a).with(b).callable_tools().await.unwrap();
    assert_eq!(tools.iter().map(|tool| tool.name()).collect::<Vec<_>>(), ["GMAIL_A__u_a", "GMAIL_A__u_b", "SLACK_B"]);
    for (tool, id) in tools.into_iter().zip(["a", "b", "b"]) {
        let answer = tokio::spawn(async move { tool.call("{}").await }).await.unwrap().unwrap();
        assert_eq!(answer.text(), format!("{{\"ran_in\":\"{id}\"}}"));
    }
}

#[tokio::test]
async fn names_that_an_answer_proposes_lead_to_the_session_that_they_say() {
    let long = format!("GMAIL_{}", "X".repeat(58));
    let server = several(&[("a.example", &[&long]), ("b.example", &[&long])]).await;
    let (a, b) = (session::<OnDemand>(&server, "a.example").await, session::<OnDemand>(&server, "b.example").await);
    let toolbox = Toolbox::new().with(a.clone()).with(b.clone());
    let listed = toolbox.tools().await.unwrap();
    assert!(names(&listed).iter().all(|name| name.len() == 64), "{:?}", names(&listed));
    for (name, id) in names(&listed).into_iter().zip(["a", "b"]) {
        assert_eq!(ran_in(&toolbox, name).await, format!("{{\"ran_in\":\"{id}.example\"}}"));
    }
    // One that nobody lists, with the addresses of its owners as labels.
    let told = toolbox.run(ToolCall::new("GMAIL_NEW", json!({}))).await.unwrap();
    let (_, proposed) = told.text().split_once("Call one of: ").expect("names");
    for (name, id) in proposed.trim_end_matches('.').split(", ").zip(["a", "b"]) {
        assert_eq!(ran_in(&toolbox, name).await, format!("{{\"ran_in\":\"{id}.example\"}}"), "{name}");
    }

    // One label is the end of the other, and names that differ by case alone are not guessed.
    let toolbox = Toolbox::new().with_label("x", a.clone()).with_label("y__x", b.clone());
    assert_eq!(ran_in(&toolbox, "GMAIL_NEW__y__x").await, r#"{"ran_in":"b.example"}"#);
    let toolbox = Toolbox::new().with_label("team", a).with_label("Team", b);
    assert!(toolbox.run(ToolCall::new("gmail_new__TEAM", json!({}))).await.unwrap().is_error());
}

#[tokio::test]
async fn the_answers_of_a_toolbox_can_be_limited() {
    let server = several(&[("a", &["GMAIL_A"])]).await;
    let toolbox = Toolbox::new().with(session::<OnDemand>(&server, "a").await);
    let call = |id: &str, name: &str| ToolCall::new(name, json!({})).with_id(id);
    let lengths = |answers: &ToolAnswers| answers.iter().map(|answer| answer.text().len()).collect::<Vec<_>>();
    assert_eq!(toolbox.run(call("1", "GMAIL_A")).text_limit(5).await.unwrap().text().chars().count(), 5);
    // What is told without a request is limited as well.
    let unknown = toolbox.run(call("1", "NOTION_A")).text_limit(9).await.unwrap();
    assert_eq!(unknown.text().chars().count(), 9);
    let calls = || [call("1", "GMAIL_A"), call("1", "GMAIL_A"), call("2", "NOTION_A")];
    let whole = toolbox.run_all(calls()).await.unwrap();
    assert!(lengths(&whole).iter().all(|length| *length > 9), "{whole:?}");
    let limited = toolbox.run_all(calls()).text_limit(9).await.unwrap();
    assert!(limited.iter().all(|answer| answer.text().chars().count() == 9), "{limited:?}");
}
