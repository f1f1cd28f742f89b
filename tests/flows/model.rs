//! An agent's loop with a scripted model: replies as the APIs of OpenAI and Anthropic give them, hostile ones included.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tool_router::hooks::{HookedCall, Refusal, ToolHook};
use tool_router::model::{PendingCall, ToolAnswers, ToolCall, ToolCalls};
use tool_router::session::{InputResponse, Toolbox};
use tool_router::{Session, tool_router_session};
use tool_router_test_support::Browser;

use crate::agents::{OnDemandAgent, embedded, redirect_url};
use crate::custom::books;

#[tool_router_session(toolkits(enable = ["gmail"], require_approval = ["gmail"]))]
struct CarefulAgent;

#[tool_router_session(toolkits = ["slack"])]
struct TeamAgent;

fn script(replies: &str) -> Vec<Value> {
    serde_json::from_str(replies).expect("a list of replies")
}

/// Connects the account that an answer of `COMPOSIO_MANAGE_CONNECTIONS` has a link for, as its user would.
async fn connect(answers: &ToolAnswers) {
    for answer in answers {
        if answer.name() == "COMPOSIO_MANAGE_CONNECTIONS" {
            let managed: Value = serde_json::from_str(answer.text()).expect("JSON");
            Browser::new().expect("a browser").connect(redirect_url(&managed)).await.expect("pages");
        }
    }
}

/// The text of each answer by the id of its call, with whether it is an error.
fn told(answers: &ToolAnswers) -> BTreeMap<String, (String, bool)> {
    let told = answers.iter().map(|answer| {
        let id = answer.call_id().expect("an id").to_owned();
        (id, (answer.text().to_owned(), answer.is_error()))
    });
    // The first of two with the same id.
    told.rev().collect()
}

/// What no answer may hold.
fn hold_nothing_of_ours(session: &Session<OnDemandAgent>, text: &str) {
    for secret in ["/api/v3", "POST ", "ak_", session.id().as_str()] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn a_loop_over_openai_connects_its_user_and_survives_every_call() {
    let router = embedded().await;
    let session = OnDemandAgent::session("ada").custom_toolkit(books()).create(&router).await.expect("a session");
    let tools = session.tools().await.expect("tools").openai();
    let names: Vec<&str> = tools
        .as_array()
        .expect("a list")
        .iter()
        .map(|tool| tool["function"]["name"].as_str().expect("a name"))
        .collect();
    assert!(names.contains(&"COMPOSIO_SEARCH_TOOLS") && names.contains(&"LOCAL_BOOKS_FIND_INVOICES"), "{names:?}");

    let mut messages = vec![json!({ "role": "user", "content": "What is new?" })];
    let mut turns = Vec::new();
    for reply in script(include_str!("replies/openai.json")) {
        let message = reply["choices"][0]["message"].clone();
        let calls = ToolCalls::openai(&reply).expect("calls");
        messages.push(message);
        if calls.is_empty() {
            break;
        }
        let answers = session.run_all(calls).await.expect("answers");
        connect(&answers).await;
        messages.extend(answers.openai());
        turns.push(told(&answers));
    }
    assert_eq!(messages.last().expect("a message")["role"], "assistant");
    // The API wants one message of the role `tool` for each call, right behind the message with the calls.
    for (index, message) in messages.iter().enumerate() {
        let calls = message["tool_calls"].as_array().map_or(&[][..], Vec::as_slice);
        for (call, answer) in calls.iter().zip(&messages[index + 1..]) {
            assert_eq!((&answer["role"], &answer["tool_call_id"]), (&json!("tool"), &call["id"]), "{answer}");
            assert!(answer["content"].as_str().is_some_and(|text| !text.is_empty()), "{answer}");
            hold_nothing_of_ours(&session, answer["content"].as_str().expect("text"));
        }
    }

    let said = |turn: usize, id: &str| turns[turn][id].clone();
    let (unconnected, is_error) = said(0, "call_a2");
    assert!(
        is_error && unconnected.contains("Call COMPOSIO_MANAGE_CONNECTIONS with toolkits [\"gmail\"]"),
        "{unconnected}"
    );
    let (mails, is_error) = said(2, "call_c1");
    assert!(!is_error && mails.contains("messages"), "{mails}");
    assert_eq!(said(2, "call_c2"), ("[\"invoice 7, asked for by ada\"]".to_owned(), false));
    for (id, means) in [
        ("call_d1", "Did you mean `GMAIL_FETCH_EMAILS`?"),
        ("call_d2", "not valid JSON"),
        ("call_d3", "a list"),
        ("call_d4", "[Session Restriction]"),
        ("call_d5", "[Session Restriction]"),
        ("call_d6", "There is no tool `COMPOSIO_REMOTE_BASH_TOOL`"),
        ("call_d7", "Error in arguments.customer"),
        ("call_d9", "names no tool"),
        ("call_d10", "There is no tool `functions.GMAIL_FETCH_EMAILS`. Did you mean `GMAIL_FETCH_EMAILS`?"),
        ("call_d11", "max_results"),
        ("call_d12", "there is no customer Alan"),
    ] {
        let (text, is_error) = said(3, id);
        assert!(is_error && text.contains(means), "{id}: {text}");
    }
    assert!(!said(3, "call_d8").1, "the first call of an id runs");
    let repeated = messages.iter().filter(|message| message["tool_call_id"] == "call_d8").nth(1).expect("two answers");
    assert!(repeated["content"].as_str().expect("text").contains("did not run"), "{repeated}");
}

#[tokio::test]
async fn a_loop_over_anthropic_answers_in_one_message() {
    let router = embedded().await;
    let session = OnDemandAgent::session("ada").custom_toolkit(books()).create(&router).await.expect("a session");
    let mut messages = vec![json!({ "role": "user", "content": "What is new?" })];
    let mut turns = Vec::new();
    for reply in script(include_str!("replies/anthropic.json")) {
        messages.push(json!({ "role": "assistant", "content": reply["content"] }));
        let calls = ToolCalls::anthropic(&reply).expect("calls");
        if calls.is_empty() {
            break;
        }
        let answers = session.run_all(calls).await.expect("answers");
        connect(&answers).await;
        messages.extend(answers.anthropic());
        turns.push(told(&answers));
    }
    let roles: Vec<&str> = messages.iter().map(|message| message["role"].as_str().expect("a role")).collect();
    assert!(roles.chunks(2).all(|turn| turn == ["user", "assistant"]), "{roles:?}");
    for pair in messages.windows(2).filter(|pair| pair[0]["role"] == "assistant") {
        let blocks = |message: &Value| message["content"].as_array().cloned().unwrap_or_default();
        let calls: Vec<Value> = blocks(&pair[0]).into_iter().filter(|block| block["type"] == "tool_use").collect();
        let results = blocks(&pair[1]);
        let ids = |blocks: &[Value], name: &str| blocks.iter().map(|block| block[name].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&calls, "id"), ids(&results, "tool_use_id"));
        for result in results {
            hold_nothing_of_ours(&session, result["content"].as_str().expect("text"));
        }
    }
    let said = |turn: usize, id: &str| turns[turn][id].clone();
    assert!(!said(2, "toolu_c1").1 && !said(2, "toolu_c2").1);
    for (id, means) in [
        ("toolu_d1", "Did you mean"),
        ("toolu_d2", "a list"),
        ("toolu_d3", "not valid JSON"),
        ("toolu_d4", "[Session Restriction]"),
        ("toolu_d5", "[Session Restriction]"),
        ("toolu_d6", "expected 1 to 50 tools, got 0"),
        ("toolu_d7", "Error in arguments"),
        ("toolu_d9", "names no tool"),
    ] {
        let (text, is_error) = said(3, id);
        assert!(is_error && text.contains(means), "{id}: {text}");
    }
    let (several, _) = said(3, "toolu_d10");
    assert!(several.contains("not allowed") && several.contains("there is no customer Alan"), "{several}");
}

#[tokio::test]
async fn an_approval_waits_for_the_user_across_a_restart() {
    let router = embedded().await;
    let session = CarefulAgent::session("ada").create(&router).await.expect("a session");
    let link = session.authorize(CarefulAgent::GMAIL).await.expect("a link");
    Browser::new().expect("a browser").connect(link.url()).await.expect("pages");
    let tools = session.callable_tools().await.expect("tools");
    assert!(tools.iter().all(|tool| !tool.may_require_approval()), "the router's own tools ask nobody");
    let fetch = || ToolCall::new("GMAIL_FETCH_EMAILS", json!({ "max_results": 1 })).with_id("call_1");
    let answer = session.run(fetch()).await.expect("an answer");
    assert!(answer.text().contains("Nothing has run yet"), "{}", answer.text());
    let stored = serde_json::to_string(&answer.pending().expect("a question")).expect("JSON");

    let session: Session<CarefulAgent> = router.retrieve(session.id()).await.expect("a session");
    let pending: PendingCall = serde_json::from_str(&stored).expect("what was stored");
    let ran = session.resume(&pending, pending.responses(InputResponse::approve())).await.expect("an answer");
    assert!(!ran.is_error() && ran.call_id() == Some("call_1") && ran.text().contains("messages"), "{}", ran.text());

    let again = session.run(fetch()).await.expect("an answer").pending().expect("a question");
    let denied = session.resume(&again, again.responses(InputResponse::deny())).await.expect("an answer");
    assert!(denied.is_error(), "{}", denied.text());
}

#[tokio::test]
async fn one_loop_has_the_tools_of_two_owners_and_hooks_see_all_of_them() {
    struct NoSlack;

    impl ToolHook for NoSlack {
        async fn before(&self, call: &mut HookedCall) -> Result<(), Refusal> {
            if call.tool().starts_with("SLACK_") { Err("the team is asleep".into()) } else { Ok(()) }
        }
    }

    let router = embedded().await.with_hook(NoSlack);
    let inbox = OnDemandAgent::session("ada").custom_toolkit(books()).create(&router).await.expect("a session");
    let team = TeamAgent::session("team").create(&router).await.expect("a session");
    let toolbox = Toolbox::new().with(inbox).with(team);
    let listed = toolbox.tools().await.expect("tools");
    let names: Vec<&str> = listed.definitions().iter().map(|tool| &*tool.name).collect();
    assert!(
        names.contains(&"COMPOSIO_SEARCH_TOOLS__TeamAgent") && names.contains(&"LOCAL_BOOKS_FIND_INVOICES"),
        "{names:?}"
    );
    let call = |id: &str, name: &str, arguments: Value| ToolCall::new(name, arguments).with_id(id);
    let slack = json!({ "tools": [{ "tool_slug": "slack_send_message", "arguments": {} }], "sync_response_to_workbench": false });
    let calls = [
        call("1", "GMAIL_FETCH_EMAILS", json!({})),
        call("2", "LOCAL_BOOKS_FIND_INVOICES", json!({ "customer": "Grace" })),
        call("3", "COMPOSIO_MULTI_EXECUTE_TOOL__TeamAgent", slack),
        call("4", "COMPOSIO_SEARCH_TOOLS", json!({})),
    ];
    let told = told(&toolbox.run_all(calls).await.expect("answers"));
    assert!(told["1"].0.contains("Call COMPOSIO_MANAGE_CONNECTIONS__OnDemandAgent with"), "{told:?}");
    assert_eq!(told["2"], ("[\"invoice 7, asked for by ada\"]".to_owned(), false));
    assert!(told["3"].1 && told["3"].0.contains("the team is asleep"), "{told:?}");
    assert!(told["4"].1 && told["4"].0.contains("COMPOSIO_SEARCH_TOOLS__TeamAgent"), "{told:?}");
}
