//! The API's ids, each a type of its own.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::InvalidInput;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// Your own id for the user whose accounts a session uses. It is not empty.
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

impl UserId {
    pub(crate) fn check(&self) -> Result<(), InvalidInput> {
        if self.as_str().trim().is_empty() { Err(InvalidInput::EmptyUserId) } else { Ok(()) }
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
