//! The API's ids, each a type of its own.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Arc;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

use crate::error::InvalidInput;

/// An id without a character, where one is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("a `{of}` is empty")]
pub struct EmptyId {
    of: &'static str,
}

/// Reads an id without a copy beside its own.
struct Parsed<Id>(PhantomData<Id>);

impl<Id: FromStr<Err = EmptyId>> Visitor<'_> for Parsed<Id> {
    type Value = Id;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, id: &str) -> Result<Id, E> {
        id.parse().map_err(E::custom)
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Returns the id as the API writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl FromStr for $name {
            type Err = EmptyId;

            fn from_str(id: &str) -> Result<Self, EmptyId> {
                if id.is_empty() { Err(EmptyId { of: stringify!($name) }) } else { Ok(Self(Arc::from(id))) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.as_str().to_owned()
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Parsed(PhantomData))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        id!(@from $name: &str, String, &String, Box<str>, Arc<str>, Cow<'_, str>);

        impl From<&Self> for $name {
            fn from(id: &Self) -> Self {
                id.clone()
            }
        }
    };
    (@from $name:ident: $($text:ty),*) => {$(
        impl From<$text> for $name {
            fn from(id: $text) -> Self {
                Self(Arc::from(AsRef::<str>::as_ref(&id)))
            }
        }
    )*};
}

id! {
    /// Your own id for the user whose accounts a session uses.
    ///
    /// It has 1 to 512 bytes and no control characters. That is checked where it is used, and reported as
    /// [`InvalidInput::UserId`].
    UserId
}

id! {
    /// The id of a session.
    SessionId
}

id! {
    /// The id of a connected account, `ca_…`: one user's account with one toolkit.
    ConnectedAccountId
}

id! {
    /// The id of an auth config, `ac_…`: how users authenticate with one toolkit.
    AuthConfigId
}

/// The longest user id, in bytes. It is far beyond any id of a database, and short enough for the query of a URL.
const LONGEST_USER_ID: usize = 512;

impl UserId {
    pub(crate) fn check(&self) -> Result<(), InvalidInput> {
        let id = self.as_str();
        let problem = if id.trim().is_empty() {
            return Err(InvalidInput::EmptyUserId);
        } else if id.len() > LONGEST_USER_ID {
            "it has more than 512 bytes"
        } else if id.chars().any(char::is_control) {
            "it has control characters"
        } else {
            return Ok(());
        };
        Err(InvalidInput::UserId { problem })
    }
}

impl ConnectedAccountId {
    pub(crate) fn check(&self) -> Result<(), InvalidInput> {
        prefixed("ca_", self.as_str(), "connected account")
    }
}

impl AuthConfigId {
    pub(crate) fn check(&self) -> Result<(), InvalidInput> {
        prefixed("ac_", self.as_str(), "auth config")
    }
}

fn prefixed(prefix: &'static str, id: &str, kind: &'static str) -> Result<(), InvalidInput> {
    match id.strip_prefix(prefix) {
        Some(rest) if !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)) => Ok(()),
        _ => Err(InvalidInput::Id { kind, prefix, id: id.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{InvalidInput, SessionId, UserId};

    #[test]
    fn an_empty_id_is_not_read() {
        assert_eq!("".parse::<SessionId>().unwrap_err().to_string(), "a `SessionId` is empty");
        assert!(serde_json::from_str::<SessionId>("\"\"").is_err());
        assert_eq!(serde_json::from_str::<SessionId>("\"trs_1\"").unwrap(), "trs_1");
    }

    #[test]
    fn a_user_id_is_text_of_a_sane_length() {
        for id in ["ada", "ada@example.com", "Ada Lovelace", "用户", &"a".repeat(512)] {
            assert_eq!(UserId::from(id).check(), Ok(()), "{id}");
        }
        assert_eq!(UserId::from(" ").check(), Err(InvalidInput::EmptyUserId));
        for id in ["ada\n", "a\0da", "ada\u{7f}", "ada\u{85}", &"a".repeat(513), &"ü".repeat(300)] {
            assert!(matches!(UserId::from(id).check(), Err(InvalidInput::UserId { .. })), "{id}");
        }
    }

    #[test]
    fn a_map_by_ids_is_asked_by_text() {
        let sessions = HashMap::from([(UserId::from("ada"), 1)]);
        assert_eq!(sessions.get("ada"), Some(&1));
        assert_eq!(String::from(UserId::from("ada")), "ada");
    }
}
