//! Why a reply has no calls: only one that ended as a reply does is the agent's answer.

use serde_json::{Value, json};

use crate::model::{ReplyError, ToolCalls};

type Read = fn(&Value) -> Result<ToolCalls, ReplyError>;

fn openai(finish_reason: &str, message: &Value) -> Value {
    json!({ "id": "chatcmpl-1", "object": "chat.completion", "model": "gpt-5.2", "choices": [
        { "index": 0, "message": message, "logprobs": null, "finish_reason": finish_reason },
    ] })
}

fn responses(status: &str, reason: Option<&str>, output: &Value) -> Value {
    let details = reason.map(|reason| json!({ "reason": reason }));
    json!({ "id": "resp_1", "object": "response", "status": status, "error": null, "incomplete_details": details, "output": output })
}

fn anthropic(stop_reason: &str, content: &Value) -> Value {
    json!({ "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5", "content": content,
        "stop_reason": stop_reason, "stop_sequence": null })
}

fn gemini(finish_reason: &str, content: &Value) -> Value {
    json!({ "candidates": [{ "content": content, "finishReason": finish_reason, "index": 0 }], "modelVersion": "gemini-3-pro" })
}

/// The kind of an error, and the API's word for it.
fn kind(error: &ReplyError) -> (&'static str, &str) {
    match error {
        ReplyError::Malformed(_) => ("malformed", ""),
        ReplyError::Failed { reason } => ("failed", reason),
        ReplyError::CutOff { reason } => ("cut off", reason),
        ReplyError::InvalidCall { reason } => ("invalid call", reason),
        ReplyError::Paused { reason } => ("paused", reason),
        ReplyError::Refused { reason } => ("refused", reason),
        ReplyError::Withheld { reason } => ("withheld", reason),
        ReplyError::Other { reason } => ("other", reason),
    }
}

#[test]
fn a_model_that_finishes_without_calls_is_done() {
    let said = json!({ "role": "assistant", "content": "Hello.", "tool_calls": null, "refusal": null });
    let text = json!([{ "type": "text", "text": "Hello." }]);
    let output =
        json!([{ "type": "message", "status": "completed", "content": [{ "type": "output_text", "text": "Hello." }] }]);
    let parts = json!({ "role": "model", "parts": [{ "text": "Hello." }] });
    let done: [(Read, Value); 13] = [
        (ToolCalls::openai, openai("stop", &said)),
        (ToolCalls::openai, said),
        (ToolCalls::openai, json!([])),
        (ToolCalls::openai_responses, responses("completed", None, &output)),
        (ToolCalls::openai_responses, output),
        (ToolCalls::anthropic, anthropic("end_turn", &text)),
        (ToolCalls::anthropic, anthropic("end_turn", &json!([]))),
        (ToolCalls::anthropic, anthropic("stop_sequence", &text)),
        (ToolCalls::anthropic, json!({ "role": "assistant", "content": "Hello." })),
        (ToolCalls::anthropic, text),
        (ToolCalls::gemini, gemini("STOP", &parts)),
        (ToolCalls::gemini, gemini("STOP", &json!({ "role": "model" }))),
        (ToolCalls::gemini, parts),
    ];
    for (read, reply) in done {
        assert_eq!(read(&reply).map(|calls| calls.len()), Ok(0), "{reply}");
    }
}

#[test]
fn a_model_that_has_not_finished_is_an_error_that_says_why() {
    let said = json!({ "role": "assistant", "content": "The newest" });
    let refused = json!({ "role": "assistant", "content": null, "refusal": "I cannot help with that." });
    let text = json!([{ "type": "text", "text": "The newest" }]);
    let none = json!([]);
    let refusal = json!([{ "type": "message", "content": [{ "type": "refusal", "refusal": "I cannot." }] }]);
    let nothing = json!({});
    let blocked = json!({ "promptFeedback": { "blockReason": "PROHIBITED_CONTENT" }, "modelVersion": "gemini-3-pro" });
    let unfinished: [(Read, Value, &str, &str); 28] = [
        (ToolCalls::openai, openai("length", &said), "cut off", "length"),
        (ToolCalls::openai, openai("content_filter", &said), "withheld", "content_filter"),
        (ToolCalls::openai, openai("stop", &refused), "refused", "refusal"),
        (ToolCalls::openai, refused, "refused", "refusal"),
        (ToolCalls::openai, openai("tool_calls", &said), "malformed", ""),
        (ToolCalls::openai, openai("insufficient_system_resource", &said), "other", "insufficient_system_resource"),
        (ToolCalls::openai, openai("said the secret\n", &said), "other", "unknown reason"),
        (
            ToolCalls::openai_responses,
            responses("incomplete", Some("max_output_tokens"), &none),
            "cut off",
            "max_output_tokens",
        ),
        (
            ToolCalls::openai_responses,
            responses("incomplete", Some("content_filter"), &none),
            "withheld",
            "content_filter",
        ),
        (ToolCalls::openai_responses, responses("completed", None, &refusal), "refused", "refusal"),
        (ToolCalls::openai_responses, responses("failed", None, &none), "other", "failed"),
        (ToolCalls::openai_responses, responses("in_progress", None, &none), "other", "in_progress"),
        (ToolCalls::openai_responses, responses("cancelled", None, &none), "other", "cancelled"),
        (ToolCalls::anthropic, anthropic("max_tokens", &text), "cut off", "max_tokens"),
        (
            ToolCalls::anthropic,
            anthropic("model_context_window_exceeded", &text),
            "cut off",
            "model_context_window_exceeded",
        ),
        (ToolCalls::anthropic, anthropic("pause_turn", &text), "paused", "pause_turn"),
        (ToolCalls::anthropic, anthropic("refusal", &none), "refused", "refusal"),
        (ToolCalls::anthropic, anthropic("tool_use", &text), "malformed", ""),
        (ToolCalls::anthropic, anthropic("something_new", &text), "other", "something_new"),
        (ToolCalls::gemini, gemini("MALFORMED_FUNCTION_CALL", &nothing), "invalid call", "MALFORMED_FUNCTION_CALL"),
        (ToolCalls::gemini, gemini("UNEXPECTED_TOOL_CALL", &nothing), "invalid call", "UNEXPECTED_TOOL_CALL"),
        (ToolCalls::gemini, gemini("MAX_TOKENS", &nothing), "cut off", "MAX_TOKENS"),
        (ToolCalls::gemini, gemini("SAFETY", &nothing), "withheld", "SAFETY"),
        (ToolCalls::gemini, gemini("RECITATION", &nothing), "withheld", "RECITATION"),
        (ToolCalls::gemini, gemini("TOO_MANY_TOOL_CALLS", &nothing), "other", "TOO_MANY_TOOL_CALLS"),
        (ToolCalls::gemini, gemini("OTHER", &nothing), "other", "OTHER"),
        (ToolCalls::gemini, blocked, "withheld", "PROHIBITED_CONTENT"),
        (ToolCalls::gemini, json!({ "candidates": [] }), "malformed", ""),
    ];
    for (read, reply, what, reason) in unfinished {
        let error = read(&reply).expect_err(&reply.to_string());
        assert_eq!(kind(&error), (what, reason), "{reply}");
    }
}

#[test]
fn what_is_not_a_reply_is_not_one_without_calls() {
    // A wrong index gives `null`, and a reply in the format of another API has its calls elsewhere.
    let legacy = json!({ "role": "assistant", "content": null, "function_call": { "name": "A", "arguments": "{}" } });
    let of_openai = json!({ "role": "assistant", "content": null, "tool_calls": [] });
    for read in [ToolCalls::openai, ToolCalls::openai_responses, ToolCalls::anthropic, ToolCalls::gemini] {
        for reply in [json!(null), json!({}), json!("Hello."), json!(7), json!({ "choices": [] })] {
            assert!(matches!(read(&reply), Err(ReplyError::Malformed(_))), "{reply}");
        }
    }
    assert!(matches!(ToolCalls::openai(&legacy), Err(ReplyError::Malformed(_))));
    assert!(matches!(ToolCalls::openai_responses(&of_openai), Err(ReplyError::Malformed(_))));
    assert!(matches!(ToolCalls::anthropic(&of_openai), Err(ReplyError::Malformed(_))));
}

#[test]
fn calls_in_another_form_are_not_taken_for_none() {
    let call = json!({ "id": "call_1", "type": "function", "function": { "name": "A", "arguments": "{}" } });
    let of_openai = openai("tool_calls", &json!({ "role": "assistant", "content": "I look.", "tool_calls": [call] }));
    let item = json!({ "type": "function_call", "call_id": "call_1", "name": "A", "arguments": "{}" });
    let of_responses = responses("completed", None, &json!([item]));
    let block = json!({ "type": "tool_use", "id": "toolu_1", "name": "A", "input": {} });
    let of_anthropic = anthropic("tool_use", &json!([{ "type": "text", "text": "I look." }, block]));
    let of_gemini =
        gemini("STOP", &json!({ "role": "model", "parts": [{ "functionCall": { "name": "A", "args": {} } }] }));
    let legacy = openai(
        "stop",
        &json!({ "role": "assistant", "content": null, "function_call": { "name": "A", "arguments": "{}" } }),
    );
    let replies = [of_openai, of_responses, of_anthropic, of_gemini, legacy];
    let read = [ToolCalls::openai, ToolCalls::openai_responses, ToolCalls::anthropic, ToolCalls::gemini];
    for (own, read) in read.into_iter().enumerate() {
        for (index, reply) in replies.iter().enumerate() {
            match read(reply) {
                Ok(calls) => assert_eq!((index, calls[0].name()), (own, "A")),
                Err(error) => {
                    assert_ne!(index, own);
                    let told = error.to_string();
                    assert!(
                        told.ends_with("it has calls in the form of another API, or of an earlier version"),
                        "{told}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_part_of_a_stream_is_not_taken_for_a_reply() {
    let delta = json!({ "object": "chat.completion.chunk", "choices": [{ "index": 0, "delta": {}, "finish_reason": "tool_calls" }] });
    let start = json!({ "type": "message_start", "message": anthropic("end_turn", &json!([])) });
    let text = json!({ "type": "response.output_text.delta", "delta": "Hello" });
    let chunk = gemini("STOP", &json!({ "role": "model", "parts": [{ "functionCall": { "name": "A", "args": {} } }] }));
    let parts: [(Read, Value); 4] = [
        (ToolCalls::openai, delta),
        (ToolCalls::openai_responses, text),
        (ToolCalls::anthropic, start),
        (ToolCalls::gemini, json!([chunk])),
    ];
    for (read, part) in parts {
        let told = read(&part).unwrap_err().to_string();
        assert!(told.ends_with("it is a part of a stream; put the parts together first"), "{told}");
    }
}

#[test]
fn the_error_of_an_api_is_told_by_its_word_and_not_by_its_message() {
    let message = "Incorrect API key provided: sk-secret";
    let errors: [(Read, Value, &str); 5] = [
        (
            ToolCalls::openai,
            json!({ "error": { "message": message, "type": "invalid_request_error", "param": null, "code": "invalid_api_key" } }),
            "invalid_api_key",
        ),
        (
            ToolCalls::anthropic,
            json!({ "type": "error", "error": { "type": "overloaded_error", "message": message } }),
            "overloaded_error",
        ),
        (
            ToolCalls::gemini,
            json!({ "error": { "code": 429, "message": message, "status": "RESOURCE_EXHAUSTED" } }),
            "RESOURCE_EXHAUSTED",
        ),
        (
            ToolCalls::gemini,
            json!([{ "error": { "code": 429, "status": "RESOURCE_EXHAUSTED" } }]),
            "RESOURCE_EXHAUSTED",
        ),
        (ToolCalls::openai, json!({ "error": message }), "unknown reason"),
    ];
    for (read, reply, reason) in errors {
        let error = read(&reply).unwrap_err();
        assert_eq!(kind(&error), ("failed", reason), "{reply}");
        assert!(!format!("{error} {error:?}").contains("secret"));
    }
}

#[test]
fn calls_of_a_reply_that_was_cut_off_run_but_for_the_last_and_withheld_ones_do_not() {
    let call = |id: &str| json!({ "type": "tool_use", "id": id, "name": "A", "input": {} });
    let run = |calls: ToolCalls| calls.iter().map(|call| call.arguments().is_some()).collect::<Vec<_>>();
    for reason in ["max_tokens", "model_context_window_exceeded"] {
        let calls = ToolCalls::anthropic(&anthropic(reason, &json!([call("1"), call("2")]))).unwrap();
        assert_eq!(run(calls), [true, false], "{reason}");
    }
    let text_last = json!([call("1"), { "type": "text", "text": "The newest" }]);
    assert_eq!(run(ToolCalls::anthropic(&anthropic("max_tokens", &text_last)).unwrap()), [true]);
    assert_eq!(run(ToolCalls::anthropic(&anthropic("pause_turn", &json!([call("1")]))).unwrap()), [true]);
    ToolCalls::anthropic(&anthropic("refusal", &json!([call("1")]))).unwrap_err();
    let parts =
        json!({ "parts": [{ "functionCall": { "name": "A", "args": {} } }, { "functionCall": { "name": "B" } }] });
    assert_eq!(run(ToolCalls::gemini(&gemini("MAX_TOKENS", &parts)).unwrap()), [true, false]);
    assert_eq!(run(ToolCalls::gemini(&gemini("MALFORMED_FUNCTION_CALL", &parts)).unwrap()), [true, true]);
    ToolCalls::gemini(&gemini("SAFETY", &parts)).unwrap_err();
    let message = json!({ "tool_calls": [{ "id": "1", "function": { "name": "A", "arguments": "{}" } }] });
    ToolCalls::openai(&openai("content_filter", &message)).unwrap_err();
    assert_eq!(run(ToolCalls::openai(&openai("length", &message)).unwrap()), [false]);
}

#[test]
fn a_loop_asks_again_where_that_helps() {
    let asked = |reply: Value| ToolCalls::gemini(&reply).unwrap_err().for_model().is_some();
    assert!(asked(gemini("MALFORMED_FUNCTION_CALL", &json!({}))) && asked(gemini("MAX_TOKENS", &json!({}))));
    assert!(!asked(gemini("SAFETY", &json!({}))) && !asked(json!({ "candidates": [] })));
    let full = ToolCalls::anthropic(&anthropic("model_context_window_exceeded", &json!([]))).unwrap_err();
    assert_eq!(full.for_model(), None);
}
