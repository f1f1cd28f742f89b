use std::fmt;

use futures_util::future::BoxFuture;

use crate::ToolRouter;
use crate::config::{SessionConfig, Text};
use crate::connections::Mode;
use crate::custom::CustomTools;
use crate::declaration::Declaration;
use crate::error::{Error, InvalidInput};
use crate::ids::{AuthConfigId, UserId};
use crate::session::{self, Live, ShowLink};

use super::AccountIds;

/// Everything about a session to be created that does not depend on the agent's type.
///
/// It is shared by all agents, and stays where it is while a builder goes from state to state, so that a session costs the compiler
/// little more than its declaration.
pub(super) struct Plan {
    declaration: &'static Declaration,
    mode: Mode,
    mcp: bool,
    user_id: UserId,
    pub(super) config: SessionConfig,
    pub(super) custom: CustomTools,
    /// The first mistake in what was supplied; the methods stay chainable and `create` reports it.
    pub(super) invalid: Option<InvalidInput>,
}

impl Plan {
    pub(super) fn new(declaration: &'static Declaration, mode: Mode, mcp: bool, user_id: UserId) -> Box<Self> {
        let invalid = user_id.check().err();
        let config = declaration.config().clone();
        Box::new(Self { declaration, mode, mcp, user_id, config, custom: CustomTools::default(), invalid })
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

    /// Boxed here, so that whoever calls this compiles nothing of it.
    pub(super) fn create<'a>(
        self: Box<Self>,
        router: &'a ToolRouter,
        show: ShowLink<'a>,
    ) -> BoxFuture<'a, Result<Live, Error>> {
        Box::pin(self.created(router, show))
    }

    async fn created(self: Box<Self>, router: &ToolRouter, show: ShowLink<'_>) -> Result<Live, Error> {
        let Self { declaration, mode, mcp, user_id, config, custom, invalid } = *self;
        if let Some(invalid) = invalid {
            return Err(invalid.into());
        }
        declaration.hold(&config, mcp)?;
        let custom = custom.register(&config)?;
        session::create(
            router,
            user_id,
            config,
            custom,
            session::Connecting { mode, mcp, wait: declaration.wait(), show },
        )
        .await
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
        shown.field("agent", &self.declaration.agent()).field("user_id", &self.user_id).finish_non_exhaustive()
    }
}
