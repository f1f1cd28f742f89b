//! The span of a call, in the words of OpenTelemetry's conventions; see [`hooks`](crate::hooks#tracing).

use tracing::field::Empty;
use tracing::{Span, info_span};

use super::Execution;
use super::input::Call;
use super::live::Live;
use crate::error::Error;

/// The target of what is traced of calls.
pub(crate) const TRACED: &str = "tool_router::tool";

pub(super) fn span(live: &Live, call: &Call) -> Span {
    let slug = call.tool.slug();
    let kind = if live.custom.listed_name(slug).is_some() { "function" } else { "extension" };
    let span = info_span!(
        target: TRACED,
        "execute_tool",
        "otel.name" = Empty,
        "otel.kind" = "internal",
        "gen_ai.operation.name" = "execute_tool",
        "gen_ai.tool.name" = slug,
        "gen_ai.tool.type" = kind,
        "gen_ai.tool.call.id" = call.model_call.as_deref(),
        "gen_ai.agent.name" = live.fence.declaration.agent(),
        "tool_router.outcome" = Empty,
        "error.type" = Empty,
    );
    if !span.is_disabled() {
        span.record("otel.name", format!("execute_tool {slug}"));
    }
    span
}

pub(super) fn record(span: &Span, outcome: &Result<Execution, Error>) {
    if span.is_disabled() {
        return;
    }
    let (name, error) = match outcome {
        Ok(Execution::Completed(_)) => ("completed", None),
        Ok(Execution::Failed(_)) => ("failed", Some("tool_failed".to_owned())),
        Ok(Execution::InputRequired(_)) => ("input_required", None),
        Ok(Execution::Blocked(_)) => ("blocked", Some("blocked".to_owned())),
        Ok(Execution::Unknown(_)) => ("unknown", Some("other".to_owned())),
        Err(error) => ("error", Some(kind(error))),
    };
    span.record("tool_router.outcome", name);
    if let Some(error) = error {
        span.record("error.type", error);
    }
}

fn kind(error: &Error) -> String {
    match (error, error.status()) {
        (_, Some(status)) => status.to_string(),
        (Error::Connection(_), _) => "connection".to_owned(),
        (Error::Timeout(_), _) => "timeout".to_owned(),
        (Error::Invalid(_), _) => "invalid".to_owned(),
        _ => "other".to_owned(),
    }
}
