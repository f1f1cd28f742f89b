use std::time::Duration;

use futures_util::stream::{self, StreamExt, TryStreamExt};
use tokio::time::timeout;
use tool_router_core::Start;
use tool_router_core::config::DEFAULT_WAIT;
use tracing::debug;

use super::authorize::LinkOptions;
use super::live::Live;
use super::showing::ShowLinks;
use super::waiting::{Replacement, Waiting};
use crate::ToolRouter;
use crate::config::{Access, SessionConfig};
use crate::custom::Registry;
use crate::declaration::Fence;
use crate::error::{Error, MissingConnection};
use crate::ids::UserId;

/// How many links are made at the same time.
const LINKS_AT_ONCE: usize = 8;
/// How long returning an error is delayed to delete the session that is left behind.
const CLEANUP: Duration = Duration::from_secs(5);

/// Creates a session, and connects it as its way of connecting requires.
pub(crate) async fn create(
    router: &ToolRouter,
    fence: Fence,
    user_id: UserId,
    config: SessionConfig,
    custom: Registry,
    show: ShowLinks<'_>,
) -> Result<Live, Error> {
    let live = Live::create(router, fence, &user_id, &config, custom).await?;
    if let Err(error) = live.verify() {
        return Err(live.discard(error).await);
    }
    live.connected(&config, show).await
}

impl Live {
    /// Connects the session as its way of connecting requires, right after it was created.
    async fn connected(self, config: &SessionConfig, show: ShowLinks<'_>) -> Result<Self, Error> {
        let mode = self.fence.mode;
        debug!(session = %self.id, ?mode, "created");
        // Only an allowlist determines what has to be connected.
        let Access::Only(reach) = &config.toolkits.access else {
            return Ok(self);
        };
        let reach: Vec<&str> = reach.iter().map(AsRef::as_ref).collect();
        match mode.start() {
            Start::AtOnce => {}
            Start::Checked => self.require(&reach).await?,
            Start::Connected => {
                let limit = self.fence.declaration.wait().unwrap_or(DEFAULT_WAIT);
                let connected = self.connect(&reach, limit, show).await;
                connected.map_err(|error| error.leaving(&self.id))?;
            }
        }
        Ok(self)
    }

    /// Fails if one of `toolkits` is not connected; the session cannot be used then.
    async fn require(&self, toolkits: &[&str]) -> Result<(), Error> {
        let error = match self.missing(toolkits).await {
            Ok(missing) if missing.is_empty() => return Ok(()),
            Ok(toolkits) => Error::MissingConnections { toolkits, session: None },
            Err(error) => error,
        };
        Err(self.discard(error).await)
    }

    /// Deletes a session that is of no use because of `error` and that nobody knows yet. Where that fails, the error names
    /// the session.
    async fn discard(&self, error: Error) -> Error {
        match timeout(CLEANUP, self.delete()).await {
            Ok(Ok(())) => return error.leaving_nothing(),
            Ok(Err(error)) => debug!(session = %self.id, %error, "the session could not be deleted"),
            Err(_) => debug!(session = %self.id, "the session could not be deleted in time"),
        }
        error.leaving(&self.id)
    }

    /// Shows a link for each of `toolkits` that is not connected, and waits for all of them.
    ///
    /// If that fails, the session stays: the links belong to it, and the user may still open one.
    async fn connect(&self, toolkits: &[&str], limit: Duration, mut show: ShowLinks<'_>) -> Result<(), Error> {
        let missing = self.missing(toolkits).await?;
        let mut waiting = Waiting::new(self.watch());
        let mut links = stream::iter(missing)
            .map(|missing| async move { self.link(&missing.toolkit, LinkOptions::default()).await })
            .buffered(LINKS_AT_ONCE);
        while let Some(link) = links.try_next().await? {
            waiting.add(&link);
            show.made(link, &self.id).await?;
        }
        drop(links);
        waiting.finish(limit, Some(Replacement { live: self, show: &mut show })).await?;
        show.all_connected();
        Ok(())
    }

    /// The `toolkits` that are not connected, in their order. One that the router does not list counts as not
    /// connected.
    async fn missing(&self, toolkits: &[&str]) -> Result<Vec<MissingConnection>, Error> {
        let found = self.toolkit_infos(toolkits).await?;
        let missing = toolkits.iter().filter_map(|slug| {
            let info = found.iter().find(|info| info.slug.eq_ignore_ascii_case(slug));
            let connected = info.is_some_and(|info| info.is_connected());
            (!connected).then(|| MissingConnection {
                toolkit: (*slug).to_owned(),
                status: info.and_then(|info| Some(info.connected_account.as_ref()?.status.clone())),
            })
        });
        Ok(missing.collect())
    }
}
