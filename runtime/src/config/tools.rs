use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{List, Tags, Text};

/// Which tools of one toolkit a session reaches, and which of them need the user's approval.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Request", into = "Keys")]
pub struct ToolkitTools {
    /// The tools that can be reached.
    pub access: ToolAccess,
    /// The tools whose every call needs approval.
    pub require_approval: List<Text>,
}

impl ToolkitTools {
    /// Every tool, none under approval.
    pub const DEFAULT: Self = Self { access: ToolAccess::Any, require_approval: Cow::Borrowed(&[]) };
}

/// How the tools of one toolkit are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ToolAccess {
    /// All of them.
    #[default]
    Any,
    /// These and no others; an empty list means none.
    Only(List<Text>),
    /// All but these.
    Except(List<Text>),
    /// By what they do. For this toolkit it takes the place of the session's [`Tags`].
    Tagged(Tags),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enable: Option<List<Text>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disable: Option<List<Text>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tags: Option<Tags>,
    #[serde(default, skip_serializing_if = "super::is_empty")]
    require_approval: List<Text>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a list of tools, or an object with one of `enable`, `disable` and `tags`, and `require_approval`"
)]
enum Request {
    List(List<Text>),
    Keys(Keys),
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
            (None, None, Some(tags)) => ToolAccess::Tagged(tags),
            _ => return Err("of `enable`, `disable` and `tags` only one can be there"),
        };
        Ok(Self { access, require_approval: keys.require_approval })
    }
}

impl From<ToolkitTools> for Keys {
    fn from(ToolkitTools { access, require_approval }: ToolkitTools) -> Self {
        let none = Self { enable: None, disable: None, tags: None, require_approval };
        match access {
            ToolAccess::Any => none,
            ToolAccess::Only(tools) => Self { enable: Some(tools), ..none },
            ToolAccess::Except(tools) => Self { disable: Some(tools), ..none },
            ToolAccess::Tagged(tags) => Self { tags: Some(tags), ..none },
        }
    }
}
