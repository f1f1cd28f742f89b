//! Calls and answers in the formats of the APIs.

use serde_json::{Value, json};

use crate::model::{ToolAnswer, ToolAnswers, ToolCall, ToolCalls};

fn read(calls: &ToolCalls) -> Vec<(Option<&str>, &str, Value)> {
    calls.iter().map(|call| (call.id(), call.name(), call.arguments().cloned().unwrap().into())).collect()
}

#[test]
fn calls_are_read_from_the_answer_the_message_or_the_list() {
    let five = json!({ "n": 5 });
    let message = json!({ "role": "assistant", "content": null, "tool_calls": [
        { "id": "call_1", "type": "function", "function": { "name": "A", "arguments": "{\"n\":5}" } } ] });
    for reply in [json!({ "choices": [{ "message": message }] }), message.clone(), message["tool_calls"].clone()] {
        assert_eq!(read(&ToolCalls::openai(&reply).unwrap()), [(Some("call_1"), "A", five.clone())]);
    }
    let output = json!([{ "type": "reasoning" },
        { "type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "A", "arguments": "{\"n\":5}" }]);
    for reply in [json!({ "output": output }), output.clone()] {
        assert_eq!(read(&ToolCalls::openai_responses(&reply).unwrap()), [(Some("call_1"), "A", five.clone())]);
    }
    let content = json!([{ "type": "text", "text": "Now." },
        { "type": "tool_use", "id": "toolu_1", "name": "A", "input": { "n": 5 } }]);
    for reply in [json!({ "role": "assistant", "content": content }), content.clone()] {
        assert_eq!(read(&ToolCalls::anthropic(&reply).unwrap()), [(Some("toolu_1"), "A", five.clone())]);
    }
    let content = json!({ "role": "model", "parts": [{ "text": "Now." },
        { "functionCall": { "name": "A", "args": { "n": 5 } }, "thoughtSignature": "x" }] });
    for reply in [json!({ "candidates": [{ "content": content }] }), content.clone(), content["parts"].clone()] {
        assert_eq!(read(&ToolCalls::gemini(&reply).unwrap()), [(None, "A", five.clone())]);
    }
}

#[test]
fn answers_go_back_in_the_format_of_the_calls() {
    let call = |id: &str| ToolCall::new("A", json!({})).with_id(id);
    let answers: ToolAnswers =
        [ToolAnswer::new(&call("1"), "done"), ToolAnswer::error(&call("2"), "no")].into_iter().collect();
    assert_eq!(
        answers.openai(),
        [
            json!({ "role": "tool", "tool_call_id": "1", "content": "done" }),
            json!({ "role": "tool", "tool_call_id": "2", "content": "no" }),
        ]
    );
    assert_eq!(
        answers.openai_responses(),
        [
            json!({ "type": "function_call_output", "call_id": "1", "output": "done" }),
            json!({ "type": "function_call_output", "call_id": "2", "output": "no" }),
        ]
    );
    assert_eq!(
        answers.anthropic(),
        [json!({ "role": "user", "content": [
            { "type": "tool_result", "tool_use_id": "1", "content": "done" },
            { "type": "tool_result", "tool_use_id": "2", "content": "no", "is_error": true },
        ] })]
    );
    assert_eq!(
        answers.gemini(),
        [json!({ "role": "user", "parts": [
            { "functionResponse": { "id": "1", "name": "A", "response": { "output": "done" } } },
            { "functionResponse": { "id": "2", "name": "A", "response": { "error": "no" } } },
        ] })]
    );
    assert!(ToolAnswers::default().anthropic().is_empty() && ToolAnswers::default().gemini().is_empty());
}
