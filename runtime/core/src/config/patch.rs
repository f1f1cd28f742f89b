//! The inputs and errors of changing a configuration.

use super::{ConfigPatch, List, Map, Text};

/// A change that is invalid for any configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatchProblem {
    /// The place in the configuration, e.g. `multi_account`.
    pub place: &'static str,
    /// What is wrong.
    pub problem: String,
}

/// What was supplied to a session at run time, which restoring keeps.
#[derive(Clone, Debug, Default)]
pub struct Supplied {
    /// Its auth configs.
    pub auth_configs: Map<Text>,
    /// Its pinned accounts.
    pub connected_accounts: Map<List<Text>>,
}

impl ConfigPatch {
    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
