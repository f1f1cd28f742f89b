use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{List, Text};
use crate::constant::constant;
use crate::fact::{Fact, Piece};

/// Which slugs of a set may be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Access {
    /// All of them; nothing is sent.
    #[default]
    Any,
    /// These and no others; an empty list means none.
    Only(List<Text>),
    /// All but these.
    Except(List<Text>),
}

constant!(
    enum Access {
        Any,
        Only(slugs),
        Except(slugs),
    }
);

/// Slugs as the wire has them.
type Slugs<'a> = Cow<'a, [Text]>;

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

    /// Whether it certainly allows nothing that `other` does not allow.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        match (other, self) {
            (Self::Any, _) => true,
            (Self::Only(allowed), Self::Only(slugs)) => slugs.iter().all(|slug| allowed.contains(slug)),
            (Self::Except(denied), Self::Only(slugs)) => !slugs.iter().any(|slug| denied.contains(slug)),
            (Self::Except(denied), Self::Except(slugs)) => denied.iter().all(|slug| slugs.contains(slug)),
            (Self::Only(_), Self::Any | Self::Except(_)) | (Self::Except(_), Self::Any) => false,
        }
    }

    /// The slugs that it names.
    #[must_use]
    pub fn named(&self) -> &[Text] {
        match self {
            Self::Any => &[],
            Self::Only(slugs) | Self::Except(slugs) => slugs,
        }
    }

    /// The slugs that it names, to change them.
    pub fn named_mut(&mut self) -> Option<&mut List<Text>> {
        match self {
            Self::Any => None,
            Self::Only(slugs) | Self::Except(slugs) => Some(slugs),
        }
    }

    /// The same without `taken`.
    #[must_use]
    pub fn without(&self, taken: &[Text]) -> Self {
        match self {
            Self::Any => Self::Except(distinct(taken)),
            Self::Only(slugs) => Self::Only(all_but(slugs, taken)),
            Self::Except(slugs) => Self::Except(distinct(&[slugs, taken].concat())),
        }
    }

    /// `said`, and which.
    pub(crate) fn words(&self, said: Vec<Piece>, piece: fn(String) -> Piece) -> Fact {
        let pieces = |slugs: &[Text]| slugs.iter().map(|slug| piece(slug.to_string())).collect::<Vec<_>>();
        let (which, items) = match self {
            Self::Any => (" every one", Vec::new()),
            Self::Only(slugs) if slugs.is_empty() => (" none", Vec::new()),
            Self::Only(slugs) => (" only", pieces(slugs)),
            Self::Except(slugs) => (" all except", pieces(slugs)),
        };
        Fact::new(said.into_iter().chain([which.into()])).items(items)
    }
}

/// The request's two keys for an [`Access`]: at most one of them is set.
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
    /// The same as [`into_keys`](Self::into_keys), borrowed.
    pub(super) fn keys(&self) -> (Option<Slugs<'_>>, Option<Slugs<'_>>) {
        match self {
            Self::Any => (None, None),
            Self::Only(slugs) => (Some(Cow::Borrowed(slugs)), None),
            Self::Except(slugs) => (None, Some(Cow::Borrowed(slugs))),
        }
    }

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
        (Some(_), Some(_)) => Err("`enable` and `disable` are mutually exclusive".to_owned()),
    }
}

/// What is enabled, disabled or needs approval (toolkits, tools or tags), as a router answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredAccess {
    /// Only these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<Vec<String>>,
    /// All but these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<Vec<String>>,
    /// By tags.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Box<StoredAccess>>,
    /// These need approval.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub require_approval: Vec<String>,
}

impl StoredAccess {
    /// Converts the answer to its form in a request.
    #[must_use]
    pub fn to_access(&self) -> Access {
        match (&self.enabled, &self.disabled) {
            (Some(slugs), _) => Access::Only(texts(slugs)),
            (None, Some(slugs)) => Access::Except(texts(slugs)),
            (None, None) => Access::Any,
        }
    }
}

impl From<&Access> for StoredAccess {
    fn from(access: &Access) -> Self {
        match access {
            Access::Any => Self::default(),
            Access::Only(slugs) => Self { enabled: Some(strings(slugs)), ..Self::default() },
            Access::Except(slugs) => Self { disabled: Some(strings(slugs)), ..Self::default() },
        }
    }
}

/// The slugs, each once.
#[must_use]
pub fn distinct(slugs: &[Text]) -> List<Text> {
    let mut distinct: Vec<Text> = Vec::new();
    for slug in slugs {
        if !distinct.contains(slug) {
            distinct.push(slug.clone());
        }
    }
    distinct.into()
}

pub(super) fn all_but(slugs: &[Text], taken: &[Text]) -> List<Text> {
    slugs.iter().filter(|slug| !taken.contains(slug)).cloned().collect()
}

pub(super) fn texts(strings: &[String]) -> List<Text> {
    strings.iter().cloned().map(Text::Owned).collect()
}

pub(super) fn strings(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.clone().into_owned()).collect()
}
