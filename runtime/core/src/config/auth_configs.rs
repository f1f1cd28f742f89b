//! `auth_configs`: the auth config (`ac_…`) to connect a toolkit with.

use std::collections::BTreeMap;

use super::block::{Answered, Block, Whole};
use super::patch::{PatchProblem, Supplied};
use super::{Change, Map, Text};
use crate::manifest::{Fact, code, fact, toolkit};

/// The setting `auth_configs`.
pub(super) enum AuthConfigs {}

impl Block for AuthConfigs {
    type Value = Map<Text>;
    type Patch = Map<Text>;

    /// What was declared stays; what was left to run time may be anything.
    fn is_within(proposed: &Self::Value, declared: &Self::Value, whole: Whole<'_>) -> bool {
        let reached = |toolkit| whole.proposed.toolkits.access.allows(toolkit);
        declared.iter().all(|(toolkit, id)| proposed.get(toolkit) == Some(id) || !reached(toolkit))
    }

    fn sort(configs: &mut Self::Value) {
        configs.sort(|_| {});
    }

    fn apply(change: Change<Self::Patch>, current: Self::Value) -> Result<Self::Value, PatchProblem> {
        Ok(change.of(current, Map::EMPTY))
    }

    fn restoring(declared: &Self::Value, supplied: Supplied) -> Change<Self::Patch> {
        Change::restoring_unless(&Map::EMPTY, supplied.auth_configs.with(declared))
    }
}

impl Answered<BTreeMap<String, String>> for AuthConfigs {
    fn answer(configs: &Self::Value) -> BTreeMap<String, String> {
        configs.iter().map(|(slug, id)| (slug.to_owned(), id.to_string())).collect()
    }
}

pub(crate) fn words(configs: &Map<Text>) -> impl Iterator<Item = Fact> {
    configs.iter().map(|(slug, id)| fact![toolkit(slug), ": connected with the auth config ", code(id)])
}
