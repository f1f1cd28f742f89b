use serde::{Deserialize, Serialize};

use super::{List, Text};

/// Which of a set of slugs may be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// All of them; nothing is sent.
    #[default]
    Any,
    /// These and no others; an empty list means none.
    Only(List<Text>),
    /// All but these.
    Except(List<Text>),
}

impl Access {
    /// Whether `slug` may be used.
    #[must_use]
    pub fn allows(&self, slug: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(slugs) => slugs.iter().any(|allowed| allowed == slug),
            Self::Except(slugs) => slugs.iter().all(|denied| denied != slug),
        }
    }

    /// Whether it certainly allows nothing that `other` does not.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        match (other, self) {
            (Self::Any, _) => true,
            (Self::Only(allowed), Self::Only(slugs)) => slugs.iter().all(|slug| allowed.contains(slug)),
            (Self::Except(denied), Self::Only(slugs)) => !slugs.iter().any(|slug| denied.contains(slug)),
            (Self::Except(denied), Self::Except(slugs)) => denied.iter().all(|slug| slugs.contains(slug)),
            (Self::Only(_), Self::Any | Self::Except(_)) | (Self::Except(_), Self::Any) => false,
        }
    }
}

/// The wire's two keys for the same: at most one of them is there.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccessKeys {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enable: Option<List<Text>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disable: Option<List<Text>>,
}

impl AccessKeys {
    pub(super) fn into_access(self) -> Result<Access, String> {
        access_from(self.enable, self.disable)
    }
}

impl From<Access> for AccessKeys {
    fn from(access: Access) -> Self {
        let (enable, disable) = access.into_keys();
        Self { enable, disable }
    }
}

impl Access {
    pub(super) fn into_keys(self) -> (Option<List<Text>>, Option<List<Text>>) {
        match self {
            Self::Any => (None, None),
            Self::Only(slugs) => (Some(slugs), None),
            Self::Except(slugs) => (None, Some(slugs)),
        }
    }
}

pub(super) fn access_from(enable: Option<List<Text>>, disable: Option<List<Text>>) -> Result<Access, String> {
    match (enable, disable) {
        (None, None) => Ok(Access::Any),
        (Some(slugs), None) => Ok(Access::Only(slugs)),
        (None, Some(slugs)) => Ok(Access::Except(slugs)),
        (Some(_), Some(_)) => Err("`enable` and `disable` exclude each other".to_owned()),
    }
}
