use std::time::Duration;

use futures_util::stream::{self, StreamExt, TryStreamExt};
use sync_wrapper::SyncWrapper;
use tokio::time::timeout;
use tool_router_core::Start;
use tool_router_core::config::DEFAULT_WAIT;
use tracing::debug;

use super::AuthLink;
use super::authorize::LinkOptions;
use super::live::Live;
use super::waiting::{Replacement, Show, Waiting};
use crate::ToolRouter;
use crate::config::{Access, SessionConfig};
use crate::connections::Mode;
use crate::custom::Registry;
use crate::error::{Error, MissingConnection};
use crate::ids::UserId;

/// How many links are made at the same time.
const LINKS_AT_ONCE: usize = 8;
/// How long an error waits for the session that it leaves behind to be deleted.
const CLEANUP: Duration = Duration::from_secs(5);

/// What is done with auth links; `None` where none is shown.
pub(crate) type ShowLink<'a> = Option<SyncWrapper<Box<dyn FnMut(AuthLink) + Send + 'a>>>;

/// How an agent connects its toolkits.
pub(crate) struct Connecting<'a> {
    pub(crate) mode: Mode,
    /// Whether MCP clients can be given the session.
    pub(crate) mcp: bool,
    /// How long creating waits, where the declaration says.
    pub(crate) wait: Option<Duration>,
    pub(crate) show: ShowLink<'a>,
}

/// Creates a session, and does what its way of connecting asks for.
pub(crate) async fn create(
    router: &ToolRouter,
    user_id: UserId,
    config: SessionConfig,
    custom: Registry,
    connecting: Connecting<'_>,
) -> Result<Live, Error> {
    let live = Live::create(router, &user_id, &config, custom).await?;
    if let Err(error) = live.verify(connecting.mcp) {
        live.discard().await;
        return Err(error);
    }
    live.connected(&config, connecting).await
}

impl Live {
    /// Does what the way of connecting asks for, right after the session was created.
    async fn connected(
        self,
        config: &SessionConfig,
        Connecting { mode, mcp: _, wait, show }: Connecting<'_>,
    ) -> Result<Self, Error> {
        debug!(session = %self.id, ?mode, "created");
        // Only an allowlist says what has to be connected.
        let Access::Only(reach) = &config.toolkits.access else {
            return Ok(self);
        };
        let reach: Vec<&str> = reach.iter().map(AsRef::as_ref).collect();
        match mode.start() {
            Start::AtOnce => {}
            Start::Checked => self.require(&reach).await?,
            Start::Connected => {
                let mut show = show.map_or_else(|| Box::new(|_| ()) as Box<_>, SyncWrapper::into_inner);
                self.connect(&reach, wait.unwrap_or(DEFAULT_WAIT), &mut *show).await?;
            }
        }
        Ok(self)
    }

    /// Fails if one of `toolkits` is not connected. The session is of no use then.
    async fn require(&self, toolkits: &[&str]) -> Result<(), Error> {
        let error = match self.missing(toolkits).await {
            Ok(missing) if missing.is_empty() => return Ok(()),
            Ok(toolkits) => Error::MissingConnections { toolkits },
            Err(error) => error,
        };
        self.discard().await;
        Err(error)
    }

    /// Deletes a session that is of no use and that nobody knows yet, as far as that succeeds.
    async fn discard(&self) {
        match timeout(CLEANUP, self.delete()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => debug!(session = %self.id, %error, "the session could not be deleted"),
            Err(_) => debug!(session = %self.id, "the session could not be deleted in time"),
        }
    }

    /// Shows a link for each of `toolkits` that is not connected, and waits for all of them.
    ///
    /// When that fails the session stays: the links that were shown are its links, and the user may still use one.
    async fn connect(&self, toolkits: &[&str], limit: Duration, show: Show<'_>) -> Result<(), Error> {
        let missing = self.missing(toolkits).await?;
        let mut waiting = Waiting::new(self.watch());
        let mut links = stream::iter(missing)
            .map(|missing| async move { self.link(&missing.toolkit, LinkOptions::default()).await })
            .buffered(LINKS_AT_ONCE);
        while let Some(link) = links.try_next().await? {
            waiting.add(&link);
            show(link);
        }
        drop(links);
        waiting.finish(limit, Some(Replacement { live: self, show: SyncWrapper::new(show) })).await
    }

    /// Which of `toolkits` are not connected, in their order. One that the router does not list is not.
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
