//! Where tools run, and the results of a call of several tools.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Notify;

use super::{Endless, GoWrong, Grep, Nothing, WhoAsks};
use crate::custom::{CustomTool, CustomTools, ToolContext};
use crate::error::{Error, InvalidInput};
use crate::session::tests::{answer, count, ok, server};
use crate::session::{Execution, InputResponse, MetaTool, ProxyExecution, ProxyMethod};
use crate::test_support::{OnDemand, refusal, router, session};
use crate::{Session, SessionBuilder, tool_router_session};

pub(super) async fn attached(server: &wiremock::MockServer, custom: CustomTools) -> Session<OnDemand> {
    answer(server, "POST", "attach", ok(session())).await;
    router(server).retrieve("trs_1").custom_tools(custom).await.unwrap()
}

pub(super) fn custom() -> CustomTools {
    CustomTools::new().tool(Grep).tool(WhoAsks).tool(GoWrong)
}

fn item(slug: &str, arguments: Value) -> Value {
    json!({ "tool_slug": slug, "arguments": arguments })
}

fn batch(items: &[Value]) -> Value {
    json!({ "tools": items, "sync_response_to_workbench": false })
}

/// The router's answer to a call of several tools, each with its slug as data.
fn answered(slugs: &[&str]) -> Value {
    let results: Vec<_> = slugs
        .iter()
        .enumerate()
        .map(|(index, slug)| {
            json!({ "tool_slug": slug, "index": index,
                "response": { "successful": true, "data": { "ran": slug }, "error": null } })
        })
        .collect();
    json!({ "result_type": "completed", "error": null, "log_id": "log_1",
        "data": { "results": results, "total_count": slugs.len(), "success_count": slugs.len(), "error_count": 0,
            "session": { "id": "s" } } })
}

/// The slug, the index and the error of each result.
fn results(data: &Value) -> Vec<(String, u64, Option<String>)> {
    let result = |result: &Value| {
        let slug = result["tool_slug"].as_str().unwrap().to_owned();
        (slug, result["index"].as_u64().unwrap(), result["error"].as_str().map(str::to_owned))
    };
    data["results"].as_array().unwrap().iter().map(result).collect()
}

fn counts(data: &Value) -> [u64; 3] {
    ["total_count", "success_count", "error_count"].map(|count| data[count].as_u64().unwrap())
}

#[tokio::test]
async fn a_custom_tool_runs_here_by_each_of_its_names() {
    let server = server().await;
    let session = SessionBuilder::<OnDemand>::new("user_1").custom_tool(Grep).custom_tool(WhoAsks);
    let session = session.create(&router(&server)).await.unwrap();
    for name in ["GREP", "grep", "LOCAL_GREP"] {
        let data = session.execute_named(name, json!({ "pattern": "x" })).await.unwrap().into_data().unwrap();
        assert_eq!(data, json!(["x"]), "{name}");
    }
    assert_eq!(session.execute_named("WHO_ASKS", ()).await.unwrap().into_data().unwrap(), "user_1");
    assert_eq!(count(&server, "POST execute").await, 0);
}

#[tokio::test]
async fn dropping_the_call_stops_the_tool() {
    let server = server().await;
    let (sender, mut events) = tokio::sync::mpsc::channel(2);
    let session = attached(&server, CustomTools::new().tool(Endless(sender))).await;
    let call = session.execute_named("ENDLESS", json!({})).into_future();
    tokio::select! {
        outcome = call => panic!("it came to {outcome:?}"),
        event = events.recv() => assert_eq!(event, Some("started")),
    }
    assert_eq!(events.recv().await, Some("dropped"));
}

#[tokio::test]
async fn several_tools_are_split_and_merged_in_order() {
    let server = server().await;
    let session = attached(&server, custom()).await;
    answer(&server, "POST", "execute_meta", ok(answered(&["GMAIL_A", "GMAIL_B"]))).await;
    let items = [
        item("GMAIL_A", json!({})),
        item("LOCAL_GREP", json!({ "pattern": "x" })),
        item("GO_WRONG", json!({ "panics": true })),
        item("GMAIL_B", json!({})),
    ];
    let data = session.execute_meta(MetaTool::MultiExecute, batch(&items)).await.unwrap().into_data().unwrap();
    let panicked = Some("the tool failed".to_owned());
    assert_eq!(
        results(&data),
        [
            ("GMAIL_A".to_owned(), 0, None),
            ("LOCAL_GREP".to_owned(), 1, None),
            ("GO_WRONG".to_owned(), 2, panicked),
            ("GMAIL_B".to_owned(), 3, None),
        ],
    );
    assert_eq!(counts(&data), [4, 3, 1]);
    assert_eq!(data["results"][1]["response"]["data"], json!(["x"]));
    assert_eq!(data["results"][3]["response"]["data"], json!({ "ran": "GMAIL_B" }));
    assert_eq!(data["session"]["id"], "s");

    let requests = server.received_requests().await.unwrap();
    let sent: Value = requests.last().unwrap().body_json().unwrap();
    assert_eq!(sent["arguments"]["tools"], json!([items[0], items[3]]));
}

/// Finishes once the router has received its part.
struct Meets {
    started: mpsc::Sender<()>,
    asked: Arc<Notify>,
}

impl CustomTool for Meets {
    const SLUG: &'static str = "MEETS";
    const NAME: &'static str = "Meets";
    const DESCRIPTION: &'static str = "Waits until the router is asked.";
    type Arguments = Nothing;
    type Output = ();
    type Error = Infallible;

    async fn call(&self, _: Nothing, _: ToolContext) -> Result<(), Infallible> {
        let _ = self.started.send(());
        self.asked.notified().await;
        Ok(())
    }
}

#[tokio::test]
async fn both_parts_of_a_call_run_at_once() {
    let server = server().await;
    let (sender, started) = mpsc::channel();
    let (asked, started) = (Arc::new(Notify::new()), Mutex::new(started));
    let session = attached(&server, CustomTools::new().tool(Meets { started: sender, asked: asked.clone() })).await;
    // If one part waited for the other to finish, this would never end.
    let meet = move |_: &wiremock::Request| {
        asked.notify_one();
        let met = started.lock().unwrap().recv_timeout(Duration::from_secs(5)).is_ok();
        ok(answered(if met { &["GMAIL_A"] } else { &[] }))
    };
    wiremock::Mock::given(wiremock::matchers::path_regex("/execute_meta$")).respond_with(meet).mount(&server).await;
    let call =
        session.execute_meta(MetaTool::MultiExecute, batch(&[item("MEETS", json!({})), item("GMAIL_A", json!({}))]));
    let outcome = tokio::time::timeout(Duration::from_secs(10), call.into_future()).await.expect("they met");
    assert_eq!(counts(&outcome.unwrap().into_data().unwrap()), [2, 2, 0]);
}

#[tokio::test]
async fn nothing_is_sent_when_all_is_local() {
    let server = server().await;
    let session = attached(&server, custom()).await;
    let items = [item("GREP", json!({ "pattern": "x" })), item("WHO_ASKS", Value::Null)];
    let data = session.execute_meta(MetaTool::MultiExecute, batch(&items)).await.unwrap().into_data().unwrap();
    assert_eq!(counts(&data), [2, 2, 0]);
    assert_eq!(count(&server, "POST execute_meta").await, 0);
}

#[tokio::test]
async fn what_the_router_refuses_loses_no_local_result() {
    let server = server().await;
    let session = attached(&server, custom()).await;
    let items = [item("GREP", json!({ "pattern": "x" })), item("GMAIL_A", json!({}))];
    for (refused, says) in [
        (refusal(500), "it went wrong"),
        (ok(json!({ "result_type": "failed", "data": {}, "error": "no", "log_id": "l" })), "no"),
        (ok(json!({ "result_type": "completed", "data": { "results": [] }, "log_id": "l" })), "returned no result"),
    ] {
        let mock = wiremock::Mock::given(wiremock::matchers::path_regex("/execute_meta$")).respond_with(refused);
        let _mounted = server.register_as_scoped(mock).await;
        let data = session.execute_meta(MetaTool::MultiExecute, batch(&items)).await.unwrap().into_data().unwrap();
        assert_eq!(counts(&data), [2, 1, 1]);
        assert_eq!(data["results"][0]["response"]["data"], json!(["x"]));
        let error = results(&data)[1].2.clone().unwrap();
        assert!(error.contains(says), "{error}");
    }
}

/// The outcome as another process reads it.
fn stored(outcome: &Execution) -> Execution {
    serde_json::from_str(&serde_json::to_string(outcome).unwrap()).unwrap()
}

#[tokio::test]
async fn the_users_answer_runs_the_remote_part_alone() {
    let server = server().await;
    let session = attached(&server, custom()).await;
    let asks = json!({ "result_type": "input_required", "request_state": "state",
        "input_requests": { "approval_0": { "type": "elicitation", "mode": "form", "message": "May it?",
            "requested_schema": {} } } });
    wiremock::Mock::given(wiremock::matchers::path_regex("/execute_meta$"))
        .respond_with(ok(asks))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    answer(&server, "POST", "execute_meta", ok(answered(&["GMAIL_A"]))).await;
    let items = [item("GMAIL_A", json!({})), item("GREP", json!({ "pattern": "x" }))];
    let asked = session.execute_meta(MetaTool::MultiExecute, batch(&items)).await.unwrap();
    let Execution::InputRequired(input) = stored(&asked) else { panic!("the router asks first") };
    let answers = [("approval_0".to_owned(), InputResponse::approve())];
    let data = session.respond(&input, answers).await.unwrap().into_data().unwrap();
    assert_eq!(counts(&data), [2, 2, 0]);
    assert_eq!(data["results"][1]["response"]["data"], json!(["x"]));
    let requests = server.received_requests().await.unwrap();
    let sent: Value = requests.last().unwrap().body_json().unwrap();
    assert_eq!(sent["arguments"]["tools"], json!([items[0]]));
    assert_eq!(sent["request_state"], "state");
}

#[tokio::test]
async fn a_call_of_too_many_tools_is_not_sent() {
    let server = server().await;
    let session = attached(&server, custom()).await;
    for given in [0, 51] {
        let items = vec![item("GREP", json!({ "pattern": "x" })); given];
        let error = session.execute_meta(MetaTool::MultiExecute, batch(&items)).await.unwrap_err();
        assert!(matches!(error, Error::Invalid(InvalidInput::ToolsAtOnce { limit: 50, .. })), "{error:?}");
    }
}

/// Reads the user's Gmail profile.
#[crate::custom_tool(extends_toolkit = "gmail")]
async fn read_profile(context: ToolContext) -> Result<Value, String> {
    match context.proxy_execute(ProxyMethod::Get, "/profile").await.map_err(|error| error.to_string())? {
        ProxyExecution::Completed(answer) => Ok(answer.data),
        other => Err(format!("{other:?}")),
    }
}

#[tokio::test]
async fn a_tool_calls_the_api_of_the_toolkit_that_it_extends() {
    let server = server().await;
    let mut declared = session();
    declared["config"]["proxy_execute"] = json!({ "enable": true });
    answer(&server, "POST", "attach", ok(declared)).await;
    let profile = json!({ "result_type": "completed", "status": 200, "data": { "emailAddress": "ada@example.com" } });
    answer(&server, "POST", "proxy_execute", ok(profile)).await;
    let session: Session<OnDemand> =
        router(&server).retrieve("trs_1").custom_tools(CustomTools::new().tool(ReadProfile)).unchecked().await.unwrap();
    let data = session.execute_named("LOCAL_GMAIL_READ_PROFILE", ()).await.unwrap().into_data().unwrap();
    assert_eq!(data["emailAddress"], "ada@example.com");
    let requests = server.received_requests().await.unwrap();
    let sent: Value = requests.last().unwrap().body_json().unwrap();
    assert_eq!(sent, json!({ "toolkit_slug": "gmail", "endpoint": "/profile", "method": "GET" }));
}

#[tokio::test]
async fn the_proxy_has_to_be_declared() {
    let server = server().await;
    let session = attached(&server, CustomTools::new().tool(ReadProfile)).await;
    let error = session.execute_named("READ_PROFILE", ()).await.unwrap().into_data().unwrap_err().to_string();
    assert!(error.contains("HTTP APIs"), "{error}");
    assert_eq!(count(&server, "POST proxy_execute").await, 0);
}

#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
struct Reader;

/// Reads the user's newest mails.
#[crate::custom_tool]
async fn read_mails(context: ToolContext) -> Result<Value, Error> {
    context.execute(Reader::GMAIL_FETCH_EMAILS, ()).await?.into_data()
}

#[tokio::test]
async fn a_tool_executes_the_tools_of_its_own_agent_only() {
    let server = server().await;
    answer(&server, "POST", "attach", ok(session())).await;
    answer(&server, "POST", "execute", ok(json!({ "result_type": "completed", "data": { "messages": [] } }))).await;
    let custom = || CustomTools::new().tool(ReadMails);
    let own: Session<Reader> = router(&server).retrieve("trs_1").custom_tools(custom()).unchecked().await.unwrap();
    let data = own.execute_named("READ_MAILS", ()).await.unwrap().into_data().unwrap();
    assert_eq!(data, json!({ "messages": [] }));
    let other = attached(&server, custom()).await;
    let error = other.execute_named("READ_MAILS", ()).await.unwrap().into_data().unwrap_err().to_string();
    assert!(error.contains("`GMAIL_FETCH_EMAILS` is a tool of the agent `Reader`"), "{error}");
    assert_eq!(count(&server, "POST execute").await, 1);
}
