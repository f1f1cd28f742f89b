//! `COMPOSIO_WAIT_FOR_CONNECTIONS`

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tool_router_core::config::Tag;

use super::{Context, MetaTool, check_toolkits, read, schema};
use crate::{
    access,
    api_error::ApiError,
    connections::ConnectionState,
    credentials::needs_account,
    json_text, limits,
    push::{Shown, Snapshot, wait_until},
    store::Status,
    toolkit::ToolDefinition,
};

#[derive(Debug, Deserialize, JsonSchema)]
struct Arguments {
    /// The slugs of the toolkits to wait for.
    #[serde(deserialize_with = "json_text::or_text")]
    #[schemars(length(min = 1, max = limits::TOOLKITS_AT_ONCE))]
    toolkits: Vec<String>,
    /// Whether one connected toolkit is enough, or all must be.
    #[serde(default)]
    mode: Mode,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Mode {
    #[default]
    Any,
    All,
}

pub(super) fn definition() -> ToolDefinition {
    ToolDefinition::new(
        MetaTool::WaitForConnections.slug(),
        "Wait for connections",
        "Waits until the user has connected toolkits with the links that were shown before. Call it again if it returns \
         before that.",
        schema::<Arguments>(),
    )
    .tags([Tag::ReadOnly, Tag::Idempotent])
}

pub(super) async fn run(context: Context<'_>, arguments: Map<String, Value>) -> Result<Value, ApiError> {
    let Context { app, session, .. } = context;
    let Arguments { toolkits, mode } = read(arguments)?;
    check_toolkits(toolkits.len())?;
    let mut slugs = Vec::new();
    let mut ready = Vec::new();
    for slug in toolkits {
        let toolkit = access::toolkit(&app.registered, &session.config, &slug)?;
        match needs_account(toolkit) {
            true => slugs.push(toolkit.slug().to_owned()),
            false => ready.push(toolkit.slug().to_owned()),
        }
    }
    let standings = |snapshot: &Snapshot| -> Vec<Standing> {
        let of = |slug: &String| snapshot.connections.iter().find(|state| state.toolkit == *slug);
        let mut standings: Vec<_> = slugs.iter().map(|slug| Standing::of(of(slug))).collect();
        standings.resize(slugs.len() + ready.len(), Standing::Active);
        standings
    };
    let is_enough = |snapshot: &Snapshot| mode.is_settled(&standings(snapshot));
    let snapshot = wait_until(app, session, &slugs, Shown::Current, limits::WAIT, is_enough).await?;
    let standings = standings(&snapshot);
    let results: Map<String, Value> = (slugs.iter().chain(&ready).zip(&standings))
        .map(|(slug, standing)| {
            let state = snapshot.connections.iter().find(|state| state.toolkit == *slug);
            (slug.clone(), describe(slug, *standing, state))
        })
        .collect();
    let message = match (mode.is_met(&standings), mode.is_settled(&standings)) {
        (true, _) => "Connected.",
        (false, true) => "Not connected: make new links with COMPOSIO_MANAGE_CONNECTIONS.",
        (false, false) => "The user has not connected yet. Wait again, or ask the user.",
    };
    Ok(json!({ "message": message, "results": results }))
}

/// The state of a toolkit, in the words of this tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Standing {
    Active,
    Initiated,
    Failed,
    NotFound,
}

impl Standing {
    fn of(state: Option<&ConnectionState>) -> Self {
        match state.map(|state| state.status) {
            Some(Status::Active) => Self::Active,
            Some(Status::Initiated) => Self::Initiated,
            Some(Status::Failed | Status::Expired | Status::Inactive | Status::Revoked) => Self::Failed,
            None => Self::NotFound,
        }
    }
}

impl Mode {
    /// Whether the wanted connections exist.
    fn is_met(self, standings: &[Standing]) -> bool {
        let mut active = standings.iter().map(|standing| *standing == Standing::Active);
        match self {
            Self::Any => active.any(|active| active),
            Self::All => active.all(|active| active),
        }
    }

    /// Whether they exist, or can no longer come about.
    fn is_settled(self, standings: &[Standing]) -> bool {
        let mut waiting = standings.iter().map(|standing| *standing == Standing::Initiated);
        let has_ended = standings.iter().any(|standing| matches!(standing, Standing::Failed | Standing::NotFound));
        self.is_met(standings) || (self == Self::All && has_ended) || !waiting.any(|waiting| waiting)
    }
}

fn describe(slug: &str, standing: Standing, state: Option<&ConnectionState>) -> Value {
    let mut result = json!({
        "toolkit": slug,
        "status": standing,
        "has_active_connection": standing == Standing::Active,
    });
    if let Some(state) = state {
        result["connected_account_id"] = state.connected_account_id.clone().into();
    }
    result
}

#[cfg(test)]
mod tests {
    use super::{Standing::*, *};

    #[test]
    fn any_ends_with_the_first_and_all_with_the_last() {
        assert!(Mode::Any.is_settled(&[Active, Initiated]));
        assert!(!Mode::All.is_settled(&[Active, Initiated]));
        assert!(Mode::All.is_settled(&[Active, Active]));
    }

    #[test]
    fn what_cannot_come_any_more_is_not_waited_for() {
        assert!(!Mode::Any.is_settled(&[Failed, Initiated]));
        assert!(Mode::All.is_settled(&[Failed, Initiated]));
        assert!(Mode::Any.is_settled(&[Failed, NotFound]));
        assert!(!Mode::Any.is_met(&[Failed, NotFound]));
    }
}
