use std::fmt;

use futures_util::future::BoxFuture;

use crate::ToolRouter;
use crate::config::{SessionConfig, Text};
use crate::custom::CustomTools;
use crate::declaration::Fence;
use crate::error::{Error, InvalidInput};
use crate::ids::{AuthConfigId, UserId};
use crate::session::{self, Live, ShowLinks};

use super::AccountIds;

/// The part of a session's builder that does not depend on the agent's type.
///
/// All agents share this type, and it stays in its box while the builder changes state, so that a session adds little
/// compile time beyond its declaration.
pub(super) struct Plan {
    fence: Fence,
    user_id: UserId,
    pub(super) config: SessionConfig,
    pub(super) custom: CustomTools,
    /// The first mistake in what was supplied. `create` reports it, so that the methods stay chainable.
    pub(super) invalid: Option<InvalidInput>,
}

impl Plan {
    pub(super) fn new(fence: Fence, user_id: UserId) -> Box<Self> {
        let invalid = user_id.check().err();
        let config = fence.config().clone();
        Box::new(Self { fence, user_id, config, custom: CustomTools::default(), invalid })
    }

    pub(super) fn supply_callback_url(&mut self, url: String) {
        self.note(InvalidInput::check_callback_url(&url));
        self.config.manage_connections.callback_url = Some(url.into());
    }

    pub(super) fn supply_auth_config(&mut self, toolkit: &'static str, id: AuthConfigId) {
        self.note(id.check());
        if self.config.toolkits.access.allows(toolkit) {
            self.config.auth_configs.insert(toolkit, id.as_str().to_owned().into());
        }
    }

    pub(super) fn supply_accounts(&mut self, toolkit: &'static str, ids: AccountIds) {
        self.note(ids.check(toolkit, self.config.multi_account.as_ref()));
        if self.config.toolkits.access.allows(toolkit) {
            self.config.connected_accounts.insert(toolkit, ids.into_list());
        }
    }

    /// Narrows to those of `toolkits` that are still reached.
    pub(super) fn narrow(&mut self, toolkits: Vec<&'static str>) {
        let before = std::mem::take(&mut self.config.toolkits.access);
        let mut kept: Vec<Text> = Vec::new();
        for toolkit in toolkits {
            if before.allows(toolkit) && !kept.iter().any(|slug| slug == toolkit) {
                kept.push(toolkit.into());
            }
        }
        if kept.is_empty() {
            self.note(Err(InvalidInput::NothingLeft));
        }
        self.config.narrow(kept);
    }

    /// Boxed here, so that callers do not compile the body again.
    pub(super) fn create<'a>(
        self: Box<Self>,
        router: &ToolRouter,
        show: ShowLinks<'a>,
    ) -> BoxFuture<'a, Result<Live, Error>> {
        Box::pin(self.created(router.clone(), show))
    }

    async fn created(self: Box<Self>, router: ToolRouter, show: ShowLinks<'_>) -> Result<Live, Error> {
        let Self { fence, user_id, config, custom, invalid } = *self;
        if let Some(invalid) = invalid {
            return Err(invalid.into());
        }
        fence.hold(&config)?;
        let custom = custom.register(&config)?;
        session::create(&router, fence, user_id, config, custom, show).await
    }

    fn note(&mut self, checked: Result<(), InvalidInput>) {
        if self.invalid.is_none() {
            self.invalid = checked.err();
        }
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Plan");
        shown.field("agent", &self.fence.declaration.agent()).field("user_id", &self.user_id).finish_non_exhaustive()
    }
}
