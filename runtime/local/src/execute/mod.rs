//! Execution: of the toolkits' tools and of the meta tools.

mod approvals;
pub(crate) mod direct;
mod outcome;
mod run;

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Map, Value};

pub(crate) use self::approvals::{Ask, Call, DECLINED, Need, Question, Settled, UserReply, proxy_need, settle};
pub(crate) use self::outcome::{Ending, Failure, Outcome, Ran};
pub(crate) use self::run::Prepared;
#[cfg(feature = "testing")]
pub(crate) use self::run::unanswered;
use super::{
    api_error::ApiError,
    json_text,
    meta::{self, MetaTool},
    request::{Body, Origin},
    sessions::CustomTools,
    state::App,
    store::Session,
};

/// The body of `POST /{id}/execute`.
#[derive(Debug, Deserialize)]
pub(crate) struct ExecuteRequest {
    tool_slug: String,
    #[serde(default, deserialize_with = "json_text::arguments")]
    arguments: Map<String, Value>,
    #[serde(default)]
    account: Option<String>,
    #[serde(default)]
    experimental: CustomTools,
    #[serde(flatten)]
    reply: UserReply,
}

/// The body of `POST /{id}/execute_meta`.
#[derive(Debug, Deserialize)]
pub(crate) struct ExecuteMetaRequest {
    slug: String,
    #[serde(default, deserialize_with = "json_text::arguments")]
    arguments: Map<String, Value>,
    #[serde(default)]
    experimental: CustomTools,
    #[serde(flatten)]
    reply: UserReply,
}

/// `POST /{id}/execute`
pub(crate) async fn execute(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(request): Body<ExecuteRequest>,
) -> Result<Json<Outcome>, ApiError> {
    if request.tool_slug.is_empty() {
        return Err(ApiError::invalid("payload.tool_slug", "expected text that is not empty"));
    }
    request.experimental.check(&app.registered)?;
    let context = meta::Context { app: &app, session: &session, origin: &origin, custom: &request.experimental };
    let outcome =
        run(context, &request.tool_slug, request.arguments, request.account.as_deref(), &request.reply).await?;
    Ok(Json(outcome))
}

/// Runs a tool of a toolkit or a meta tool, if the session may and the user approves.
pub(crate) async fn run(
    context: meta::Context<'_>,
    slug: &str,
    arguments: Map<String, Value>,
    account: Option<&str>,
    reply: &UserReply,
) -> Result<Outcome, ApiError> {
    if let Some(tool) = MetaTool::from_slug(slug) {
        return meta::run(context, tool, arguments, reply).await;
    }
    let meta::Context { app, session, .. } = context;
    let prepared = Prepared::new(app, session, slug, account).await;
    let prepared = prepared.inspect_err(|error| app.script.refused(session, slug, &arguments, error))?;
    let call = Call::new(session, prepared.slug(), &arguments, &[prepared.account()]);
    let questions = prepared.question("approval", &arguments).into_iter().collect();
    let outcome = match settle(app, call, questions, reply).await? {
        Settled::Ask(ask) => {
            app.script.asked(session, prepared.slug(), &arguments);
            Outcome::input_required(ask)?
        }
        Settled::Answered { declined } if !declined.is_empty() => {
            app.script.declined(session, prepared.slug(), &arguments);
            Outcome::failed(DECLINED)?
        }
        Settled::Answered { .. } => Outcome::of(prepared.run(&arguments).await)?,
    };
    Ok(outcome)
}

/// `POST /{id}/execute_meta`
pub(crate) async fn execute_meta(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(request): Body<ExecuteMetaRequest>,
) -> Result<Json<Outcome>, ApiError> {
    let Some(tool) = MetaTool::from_slug(&request.slug) else {
        let message = format!("'{}' is not a meta tool of this router", request.slug);
        return Err(ApiError::refused(message).suggest("Run the tools of toolkits with execute."));
    };
    request.experimental.check(&app.registered)?;
    let context = meta::Context { app: &app, session: &session, origin: &origin, custom: &request.experimental };
    Ok(Json(meta::run(context, tool, request.arguments, &request.reply).await?))
}
