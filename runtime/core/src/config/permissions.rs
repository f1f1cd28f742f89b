//! `permissions`: when the user is asked before a tool runs.

use serde::{Deserialize, Serialize};

use super::Map;
use super::record::record;
use crate::fact::{Fact, Piece, code, fact, tool};
use crate::words::words;

record! {
    /// When the user is asked before a tool runs.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Permissions {
        /// For tools without an override.
        pub default: ApprovalDefault,
    } with {
        /// By `TOOL:ca_…`, `TOOL:__none__`, `*:ca_…` or `*:__none__`; see [`Target`].
        #[serde(default, skip_serializing_if = "Map::is_empty")]
        pub overrides: Map<ApprovalOverride> = Map::EMPTY, with_overrides;
    }
}

words! {
    /// When the user is asked.
    pub enum ApprovalDefault {
        /// Never.
        AllowAll = "allow_all", "allow_all", "the user is never asked";
        /// At each call.
        AskEveryCall = "ask_every_call", "ask_every_call", "the user is asked at each call";
        /// At the first call of a tool in a session.
        AskOncePerSession = "ask_once_per_session", "ask_once_per_session",
            "the user is asked at a tool's first call in a session";
    }
}

words! {
    /// When the user is asked for one tool or account.
    pub enum ApprovalOverride {
        /// Never: it runs.
        AlwaysAllow = "always_allow", "always_allow", "it runs";
        /// Never: it does not run.
        AlwaysDeny = "always_deny", "always_deny", "it does not run";
        /// Once.
        AskOnce = "ask_once", "ask_once", "the user is asked once";
        /// At each call.
        AskAlways = "ask_always", "ask_always", "the user is asked at each call";
    }
}

/// How much stands between the agent and a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strictness {
    /// Nothing.
    Free,
    /// The user's approval, once.
    AskedOnce,
    /// The user's approval, each time.
    AskedAlways,
    /// It does not run.
    Denied,
}

impl ApprovalDefault {
    /// How much stands between the agent and a call without an override.
    #[must_use]
    pub const fn strictness(self) -> Strictness {
        match self {
            Self::AllowAll => Strictness::Free,
            Self::AskOncePerSession => Strictness::AskedOnce,
            Self::AskEveryCall => Strictness::AskedAlways,
        }
    }
}

impl ApprovalOverride {
    /// How much stands between the agent and a call with this override.
    #[must_use]
    pub const fn strictness(self) -> Strictness {
        match self {
            Self::AlwaysAllow => Strictness::Free,
            Self::AskOnce => Strictness::AskedOnce,
            Self::AskAlways => Strictness::AskedAlways,
            Self::AlwaysDeny => Strictness::Denied,
        }
    }
}

/// The account of calls without one.
pub const NO_ACCOUNT: &str = "__none__";

/// Every tool.
const EVERY_TOOL: &str = "*";

/// What an override is for: `TOOL:account` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// The tool; `None` for every tool, `*`.
    pub tool: Option<&'a str>,
    /// The account, or [`NO_ACCOUNT`]; `None` where it is not said, as a declaration can have it.
    pub account: Option<&'a str>,
}

impl<'a> Target<'a> {
    /// Reads what stands before and after the colon. Neither is checked.
    #[must_use]
    pub fn read(key: &'a str) -> Self {
        let (tool, account) = match key.split_once(':') {
            Some((tool, account)) => (tool, Some(account)),
            None => (key, None),
        };
        Self { tool: (tool != EVERY_TOOL).then_some(tool), account }
    }

    /// As the wire has it.
    #[must_use]
    pub fn key(&self) -> String {
        let tool = self.tool.unwrap_or(EVERY_TOOL);
        match self.account {
            Some(account) => format!("{tool}:{account}"),
            None => tool.to_owned(),
        }
    }

    /// Whether a call that `self` is for can be one that `other` is for.
    fn overlaps(&self, other: &Self) -> bool {
        self.account == other.account && (self.tool == other.tool || self.tool.is_none() || other.tool.is_none())
    }

    fn words(&self) -> Vec<Piece> {
        let mut said = vec![self.tool.map_or_else(|| "every tool".into(), tool)];
        match self.account {
            Some(NO_ACCOUNT) => said.push(", called without a connected account".into()),
            Some(account) => said.extend([", called with the account ".into(), code(account)]),
            None => {}
        }
        said
    }
}

impl Permissions {
    pub(super) fn is_within(proposed: Option<&Self>, declared: Option<&Self>) -> bool {
        let Some(declared) = declared else {
            return true;
        };
        let Some(proposed) = proposed else {
            return false;
        };
        let overrides = declared.overrides.iter().chain(proposed.overrides.iter());
        proposed.default.strictness() >= declared.default.strictness()
            && overrides.map(|(key, _)| Target::read(key)).all(|target| proposed.least(target) >= declared.most(target))
    }

    /// The least that these permissions put before a call that `target` is for.
    fn least(&self, target: Target<'_>) -> Strictness {
        self.covering(target).min().unwrap_or_else(|| self.default.strictness())
    }

    /// The most that these permissions put before one.
    fn most(&self, target: Target<'_>) -> Strictness {
        self.covering(target).fold(self.default.strictness(), Strictness::max)
    }

    /// The overrides that can decide about a call that `target` is for. Which of them does is the router's business; here
    /// all of them count.
    fn covering<'a>(&'a self, target: Target<'a>) -> impl Iterator<Item = Strictness> + 'a {
        let covering = self.overrides.iter().filter(move |(key, _)| Target::read(key).overlaps(&target));
        covering.map(|(_, rule)| rule.strictness())
    }

    pub(super) fn sort(&mut self) {
        self.overrides.sort(|_| {});
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = Fact> {
        let Self { default, overrides } = self;
        let overrides = overrides.iter().map(|(key, asked)| {
            let said = Target::read(key).words().into_iter();
            Fact::new(said.chain([": ".into(), asked.summary().into()]))
        });
        [fact!["where nothing else is said: ", default.summary()]].into_iter().chain(overrides)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_what_stands_on_either_side_of_the_colon() {
        for (key, tool, account) in [
            ("GMAIL_SEND_EMAIL:ca_1", Some("GMAIL_SEND_EMAIL"), Some("ca_1")),
            ("*:__none__", None, Some(NO_ACCOUNT)),
            ("GMAIL_SEND_EMAIL", Some("GMAIL_SEND_EMAIL"), None),
        ] {
            let target = Target { tool, account };
            assert_eq!(Target::read(key), target);
            assert_eq!(target.key(), key);
        }
    }
}
