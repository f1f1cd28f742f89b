use std::borrow::Cow;
use std::fmt;
use std::mem;
use std::ops::{Deref, DerefMut};

use crate::ToolRouter;
use crate::config::{Access, List, MultiAccount, SessionConfig, Text};
use crate::connections::Mode;
use crate::custom::CustomTools;
use crate::declaration::{Fence, Written};
use crate::error::{Error, InvalidInput};
use crate::ids::{AuthConfigId, UserId};
use crate::narrowing::{Narrowing, Step};
use crate::opaque::Opaque;
use crate::session::{self, Live, ShowLinks, Work};

use super::several::Several;
use super::{AccountIds, SessionBuilder};

/// The part of a session's builder that does not depend on the agent's type.
///
/// All agents share this type, and it stays in its box while the builder changes state, so that a session adds little
/// compile time beyond its declaration. What reaches into the box is compiled here: a `Box` would have each agent do it.
pub(super) struct Draft(Opaque<Box<Plan>>);

/// What a session is created with.
pub(super) struct Plan {
    fence: Fence,
    user_id: UserId,
    /// What was declared, until something changes it.
    pub(super) config: Cow<'static, SessionConfig>,
    /// The toolkits that were chosen, where that is left to run time.
    chosen: Option<List<Text>>,
    /// The toolkits that entries of a map were supplied for.
    supplied: Vec<Text>,
    /// What was decided about several accounts.
    several: Several,
    custom: CustomTools,
    /// What the narrowing names that is being read.
    names: Vec<Text>,
    /// The first mistake in what was supplied. `create` reports it, so that the methods stay chainable.
    pub(super) invalid: Option<InvalidInput>,
}

impl Draft {
    /// To find the declaration is work for this function, not for each agent's.
    pub(super) fn start(written: Written, mode: Mode, mcp: bool, user_id: UserId) -> Self {
        Self(Opaque::new(Plan::start(Fence { declaration: written.declaration(), mode, mcp }, user_id)))
    }

    /// Boxed here, so that callers do not compile the body again.
    pub(super) fn create<'a>(self, router: &ToolRouter, show: ShowLinks<'a>) -> Work<'a> {
        session::work(self.0.into_inner().created(router.clone(), show))
    }
}

impl Deref for Draft {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.0
    }
}

impl DerefMut for Draft {
    fn deref_mut(&mut self) -> &mut Plan {
        &mut self.0
    }
}

impl Plan {
    fn start(fence: Fence, user_id: UserId) -> Box<Self> {
        let invalid = user_id.check().err();
        let config = Cow::Borrowed(fence.config());
        let at_run_time = fence.declaration.at_run_time();
        let several = Several::declared(at_run_time);
        let mut plan = Box::new(Self {
            fence,
            user_id,
            config,
            chosen: None,
            supplied: Vec::new(),
            several,
            custom: CustomTools::default(),
            names: Vec::new(),
            invalid,
        });
        if at_run_time.multi_account {
            plan.decide_several();
        }
        plan
    }

    pub(super) fn enable_several(&mut self, enable: bool) {
        self.several.enable = enable;
        self.decide_several();
    }

    pub(super) fn limit_several(&mut self, most: Option<usize>) {
        self.several.most = most.or(self.several.most);
        self.decide_several();
    }

    /// Applies what was decided about several accounts.
    fn decide_several(&mut self) {
        self.several.decide(self.fence.config(), self.config.to_mut());
    }

    pub(super) fn supply_callback_url(&mut self, url: String) {
        self.note(InvalidInput::check_callback_url(&url));
        self.config.to_mut().manage_connections.callback_url = Some(url.into());
    }

    pub(super) fn supply_auth_config(&mut self, toolkit: Text, id: AuthConfigId) {
        self.note(id.check());
        if self.config.toolkits.access.allows(&toolkit) {
            self.config.to_mut().auth_configs.insert(toolkit, id.as_str().to_owned().into());
        }
    }

    pub(super) fn supply_accounts(&mut self, toolkit: Text, ids: AccountIds) {
        self.note(ids.check(&toolkit, self.fence.config().multi_account.as_ref()));
        if self.config.toolkits.access.allows(&toolkit) {
            self.config.to_mut().connected_accounts.insert(toolkit, ids.into_list());
        }
    }

    pub(super) fn maybe_supply_callback_url(&mut self, url: Option<String>) {
        if let Some(url) = url {
            self.supply_callback_url(url);
        }
    }

    pub(super) fn maybe_supply_auth_config(&mut self, toolkit: &'static str, id: Option<AuthConfigId>) {
        if let Some(id) = id {
            self.supply_auth_config(toolkit.into(), id);
        }
    }

    pub(super) fn maybe_supply_accounts(&mut self, toolkit: &'static str, ids: Option<AccountIds>) {
        if let Some(ids) = ids {
            self.supply_accounts(toolkit.into(), ids);
        }
    }

    pub(super) fn supply_auth_config_by_toolkit(&mut self, toolkit: Text, id: AuthConfigId) {
        self.by_toolkit(&toolkit);
        self.supply_auth_config(toolkit, id);
    }

    pub(super) fn supply_accounts_by_toolkit(&mut self, toolkit: Text, ids: AccountIds) {
        self.by_toolkit(&toolkit);
        self.supply_accounts(toolkit, ids);
    }

    /// Remembers a toolkit that an entry of a map is for. What is supplied for a declared entry is required whatever is chosen,
    /// and dropped for a toolkit that is not.
    fn by_toolkit(&mut self, toolkit: &Text) {
        self.supplied.push(toolkit.clone());
    }

    #[cfg(feature = "custom-tools")]
    pub(super) fn register(&mut self, add: impl FnOnce(CustomTools) -> CustomTools) {
        self.custom = add(mem::take(&mut self.custom));
    }

    /// Where the names go that a narrowing or a choice is given.
    pub(super) fn names(&mut self) -> &mut Vec<Text> {
        &mut self.names
    }

    /// Chooses the toolkits that were named, of those that the declaration leaves to run time.
    pub(super) fn choose(&mut self) {
        let toolkits = mem::take(&mut self.names);
        match self.fence.choice(&toolkits) {
            Ok(chosen) => {
                let left = chosen.iter().filter(|slug| self.config.toolkits.access.allows(slug)).cloned().collect();
                self.chosen = Some(chosen);
                self.narrow(Step::Only(left));
            }
            Err(invalid) => self.note(Err(invalid)),
        }
    }

    /// Narrows to what was named.
    pub(super) fn narrow_to(&mut self, step: fn(Vec<Text>) -> Step) {
        let names = mem::take(&mut self.names);
        self.narrow(step(names));
    }

    /// Narrows what the session reaches, and drops everything that concerns the rest.
    pub(super) fn narrow(&mut self, step: Step) {
        let SessionConfig { toolkits, tools, tags, .. } = &*self.config;
        let bound = toolkits.access.clone();
        let mut narrowing = Narrowing::new(self.fence, bound, toolkits.clone(), tools.clone(), tags.clone());
        narrowing.take(step);
        let Narrowing { toolkits, tools, tags, invalid, .. } = narrowing;
        let access = toolkits.access.clone();
        let config = self.config.to_mut();
        config.toolkits = toolkits;
        config.tools = tools;
        config.tags = tags;
        config.narrow(access);
        self.note(invalid.map_or(Ok(()), Err));
    }

    /// Checks what can be checked only when everything is supplied.
    fn check(&mut self) -> Result<(), InvalidInput> {
        if let Some(invalid) = self.invalid.take() {
            return Err(invalid);
        }
        let declared = self.fence.config();
        let choice = self.chosen.take().map(Access::Only);
        let to_have = choice.as_ref().unwrap_or(&declared.toolkits.access);
        if let Some(toolkit) = self.supplied.iter().find(|toolkit| !to_have.allows(toolkit)) {
            return Err(InvalidInput::NotChosen { toolkit: toolkit.clone().into_owned() });
        }
        self.several.check(declared)?;
        // What nobody has changed is what was declared.
        let Cow::Owned(config) = &self.config else { return Ok(()) };
        // The number may have been decided after they were supplied.
        let allowed = MultiAccount::most(config.multi_account.as_ref());
        if let Some((toolkit, ids)) = config.connected_accounts.iter().find(|(_, ids)| ids.len() > allowed) {
            let (toolkit, given) = (toolkit.to_owned(), ids.len());
            return Err(InvalidInput::TooManyAccounts { toolkit, given, allowed });
        }
        let settings = config.wider_than(declared);
        if settings.is_empty() { Ok(()) } else { Err(InvalidInput::WiderThanDeclared { settings }) }
    }

    async fn created(mut self: Box<Self>, router: ToolRouter, show: ShowLinks<'_>) -> Result<Live, Error> {
        self.check()?;
        let Self { fence, user_id, config, custom, .. } = *self;
        fence.hold(&config)?;
        let custom = custom.register(&config)?;
        session::create(&router, fence, user_id, &config, custom, show).await
    }

    fn note(&mut self, checked: Result<(), InvalidInput>) {
        if self.invalid.is_none() {
            self.invalid = checked.err();
        }
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Plan");
        shown.field("agent", &self.fence.declaration.agent()).field("user_id", &self.user_id).finish_non_exhaustive()
    }
}

impl<S, Links, Callback, AuthConfigs, Accounts> fmt::Debug
    for SessionBuilder<S, Links, Callback, AuthConfigs, Accounts>
{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("SessionBuilder").field(&self.plan).finish()
    }
}
