//! `multi_account`: several accounts of one toolkit in one session.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::Change;
use super::block::{Answered, Block, Whole, no_more};
use super::patch::{PatchProblem, Supplied};
use super::record::record;
use super::row::count;
use crate::fact::{Fact, fact};

/// How many accounts of a toolkit a session can be allowed, by the API's limits.
pub const MAX_PER_TOOLKIT: RangeInclusive<u8> = 2..=10;

record! {
    /// As the organisation or project has it.
    const DEFAULT;

    /// Several accounts of one toolkit in one session.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    pub struct MultiAccount {
        /// Whether it is on; without it the setting of the organisation or project holds.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub enable: Option<bool> = None, with_enable;
        /// How many accounts a toolkit may have, 2 to 10.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub max_accounts_per_toolkit: Option<u8> = None, with_max_accounts_per_toolkit;
        /// Whether each call has to name its account.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub require_explicit_selection: Option<bool> = None, with_require_explicit_selection;
    }
}

impl MultiAccount {
    /// Off.
    pub const DISABLED: Self = Self { enable: Some(false), ..Self::DEFAULT };

    /// How many accounts of a toolkit a session with this setting accepts.
    #[must_use]
    pub fn most(declared: Option<&Self>) -> usize {
        match declared {
            Some(Self { enable: Some(true), max_accounts_per_toolkit, .. }) => {
                max_accounts_per_toolkit.unwrap_or(*MAX_PER_TOOLKIT.end()).into()
            }
            _ => 1,
        }
    }

    pub(crate) fn words(&self) -> Fact {
        let Self { enable, max_accounts_per_toolkit, require_explicit_selection } = self;
        if *enable == Some(false) {
            return fact!["one account of each toolkit"];
        }
        let maximum = max_accounts_per_toolkit.map(|maximum| format!(", {maximum} at most")).unwrap_or_default();
        let selection = match require_explicit_selection {
            Some(true) => "; each call names one",
            _ => "",
        };
        fact![format!("several accounts of a toolkit{maximum}{selection}")]
    }
}

impl Block for MultiAccount {
    type Value = Option<Self>;
    type Patch = MultiAccountPatch;

    /// Without a value, the organisation's setting applies, which is not known here.
    fn is_within(proposed: &Option<Self>, declared: &Option<Self>, _: Whole<'_>) -> bool {
        let declared = declared.as_ref().unwrap_or(&Self::DEFAULT);
        let Self { enable, max_accounts_per_toolkit, require_explicit_selection } =
            proposed.as_ref().unwrap_or(&Self::DEFAULT);
        let switched = match (declared.enable, enable) {
            (_, Some(false)) => return true,
            (Some(true), Some(true)) | (None, None) => true,
            _ => false,
        };
        let max = |max: Option<u8>| max.unwrap_or(*MAX_PER_TOOLKIT.end());
        let explicit = |explicit: Option<bool>| explicit.unwrap_or(false);
        switched
            && max(*max_accounts_per_toolkit) <= max(declared.max_accounts_per_toolkit)
            && no_more(explicit(*require_explicit_selection), explicit(declared.require_explicit_selection))
    }

    fn sort(_: &mut Option<Self>) {}

    fn apply(change: Change<MultiAccountPatch>, current: Option<Self>) -> Result<Option<Self>, PatchProblem> {
        match change {
            Change::Keep => Ok(current),
            Change::Remove => Ok(Some(Self::DISABLED)),
            Change::Set(patch) => patch.apply(current),
        }
    }

    fn restoring(declared: &Option<Self>, _: Supplied) -> Change<MultiAccountPatch> {
        declared.as_ref().map_or(Change::Remove, |declared| {
            let Self { enable, max_accounts_per_toolkit, require_explicit_selection } = declared;
            Change::Set(MultiAccountPatch {
                enable: *enable,
                max_accounts_per_toolkit: max_accounts_per_toolkit.map_or(Change::Remove, Change::Set),
                require_explicit_selection: *require_explicit_selection,
            })
        })
    }
}

impl Answered<Option<StoredMultiAccount>> for MultiAccount {
    fn answer(several: &Option<Self>) -> Option<StoredMultiAccount> {
        several.as_ref().map(|several| {
            let Self { enable, max_accounts_per_toolkit, require_explicit_selection } = *several;
            StoredMultiAccount {
                enable,
                max_accounts_per_toolkit: max_accounts_per_toolkit.map(u64::from),
                require_explicit_selection,
            }
        })
    }

    fn said(answer: &Option<StoredMultiAccount>, _: &Option<Self>) -> Option<Option<Self>> {
        let Some(stored) = answer else { return Some(None) };
        let StoredMultiAccount { enable, max_accounts_per_toolkit, require_explicit_selection } = *stored;
        Some(Some(Self {
            enable,
            // More than any request can ask for is certainly more than was declared.
            max_accounts_per_toolkit: max_accounts_per_toolkit.map(|most| u8::try_from(most).unwrap_or(u8::MAX)),
            require_explicit_selection,
        }))
    }
}

/// The parts of `multi_account` to change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct MultiAccountPatch {
    /// Whether it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable: Option<bool>,
    /// How many accounts a toolkit may have.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub max_accounts_per_toolkit: Change<u8>,
    /// Whether each call has to name its account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_explicit_selection: Option<bool>,
}

impl MultiAccountPatch {
    fn apply(self, current: Option<MultiAccount>) -> Result<Option<MultiAccount>, PatchProblem> {
        if self == Self::default() {
            return Ok(current);
        }
        if self.enable == Some(false) {
            let set = matches!(self.max_accounts_per_toolkit, Change::Set(_));
            if set || self.require_explicit_selection == Some(true) {
                let problem = "when disabled, it cannot have a maximum or an explicit selection".to_owned();
                return Err(PatchProblem { place: "multi_account", problem });
            }
            return Ok(Some(MultiAccount::DISABLED));
        }
        let current = current.unwrap_or_default();
        Ok(Some(MultiAccount {
            enable: self.enable.or(current.enable),
            max_accounts_per_toolkit: self.max_accounts_per_toolkit.of_option(current.max_accounts_per_toolkit),
            require_explicit_selection: self.require_explicit_selection.or(current.require_explicit_selection),
        }))
    }
}

/// Several accounts of one toolkit as a router answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredMultiAccount {
    /// Whether it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable: Option<bool>,
    /// How many accounts a toolkit may have. A router may allow more than a request can ask for.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "count")]
    pub max_accounts_per_toolkit: Option<u64>,
    /// Whether each call has to name its account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_explicit_selection: Option<bool>,
}
