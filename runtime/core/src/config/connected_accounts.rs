//! `connected_accounts`: the accounts (`ca_…`) that a toolkit is pinned to.

use serde::{Deserialize, Deserializer};

use super::{Change, List, Map, SessionConfig, Text};
use crate::manifest::{Fact, code, fact, toolkit};

pub(super) fn are_within(proposed: &SessionConfig, declared: &SessionConfig) -> bool {
    declared.connected_accounts.iter().all(|(toolkit, ids)| {
        let pinned = proposed.connected_accounts.get(toolkit);
        pinned.is_some_and(|pinned| !pinned.is_empty() && pinned.iter().all(|id| ids.contains(id)))
            || !proposed.toolkits.access.allows(toolkit)
    })
}

pub(crate) fn words(accounts: &Map<List<Text>>) -> impl Iterator<Item = Fact> {
    accounts.iter().map(|(slug, ids)| match &**ids {
        [id] => fact![toolkit(slug), ": only the account ", code(id)],
        ids => fact![toolkit(slug), ": only the accounts"].items(ids.iter().map(code)),
    })
}

/// Takes lists of accounts, and the single account that the older API had.
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
