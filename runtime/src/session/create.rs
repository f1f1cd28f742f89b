use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{self, StreamExt, TryStreamExt};
use tokio::time::timeout;
use tool_router_core::config::{Change, ConfigPatch, DEFAULT_WAIT, Preload, PreloadTools};
use tool_router_core::{Missing, Start};
use tracing::debug;

use super::authorize::LinkOptions;
use super::live::Live;
use super::showing::ShowLinks;
use super::update::UpdateBody;
use super::waiting::{Replacement, Waiting};
use crate::ToolRouter;
use crate::config::{Access, SessionConfig, Text};
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
    config: &SessionConfig,
    custom: Registry,
    show: ShowLinks<'_>,
) -> Result<Live, Error> {
    fence.declaration.keep_required(config)?;
    let live = Live::create(router, fence, &user_id, config, custom).await?;
    if let Err(error) = live.verify() {
        return Err(Box::pin(live.discard(error)).await);
    }
    live.connected(config, show).await
}

impl Live {
    /// Connects the session as its way of connecting requires, right after it was created.
    ///
    /// What sends further requests is boxed, so that it takes no place in a future that sends none.
    async fn connected(self, config: &SessionConfig, show: ShowLinks<'_>) -> Result<Self, Error> {
        let mode = self.fence.mode;
        debug!(session = %self.id, ?mode, "created");
        let declaration = self.fence.declaration;
        let required = declaration.required();
        let reach: &[Text] = match &config.toolkits.access {
            Access::Only(reach) => reach,
            // Only a list determines what has to be connected.
            _ => &[],
        };
        match (mode.start(), declaration.missing()) {
            (Start::AtOnce | Start::Checked, Missing::Skip) => {
                Box::pin(self.without_missing(config, reach, required)).await
            }
            (Start::AtOnce, _) => Ok(self),
            (Start::Checked, _) => {
                Box::pin(self.require(needed(reach, required))).await?;
                Ok(self)
            }
            (Start::Connected, _) => {
                let limit = declaration.wait().unwrap_or(DEFAULT_WAIT);
                let connected = Box::pin(self.connect(needed(reach, required), limit, show)).await;
                connected.map_err(|error| error.leaving(&self.id))?;
                Ok(self)
            }
        }
    }

    /// Fails if one of `toolkits` is not connected; the session cannot be used then.
    async fn require(&self, toolkits: &[Text]) -> Result<(), Error> {
        let error = match self.missing(toolkits).await {
            Ok(missing) if missing.is_empty() => return Ok(()),
            Ok(toolkits) => Error::MissingConnections { toolkits, session: None },
            Err(error) => error,
        };
        Err(self.discard(error).await)
    }

    /// The session narrowed to those of the toolkits in `reach` that are connected. It fails if none is, or not all that
    /// are `required`; the session cannot be used then.
    ///
    /// What is connected can only be asked of a session: it depends on the accounts and auth configs that the session is
    /// pinned to. Nobody knows the session before it is narrowed.
    async fn without_missing(self, config: &SessionConfig, reach: &[Text], required: &[Text]) -> Result<Self, Error> {
        let live = Arc::new(self);
        match Arc::clone(&live).narrowed_to_connected(config, reach, required).await {
            Ok(narrowed) => Ok(narrowed),
            Err(error) => Err(live.discard(error).await),
        }
    }

    async fn narrowed_to_connected(
        self: Arc<Self>,
        config: &SessionConfig,
        reach: &[Text],
        required: &[Text],
    ) -> Result<Self, Error> {
        let left_out = self.missing(reach).await?;
        let is_left_out = |slug: &Text| left_out.iter().any(|missing| missing.toolkit == **slug);
        let kept: Vec<Text> = reach.iter().filter(|slug| !is_left_out(slug)).cloned().collect();
        if kept.is_empty() || required.iter().any(is_left_out) {
            let needed = needed(reach, required);
            let is_needed = |missing: &MissingConnection| needed.iter().any(|slug| *slug == missing.toolkit);
            let toolkits = left_out.into_iter().filter(is_needed).collect();
            return Err(Error::MissingConnections { toolkits, session: None });
        }
        if left_out.is_empty() {
            return Ok(Arc::unwrap_or_clone(self));
        }
        let mut narrowed = config.clone();
        narrowed.narrow(Access::Only(kept.into()));
        self.fence.hold(&narrowed)?;
        let expected_config_version = Some(self.version);
        let body = UpdateBody { patch: narrowing(config, narrowed), expected_config_version };
        let narrowed = self.updated(body).await?;
        Ok(Self { left_out, ..narrowed })
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
    async fn connect(&self, toolkits: &[Text], limit: Duration, mut show: ShowLinks<'_>) -> Result<(), Error> {
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
    async fn missing(&self, toolkits: &[Text]) -> Result<Vec<MissingConnection>, Error> {
        let slugs: Vec<&str> = toolkits.iter().map(AsRef::as_ref).collect();
        let found = self.toolkit_infos(&slugs).await?;
        let missing = slugs.iter().filter_map(|slug| {
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

/// The toolkits that have to be connected.
fn needed<'a>(reach: &'a [Text], required: &'a [Text]) -> &'a [Text] {
    if required.is_empty() { reach } else { required }
}

/// The change from a configuration to the one that it is narrowed to.
///
/// The tools, auth configs and accounts of the other toolkits stay on the router, without effect, so that the session can
/// be restored to what it was created with. The router refuses to preload tools that are not reached.
fn narrowing(config: &SessionConfig, narrowed: SessionConfig) -> ConfigPatch {
    let nothing = || Preload::DEFAULT.with_tools(PreloadTools::Only(Vec::new().into()));
    let mut patch = ConfigPatch::default();
    patch.toolkits = Change::Set(narrowed.toolkits);
    if narrowed.preload != config.preload {
        patch.preload = Change::Set(narrowed.preload.unwrap_or_else(nothing));
    }
    patch
}
