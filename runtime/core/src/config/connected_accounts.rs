//! `connected_accounts`: the accounts (`ca_…`) that a toolkit is pinned to.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::access::{strings, texts};
use super::block::{Answered, Block, Whole};
use super::patch::{PatchProblem, Supplied};
use super::{Change, List, Map, Text};
use crate::fact::{Fact, code, fact, toolkit};

/// The setting `connected_accounts`.
pub(super) enum ConnectedAccounts {}

impl Block for ConnectedAccounts {
    type Value = Map<List<Text>>;
    type Patch = Map<List<Text>>;

    fn is_within(proposed: &Self::Value, declared: &Self::Value, whole: Whole<'_>) -> bool {
        declared.iter().all(|(toolkit, ids)| {
            let pinned = proposed.get(toolkit);
            pinned.is_some_and(|pinned| !pinned.is_empty() && pinned.iter().all(|id| ids.contains(id)))
                || !whole.proposed.toolkits.access.allows(toolkit)
        })
    }

    /// The accounts of a toolkit are not sorted: their order matters.
    fn sort(accounts: &mut Self::Value) {
        accounts.sort(|_| {});
    }

    fn apply(change: Change<Self::Patch>, current: Self::Value) -> Result<Self::Value, PatchProblem> {
        Ok(change.of(current, Map::EMPTY))
    }

    fn restoring(declared: &Self::Value, supplied: Supplied) -> Change<Self::Patch> {
        Change::restoring_unless(&Map::EMPTY, supplied.connected_accounts.with(declared))
    }
}

impl Answered<BTreeMap<String, Vec<String>>> for ConnectedAccounts {
    fn answer(accounts: &Self::Value) -> BTreeMap<String, Vec<String>> {
        accounts.iter().map(|(slug, ids)| (slug.to_owned(), strings(ids))).collect()
    }

    fn said(answer: &BTreeMap<String, Vec<String>>, _: &Self::Value) -> Option<Self::Value> {
        let mut accounts = Map::EMPTY;
        answer.iter().for_each(|(slug, ids)| accounts.insert(slug.clone(), texts(ids)));
        Some(accounts)
    }
}

pub(crate) fn words(accounts: &Map<List<Text>>) -> impl Iterator<Item = Fact> {
    accounts.iter().map(|(slug, ids)| match &**ids {
        [id] => fact![toolkit(slug), ": only the account ", code(id)],
        ids => fact![toolkit(slug), ": only the accounts"].items(ids.iter().map(code)),
    })
}

/// Accepts lists of accounts, and the single account of the older API.
pub(super) fn request<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<List<Text>>, D::Error> {
    #[derive(Clone, Deserialize)]
    #[serde(untagged, expecting = "a connected account's id, or a list of them")]
    enum Accounts {
        One(Text),
        Many(List<Text>),
    }
    let requested = Map::<Accounts>::deserialize(deserializer)?;
    let mut accounts = Map::EMPTY;
    for (toolkit, ids) in requested.iter() {
        let ids = match ids.clone() {
            Accounts::One(id) => vec![id].into(),
            Accounts::Many(ids) => ids,
        };
        accounts.insert(toolkit.to_owned(), ids);
    }
    Ok(accounts)
}

pub(super) fn patch<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Change<Map<List<Text>>>, D::Error> {
    #[derive(Deserialize)]
    struct Accounts(#[serde(deserialize_with = "request")] Map<List<Text>>);
    let accounts = Option::<Accounts>::deserialize(deserializer)?;
    Ok(accounts.map_or(Change::Remove, |Accounts(accounts)| Change::Set(accounts)))
}
