//! Enums of wire names that newer routers may extend.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};

/// Reads a name without copying one that is known.
pub(crate) struct Named<T>(pub(crate) PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for Named<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
        Ok(name.into())
    }
}

/// A name that this version does not know.
///
/// Only the enum's own conversions make one, and only its `as_str` reads it: no program can rest on a name being unknown, for a later
/// version may know it.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownName(pub(crate) String);

/// Declares an enum of names on the wire that stays readable when a newer router knows more of them.
macro_rules! open_enum {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        ///
        /// A name that this version does not know is kept as it is: [`as_str`](Self::as_str) gives it, and `Display` and serde write it.
        /// A later version may have a variant for it, so compare names, not the lack of one.
        #[derive(Clone, PartialEq, Eq)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$variant_doc])* $variant,)*
            #[doc(hidden)]
            __Unknown($crate::open_enum::UnknownName),
        }

        impl $name {
            /// All names that this version knows.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// The name on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::__Unknown(name) => &name.0,
                }
            }

            /// Whether this version knows the name.
            #[must_use]
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::__Unknown(_))
            }

            fn known(name: &str) -> Option<Self> {
                // Some answers write the same names in lower case.
                Self::KNOWN.iter().find(|known| known.as_str().eq_ignore_ascii_case(name)).cloned()
            }
        }

        impl From<String> for $name {
            fn from(name: String) -> Self {
                Self::known(&name).unwrap_or(Self::__Unknown($crate::open_enum::UnknownName(name)))
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self::known(name).unwrap_or_else(|| Self::__Unknown($crate::open_enum::UnknownName(name.to_owned())))
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.as_str().to_owned()
            }
        }

        /// That of the text, so that a map by such names is asked by text.
        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, name: &str) -> bool {
                self.as_str() == name
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, name: &&str) -> bool {
                self.as_str() == *name
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Ok(name.into())
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant => formatter.write_str(stringify!($variant)),)*
                    Self::__Unknown(name) => formatter.debug_tuple("Unknown").field(&name.0).finish(),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::open_enum::Named(::std::marker::PhantomData))
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

pub(crate) use open_enum;
