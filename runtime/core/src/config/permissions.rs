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
    /// When the user is asked, by default.
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

/// How strictly a call is controlled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strictness {
    /// Not at all.
    Free,
    /// The user's approval, once.
    AskedOnce,
    /// The user's approval, each time.
    AskedAlways,
    /// It does not run.
    Denied,
}

impl ApprovalDefault {
    /// How strictly a call without an override is controlled.
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
    /// How strictly a call with this override is controlled.
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

/// The account part of calls without an account.
pub const NO_ACCOUNT: &str = "__none__";

/// Every tool.
const EVERY_TOOL: &str = "*";

/// The target of an override: `TOOL:account` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// The tool; `None` for every tool, `*`.
    pub tool: Option<&'a str>,
    /// The account, or [`NO_ACCOUNT`]; `None` if it is not given, as a declaration allows.
    pub account: Option<&'a str>,
}

impl<'a> Target<'a> {
    /// Splits a key at the colon. The parts are not checked.
    #[must_use]
    pub fn read(key: &'a str) -> Self {
        let (tool, account) = match key.split_once(':') {
            Some((tool, account)) => (tool, Some(account)),
            None => (key, None),
        };
        Self { tool: (tool != EVERY_TOOL).then_some(tool), account }
    }

    /// The wire form.
    #[must_use]
    pub fn key(&self) -> String {
        let tool = self.tool.unwrap_or(EVERY_TOOL);
        match self.account {
            Some(account) => format!("{tool}:{account}"),
            None => tool.to_owned(),
        }
    }

    /// Whether a call can match both `self` and `other`.
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

    /// The maximum strictness of a call of a tool, with whatever account.
    pub(super) fn strictest(&self, tool: &str) -> Strictness {
        let overrides = self.overrides.iter().map(|(key, rule)| (Target::read(key), rule));
        let covering = overrides.filter(|(target, _)| target.tool.is_none_or(|covered| covered == tool));
        covering.map(|(_, rule)| rule.strictness()).fold(self.default.strictness(), Strictness::max)
    }

    /// The minimum strictness of a call that matches `target`.
    fn least(&self, target: Target<'_>) -> Strictness {
        self.covering(target).min().unwrap_or_else(|| self.default.strictness())
    }

    /// The maximum strictness of a call that matches `target`.
    fn most(&self, target: Target<'_>) -> Strictness {
        self.covering(target).fold(self.default.strictness(), Strictness::max)
    }

    /// The overrides that can apply to a call that matches `target`. The router decides which one applies; here all of
    /// them count.
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
        [fact!["by default: ", default.summary()]].into_iter().chain(overrides)
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
