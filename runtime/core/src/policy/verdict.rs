use std::fmt;

use super::PolicyBreach;
use crate::SessionConfig;
use crate::message::Message;

/// The result of a [`Rule`] for a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
#[non_exhaustive]
pub enum Verdict {
    /// The configuration keeps the rule.
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
    /// Denies the configuration. `what` says what is wrong, without a full stop, and `help` what to write instead.
    pub const fn denied(what: &'static str, help: &'static str) -> Self {
        Self::Denied { what, help }
    }

    /// Denies the configuration if `broken`, and allows it otherwise.
    pub const fn denied_if(broken: bool, what: &'static str, help: &'static str) -> Self {
        if broken { Self::denied(what, help) } else { Self::Allowed }
    }
}

/// A user-written rule: a constant function, with the name that a declaration uses for it.
///
/// The attribute makes one of each function that `policy = […]` names.
#[derive(Clone, Copy)]
pub struct Rule {
    name: &'static str,
    check: fn(&SessionConfig) -> Verdict,
}

impl Rule {
    /// Makes a rule from `check`. Its name is part of each message about a breach.
    #[must_use]
    pub const fn new(name: &'static str, check: fn(&SessionConfig) -> Verdict) -> Self {
        Self { name, check }
    }

    /// The rule's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns how `config` breaks the rule, if it does.
    #[must_use]
    pub fn breach(&self, config: &SessionConfig) -> Option<PolicyBreach> {
        match self.check(config) {
            Verdict::Allowed => None,
            Verdict::Denied { what, help } => Some(PolicyBreach::new(self.name, what.to_owned(), help)),
        }
    }

    /// Evaluates the rule for `config`.
    pub fn check(&self, config: &SessionConfig) -> Verdict {
        (self.check)(config)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Rule").field(&self.name).finish()
    }
}

/// Stops compilation if the rule `name` denied a declaration. For the attribute's expansion only.
#[doc(hidden)]
#[track_caller]
pub const fn __uphold(name: &str, verdict: Verdict) {
    if let Verdict::Denied { what, help } = verdict {
        Message::of_breach(name, [what, "", ""], help).panic();
    }
}
