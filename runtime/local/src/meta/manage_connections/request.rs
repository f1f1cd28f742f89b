use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

use crate::{json_text, limits};

/// The arguments of the tool.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Arguments {
    /// The slugs of the toolkits to connect, or an action for each.
    #[serde(deserialize_with = "json_text::or_text")]
    #[schemars(length(min = 1, max = limits::TOOLKITS_AT_ONCE))]
    pub(super) toolkits: Vec<Entry>,
    /// Makes a new link even for what is connected already.
    #[serde(default)]
    pub(super) reinitiate_all: bool,
}

/// A toolkit in either form.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub(super) enum Entry {
    /// Connect it, unless it is connected.
    Slug(String),
    /// Do this with it.
    Asked(Asked),
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub(super) struct Asked {
    /// The toolkit's slug.
    #[serde(alias = "toolkit", alias = "slug")]
    pub(super) name: String,
    #[serde(default)]
    pub(super) action: Action,
    /// For `rename` and `remove`: the account's id, word id or alias. It can be left out if one alone is connected.
    #[serde(default, alias = "account_id", alias = "connected_account_id", alias = "word_id")]
    pub(super) account: Option<String>,
    /// For `rename` and `add`: the account's new alias. Empty text removes the alias.
    #[serde(default, alias = "new_alias", alias = "new_name")]
    pub(super) alias: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Action {
    /// Makes a link for the user to connect an account.
    #[default]
    Add,
    /// Says which accounts are connected.
    List,
    /// Gives an account another alias.
    Rename,
    /// Deletes an account. It cannot be used any more, by any session.
    Remove,
}

impl Entry {
    /// The toolkit's slug, in lower case.
    pub(super) fn slug(&self) -> String {
        let (Self::Slug(slug) | Self::Asked(Asked { name: slug, .. })) = self;
        slug.to_ascii_lowercase()
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(slug) => Ok(Self::Slug(slug)),
            asked @ Value::Object(_) => serde_json::from_value(asked).map(Self::Asked).map_err(D::Error::custom),
            _ => Err(D::Error::custom("expected a toolkit's slug, or an object with `name` and `action`")),
        }
    }
}
