//! On demand: in the middle of the conversation, the agent finds that its user has not connected Gmail. It shows an
//! auth link, and goes on when the user is back.
//!
//! ```text
//! cargo run --example inbox_agent            prints the link to open in a browser
//! cargo run --example inbox_agent -- --yes   follows the link itself
//! ```
//!
//! A script takes the place of the model. With OPENAI_API_KEY or ANTHROPIC_API_KEY set, a model answers.

use serde_json::{Value, json};
use tool_router::model::{ToolAnswers, ToolCalls};
use tool_router::{Execution, MetaTool, tool_router_session};
use tool_router_examples::{Api, Failure, Model, Options};

/// Reads one user's mail and says what is in it.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    manage_connections = true,
)]
pub struct InboxAgent;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options =
        Options::from_args("An agent reads its user's mail, and asks the user to connect Gmail when it has to.")?;
    let router = options.router().await?;
    let session = InboxAgent::session("user_123").create(&router).await?;
    let model = Model::of(&[Api::OpenAi, Api::Anthropic]).await?;

    let tools = session.tools().await?.openai();
    let question = "What is new in my inbox?";
    println!("User:  {question}");
    let mut messages = vec![json!({ "role": "user", "content": question })];
    let mut auth_link = None;
    loop {
        let mut reply = ask(&model, &tools, &messages).await?;
        let calls = ToolCalls::openai(&reply)?;
        let message = reply["choices"][0]["message"].take();
        messages.push(message.clone());
        if !calls.is_empty() {
            for call in &calls {
                println!("       [{} called]", call.name());
            }
            // A call that failed has an answer too, and the model reads what went wrong.
            let answers = session.run_all(calls).await?;
            messages.extend(answers.openai());
            auth_link = link_in(&answers).or(auth_link);
            continue;
        }
        println!("Agent: {}", message["content"].as_str().unwrap_or_default());
        // The agent has asked its user to follow the link, if it made one.
        let Some(auth_link) = auth_link.take() else { break };
        options.come_back_from(&auth_link).await?;
        println!("User:  I am back.");
        messages.push(json!({ "role": "user", "content": "I am back." }));
    }
    session.delete().await?;
    Ok(())
}

/// Sends the conversation to the model, and gives its reply. Anthropic has this API of OpenAI's, too.
async fn ask(model: &Model, tools: &Value, messages: &[Value]) -> Result<Value, Failure> {
    let request = json!({ "model": model.name, "messages": messages, "tools": tools });
    let url = format!("{}/chat/completions", model.base_url);
    let response = reqwest::Client::new().post(url).bearer_auth(&model.key).json(&request).send().await?;
    let status = response.status();
    let reply: Value = response.json().await?;
    if !status.is_success() {
        return Err(format!("the model's API answered {status}: {}", reply["error"]["message"]).into());
    }
    Ok(reply)
}

/// The auth link that the router made, if the model asked for one.
fn link_in(answers: &ToolAnswers) -> Option<String> {
    answers.iter().filter(|answer| answer.name() == MetaTool::ManageConnections.as_str()).find_map(|answer| {
        let Some(Execution::Completed(made)) = answer.outcome() else { return None };
        Some(made.data["results"]["gmail"]["redirect_url"].as_str()?.to_owned())
    })
}
