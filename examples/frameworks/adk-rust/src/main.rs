//! adk-rust runs the loop itself, with tools that implement its trait: `Routed` does so for a session's. What it knows of a tool
//! beyond its schema comes from the router: whether it only reads, from the tool's tags, and when the user has to confirm a call,
//! from the approval that the router asks for.
//!
//! GOOGLE_API_KEY or GEMINI_API_KEY, if it is set, is the key of the model that answers. Without it, a script does.

use std::sync::Arc;

use adk_rust::async_trait;
use adk_rust::futures::StreamExt;
use adk_rust::prelude::*;
use adk_rust::runner::Runner;
use adk_rust::session::{CreateRequest, InMemorySessionService, SessionService};
use adk_rust::{StreamingMode, ToolConfirmationDecision, ToolConfirmationHandler, ToolConfirmationRequest};
use serde_json::{Value, json};
use tool_router::config::Tag;
use tool_router::model::{CallableTool, PendingCall, ToolAnswer};
use tool_router::session::{AnySession, InputResponse};
use tool_router::tool_router_session;
use tool_router_examples::{Api, Failure, Model, Options};

const USER: &str = "user_123";

/// Reads one user's mail, and answers it where the user approves.
#[tool_router_session(
    toolkits = ["gmail"],
    tools(gmail(enable = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"], require_approval = ["GMAIL_SEND_EMAIL"])),
    manage_connections(enable, wait),
    preload = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
)]
pub struct InboxAgent;

#[tokio::main]
async fn main() -> std::result::Result<(), Failure> {
    let options = Options::from_args("An agent on adk-rust.")?;
    let router = options.router().await?;
    let session = InboxAgent::session(USER).on_auth_link(|link| options.show(&link)).create(&router).await?;
    let model = Model::of(&[Api::Gemini]).await?;

    let gemini = GeminiModel::new_with_base_url(model.key, model.name, format!("{}/", model.base_url))?;
    let mut agent = LlmAgentBuilder::new("inbox_agent").model(Arc::new(gemini));
    for tool in session.callable_tools().await? {
        agent = agent.tool(Arc::new(Routed { tool, session: session.clone().into() }));
    }
    let sessions = Arc::new(InMemorySessionService::new());
    let talk = CreateRequest {
        app_name: "inbox".to_owned(),
        user_id: USER.to_owned(),
        session_id: Some("talk".to_owned()),
        state: Default::default(),
    };
    sessions.create(talk).await?;
    let runner = Runner::builder()
        .app_name("inbox")
        .agent(Arc::new(agent.build()?))
        .session_service(sessions)
        .run_config(
            RunConfig::builder()
                .streaming_mode(StreamingMode::None)
                .tool_confirmation_handler(Arc::new(AskUser(options)))
                .build(),
        )
        .build()?;

    let question = "Thank whoever wrote the newest mail in my inbox.";
    println!("User:  {question}");
    let mut events = runner.run_str(USER, "talk", Content::new("user").with_text(question)).await?;
    while let Some(event) = events.next().await {
        for part in event?.content().iter().flat_map(|content| &content.parts) {
            if let Part::Text { text } = part {
                println!("Agent: {text}");
            }
        }
    }
    session.delete().await?;
    Ok(())
}

/// A tool of a session as adk-rust takes it.
struct Routed {
    tool: CallableTool,
    session: AnySession,
}

#[async_trait]
impl Tool for Routed {
    fn name(&self) -> &str {
        self.tool.name()
    }

    fn description(&self) -> &str {
        self.tool.description()
    }

    fn parameters_schema(&self) -> Option<Value> {
        Some(self.tool.input_schema())
    }

    fn is_read_only(&self) -> bool {
        self.tool.has_tag(Tag::ReadOnly)
    }

    /// Tools that only read run at the same time.
    fn is_concurrency_safe(&self) -> bool {
        self.is_read_only()
    }

    async fn execute(&self, context: Arc<dyn ToolContext>, arguments: Value) -> Result<Value> {
        let mut answer = self.tool.call(arguments.clone()).await.map_err(|error| AdkError::tool(error.to_string()))?;
        if let Some(pending) = answer.pending() {
            answer = self.confirm(&pending, context.as_ref(), arguments).await?;
        }
        Ok(if answer.is_error() { json!({ "error": answer.text() }) } else { json!({ "output": answer.text() }) })
    }
}

impl Routed {
    /// Asks as adk-rust asks for a confirmation, and makes the call again with what the user says.
    async fn confirm(&self, pending: &PendingCall, context: &dyn ToolContext, arguments: Value) -> Result<ToolAnswer> {
        let request = ToolConfirmationRequest {
            tool_name: self.name().to_owned(),
            function_call_id: Some(context.function_call_id().to_owned()),
            args: arguments,
        };
        let handler = context.run_config().and_then(|config| config.tool_confirmation_handler.as_ref());
        let decision = match handler {
            Some(handler) => handler.decide(&request).await?,
            None => ToolConfirmationDecision::Deny,
        };
        let response = match decision {
            ToolConfirmationDecision::Approve => InputResponse::approve(),
            ToolConfirmationDecision::Deny => InputResponse::deny(),
        };
        self.session
            .resume(pending, pending.responses(response))
            .await
            .map_err(|error| AdkError::tool(error.to_string()))
    }
}

/// Asks the user at the terminal.
#[derive(Debug)]
struct AskUser(Options);

#[async_trait]
impl ToolConfirmationHandler for AskUser {
    async fn decide(&self, request: &ToolConfirmationRequest) -> Result<ToolConfirmationDecision> {
        let question = format!("May the agent call {} with {}?", request.tool_name, request.args);
        match self.0.approve(&question).await {
            Ok(true) => Ok(ToolConfirmationDecision::Approve),
            Ok(false) => Ok(ToolConfirmationDecision::Deny),
            Err(failure) => Err(AdkError::tool(failure.to_string())),
        }
    }
}
