//! `search`: the search for tools.

use serde::{Deserialize, Serialize};

use super::block::{Answered, Switch};
use super::record::record;
use crate::fact::{Fact, fact, yes_or_no};

record! {
    /// As the server has it.
    const DEFAULT;

    /// The search for tools, `COMPOSIO_SEARCH_TOOLS`. The server's default is yes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    pub struct Search {
        /// Whether it is on.
        pub enable: bool = <Self as Switch>::BY_DEFAULT, with_enable;
    }
}

impl Search {
    pub(crate) fn words(declared: Option<Self>, otherwise: &str) -> Fact {
        match declared {
            Some(Self { enable }) => fact!["search for tools: ", yes_or_no(enable)],
            None => fact!["search for tools: yes, ", otherwise],
        }
    }
}

impl Switch for Search {
    type Said = Self;

    const BY_DEFAULT: bool = true;

    fn is_on(Self { enable }: Self) -> bool {
        enable
    }
}

impl Answered<StoredSearch> for Search {
    fn answer(search: &Option<Self>) -> StoredSearch {
        search.map_or_else(StoredSearch::default, |Self { enable }| StoredSearch { enable })
    }

    fn said(answer: &StoredSearch, _: &Option<Self>) -> Option<Option<Self>> {
        let StoredSearch { enable } = *answer;
        Some(Some(Self { enable }))
    }
}

/// The search for tools as a router answers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredSearch {
    /// Whether it is on.
    pub enable: bool,
}

impl Default for StoredSearch {
    fn default() -> Self {
        Self { enable: Search::BY_DEFAULT }
    }
}
