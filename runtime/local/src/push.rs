//! Pushes changes of connections to waiting clients, an extension of this router.

use std::time::Duration;

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, timeout_at};

use super::{
    access,
    api_error::ApiError,
    connections::{Accounts, ConnectionState},
    limits,
    request::{Params, list},
    state::App,
    store::Session,
};

/// The query of `GET /{id}/connections`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    toolkits: Option<String>,
    after: Option<u64>,
    wait_ms: Option<u64>,
}

/// The state of a user's connections at a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Snapshot {
    pub(crate) revision: u64,
    /// The latest account of each toolkit that has one.
    pub(crate) connections: Vec<ConnectionState>,
}

/// `GET /{id}/connections`: answers at once if the revision differs from `after`, otherwise when something changes or
/// after `wait_ms`.
pub(crate) async fn connections(
    State(app): State<App>,
    session: Session,
    Params(query): Params<Query>,
) -> Result<Json<Snapshot>, ApiError> {
    let wait = Duration::from_millis(query.wait_ms.unwrap_or(0));
    if wait > limits::PUSH_WAIT {
        let problem = format!("expected 0 to {}", limits::PUSH_WAIT.as_millis());
        return Err(ApiError::invalid("query.wait_ms", problem));
    }
    let toolkits = list(query.toolkits.as_deref());
    let is_new = |snapshot: &Snapshot| query.after != Some(snapshot.revision);
    Ok(Json(wait_until(&app, &session, &toolkits, Shown::Latest, wait, is_new).await?))
}

/// Which account of a toolkit a snapshot shows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shown {
    /// The one that was made or connected last, for those who wait for a new link.
    Latest,
    /// The one that calls use: the latest active one, or else the latest.
    Current,
}

/// Waits until `is_enough` holds for the user's connections, or until `wait` has passed, and returns their state.
pub(crate) async fn wait_until(
    app: &App,
    session: &Session,
    toolkits: &[String],
    shown: Shown,
    wait: Duration,
    mut is_enough: impl FnMut(&Snapshot) -> bool,
) -> Result<Snapshot, ApiError> {
    let deadline = Instant::now() + wait;
    let mut changes = app.changes.subscribe(&session.user_id);
    loop {
        let revision = *changes.borrow_and_update();
        let snapshot = Snapshot { revision, connections: states(app, session, toolkits, shown).await? };
        if is_enough(&snapshot) {
            return Ok(snapshot);
        }
        match timeout_at(deadline, changes.changed()).await {
            Ok(Ok(())) => {}
            // The router stops.
            Ok(Err(_)) => return Ok(snapshot),
            // Whoever has waited is told how things are now, and not how they were.
            Err(_) => {
                let connections = states(app, session, toolkits, shown).await?;
                return Ok(Snapshot { revision, connections });
            }
        }
    }
}

/// The state of each toolkit that the session reaches and that has an account; of all of them without `toolkits`.
async fn states(
    app: &App,
    session: &Session,
    toolkits: &[String],
    shown: Shown,
) -> Result<Vec<ConnectionState>, ApiError> {
    let is_asked =
        |slug: &str| toolkits.is_empty() || toolkits.iter().any(|toolkit| toolkit.eq_ignore_ascii_case(slug));
    let slugs = app.registered.toolkits().map(|toolkit| toolkit.slug());
    let slugs = slugs.filter(|slug| is_asked(slug) && access::check_toolkit(&session.config, slug).is_ok());
    let accounts = Accounts::of_each(app, session, &slugs.collect::<Vec<_>>()).await?;
    let states = accounts.iter().filter_map(|accounts| match shown {
        Shown::Latest => accounts.latest(),
        Shown::Current => accounts.current(),
    });
    Ok(states.map(ConnectionState::from).collect())
}
