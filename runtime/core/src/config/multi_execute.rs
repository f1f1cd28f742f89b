//! `multi_execute`: several tools in one call.

use serde::{Deserialize, Serialize};

use super::block::{Answered, Switch};
use super::record::record;
use crate::fact::{Fact, fact, yes_or_no};

record! {
    /// As the server has it.
    const DEFAULT;

    /// The execution of several tools in one call, `COMPOSIO_MULTI_EXECUTE_TOOL`. The server's default is yes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    pub struct Execute {
        /// Whether it is on.
        pub enable_multi_execute: bool = MultiExecute::BY_DEFAULT, with_enable_multi_execute;
    }
}

impl Execute {
    pub(crate) fn words(declared: Option<Self>, otherwise: &str) -> Fact {
        match declared {
            Some(Self { enable_multi_execute }) => {
                fact!["several tools in one call: ", yes_or_no(enable_multi_execute)]
            }
            None => fact!["several tools in one call: yes, ", otherwise],
        }
    }
}

/// The setting `multi_execute`.
pub(super) enum MultiExecute {}

impl Switch for MultiExecute {
    type Said = Execute;

    const BY_DEFAULT: bool = true;

    fn is_on(Execute { enable_multi_execute }: Execute) -> bool {
        enable_multi_execute
    }
}

impl Answered<StoredExecute> for MultiExecute {
    fn answer(execute: &Option<Execute>) -> StoredExecute {
        let Execute { enable_multi_execute } = execute.unwrap_or_default();
        StoredExecute { enable_multi_execute }
    }

    fn said(answer: &StoredExecute, _: &Option<Execute>) -> Option<Option<Execute>> {
        let StoredExecute { enable_multi_execute } = *answer;
        Some(Some(Execute { enable_multi_execute }))
    }
}

/// The execution of several tools in one call as a router answers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredExecute {
    /// Whether it is on.
    pub enable_multi_execute: bool,
}

impl Default for StoredExecute {
    fn default() -> Self {
        Self { enable_multi_execute: MultiExecute::BY_DEFAULT }
    }
}
