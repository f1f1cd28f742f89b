//! `toolkits`: what a session reaches.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer};

use super::access::{access_from, strings, texts};
use super::block::{Answered, Block, Whole};
use super::patch::{PatchProblem, Supplied};
use super::record::record;
use super::{Access, Change, List, StoredAccess, Text};
use crate::fact::{Fact, fact, toolkit};

record! {
    /// Every toolkit, none under approval.
    const DEFAULT;

    /// Which toolkits a session reaches, and for which of them every call needs the user's approval.
    #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
    #[serde(try_from = "Request")]
    pub struct Toolkits {
        /// The toolkits that can be reached.
        pub access: Access = Access::Any, with_access;
        /// The toolkits whose every call needs approval.
        pub require_approval: List<Text> = Cow::Borrowed(&[]), with_require_approval;
    }
}

impl Toolkits {
    /// Whether nothing has to be sent.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::DEFAULT
    }

    pub(crate) fn approvals(&self) -> impl Iterator<Item = Fact> {
        self.require_approval.iter().map(|slug| fact!["each call of a tool of ", toolkit(slug)])
    }
}

impl Block for Toolkits {
    type Value = Self;
    type Patch = Self;

    fn is_within(proposed: &Self, declared: &Self, _: Whole<'_>) -> bool {
        let Self { access, require_approval } = proposed;
        let approved = |slug| require_approval.contains(slug) || !access.allows(slug);
        access.is_within(&declared.access) && declared.require_approval.iter().all(approved)
    }

    fn sort(toolkits: &mut Self) {
        let Self { access, require_approval } = toolkits;
        if let Some(slugs) = access.named_mut() {
            slugs.to_mut().sort_unstable();
        }
        require_approval.to_mut().sort_unstable();
    }

    fn apply(change: Change<Self>, current: Self) -> Result<Self, PatchProblem> {
        Ok(change.of(current, Self::DEFAULT))
    }

    fn restoring(declared: &Self, _: Supplied) -> Change<Self> {
        Change::restoring_unless(&Self::DEFAULT, declared.clone())
    }
}

impl Answered<Option<StoredAccess>> for Toolkits {
    fn answer(toolkits: &Self) -> Option<StoredAccess> {
        (!toolkits.is_default()).then(|| toolkits.into())
    }

    fn said(answer: &Option<StoredAccess>, _: &Self) -> Option<Self> {
        let Some(stored) = answer else { return Some(Self::DEFAULT) };
        Some(Self { access: stored.to_access(), require_approval: texts(&stored.require_approval) })
    }
}

impl From<&Toolkits> for StoredAccess {
    fn from(toolkits: &Toolkits) -> Self {
        Self { require_approval: strings(&toolkits.require_approval), ..(&toolkits.access).into() }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enable: Option<Cow<'a, [Text]>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disable: Option<Cow<'a, [Text]>>,
    #[serde(default, skip_serializing_if = "super::is_empty")]
    require_approval: Cow<'a, [Text]>,
}

/// Forms that a server has to accept: the Python SDK sends the bare list unconverted on updates.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a list of slugs, or an object with `enable` or `disable`, and `require_approval`")]
enum Request {
    List(List<Text>),
    Keys(Keys<'static>),
}

impl TryFrom<Request> for Toolkits {
    type Error = String;

    fn try_from(request: Request) -> Result<Self, String> {
        match request {
            Request::List(slugs) => Ok(Self { access: Access::Only(slugs), ..Self::DEFAULT }),
            Request::Keys(Keys { enable, disable, require_approval }) => {
                Ok(Self { access: access_from(enable, disable)?, require_approval })
            }
        }
    }
}

impl Serialize for Toolkits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { access, require_approval } = self;
        let (enable, disable) = access.keys();
        Keys { enable, disable, require_approval: Cow::Borrowed(require_approval) }.serialize(serializer)
    }
}
