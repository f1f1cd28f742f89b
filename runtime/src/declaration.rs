//! A declaration at run time: one value for each agent, independent of its type.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use tool_router_core::Missing;
use tool_router_core::declared::Declared;

use crate::config::{Access, SessionConfig, Text};
use crate::connections::{ConnectionMode, Mode};
use crate::error::{Error, InvalidInput};
use crate::manifest::AtRunTime;
use crate::mcp::McpAccess;
use crate::policy::{Breach, Policy, PolicyBreach, Rule};
use crate::spec::SessionSpec;

/// What bounds the sessions of an agent, as data: the same for every type of agent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fence {
    pub(crate) declaration: &'static Declaration,
    pub(crate) mode: Mode,
    /// Whether MCP clients can be given the sessions.
    pub(crate) mcp: bool,
}

impl Fence {
    pub(crate) fn of<S: SessionSpec>() -> Self {
        Self { declaration: Declaration::of::<S>(), mode: S::Connections::MODE, mcp: S::Mcp::SERVED }
    }

    /// What was declared.
    pub(crate) fn config(self) -> &'static SessionConfig {
        self.declaration.config()
    }

    /// Everything in `config` that breaks a policy or rule of the agent.
    pub(crate) fn breaches(self, config: &SessionConfig) -> Vec<PolicyBreach> {
        self.declaration.breaches(config, self.mcp)
    }

    /// Holds `config` to every policy and rule of the agent.
    pub(crate) fn hold(self, config: &SessionConfig) -> Result<(), Error> {
        let breaches = self.breaches(config);
        if breaches.is_empty() { Ok(()) } else { Err(Error::Policy { breaches }) }
    }
}

/// A declaration as the attribute writes it down. What an agent's type holds is text, which costs the compiler the least.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    /// The agent's name, what was declared, and the agent's module, each on a line.
    pub(crate) text: &'static str,
    pub(crate) held_to: HeldTo,
}

/// The policies and rules that a declaration was checked against, and that values supplied at run time must meet. For the attribute's
/// expansion only.
#[derive(Clone, Copy, Debug)]
pub struct HeldTo {
    policies: &'static [&'static Policy],
    rules: &'static [Rule],
    /// A declaration that no attribute made.
    #[cfg(test)]
    made: Option<fn() -> Declaration>,
}

impl HeldTo {
    /// None.
    pub const NOTHING: Self = Self::all(&[], &[]);

    /// All of these.
    #[must_use]
    pub const fn all(policies: &'static [&'static Policy], rules: &'static [Rule]) -> Self {
        Self {
            policies,
            rules,
            #[cfg(test)]
            made: None,
        }
    }

    /// What this declaration is held to, which takes the place of what is written.
    #[cfg(test)]
    pub(crate) const fn made(made: fn() -> Declaration) -> Self {
        Self { made: Some(made), ..Self::NOTHING }
    }
}

impl Written {
    /// That of an agent.
    pub(crate) const fn of<S: SessionSpec>() -> Self {
        Self { text: S::__DECLARATION, held_to: S::__HELD_TO }
    }

    /// The declaration, which is read when it is first asked for and then kept.
    pub(crate) fn declaration(self) -> &'static Declaration {
        static READ: LazyLock<RwLock<HashMap<Place, &'static Declaration>>> = LazyLock::new(RwLock::default);
        let place = self.place();
        if let Some(declaration) = READ.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
            return declaration;
        }
        let mut read = READ.write().unwrap_or_else(PoisonError::into_inner);
        read.entry(place).or_insert_with(|| Box::leak(Box::new(self.read())))
    }

    fn read(self) -> Declaration {
        #[cfg(test)]
        if let Some(made) = self.held_to.made {
            return made();
        }
        let HeldTo { policies, rules, .. } = self.held_to;
        let mut lines = self.text.splitn(3, '\n');
        let mut line = || lines.next().unwrap_or_default();
        let (agent, packed, module) = (line(), line(), line());
        Declaration { agent, module, packed, policies, rules, unpacked: OnceLock::new() }
    }

    /// Where it stands. The compiler may write a constant more than once, and each is then read by itself.
    fn place(self) -> Place {
        let HeldTo { policies, rules, .. } = self.held_to;
        let place = [self.text.as_ptr().addr(), policies.as_ptr().addr(), rules.as_ptr().addr()];
        #[cfg(test)]
        let place = (place, self.held_to.made.map(|made| made as usize));
        place
    }
}

#[cfg(not(test))]
type Place = [usize; 3];
#[cfg(test)]
type Place = ([usize; 3], Option<usize>);

/// What bounds the sessions of an agent, for every session of it.
#[derive(Debug)]
pub(crate) struct Declaration {
    agent: &'static str,
    module: &'static str,
    packed: &'static str,
    policies: &'static [&'static Policy],
    rules: &'static [Rule],
    unpacked: OnceLock<Declared>,
}

impl Declaration {
    /// That of an agent.
    pub(crate) fn of<S: SessionSpec>() -> &'static Self {
        Written::of::<S>().declaration()
    }

    /// Whether both are the declaration of one agent.
    #[cfg(feature = "custom-tools")]
    pub(crate) fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (self.agent, self.module, self.packed) == (other.agent, other.module, other.packed)
                && !self.packed.is_empty()
    }

    pub(crate) fn agent(&self) -> &'static str {
        self.agent
    }

    pub(crate) fn module(&self) -> &'static str {
        self.module
    }

    pub(crate) fn config(&self) -> &SessionConfig {
        &self.declared().config
    }

    /// The slug of the toolkit of that name, if the declaration names it and does not rule it out.
    pub(crate) fn toolkit(&self, name: &str) -> Option<&str> {
        let SessionConfig { toolkits, tools, auth_configs, connected_accounts, .. } = self.config();
        let listed = match &toolkits.access {
            Access::Only(slugs) => slugs.iter(),
            _ => toolkits.require_approval.iter(),
        };
        let entries = tools.iter().map(|(slug, _)| slug).chain(auth_configs.iter().map(|(slug, _)| slug));
        let entries = entries.chain(connected_accounts.iter().map(|(slug, _)| slug));
        let mut named = listed.map(AsRef::as_ref).chain(entries);
        named.find(|slug| *slug == name && toolkits.access.allows(slug))
    }

    pub(crate) fn wait(&self) -> Option<Duration> {
        self.declared().wait
    }

    /// The toolkits that have to be connected for a session to be created; empty for all of an allowlist.
    pub(crate) fn required(&self) -> &[Text] {
        &self.declared().required
    }

    /// What becomes of the toolkits that are not connected.
    pub(crate) fn missing(&self) -> Missing {
        self.declared().missing
    }

    /// Checks that `config` still reaches every required toolkit.
    pub(crate) fn keep_required(&self, config: &SessionConfig) -> Result<(), InvalidInput> {
        match self.required().iter().find(|toolkit| !config.toolkits.access.allows(toolkit)) {
            Some(toolkit) => Err(InvalidInput::RequiredToolkit { toolkit: toolkit.to_string() }),
            None => Ok(()),
        }
    }

    pub(crate) fn at_run_time(&self) -> &AtRunTime {
        &self.declared().at_run_time
    }

    /// The names of the policies and rules.
    pub(crate) fn policies(&self) -> impl Iterator<Item = &'static str> {
        let rules = self.rules.iter().map(Rule::name);
        self.policies.iter().map(|policy| policy.name()).chain(rules)
    }

    /// Everything in `config` that breaks a policy or rule. `mcp` tells whether MCP clients can be given the session.
    pub(crate) fn breaches(&self, config: &SessionConfig, mcp: bool) -> Vec<PolicyBreach> {
        let of_policies = self.policies.iter().flat_map(|policy| {
            // What the compiler allowed because of the catalogue is not a breach of what is supplied.
            let ruled_out = |breach: &Breach<'_>| {
                matches!(breach, Breach::DeniedTool(_)) && policy.breaches(self.config()).contains(breach)
            };
            let breaches = policy.breaches(config).into_iter().filter(|breach| !ruled_out(breach));
            let breaches = breaches.chain(policy.breach_by_mcp(mcp));
            breaches.map(|breach| breach.to_policy_breach(policy.name())).collect::<Vec<_>>()
        });
        let of_rules = self.rules.iter().filter_map(|rule| rule.breach(config));
        let mut breaches: Vec<PolicyBreach> = Vec::new();
        for breach in of_policies.chain(of_rules) {
            // A policy of the manifest may be named in the declaration as well.
            if !breaches.contains(&breach) {
                breaches.push(breach);
            }
        }
        breaches
    }

    /// Checks a callback URL that replaces the session's against every policy and rule. Breaches of the declaration
    /// itself do not count.
    pub(crate) fn hold_callback_url(&self, url: &str) -> Result<(), Error> {
        let mut config = self.config().clone();
        let without = self.breaches(&config, false);
        config.manage_connections.callback_url = Some(url.to_owned().into());
        let mut breaches = self.breaches(&config, false);
        breaches.retain(|breach| !without.contains(breach));
        if breaches.is_empty() { Ok(()) } else { Err(Error::Policy { breaches }) }
    }

    fn declared(&self) -> &Declared {
        self.unpacked.get_or_init(|| match Declared::unpack(self.packed) {
            Ok(declared) => declared,
            Err(error) => panic!(
                "the declaration of `{}` cannot be read: `tool-router` and `tool-router-macros` have to be of one version ({error})",
                self.agent
            ),
        })
    }

    /// A declaration that no attribute made, for tests.
    #[cfg(test)]
    pub(crate) fn made(config: SessionConfig) -> Self {
        let unpacked = OnceLock::from(Declared { config, ..Declared::default() });
        Self { agent: "Agent", module: "agents", packed: "", policies: &[], rules: &[], unpacked }
    }

    /// Sets what it is held to.
    #[cfg(test)]
    pub(crate) fn held_to(mut self, policies: &'static [&'static Policy], rules: &'static [Rule]) -> Self {
        (self.policies, self.rules) = (policies, rules);
        self
    }

    /// Sets the agent's name.
    #[cfg(test)]
    pub(crate) fn of_agent(mut self, agent: &'static str) -> Self {
        self.agent = agent;
        self
    }

    /// Sets what has to be connected.
    #[cfg(test)]
    pub(crate) fn requiring(mut self, required: &'static [Text]) -> Self {
        if let Some(declared) = self.unpacked.get_mut() {
            declared.required = required.into();
        }
        self
    }

    /// Has creating a session leave out what is not connected.
    #[cfg(test)]
    pub(crate) fn skipping(mut self) -> Self {
        if let Some(declared) = self.unpacked.get_mut() {
            declared.missing = Missing::Skip;
        }
        self
    }

    /// Sets what is left to run time.
    #[cfg(test)]
    pub(crate) fn leaving(mut self, leave: impl FnOnce(&mut AtRunTime)) -> Self {
        if let Some(declared) = self.unpacked.get_mut() {
            leave(&mut declared.at_run_time);
        }
        self
    }

    /// Sets how long creating a session waits.
    #[cfg(test)]
    pub(crate) fn waiting(mut self, wait: Duration) -> Self {
        if let Some(declared) = self.unpacked.get_mut() {
            declared.wait = Some(wait);
        }
        self
    }
}
