//! `search`: the search for tools.

use serde::{Deserialize, Deserializer, Serialize};

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

impl Answered<Self> for Search {
    fn answer(search: &Option<Self>) -> Self {
        search.unwrap_or_default()
    }

    fn said(answer: &Self, _: &Option<Self>) -> Option<Option<Self>> {
        Some(Some(*answer))
    }
}

/// A request's block refuses what it does not know; the same block in an answer must not.
pub(super) fn answer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Search, D::Error> {
    #[derive(Deserialize)]
    struct Answer {
        enable: Option<bool>,
    }
    let Answer { enable } = Answer::deserialize(deserializer)?;
    Ok(enable.map_or_else(Search::default, |enable| Search { enable }))
}
