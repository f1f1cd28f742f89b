//! Enums of wire names that newer routers may extend.

use std::fmt;

use serde::de::{Error, Visitor};

/// Reads a name, without copying one that is known. For [`open_enum!`](crate::open_enum) only.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct OpenEnumVisitor<Read>(pub Read);

impl<T, Read: FnOnce(&str) -> T> Visitor<'_> for OpenEnumVisitor<Read> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
        Ok((self.0)(name))
    }
}

/// Declares an enum of wire names that can still be read when a newer router adds names.
#[macro_export]
macro_rules! open_enum {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A name that this version does not know.
            Unknown(String),
        }

        impl $name {
            /// All names that this version knows.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// The name on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(name) => name,
                }
            }

            fn known(name: &str) -> Option<Self> {
                match name {
                    // Some answers write the names in lower case.
                    $(known if known.eq_ignore_ascii_case($text) => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl From<String> for $name {
            fn from(name: String) -> Self {
                Self::known(&name).unwrap_or(Self::Unknown(name))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = |name: &str| Self::known(name).unwrap_or_else(|| Self::Unknown(name.to_owned()));
                deserializer.deserialize_str($crate::OpenEnumVisitor(name))
            }
        }

        impl $crate::__serde::Serialize for $name {
            fn serialize<S: $crate::__serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
