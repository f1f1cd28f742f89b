//! The agent's loop: what a model is told of a session's tools, the calls that it makes, and what it is told of them.
//!
//! The APIs of OpenAI, Anthropic and Gemini are spoken here as JSON; with which HTTP client it is sent is up to the program.
//!
//! ```no_run
//! use serde_json::{Value, json};
//! use tool_router::model::ToolCalls;
//! # use tool_router::{Session, SessionSpec};
//!
//! # async fn post(body: &Value) -> Result<Value, Box<dyn std::error::Error>> { unimplemented!() }
//! # async fn example<S: SessionSpec>(session: Session<S>) -> Result<(), Box<dyn std::error::Error>> {
//! let tools = session.tools().await?;
//! let mut messages = vec![json!({ "role": "user", "content": "What is new in my mail?" })];
//! loop {
//!     let body = json!({ "model": "gpt-5.2", "messages": messages, "tools": tools.openai() });
//!     let mut reply = post(&body).await?;
//!     let calls = ToolCalls::openai(&reply)?;
//!     let message = reply["choices"][0]["message"].take();
//!     if calls.is_empty() {
//!         println!("{}", message["content"]);
//!         break;
//!     }
//!     messages.push(message);
//!     messages.extend(session.run_all(calls).await?.openai());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! | API | tools | calls | answers |
//! | --- | --- | --- | --- |
//! | OpenAI, Chat Completions | [`ToolList::openai`] | [`ToolCalls::openai`] | [`ToolAnswers::openai`] |
//! | OpenAI, Responses | [`ToolList::openai_responses`] | [`ToolCalls::openai_responses`] | [`ToolAnswers::openai_responses`] |
//! | Anthropic, Messages | [`ToolList::anthropic`] | [`ToolCalls::anthropic`] | [`ToolAnswers::anthropic`] |
//! | Gemini | [`ToolList::gemini`] | [`ToolCalls::gemini`] | [`ToolAnswers::gemini`] |
//!
//! What an API refuses of a name or of a schema is mended on the way to it, and undone in the arguments on the way back.
//!
//! # What is an answer, and what an error
//!
//! [`Session::run`](crate::Session::run) answers whatever a model can act on: a tool that failed, arguments that it gets wrong,
//! a tool that does not exist, a toolkit that the user has not connected, a call that is blocked or waits for an approval.
//! None of these texts holds a path, an id of a session or a request, or a secret. What the program has to handle is an
//! [`Error`](crate::Error): an API key that is not accepted, a session that is gone, a router that fails or cannot be reached.
//! Where other calls of the same message have answers, it is the [cause](ToolAnswer::cause) of one of them.
//!
//! A reply without calls means that the model is done, if it ended as a reply does. One that was cut off, refused or withheld, or
//! whose call the API could not read, is a [`ReplyError`], so that a loop does not take it for the agent's answer. It is not an
//! [`Error`](crate::Error): a function with `?` on both has an error that takes both, e.g. `anyhow::Error` or
//! `Box<dyn std::error::Error + Send + Sync>`. A loop that goes on where that is possible:
//!
//! ```
//! use serde_json::{Value, json};
//! use tool_router::model::{ReplyError, ToolCalls};
//!
//! /// The calls of Claude's reply; `None` if it has to be asked again.
//! fn calls(reply: &Value, messages: &mut Vec<Value>) -> Result<Option<ToolCalls>, ReplyError> {
//!     let error = match ToolCalls::anthropic(reply) {
//!         Ok(calls) => return Ok(Some(calls)),
//!         Err(error) => error,
//!     };
//!     let said = json!({ "role": "assistant", "content": reply["content"] });
//!     match error.for_model() {
//!         Some(text) => messages.extend([said, json!({ "role": "user", "content": text })]),
//!         None if matches!(error, ReplyError::Paused { .. }) => messages.push(said),
//!         None => return Err(error),
//!     }
//!     Ok(None)
//! }
//! # let paused = json!({ "stop_reason": "pause_turn", "content": [{ "type": "text", "text": "I search." }] });
//! # let mut messages = Vec::new();
//! # assert!(calls(&paused, &mut messages).unwrap().is_none() && messages.len() == 1);
//! # let refused = json!({ "stop_reason": "refusal", "content": [] });
//! # assert!(calls(&refused, &mut messages).is_err());
//! ```

mod answer;
mod anthropic;
mod call;
mod callable;
mod definition;
mod foreign;
mod gemini;
mod list;
mod list_of;
mod names;
mod openai;
mod openai_responses;
mod reply;
pub(crate) mod schema;
mod strict;
pub(crate) mod text;

#[cfg(test)]
mod tests;

pub use self::answer::{PendingCall, ToolAnswer, ToolAnswers};
pub use self::call::{MalformedCall, ToolCall, ToolCalls};
pub use self::callable::CallableTool;
pub use self::definition::ToolDefinition;
pub use self::list::ToolList;
pub(crate) use self::names::{labelled, plain_label};
pub use self::reply::ReplyError;
