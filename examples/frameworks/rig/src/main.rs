//! rig runs the loop itself, with tools of its own type: `adapted` makes them from a session's.
//!
//! The adaptor stays in the program. It is short, while rig's API and the version of Rust that it needs change with each of its
//! releases: a crate of adaptors would hold its users to one of them.
//!
//! OPENAI_API_KEY, if it is set, is the key of the model that answers. Without it, a script does.

use std::collections::HashSet;

use rig_agent::AgentBuilder;
use rig_agent::agent::{AgentHook, DispatchAction, DispatchEvent, HookContext};
use rig_agent::tool::{DynamicTool, ToolExecutionError, ToolOutput};
use rig_core::message::ToolName;
use rig_core::providers::openai::OpenAIConfig;
use tool_router::config::Tag;
use tool_router::model::CallableTool;
use tool_router::tool_router_session;
use tool_router_examples::{Api, Failure, Model, Options};

/// Reads one user's mail, and answers it.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]),
    manage_connections(enable, wait),
    preload = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
)]
pub struct InboxAgent;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::from_args("An agent on rig.")?;
    let router = options.router().await?;
    let session = InboxAgent::session("user_123").on_auth_link(|link| options.show(&link)).create(&router).await?;
    let model = Model::of(&[Api::OpenAi]).await?;

    let tools = session.callable_tools().await?;
    let read_only = tools.iter().filter(|tool| tool.has_tag(Tag::ReadOnly)).map(|tool| tool.name().to_owned());
    let confirm = Confirm { options, read_only: read_only.collect() };
    let mut openai = OpenAIConfig::new(model.key);
    openai.base_url = model.base_url;
    let agent = AgentBuilder::new(openai.client().responses(model.name))
        .dynamic_tools(tools.into_iter().map(adapted).collect::<Result<_, _>>()?)
        .add_hook(confirm)
        .build();

    let question = "Thank whoever wrote the newest mail in my inbox.";
    println!("User:  {question}");
    println!("Agent: {}", agent.prompt(question).max_turns(10).await?.output());
    session.delete().await?;
    Ok(())
}

/// The tool as rig takes it.
fn adapted(tool: CallableTool) -> Result<DynamicTool, Failure> {
    let name = ToolName::new(tool.name())?;
    Ok(DynamicTool::new(name, tool.description().to_owned(), tool.input_schema(), move |arguments| {
        let call = tool.call(arguments);
        Box::pin(async move {
            let answer = call.await.map_err(ToolExecutionError::from_error)?;
            match answer.is_error() {
                // The model reads the text.
                true => Err(ToolExecutionError::other(answer.text())),
                false => Ok(ToolOutput::text(answer.text())),
            }
        })
    }))
}

/// Has the user confirm each call of a tool that does more than read.
struct Confirm {
    options: Options,
    read_only: HashSet<String>,
}

impl AgentHook for Confirm {
    async fn on_dispatch(&self, _: &HookContext, event: DispatchEvent<'_>) -> DispatchAction {
        let Some(name) = event.tool_name().filter(|name| !self.read_only.contains(*name)) else {
            return DispatchAction::proceed();
        };
        match self.options.approve(&format!("May the agent call {name}?")).await {
            Ok(true) => DispatchAction::proceed(),
            Ok(false) => DispatchAction::skip("the user does not want this"),
            Err(failure) => DispatchAction::stop(failure.to_string()),
        }
    }
}
