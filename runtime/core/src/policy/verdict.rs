use std::fmt;

use super::PolicyBreach;
use crate::SessionConfig;
use crate::message::Message;

/// What a [`Rule`] says of a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
#[non_exhaustive]
pub enum Verdict {
    /// Nothing against it.
    Allowed,
    /// It breaks the rule; made by [`denied`](Self::denied).
    #[non_exhaustive]
    Denied {
        /// What is wrong.
        what: &'static str,
        /// What to write instead.
        help: &'static str,
    },
}

impl Verdict {
    /// The configuration breaks the rule: what is wrong, without a full stop, and what to write instead.
    pub const fn denied(what: &'static str, help: &'static str) -> Self {
        Self::Denied { what, help }
    }

    /// Denies the configuration if `broken`, and allows it otherwise.
    pub const fn denied_if(broken: bool, what: &'static str, help: &'static str) -> Self {
        if broken { Self::denied(what, help) } else { Self::Allowed }
    }
}

/// A rule that somebody wrote as a constant function, under the name that it has in a declaration.
///
/// The attribute makes one of each function that `policy = […]` names.
#[derive(Clone, Copy)]
pub struct Rule {
    name: &'static str,
    check: fn(&SessionConfig) -> Verdict,
}

impl Rule {
    /// The rule that `check` decides. Its name is part of each message about a breach.
    #[must_use]
    pub const fn new(name: &'static str, check: fn(&SessionConfig) -> Verdict) -> Self {
        Self { name, check }
    }

    /// The rule's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// How `config` breaks the rule, if it does.
    #[must_use]
    pub fn breach(&self, config: &SessionConfig) -> Option<PolicyBreach> {
        match self.check(config) {
            Verdict::Allowed => None,
            Verdict::Denied { what, help } => Some(PolicyBreach { policy: self.name, what: what.to_owned(), help }),
        }
    }

    /// Holds `config` to the rule.
    pub fn check(&self, config: &SessionConfig) -> Verdict {
        (self.check)(config)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Rule").field(&self.name).finish()
    }
}

/// Stops the compilation when the rule `name` denied a declaration. For the attribute's expansion only.
#[doc(hidden)]
#[track_caller]
pub const fn __uphold(name: &str, verdict: Verdict) {
    if let Verdict::Denied { what, help } = verdict {
        Message::of_breach(name, [what, "", ""], help).panic();
    }
}
