//! `toolkits`: what a session reaches.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::access::{access_from, strings};
use super::{Access, List, StoredAccess, Text};
use crate::constant::constant;
use crate::manifest::{Fact, fact, toolkit};

/// Which toolkits a session reaches, and for which of them every call needs the user's approval.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Request", into = "Keys")]
pub struct Toolkits {
    /// The toolkits that can be reached.
    pub access: Access,
    /// The toolkits whose every call needs approval.
    pub require_approval: List<Text>,
}

constant!(struct Toolkits { access, require_approval });

impl Toolkits {
    /// Every toolkit, none under approval.
    pub const DEFAULT: Self = Self { access: Access::Any, require_approval: Cow::Borrowed(&[]) };

    /// Whether nothing has to be sent.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::DEFAULT
    }

    pub(super) fn is_within(&self, declared: &Self) -> bool {
        let approved = |slug| self.require_approval.contains(slug) || !self.access.allows(slug);
        self.access.is_within(&declared.access) && declared.require_approval.iter().all(approved)
    }

    pub(super) fn sort(&mut self) {
        let Self { access, require_approval } = self;
        if let Some(slugs) = access.named_mut() {
            slugs.to_mut().sort_unstable();
        }
        require_approval.to_mut().sort_unstable();
    }

    pub(crate) fn approvals(&self) -> impl Iterator<Item = Fact> {
        self.require_approval.iter().map(|slug| fact!["each call of a tool of ", toolkit(slug)])
    }
}

impl From<&Toolkits> for StoredAccess {
    fn from(toolkits: &Toolkits) -> Self {
        Self { require_approval: strings(&toolkits.require_approval), ..(&toolkits.access).into() }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enable: Option<List<Text>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disable: Option<List<Text>>,
    #[serde(default, skip_serializing_if = "super::is_empty")]
    require_approval: List<Text>,
}

/// What a server has to take: the Python SDK sends the bare list unconverted on updates.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a list of slugs, or an object with `enable` or `disable`, and `require_approval`")]
enum Request {
    List(List<Text>),
    Keys(Keys),
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

impl From<Toolkits> for Keys {
    fn from(Toolkits { access, require_approval }: Toolkits) -> Self {
        let (enable, disable) = access.into_keys();
        Self { enable, disable, require_approval }
    }
}
