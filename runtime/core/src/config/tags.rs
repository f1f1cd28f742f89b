//! `tags`: which tools a session can use, by their tags.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::block::{Answered, Block, Whole};
use super::patch::{PatchProblem, Supplied};
use super::record::record;
use super::{Change, List, StoredAccess};
use crate::fact::{Fact, Piece, any_of, toolkit};
use crate::tag::Tag;

record! {
    /// No tool is judged by its tags.
    const DEFAULT;

    /// Which tools may be used by their tags. An empty list says nothing.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(from = "Request")]
    pub struct Tags {
        /// Only tools with one of these.
        #[serde(skip_serializing_if = "super::is_empty")]
        pub enable: List<Tag> = Cow::Borrowed(&[]), with_enable;
        /// No tool with one of these.
        #[serde(skip_serializing_if = "super::is_empty")]
        pub disable: List<Tag> = Cow::Borrowed(&[]), with_disable;
        /// Tools with one of these need the user's approval, call by call.
        #[serde(skip_serializing_if = "super::is_empty")]
        pub require_approval: List<Tag> = Cow::Borrowed(&[]), with_require_approval;
    }
}

impl Tags {
    /// Whether nothing has to be sent.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::DEFAULT
    }

    /// Whether a tool with `tags`, given by their wire names, may be used.
    #[must_use]
    pub fn allows<T: AsRef<str>>(&self, tags: &[T]) -> bool {
        let carries = |wanted: &List<Tag>| wanted.iter().any(|tag| tags.iter().any(|has| has.as_ref() == tag.as_str()));
        (self.enable.is_empty() || carries(&self.enable)) && !carries(&self.disable)
    }

    /// Whether it excludes any tool.
    pub(super) fn is_filter(&self) -> bool {
        !self.enable.is_empty() || !self.disable.is_empty()
    }

    pub(super) fn is_within(&self, declared: &Self) -> bool {
        let enabled = declared.enable.is_empty() || (!self.enable.is_empty() && all_in(&self.enable, &declared.enable));
        let asked = |tag| self.require_approval.contains(tag) || self.disable.contains(tag);
        enabled && all_in(&declared.disable, &self.disable) && declared.require_approval.iter().all(asked)
    }

    pub(super) fn sort(&mut self) {
        let Self { enable, disable, require_approval } = self;
        for list in [enable, disable, require_approval] {
            list.to_mut().sort_unstable_by_key(|tag| tag.as_str());
        }
    }

    /// Which tools of the toolkit `slug` may be used, unless all of them may.
    pub(crate) fn usable(&self, slug: &str) -> Option<Fact> {
        let (said, tags) = match (&*self.enable, &*self.disable) {
            ([], []) => return None,
            ([], disable) => (": every tool not tagged ", disable),
            (enable, _) => (": only tools tagged ", enable),
        };
        Some(Fact::new([toolkit(slug), said.into()].into_iter().chain(any_of(tags))))
    }

    /// Which tools may not be used, if any.
    pub(crate) fn without(&self) -> Option<Vec<Piece>> {
        let not = |enable| [Piece::from("any tool not tagged ")].into_iter().chain(any_of(enable));
        Some(match (&*self.enable, &*self.disable) {
            ([], []) => return None,
            (enable, []) => not(enable).collect(),
            ([], disable) => [Piece::from("any tool tagged ")].into_iter().chain(any_of(disable)).collect(),
            (enable, disable) => not(enable).chain([", or tagged ".into()]).chain(any_of(disable)).collect(),
        })
    }

    /// Which calls of `tools` need approval.
    pub(crate) fn approvals(&self, tools: &[Piece]) -> Option<Fact> {
        let tagged = [Piece::from("each call of ")].into_iter().chain(tools.iter().cloned()).chain([" tagged ".into()]);
        (!self.require_approval.is_empty()).then(|| Fact::new(tagged.chain(any_of(&self.require_approval))))
    }
}

fn all_in(some: &[Tag], all: &[Tag]) -> bool {
    some.iter().all(|one| all.contains(one))
}

impl Block for Tags {
    type Value = Self;
    type Patch = Self;

    fn is_within(proposed: &Self, declared: &Self, _: Whole<'_>) -> bool {
        proposed.is_within(declared)
    }

    fn sort(tags: &mut Self) {
        tags.sort();
    }

    fn apply(change: Change<Self>, current: Self) -> Result<Self, PatchProblem> {
        Ok(change.of(current, Self::DEFAULT))
    }

    fn restoring(declared: &Self, _: Supplied) -> Change<Self> {
        Change::restoring_unless(&Self::DEFAULT, declared.clone())
    }
}

impl Answered<Option<StoredAccess>> for Tags {
    fn answer(tags: &Self) -> Option<StoredAccess> {
        (!tags.is_default()).then(|| tags.into())
    }

    fn said(answer: &Option<StoredAccess>, _: &Self) -> Option<Self> {
        answer.as_ref().map_or(Some(Self::DEFAULT), StoredAccess::to_tags)
    }
}

impl From<&Tags> for StoredAccess {
    fn from(tags: &Tags) -> Self {
        let names = |tags: &[Tag]| tags.iter().map(|tag| tag.as_str().to_owned()).collect::<Vec<_>>();
        let said = |names: Vec<String>| (!names.is_empty()).then_some(names);
        Self {
            enabled: said(names(&tags.enable)),
            disabled: said(names(&tags.disable)),
            tags: None,
            require_approval: names(&tags.require_approval),
        }
    }
}

impl StoredAccess {
    /// Converts the answer to its form in a request, unless it names tags that this version does not know.
    #[must_use]
    pub fn to_tags(&self) -> Option<Tags> {
        let known = |names: &[String]| names.iter().map(|name| Tag::from_wire(name)).collect::<Option<Vec<_>>>();
        let list = |names: &Option<Vec<String>>| known(names.as_deref().unwrap_or_default());
        Some(Tags {
            enable: list(&self.enabled)?.into(),
            disable: list(&self.disabled)?.into(),
            require_approval: known(&self.require_approval)?.into(),
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Keys {
    enable: List<Tag>,
    disable: List<Tag>,
    require_approval: List<Tag>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a list of tags, or an object with `enable`, `disable` and `require_approval`; a tag is one of \
                 readOnlyHint, createHint, updateHint, destructiveHint, idempotentHint, openWorldHint"
)]
enum Request {
    List(List<Tag>),
    Keys(Keys),
}

impl From<Request> for Tags {
    fn from(request: Request) -> Self {
        match request {
            Request::List(enable) => Self { enable, ..Self::DEFAULT },
            Request::Keys(Keys { enable, disable, require_approval }) => Self { enable, disable, require_approval },
        }
    }
}
