//! `auth_configs`: the auth config (`ac_…`) that a toolkit is connected with.

use std::collections::BTreeMap;

use super::block::{Answered, Block, Whole};
use super::patch::{PatchProblem, Supplied};
use super::{Change, Map, Text};
use crate::fact::{Fact, code, fact, toolkit};

/// The setting `auth_configs`.
pub(super) enum AuthConfigs {}

impl Block for AuthConfigs {
    type Value = Map<Text>;
    type Patch = Map<Text>;

    /// Declared entries are fixed; those left to run time may have any value.
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

    fn said(answer: &BTreeMap<String, String>, _: &Self::Value) -> Option<Self::Value> {
        let mut configs = Map::EMPTY;
        answer.iter().for_each(|(slug, id)| configs.insert(slug.clone(), id.clone().into()));
        Some(configs)
    }
}

pub(crate) fn words(configs: &Map<Text>) -> impl Iterator<Item = Fact> {
    configs.iter().map(|(slug, id)| fact![toolkit(slug), ": connected with the auth config ", code(id)])
}
