//! `COMPOSIO_SUBMIT_FEEDBACK`

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tool_router_core::config::Tag;

use super::{Context, MetaTool, read, schema};
use crate::{
    api_error::ApiError,
    feedback::{self, Feedback, FeedbackKind},
    limits, random,
    store::now,
    toolkit::ToolDefinition,
};

/// The characters of a slug or an id.
const MAX_NAME: usize = 200;

#[derive(Debug, Deserialize, JsonSchema)]
struct Arguments {
    /// What was expected, and what came instead. Leave out what is private.
    #[serde(alias = "message")]
    #[schemars(length(min = 1, max = limits::FEEDBACK_TEXT))]
    feedback: String,
    /// What was wrong.
    #[serde(default)]
    kind: FeedbackKind,
    /// The tool's slug.
    #[serde(default)]
    tool_slug: Option<String>,
    /// The execution, by the `log_id` of its result.
    #[serde(default)]
    log_id: Option<String>,
}

pub(super) fn definition() -> ToolDefinition {
    ToolDefinition::new(
        MetaTool::SubmitFeedback.slug(),
        "Submit feedback",
        "Reports a tool whose result was empty, wrong or an error, to those who run this router. Nothing else happens.",
        schema::<Arguments>(),
    )
    .tags([Tag::Create])
}

pub(super) fn run(Context { app, session, .. }: Context<'_>, arguments: Map<String, Value>) -> Result<Value, ApiError> {
    let Arguments { feedback: message, kind, tool_slug, log_id } = read(arguments)?;
    if message.trim().is_empty() || message.chars().count() > limits::FEEDBACK_TEXT {
        let problem = format_args!("expected 1 to {} characters", limits::FEEDBACK_TEXT);
        return Err(ApiError::invalid("arguments.feedback", problem));
    }
    for (key, name) in [("tool_slug", &tool_slug), ("log_id", &log_id)] {
        if name.as_ref().is_some_and(|name| name.chars().count() > MAX_NAME) {
            let problem = format_args!("expected at most {MAX_NAME} characters");
            return Err(ApiError::invalid(&format!("arguments.{key}"), problem));
        }
    }
    let id = random::id("fb")?;
    // The words stay out of the log: they can quote a user's data.
    tracing::info!(session = %session.id, feedback = %id, ?kind, tool = tool_slug, "an agent sent feedback");
    app.feedback.add(Feedback {
        session_id: session.id.clone(),
        user_id: session.user_id.clone(),
        kind,
        message,
        tool_slug,
        log_id,
        sent_at: feedback::time(now()),
    });
    Ok(json!({ "feedback_id": id, "message": "Thank you. The feedback was kept." }))
}
