//! The Messages API of Anthropic, with an HTTP client alone: the session speaks its format, so there is nothing to adapt.
//!
//! ANTHROPIC_API_KEY, if it is set, is the key of the model that answers. Without it, a script does.

use serde_json::{Value, json};
use tool_router::model::ToolCalls;
use tool_router::tool_router_session;
use tool_router_examples::{Api, Failure, Model, Options};

/// Reads one user's mail and says what is in it.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections(enable, wait),
    preload = ["GMAIL_FETCH_EMAILS"],
)]
pub struct InboxAgent;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::from_args("An agent over the Messages API of Anthropic.")?;
    let router = options.router().await?;
    let session = InboxAgent::session("user_123").on_auth_link(|link| options.show(&link)).create(&router).await?;
    let model = Model::of(&[Api::Anthropic]).await?;

    let tools = session.tools().await?.anthropic();
    let question = "What is new in my inbox?";
    println!("User:  {question}");
    let mut messages = vec![json!({ "role": "user", "content": question })];
    loop {
        let reply = ask(&model, &tools, &messages).await?;
        for block in reply["content"].as_array().into_iter().flatten() {
            if let Some(text) = block["text"].as_str() {
                println!("Agent: {text}");
            }
        }
        let calls = ToolCalls::anthropic(&reply)?;
        if calls.is_empty() {
            break;
        }
        messages.push(json!({ "role": "assistant", "content": reply["content"] }));
        messages.extend(session.run_all(calls).await?.anthropic());
    }
    session.delete().await?;
    Ok(())
}

/// Sends the conversation to the model, and gives its reply.
async fn ask(model: &Model, tools: &Value, messages: &[Value]) -> Result<Value, Failure> {
    let response = reqwest::Client::new()
        .post(format!("{}/messages", model.base_url))
        .header("x-api-key", &model.key)
        .header("anthropic-version", "2023-06-01")
        .json(&json!({ "model": model.name, "max_tokens": 4096, "messages": messages, "tools": tools }))
        .send()
        .await?;
    let status = response.status();
    let reply: Value = response.json().await?;
    if !status.is_success() {
        return Err(format!("the model's API answered {status}: {}", reply["error"]["message"]).into());
    }
    Ok(reply)
}
