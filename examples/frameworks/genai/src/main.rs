//! genai speaks the APIs of many providers and leaves the loop to the program: a session's tools become its `Tool`s, and its calls
//! go to `Session::run_all`.
//!
//! ANTHROPIC_API_KEY, OPENAI_API_KEY or GEMINI_API_KEY, if one is set, is the key of the model that answers. Without them, a script
//! does.

use genai::adapter::AdapterKind;
use genai::chat::{ChatMessage, ChatRequest, Tool, ToolResponse};
use genai::resolver::{AuthData, Endpoint, ServiceTargetResolver};
use genai::{Client, ModelIden, ServiceTarget};
use tool_router::model::{CallableTool, ToolCall};
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
    let options = Options::from_args("An agent on genai.")?;
    let router = options.router().await?;
    let session = InboxAgent::session("user_123").on_auth_link(|link| options.show(&link)).create(&router).await?;
    let model = Model::of(&[Api::Anthropic, Api::OpenAi, Api::Gemini]).await?;
    let client = client(&model)?;

    let tools = session.callable_tools().await?;
    let question = "What is new in my inbox?";
    println!("User:  {question}");
    let mut request = ChatRequest::from_user(question).with_tools(tools.iter().map(adapted).collect::<Vec<_>>());
    loop {
        let reply = client.exec_chat(&model.name, request.clone(), None).await?;
        let calls = reply.tool_calls();
        if calls.is_empty() {
            println!("Agent: {}", reply.first_text().unwrap_or_default());
            break;
        }
        let made =
            calls.iter().map(|call| ToolCall::new(&call.fn_name, call.fn_arguments.clone()).with_id(&call.call_id));
        let answers = session.run_all(made).await?;
        let answers =
            calls.iter().zip(&answers).map(|(call, answer)| ToolResponse::from_tool_call(call, answer.text()));
        let answers: Vec<ToolResponse> = answers.collect();
        request = request.append_message(ChatMessage::assistant(reply.content)).append_message(answers);
    }
    session.delete().await?;
    Ok(())
}

/// The tool as genai takes it.
fn adapted(tool: &CallableTool) -> Tool {
    Tool::new(tool.name()).with_description(tool.description()).with_schema(tool.input_schema())
}

/// A client of this model's API. With keys in the environment alone, `Client::default()` does.
fn client(model: &Model) -> Result<Client, Failure> {
    let kind = match model.api {
        Api::Anthropic => AdapterKind::Anthropic,
        Api::OpenAi => AdapterKind::OpenAI,
        Api::Gemini => AdapterKind::Gemini,
    };
    let (base_url, key) = (format!("{}/", model.base_url), model.key.clone());
    let resolver = ServiceTargetResolver::from_resolver_fn(move |target: ServiceTarget| {
        Ok(ServiceTarget {
            endpoint: Endpoint::from_owned(base_url.clone()),
            auth: AuthData::from_single(key.clone()),
            model: ModelIden::new(kind, target.model.model_name),
        })
    });
    Ok(Client::builder().with_service_target_resolver(resolver).build()?)
}
