//! `tools`: which tools of a toolkit a session can use.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use super::access::{all_but, distinct, strings, texts};
use super::block::{Answered, Block, Whole};
use super::patch::{PatchProblem, Supplied};
use super::record::record;
use super::{Access, Change, List, Map, SessionConfig, StoredAccess, Tags, Text};
use crate::constant::constant;
use crate::fact::{Fact, fact, tool, toolkit};

record! {
    /// Every tool, none under approval.
    const DEFAULT;

    /// Which tools of one toolkit a session reaches, and which of them need the user's approval.
    #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
    #[serde(try_from = "Request")]
    pub struct ToolkitTools {
        /// The tools that can be reached.
        pub access: ToolAccess = ToolAccess::Any, with_access;
        /// The tools whose every call needs approval.
        pub require_approval: List<Text> = Cow::Borrowed(&[]), with_require_approval;
    }
}

impl ToolkitTools {
    fn sort(&mut self) {
        let Self { access, require_approval } = self;
        match access {
            ToolAccess::Any => {}
            ToolAccess::Only(slugs) | ToolAccess::Except(slugs) => slugs.to_mut().sort_unstable(),
            ToolAccess::Tagged(tags) => tags.sort(),
        }
        require_approval.to_mut().sort_unstable();
    }

    pub(crate) fn approvals(&self, slug: &str) -> impl Iterator<Item = Fact> {
        let named = self.require_approval.iter().map(|name| fact!["each call of ", tool(name)]);
        let tagged = match &self.access {
            ToolAccess::Tagged(tags) => tags.approvals(&["a tool of ".into(), toolkit(slug)]),
            ToolAccess::Any | ToolAccess::Only(_) | ToolAccess::Except(_) => None,
        };
        named.chain(tagged)
    }
}

/// How the tools of one toolkit are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ToolAccess {
    /// All of them.
    #[default]
    Any,
    /// These and no others; an empty list means none.
    Only(List<Text>),
    /// All but these.
    Except(List<Text>),
    /// By their tags. For this toolkit, these replace the session's [`Tags`].
    Tagged(Tags),
}

constant!(
    enum ToolAccess {
        Any,
        Only(slugs),
        Except(slugs),
        Tagged(tags),
    }
);

impl ToolAccess {
    /// The tools that it names.
    #[must_use]
    pub fn named(&self) -> &[Text] {
        match self {
            Self::Any | Self::Tagged(_) => &[],
            Self::Only(slugs) | Self::Except(slugs) => slugs,
        }
    }

    /// The tools that it names, to change them.
    pub fn named_mut(&mut self) -> Option<&mut List<Text>> {
        match self {
            Self::Any | Self::Tagged(_) => None,
            Self::Only(slugs) | Self::Except(slugs) => Some(slugs),
        }
    }

    /// What of it is by name.
    #[must_use]
    pub fn by_name(&self) -> Access {
        match self {
            Self::Any | Self::Tagged(_) => Access::Any,
            Self::Only(slugs) => Access::Only(slugs.clone()),
            Self::Except(slugs) => Access::Except(slugs.clone()),
        }
    }

    /// The tags, where it is by what tools do.
    #[must_use]
    pub fn tags(&self) -> Option<&Tags> {
        match self {
            Self::Any | Self::Only(_) | Self::Except(_) => None,
            Self::Tagged(tags) => Some(tags),
        }
    }

    /// Whether it says which tools can be used, and not only which cannot.
    #[must_use]
    pub fn is_allowlist(&self) -> bool {
        match self {
            Self::Any | Self::Except(_) => false,
            Self::Only(_) => true,
            Self::Tagged(tags) => !tags.enable.is_empty(),
        }
    }

    /// The same without `taken`; `None` by tags, which cannot tell tools apart.
    #[must_use]
    pub fn without(&self, taken: &[Text]) -> Option<Self> {
        Some(match self {
            Self::Any => Self::Except(distinct(taken)),
            Self::Only(slugs) => Self::Only(all_but(slugs, taken)),
            Self::Except(slugs) => Self::Except(distinct(&[slugs, taken].concat())),
            Self::Tagged(_) => return None,
        })
    }

    /// Which tools of the toolkit `slug` may be used.
    pub(crate) fn usable(&self, slug: &str) -> Fact {
        let list = |tools: &List<Text>| tools.iter().map(tool).collect::<Vec<_>>();
        let every = fact![toolkit(slug), ": every tool"];
        match self {
            Self::Any => every,
            Self::Only(tools) => fact![toolkit(slug), ": only"].items(list(tools)),
            Self::Except(tools) => fact![toolkit(slug), ": every tool except"].items(list(tools)),
            Self::Tagged(tags) => tags.usable(slug).unwrap_or(every),
        }
    }

    /// Which tools of the toolkit `slug` may not be used.
    pub(crate) fn unusable(&self, slug: &str) -> Option<Fact> {
        match self {
            Self::Any => None,
            Self::Only(_) => Some(fact![toolkit(slug), ": any other tool"]),
            Self::Except(tools) => Some(fact![toolkit(slug), ":"].items(tools.iter().map(tool))),
            Self::Tagged(tags) => {
                let without = tags.without()?;
                Some(Fact::new([toolkit(slug), ": ".into()].into_iter().chain(without)))
            }
        }
    }

    fn is_within(&self, declared: &Self, whole: &SessionConfig) -> bool {
        match (declared, self) {
            // For their toolkit, they replace the session's tags.
            (Self::Any, Self::Tagged(proposed)) => proposed.is_within(&whole.tags),
            // A tool that is named may win over the tags that exclude it.
            (Self::Any | Self::Except(_), Self::Only(proposed))
                if whole.tags.is_filter() && !all_in(proposed, whole.preloaded_by_name()) =>
            {
                false
            }
            (Self::Any, _) => true,
            (Self::Only(declared), Self::Only(proposed)) => all_in(proposed, declared),
            (Self::Except(declared), Self::Only(proposed)) => !proposed.iter().any(|tool| declared.contains(tool)),
            (Self::Except(declared), Self::Except(proposed)) => all_in(declared, proposed),
            (Self::Tagged(declared), Self::Tagged(proposed)) => proposed.is_within(declared),
            // The tools that carry a tag are not known here.
            _ => false,
        }
    }
}

/// What holds for a toolkit that `tools` does not name.
static EVERY_TOOL: ToolkitTools = ToolkitTools::DEFAULT;

/// The setting `tools`: which tools of each toolkit.
pub(super) enum Tools {}

impl Block for Tools {
    type Value = Map<ToolkitTools>;
    type Patch = Map<ToolkitTools>;

    /// Only toolkits that are still reached count.
    fn is_within(proposed: &Self::Value, declared: &Self::Value, whole: Whole<'_>) -> bool {
        let SessionConfig { toolkits, .. } = whole.proposed;
        let mut named = declared.iter().chain(proposed.iter()).map(|(toolkit, _)| toolkit);
        named.all(|toolkit| {
            !toolkits.access.allows(toolkit) || {
                let [old, new] = [declared, proposed].map(|tools| tools.get(toolkit).unwrap_or(&EVERY_TOOL));
                let asked = toolkits.require_approval.iter().any(|slug| slug == toolkit);
                new.access.is_within(&old.access, whole.declared) && (asked || keeps_approvals(old, new))
            }
        })
    }

    fn sort(tools: &mut Self::Value) {
        tools.sort(ToolkitTools::sort);
    }

    fn apply(change: Change<Self::Patch>, current: Self::Value) -> Result<Self::Value, PatchProblem> {
        Ok(change.of(current, Map::EMPTY))
    }

    fn restoring(declared: &Self::Value, _: Supplied) -> Change<Self::Patch> {
        Change::restoring_unless(&Map::EMPTY, declared.clone())
    }
}

impl Answered<BTreeMap<String, StoredAccess>> for Tools {
    fn answer(tools: &Self::Value) -> BTreeMap<String, StoredAccess> {
        tools.iter().map(|(toolkit, tools)| (toolkit.to_owned(), tools.into())).collect()
    }

    fn said(answer: &BTreeMap<String, StoredAccess>, _: &Self::Value) -> Option<Self::Value> {
        answer.iter().try_fold(Map::EMPTY, |mut tools, (toolkit, stored)| {
            tools.insert(toolkit.clone(), stored.to_tools()?);
            Some(tools)
        })
    }
}

fn keeps_approvals(declared: &ToolkitTools, proposed: &ToolkitTools) -> bool {
    let unreachable = |tool| match &proposed.access {
        ToolAccess::Only(tools) => !tools.contains(tool),
        ToolAccess::Except(tools) => tools.contains(tool),
        ToolAccess::Any | ToolAccess::Tagged(_) => false,
    };
    declared.require_approval.iter().all(|tool| proposed.require_approval.contains(tool) || unreachable(tool))
}

fn all_in(some: &[Text], all: &[Text]) -> bool {
    some.iter().all(|one| all.contains(one))
}

impl From<&ToolkitTools> for StoredAccess {
    fn from(tools: &ToolkitTools) -> Self {
        let require_approval = strings(&tools.require_approval);
        match &tools.access {
            ToolAccess::Any => Self { require_approval, ..Self::default() },
            ToolAccess::Only(slugs) => Self { enabled: Some(strings(slugs)), require_approval, ..Self::default() },
            ToolAccess::Except(slugs) => Self { disabled: Some(strings(slugs)), require_approval, ..Self::default() },
            ToolAccess::Tagged(tags) => Self { tags: Some(Box::new(tags.into())), require_approval, ..Self::default() },
        }
    }
}

impl StoredAccess {
    /// Converts the answer to its form in a request, unless it names tags that this version does not know.
    #[must_use]
    pub fn to_tools(&self) -> Option<ToolkitTools> {
        let access = match (&self.tags, self.to_access()) {
            (Some(tags), Access::Any) => ToolAccess::Tagged(tags.to_tags()?),
            (Some(_), _) => return None,
            (None, Access::Any) => ToolAccess::Any,
            (None, Access::Only(tools)) => ToolAccess::Only(tools),
            (None, Access::Except(tools)) => ToolAccess::Except(tools),
        };
        Some(ToolkitTools { access, require_approval: texts(&self.require_approval) })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enable: Option<Cow<'a, [Text]>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disable: Option<Cow<'a, [Text]>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tags: Option<Cow<'a, Tags>>,
    #[serde(default, skip_serializing_if = "super::is_empty")]
    require_approval: Cow<'a, [Text]>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a list of tools, or an object with one of `enable`, `disable` and `tags`, and `require_approval`"
)]
enum Request {
    List(List<Text>),
    Keys(Keys<'static>),
}

impl TryFrom<Request> for ToolkitTools {
    type Error = &'static str;

    fn try_from(request: Request) -> Result<Self, Self::Error> {
        let keys = match request {
            Request::List(tools) => {
                return Ok(Self { access: ToolAccess::Only(tools), ..Self::DEFAULT });
            }
            Request::Keys(keys) => keys,
        };
        let access = match (keys.enable, keys.disable, keys.tags) {
            (None, None, None) => ToolAccess::Any,
            (Some(tools), None, None) => ToolAccess::Only(tools),
            (None, Some(tools), None) => ToolAccess::Except(tools),
            (None, None, Some(tags)) => ToolAccess::Tagged(tags.into_owned()),
            _ => return Err("`enable`, `disable` and `tags` are mutually exclusive"),
        };
        Ok(Self { access, require_approval: keys.require_approval })
    }
}

impl Serialize for ToolkitTools {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let require_approval = Cow::Borrowed(&*self.require_approval);
        let none = Keys { enable: None, disable: None, tags: None, require_approval };
        let keys = match &self.access {
            ToolAccess::Any => none,
            ToolAccess::Only(tools) => Keys { enable: Some(Cow::Borrowed(tools)), ..none },
            ToolAccess::Except(tools) => Keys { disable: Some(Cow::Borrowed(tools)), ..none },
            ToolAccess::Tagged(tags) => Keys { tags: Some(Cow::Borrowed(tags)), ..none },
        };
        keys.serialize(serializer)
    }
}
