//! `multi_execute`: several tools in one call.

use serde::{Deserialize, Deserializer, Serialize};

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

impl Answered<Execute> for MultiExecute {
    fn answer(execute: &Option<Execute>) -> Execute {
        execute.unwrap_or_default()
    }

    fn said(answer: &Execute, _: &Option<Execute>) -> Option<Option<Execute>> {
        Some(Some(*answer))
    }
}

/// A request's block refuses what it does not know; the same block in an answer must not.
pub(super) fn answer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Execute, D::Error> {
    #[derive(Deserialize)]
    struct Answer {
        enable_multi_execute: Option<bool>,
    }
    let Answer { enable_multi_execute } = Answer::deserialize(deserializer)?;
    Ok(enable_multi_execute.map_or_else(Execute::default, |enable_multi_execute| Execute { enable_multi_execute }))
}
