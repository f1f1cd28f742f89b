//! What a change of a configuration takes and gives beside the settings.

use super::{ConfigPatch, List, Map, Text};

/// A change that no configuration can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatchProblem {
    /// Where it is: `multi_account`.
    pub place: &'static str,
    /// What is wrong.
    pub problem: String,
}

/// What a session was told at run time beside its declaration, which restoring keeps.
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
