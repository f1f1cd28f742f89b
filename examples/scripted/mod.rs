//! A model that follows a script, behind the APIs of OpenAI, Anthropic and Gemini: examples and their tests need no key.
//!
//! It knows a conversation from the request alone, as a model does, and refuses what the real API would: a call without its result,
//! or a result that no call has. So a program whose tool's result does not reach the model fails.

mod anthropic;
mod chat;
mod conversation;
mod gemini;
mod responses;
mod script;

use std::io;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use tokio::net::TcpListener;

/// The key that the scripted model accepts.
pub const KEY: &str = "scripted";

/// Starts the scripted model on loopback, and gives the address under which it has `/v1` and `/v1beta`. It ends with the runtime.
///
/// # Errors
///
/// If it gets no port.
pub async fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let app = Router::new()
        .route("/v1/chat/completions", post(chat::answer))
        .route("/v1/responses", post(responses::answer))
        .route("/v1/messages", post(anthropic::answer))
        .route("/v1beta/models/{call}", post(gemini::answer));
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

/// What the model does next.
#[derive(Debug, PartialEq)]
enum Step {
    Call { name: String, arguments: serde_json::Value },
    Say(String),
}

/// A request that the API refuses.
#[derive(Debug)]
struct Refusal {
    status: StatusCode,
    message: String,
}

impl Refusal {
    fn new(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, message: message.into() }
    }
}

/// Requires the key in a header, after its scheme.
fn authenticate(headers: &HeaderMap, name: &str, scheme: &str) -> Result<(), Refusal> {
    let given = headers.get(name).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix(scheme));
    match given {
        Some(KEY) => Ok(()),
        _ => Err(Refusal { status: StatusCode::UNAUTHORIZED, message: format!("`{name}` does not hold the key") }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::conversation::Conversation;
    use super::{Step, script};

    fn conversation() -> Conversation {
        let mut conversation = Conversation::default();
        conversation.tools = vec!["GMAIL_FETCH_EMAILS".to_owned()];
        conversation.user();
        let Ok(Step::Call { name, .. }) = script::next(&conversation) else { panic!("it reads the mail") };
        conversation.call(&json!("call_1"), &Value::from(name)).expect("a call");
        conversation
    }

    #[test]
    fn a_call_whose_result_does_not_reach_the_model_is_refused() {
        assert!(script::next(&conversation()).is_err());
    }

    #[test]
    fn a_result_that_no_call_has_is_refused() {
        assert!(conversation().result(&json!("call_2"), "{}".to_owned()).is_err());
    }

    #[test]
    fn the_model_says_what_the_tool_gave_it() {
        let mut conversation = conversation();
        let mails = json!({ "messages": [{ "subject": "Lunch?", "sender": "grace@example.com" }] });
        conversation.result(&json!("call_1"), mails.to_string()).expect("a result");
        let Ok(Step::Say(text)) = script::next(&conversation) else { panic!("it has the mails") };
        assert!(text.contains("Lunch? (grace@example.com)"), "{text}");
    }

    #[test]
    fn the_model_says_what_went_wrong() {
        let mut conversation = conversation();
        conversation.result(&json!("call_1"), "Gmail is not connected.".to_owned()).expect("a result");
        let said = script::next(&conversation).expect("a step");
        assert_eq!(said, Step::Say("That did not work: Gmail is not connected.".to_owned()));
    }
}
