//! Replies that no API defines.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::model::{ToolAnswer, ToolCall, ToolCalls};

#[test]
fn a_call_that_cannot_be_answered_is_an_error() {
    for item in [json!(null), json!(7), json!([]), json!({}), json!({ "id": "" }), json!({ "id": 7, "call_id": 7 })] {
        ToolCall::openai(&item).unwrap_err();
        ToolCall::openai_responses(&item).unwrap_err();
        ToolCall::anthropic(&item).unwrap_err();
    }
    ToolCall::gemini(&json!([])).unwrap_err();
    for (id, said) in
        [(json!(null), "missing"), (json!(""), "empty"), (json!(7), "a number, not text"), (json!({}), "not text")]
    {
        let read = [ToolCall::openai, ToolCall::anthropic];
        for call in read {
            let error = call(&json!({ "id": id })).unwrap_err().to_string();
            assert_eq!(error, format!("the model's reply cannot be read: `id` is {said}"));
        }
        let error = ToolCall::openai_responses(&json!({ "call_id": id })).unwrap_err().to_string();
        assert_eq!(error, format!("the model's reply cannot be read: `call_id` is {said}"));
    }
    for reply in [json!({ "tool_calls": {} }), json!({ "tool_calls": 7 })] {
        ToolCalls::openai(&reply).unwrap_err();
    }
}

#[test]
fn a_call_that_can_be_answered_is_read_whatever_else_is_wrong() {
    let call = ToolCall::openai(&json!({ "id": "call_1", "function": { "name": 7, "arguments": "{" } })).unwrap();
    assert_eq!((call.id(), call.name(), call.arguments()), (Some("call_1"), "", None));
    let call = ToolCall::anthropic(&json!({ "id": "toolu_1", "name": "A", "input": [] })).unwrap();
    assert_eq!((call.name(), call.arguments()), ("A", None));
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let call = ToolCall::openai(&json!({ "id": "call_1", "function": { "name": "A", "arguments": deep } })).unwrap();
    let told = call.checked_arguments().unwrap_err();
    assert_eq!(told, "they are nested too deeply; send an object of up to 64 levels");
}

#[test]
fn an_answer_to_a_call_without_an_id_has_no_empty_id() {
    let answer = ToolAnswer::new(&ToolCall::new("A", json!({})), "done");
    for (message, id) in
        [(answer.openai(), "tool_call_id"), (answer.openai_responses(), "call_id"), (answer.anthropic(), "tool_use_id")]
    {
        assert_eq!(message.get(id), None, "{message}");
    }
    assert_eq!(answer.gemini()["functionResponse"].get("id"), None);
}

#[test]
fn arguments_are_in_no_debug_output() {
    let call = ToolCall::new("A", json!({ "key": "tok_secret" }));
    assert!(!format!("{call:?} {call:#?}").contains("tok_secret"));
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(Value::Null),
        Just(json!("tool_use")),
        Just(json!("function_call")),
    ];
    let name = prop_oneof![
        Just("choices"),
        Just("message"),
        Just("tool_calls"),
        Just("id"),
        Just("function"),
        Just("name"),
        Just("arguments"),
        Just("output"),
        Just("call_id"),
        Just("content"),
        Just("type"),
        Just("input"),
        Just("candidates"),
        Just("parts"),
        Just("functionCall"),
        Just("args"),
    ];
    leaf.prop_recursive(6, 60, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6).prop_map(|members| {
                Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_reply_panics(reply in json_value()) {
        let read = [ToolCalls::openai, ToolCalls::openai_responses, ToolCalls::anthropic, ToolCalls::gemini];
        for calls in read {
            let _ = calls(&reply).map(|calls| calls.iter().map(|call| call.name().len()).sum::<usize>());
        }
    }
}
