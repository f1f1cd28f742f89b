use super::plan::Plan;
use crate::config::{Access, List, Map, Preload, PreloadTools, SessionConfig, StoredAccess, Text, ToolkitTools};
use crate::error::{Error, InvalidInput};
use tool_router_core::config::Change;

impl Plan {
    /// Adds what the change requires, and returns the configuration that results, as far as the router reports it.
    pub(super) fn complete(&mut self) -> Result<SessionConfig, Error> {
        let mut before = self.live.fence.config().clone();
        if let Some(stored) = self.live.config.toolkits.as_ref().map(StoredAccess::to_access)
            && stored.is_within(&before.toolkits.access)
        {
            before.toolkits.access = stored;
        }
        let reached = match &self.patch.toolkits {
            Change::Keep => before.toolkits.access.clone(),
            Change::Remove => Access::Any,
            Change::Set(toolkits) => toolkits.access.clone(),
        };
        if !self.patch.toolkits.is_keep() {
            self.keep_limits(&reached);
            self.nothing_was_lost(&before.toolkits.access, &reached)?;
        }
        self.drop_unreached(&reached);
        self.keep_account_limits();
        let proposed = self
            .patch
            .clone()
            .apply(before)
            .map_err(|problem| InvalidInput::Change { place: problem.place, problem: problem.problem })?;
        if self.patch.preload.is_keep() && !(self.patch.toolkits.is_keep() && self.patch.tools.is_keep()) {
            self.drop_preloads(&proposed);
        }
        self.preload_nothing_with_several_accounts()?;
        Ok(proposed)
    }

    /// A session without several accounts has no limits for them: when an update turns them on, what was declared is sent along.
    fn keep_account_limits(&mut self) {
        let stored = self.live.config.multi_account.as_ref();
        let (Change::Set(patch), Some(declared)) =
            (&mut self.patch.multi_account, &self.live.fence.config().multi_account)
        else {
            return;
        };
        if patch.enable != Some(true) || stored.is_some_and(|stored| stored.enable == Some(true)) {
            return;
        }
        if patch.max_accounts_per_toolkit.is_keep()
            && let Some(most) = declared.max_accounts_per_toolkit
        {
            patch.max_accounts_per_toolkit = Change::Set(most);
        }
        patch.require_explicit_selection = patch.require_explicit_selection.or(declared.require_explicit_selection);
    }

    /// The API does not support preloaded tools while a toolkit can have several accounts. Where that is not decided at run time,
    /// the declaration has one of them at most.
    fn preload_nothing_with_several_accounts(&mut self) -> Result<(), InvalidInput> {
        let stored = self.live.config.multi_account.as_ref().and_then(|stored| stored.enable);
        let changed = match &self.patch.multi_account {
            Change::Set(patch) => patch.enable,
            _ => None,
        };
        if !self.live.fence.declaration.at_run_time().multi_account || changed.or(stored) != Some(true) {
            return Ok(());
        }
        let preloads = |tools: &PreloadTools| *tools != PreloadTools::NONE;
        match &self.patch.preload {
            Change::Set(preload) if preloads(&preload.tools) => {
                let problem = "several accounts of a toolkit are on, and the API does not support both".to_owned();
                return Err(InvalidInput::Change { place: "preload", problem });
            }
            Change::Keep if self.live.config.preload.tools.as_ref().is_some_and(preloads) => {
                self.patch.preload = Change::Set(Preload::DEFAULT);
            }
            _ => {}
        }
        Ok(())
    }

    /// A toolkit that the router was told nothing about can stay out, unless it is reached.
    fn drop_unreached(&mut self, reached: &Access) {
        let config = &self.live.config;
        if let Change::Set(tools) = &mut self.patch.tools {
            tools.retain(|slug| reached.allows(slug) || config.tools.contains_key(slug));
        }
        if let Change::Set(auth_configs) = &mut self.patch.auth_configs {
            auth_configs.retain(|slug| reached.allows(slug) || config.auth_configs.contains_key(slug));
        }
        if let Change::Set(pins) = &mut self.patch.connected_accounts {
            pins.retain(|slug| reached.allows(slug) || config.connected_accounts.contains_key(slug));
        }
    }

    /// When a session is created without a toolkit, what was supplied for that toolkit at run time is dropped and no
    /// longer known. Reaching the toolkit again would allow any account.
    fn nothing_was_lost(&self, before: &Access, reached: &Access) -> Result<(), InvalidInput> {
        let refuse = |toolkit: &str| Err(InvalidInput::ReachedAgain { toolkit: toolkit.to_owned() });
        if reached.is_within(before) || !(self.leaves_auth_configs() || self.leaves_accounts()) {
            return Ok(());
        }
        let Access::Only(slugs) = reached else {
            return refuse("others");
        };
        let config = &self.live.config;
        let supplied = |slug: &str| match &self.patch.connected_accounts {
            Change::Set(pins) => pins.get(slug).is_some(),
            _ => config.connected_accounts.contains_key(slug),
        };
        let configured = |slug: &str| match &self.patch.auth_configs {
            Change::Set(auth_configs) => auth_configs.get(slug).is_some(),
            _ => config.auth_configs.contains_key(slug),
        };
        let is_lost = |slug: &str| {
            !before.allows(slug)
                && ((self.leaves_accounts() && !supplied(slug)) || (self.leaves_auth_configs() && !configured(slug)))
        };
        slugs.iter().find(|slug| is_lost(slug)).map_or(Ok(()), |slug| refuse(slug))
    }

    /// A session that was created for some of the declared toolkits has no limits for the others: what was declared for
    /// those that are reached now is sent along.
    fn keep_limits(&mut self, reached: &Access) {
        let declared = self.live.fence.config();
        let missing = |slug: &str, stored: bool| reached.allows(slug) && !stored;
        let config = &self.live.config;
        if self.patch.tools.is_keep()
            && declared.tools.iter().any(|(slug, _)| missing(slug, config.tools.contains_key(slug)))
        {
            self.patch.tools = Change::Set(self.current_tools());
        }
        if self.patch.auth_configs.is_keep()
            && declared.auth_configs.iter().any(|(slug, _)| missing(slug, config.auth_configs.contains_key(slug)))
        {
            self.patch.auth_configs = Change::Set(self.current_auth_configs());
        }
        if self.patch.connected_accounts.is_keep()
            && (declared.connected_accounts.iter())
                .any(|(slug, _)| missing(slug, config.connected_accounts.contains_key(slug)))
        {
            self.patch.connected_accounts = Change::Set(self.current_pins());
        }
    }

    /// The current tools; for toolkits that the router was told nothing about, the declared ones.
    pub(super) fn current_tools(&self) -> Map<ToolkitTools> {
        let stored = self.live.config.tools.iter().filter_map(|(slug, tools)| Some((slug, tools.to_tools()?)));
        over(self.live.fence.config().tools.clone(), stored)
    }

    /// Whether auth configs are left to run time.
    pub(super) fn leaves_auth_configs(&self) -> bool {
        !self.live.fence.declaration.at_run_time().auth_configs.is_nothing()
    }

    /// Whether connected accounts are left to run time.
    pub(super) fn leaves_accounts(&self) -> bool {
        !self.live.fence.declaration.at_run_time().connected_accounts.is_nothing()
    }

    pub(super) fn current_auth_configs(&self) -> Map<Text> {
        let stored = self.live.config.auth_configs.iter().map(|(slug, id)| (slug, id.clone().into()));
        over(self.live.fence.config().auth_configs.clone(), stored)
    }

    pub(super) fn current_pins(&self) -> Map<List<Text>> {
        let stored = self.live.config.connected_accounts.iter();
        let stored = stored.map(|(slug, ids)| (slug, ids.iter().cloned().map(Text::Owned).collect()));
        over(self.live.fence.config().connected_accounts.clone(), stored)
    }

    /// The router refuses to preload tools that are not reached.
    fn drop_preloads(&mut self, proposed: &SessionConfig) {
        let Some(PreloadTools::Only(preloaded)) = &self.live.config.preload.tools else {
            return;
        };
        let kept: Vec<Text> = preloaded
            .iter()
            .filter(|tool| proposed.still_reaches_tool(tool, self.live.fence.config()))
            .cloned()
            .collect();
        if kept.len() < preloaded.len() {
            self.patch.preload = Change::Set(Preload::DEFAULT.with_tools(PreloadTools::Only(kept.into())));
        }
    }
}

fn over<'a, V: Clone>(declared: Map<V>, stored: impl Iterator<Item = (&'a String, V)>) -> Map<V> {
    stored.fold(declared, |mut map, (slug, value)| {
        map.insert(slug.clone(), value);
        map
    })
}
