//! async-openai has types for what OpenAI's API takes and returns, and they are read from JSON and written as JSON: a session's
//! tools and answers are in that format, so that `serde_json` is the adaptor.
//!
//! OPENAI_API_KEY, if it is set, is the key of the model that answers. Without it, a script does.

use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::types::chat::{
    ChatCompletionRequestMessage, ChatCompletionRequestUserMessageArgs, ChatCompletionTools,
    CreateChatCompletionRequestArgs,
};
use serde_json::{from_value, to_value};
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
    let options = Options::from_args("An agent on async-openai.")?;
    let router = options.router().await?;
    let session = InboxAgent::session("user_123").on_auth_link(|link| options.show(&link)).create(&router).await?;
    let model = Model::of(&[Api::OpenAi]).await?;
    let client = Client::with_config(OpenAIConfig::new().with_api_base(model.base_url).with_api_key(model.key));

    let tools: Vec<ChatCompletionTools> = from_value(session.tools().await?.openai())?;
    let question = "What is new in my inbox?";
    println!("User:  {question}");
    let user = ChatCompletionRequestUserMessageArgs::default().content(question).build()?;
    let mut messages = vec![ChatCompletionRequestMessage::from(user)];
    loop {
        let request = CreateChatCompletionRequestArgs::default()
            .model(&model.name)
            .messages(messages.clone())
            .tools(tools.clone())
            .build()?;
        let mut reply = to_value(client.chat().create(request).await?)?;
        let calls = ToolCalls::openai(&reply)?;
        let message = reply["choices"][0]["message"].take();
        if calls.is_empty() {
            println!("Agent: {}", message["content"].as_str().unwrap_or_default());
            break;
        }
        messages.push(from_value(message)?);
        for answer in session.run_all(calls).await? {
            messages.push(from_value(answer.openai())?);
        }
    }
    session.delete().await?;
    Ok(())
}
