use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use wiremock::MockServer;

use super::{HookedCall, Refusal, ToolHook};
use crate::error::Error;
use crate::model::ToolCall;
use crate::session::tests::{answer, ok, requests, retrieve, server};
use crate::session::{Execution, InputResponse, MetaTool};
use crate::test_support::{KEY, OnDemand, Traced, refusal, router};
use crate::{Session, ToolRouter};

/// Records what it sees, in the order in which it sees it.
#[derive(Clone, Default)]
struct Log {
    name: &'static str,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Log {
    fn seen(&self) -> Vec<String> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

impl ToolHook for Log {
    async fn before(&self, call: &mut HookedCall) -> Result<(), Refusal> {
        let within = call.within().map(|tool| format!(" in {}", tool.as_str())).unwrap_or_default();
        self.seen.lock().unwrap().push(format!("{}before {}{within}", self.name, call.tool()));
        Ok(())
    }

    async fn after(&self, call: &HookedCall, outcome: Result<Execution, Error>) -> Result<Execution, Error> {
        let told = outcome.as_ref().map_or_else(|error| format!("status {:?}", error.status()), ToString::to_string);
        self.seen.lock().unwrap().push(format!("{}after {}: {told}", self.name, call.tool()));
        outcome
    }
}

/// Refuses to send mail, and adds an argument to all else.
struct NoMail;

impl ToolHook for NoMail {
    async fn before(&self, call: &mut HookedCall) -> Result<(), Refusal> {
        assert_eq!((call.agent(), call.user_id().as_str(), call.session_id().as_str()), ("Agent", "user_1", "trs_1"));
        if call.tool() == "GMAIL_SEND_EMAIL" {
            return Err("no mail today".into());
        }
        call.arguments_mut().insert("added".to_owned(), json!(true));
        Ok(())
    }
}

async fn working() -> MockServer {
    let server = server().await;
    let done = || ok(json!({ "result_type": "completed", "data": {}, "error": null, "log_id": "log_1" }));
    answer(&server, "POST", "execute", done()).await;
    answer(&server, "POST", "execute_meta", done()).await;
    server
}

async fn sent(server: &MockServer) -> Value {
    server.received_requests().await.unwrap().last().unwrap().body_json().unwrap()
}

async fn on(router: &ToolRouter) -> Session<OnDemand> {
    router.retrieve("trs_1").unchecked().await.unwrap()
}

#[tokio::test]
async fn hooks_run_around_every_way_of_running_a_tool() {
    let server = working().await;
    let seen = Arc::default();
    let (of_router, own) = (Log { name: "1 ", seen: Arc::clone(&seen) }, Log { name: "2 ", seen });
    let session = on(&router(&server).with_hook(of_router.clone())).await.with_hook(own);
    let nested = ["1 before GMAIL_A", "2 before GMAIL_A", "2 after GMAIL_A: completed", "1 after GMAIL_A: completed"];
    assert!(!session.run(ToolCall::new("GMAIL_A", ())).await.unwrap().is_error());
    assert_eq!(of_router.seen(), nested);
    drop(session.execute_named("gmail_a", ()).await.unwrap());
    assert_eq!(of_router.seen(), nested);
    drop(session.execute_meta(MetaTool::SearchTools, ()).await.unwrap());
    assert_eq!(of_router.seen().len(), 4);
}

#[tokio::test]
async fn a_hook_changes_a_call_or_refuses_it() {
    let server = working().await;
    let log = Log::default();
    let session = retrieve::<OnDemand>(&server).await.with_hook(log.clone()).with_hook(NoMail);
    assert!(!session.run(ToolCall::new("GMAIL_A", json!({ "own": 1 }))).await.unwrap().is_error());
    assert_eq!(sent(&server).await["arguments"], json!({ "own": 1, "added": true }));
    log.seen();
    for slug in ["GMAIL_SEND_EMAIL", "gmail_send_email"] {
        let refused = session.run(ToolCall::new(slug, json!({}))).await.unwrap();
        assert_eq!(refused.text(), "The call was blocked, and nothing has run: no mail today.");
        assert_eq!(
            log.seen(),
            ["before GMAIL_SEND_EMAIL", "after GMAIL_SEND_EMAIL: was blocked: no mail today"],
            "one that refused a call is told as well"
        );
    }
    assert_eq!(requests(&server).await, ["GET trs_1", "POST execute"]);
}

#[tokio::test]
async fn no_tool_runs_past_a_hook_among_others() {
    let server = working().await;
    let log = Log::default();
    let session = retrieve::<OnDemand>(&server).await.with_hook(NoMail).with_hook(log.clone());
    let call = |slug: &str| json!({ "tool_slug": slug, "arguments": {} });
    let one = json!({ "tools": [call("GMAIL_A"), { "tool_slug": "GMAIL_B" }] });
    drop(session.execute_meta(MetaTool::MultiExecute, &one).await.unwrap());
    let added = |slug: &str| json!({ "tool_slug": slug, "arguments": { "added": true } });
    assert_eq!(
        sent(&server).await["arguments"],
        json!({ "added": true, "tools": [added("GMAIL_A"), added("GMAIL_B")] })
    );
    let multi = "COMPOSIO_MULTI_EXECUTE_TOOL";
    assert_eq!(
        log.seen(),
        [
            format!("before {multi}"),
            format!("before GMAIL_A in {multi}"),
            format!("before GMAIL_B in {multi}"),
            format!("after {multi}: completed"),
        ]
    );
    for hidden in [call("GMAIL_SEND_EMAIL"), call("gmail_send_email"), call(" GMAIL_SEND_EMAIL ")] {
        let tools = json!({ "tools": [call("GMAIL_A"), hidden] });
        let blocked = session.execute_meta(MetaTool::MultiExecute, &tools).await.unwrap();
        let Execution::Blocked(blocked) = blocked else { panic!("{blocked:?}") };
        assert_eq!(blocked.message, "GMAIL_SEND_EMAIL: no mail today; none of the tools ran");
        drop(session.execute_named("composio_multi_execute_tool", &tools).await.unwrap());
    }
    assert_eq!(requests(&server).await, ["GET trs_1", "POST execute_meta"]);
}

#[tokio::test]
async fn a_hook_sees_errors_and_decides_what_comes_of_a_call() {
    struct Quiet;

    impl ToolHook for Quiet {
        async fn after(&self, _: &HookedCall, outcome: Result<Execution, Error>) -> Result<Execution, Error> {
            outcome.or_else(|error| {
                assert_eq!(error.status(), Some(500));
                Ok(Execution::Completed(crate::session::Completed::new("nothing")))
            })
        }
    }

    let server = server().await;
    answer(&server, "POST", "execute", refusal(500)).await;
    let session = retrieve::<OnDemand>(&server).await;
    session.run(ToolCall::new("GMAIL_A", ())).await.unwrap_err();
    assert_eq!(session.with_hook(Quiet).run(ToolCall::new("GMAIL_A", ())).await.unwrap().text(), "nothing");
}

#[tokio::test]
async fn what_the_user_approved_is_not_changed_and_can_be_refused() {
    let server = server().await;
    let asked = json!({ "result_type": "input_required", "input_requests": { "a": { "message": "Send?" } } });
    answer(&server, "POST", "execute", ok(asked)).await;
    let plain = retrieve::<OnDemand>(&server).await;
    let session = plain.clone().with_hook(NoMail);
    let pending = session.run(ToolCall::new("GMAIL_A", json!({}))).await.unwrap().pending().unwrap();
    assert!(session.resume(&pending, [("a".to_owned(), InputResponse::approve())]).await.unwrap().pending().is_some());
    assert_eq!(sent(&server).await["arguments"], json!({ "added": true }));
    let pending = plain.run(ToolCall::new("GMAIL_SEND_EMAIL", json!({}))).await.unwrap().pending().unwrap();
    assert!(session.resume(&pending, [("a".to_owned(), InputResponse::approve())]).await.unwrap().is_error());
    assert_eq!(requests(&server).await.len(), 4);
}

#[cfg(feature = "custom-tools")]
#[tokio::test]
async fn custom_tools_have_hooks_too_by_one_name() {
    use crate::SessionBuilder;
    use crate::custom::ToolContext;

    /// Says hello.
    #[crate::custom_tool(crate = crate)]
    async fn say_hello(context: ToolContext) -> Result<String, Error> {
        context.execute_named("GMAIL_A", ()).await?.into_completed()?;
        Ok("hello".to_owned())
    }

    let server = working().await;
    let log = Log::default();
    let builder = SessionBuilder::<OnDemand>::new("user_1").custom_tool(SayHello);
    let session = builder.create(&router(&server)).await.unwrap().with_hook(log.clone());
    for name in ["SAY_HELLO", "local_say_hello"] {
        assert_eq!(session.run(ToolCall::new(name, ())).await.unwrap().text(), "hello");
        let seen = log.seen();
        assert_eq!(seen[..2], ["before LOCAL_SAY_HELLO", "before GMAIL_A"]);
        assert_eq!(seen[3], "after LOCAL_SAY_HELLO: completed");
    }
}

#[tokio::test]
async fn a_call_is_a_span_with_stable_names_and_without_secrets() {
    let traced = Traced::default();
    let _listening = traced.listen();
    let server = server().await;
    let failed = json!({ "result_type": "failed", "data": { "a": "tok_secret" }, "error": "tok_secret is wrong" });
    answer(&server, "POST", "execute", ok(failed)).await;
    answer(&server, "POST", "execute_meta", refusal(503)).await;
    let session = retrieve::<OnDemand>(&server).await;
    let call = ToolCall::new("GMAIL_A", json!({ "key": "tok_secret" })).with_id("call_1");
    assert!(session.run(call).await.unwrap().is_error());
    session.execute_meta(MetaTool::SearchTools, ()).await.unwrap_err();

    let spans = traced.spans();
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        spans,
        [
            BTreeMap::from([
                field("name", "execute_tool"),
                field("otel.name", "execute_tool GMAIL_A"),
                field("otel.kind", "internal"),
                field("gen_ai.operation.name", "execute_tool"),
                field("gen_ai.tool.name", "GMAIL_A"),
                field("gen_ai.tool.type", "extension"),
                field("gen_ai.tool.call.id", "call_1"),
                field("gen_ai.agent.name", "Agent"),
                field("tool_router.outcome", "failed"),
                field("error.type", "tool_failed"),
            ]),
            BTreeMap::from([
                field("name", "execute_tool"),
                field("otel.name", "execute_tool COMPOSIO_SEARCH_TOOLS"),
                field("otel.kind", "internal"),
                field("gen_ai.operation.name", "execute_tool"),
                field("gen_ai.tool.name", "COMPOSIO_SEARCH_TOOLS"),
                field("gen_ai.tool.type", "extension"),
                field("gen_ai.agent.name", "Agent"),
                field("tool_router.outcome", "error"),
                field("error.type", "503"),
            ]),
        ]
    );
    assert!(!format!("{spans:?}").contains(KEY));
}
