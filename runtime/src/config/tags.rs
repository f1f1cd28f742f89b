use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::List;

/// What a tool does, as its author declares it.
///
/// The wire's names are those of the Model Context Protocol's hints (`readOnlyHint`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tag {
    /// Changes nothing.
    #[serde(rename = "readOnlyHint")]
    ReadOnly,
    /// Makes something new.
    #[serde(rename = "createHint")]
    Create,
    /// Changes what is there.
    #[serde(rename = "updateHint")]
    Update,
    /// Takes something away that may not come back.
    #[serde(rename = "destructiveHint")]
    Destructive,
    /// Does no more the second time than the first. Few tools carry this tag.
    #[serde(rename = "idempotentHint")]
    Idempotent,
    /// Reaches an open world of things, the web for one. Few tools carry this tag.
    #[serde(rename = "openWorldHint")]
    OpenWorld,
}

impl Tag {
    const ALL: [Self; 6] =
        [Self::ReadOnly, Self::Create, Self::Update, Self::Destructive, Self::Idempotent, Self::OpenWorld];

    /// The tag of this name on the wire.
    pub(super) fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.as_str() == name)
    }

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadOnly => "readOnlyHint",
            Self::Create => "createHint",
            Self::Update => "updateHint",
            Self::Destructive => "destructiveHint",
            Self::Idempotent => "idempotentHint",
            Self::OpenWorld => "openWorldHint",
        }
    }
}

/// Which tools may be used by their tags. An empty list says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Request", into = "Keys")]
pub struct Tags {
    /// Only tools with one of these.
    pub enable: List<Tag>,
    /// No tool with one of these.
    pub disable: List<Tag>,
    /// Tools with one of these need the user's approval, call by call.
    pub require_approval: List<Tag>,
}

impl Tags {
    /// No tool is judged by its tags.
    pub const DEFAULT: Self =
        Self { enable: Cow::Borrowed(&[]), disable: Cow::Borrowed(&[]), require_approval: Cow::Borrowed(&[]) };

    /// Whether nothing has to be sent.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::DEFAULT
    }

    /// Whether a tool with `tags`, by their names on the wire, may be used.
    #[must_use]
    pub fn allows<T: AsRef<str>>(&self, tags: &[T]) -> bool {
        let carries = |wanted: &List<Tag>| wanted.iter().any(|tag| tags.iter().any(|has| has.as_ref() == tag.as_str()));
        (self.enable.is_empty() || carries(&self.enable)) && !carries(&self.disable)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    #[serde(default, skip_serializing_if = "super::is_empty")]
    enable: List<Tag>,
    #[serde(default, skip_serializing_if = "super::is_empty")]
    disable: List<Tag>,
    #[serde(default, skip_serializing_if = "super::is_empty")]
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

impl From<Tags> for Keys {
    fn from(Tags { enable, disable, require_approval }: Tags) -> Self {
        Self { enable, disable, require_approval }
    }
}
