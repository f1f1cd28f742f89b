//! Enumerated values: each has a wire name, a name in a declaration, and a meaning.

use std::error::Error;
use std::fmt;

/// Declares such an enum. A row has the variant, the wire name, the name in a declaration, and the meaning as a clause.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $wire:literal, $word:literal, $summary:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize,
        )]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $wire)] $variant,)*
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The wire name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }

            /// The value of a wire name.
            #[must_use]
            pub fn from_wire(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == name)
            }

            /// The name in a declaration.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The meaning, as a clause.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary,)*
                }
            }
        }

        impl ::std::fmt::Display for $name {
            /// Writes the wire name.
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::words::UnknownValue;

            /// Reads the wire name.
            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Self::from_wire(name).ok_or_else(|| $crate::words::UnknownValue::new(stringify!($name), name))
            }
        }

        impl $crate::constant::Constant for $name {
            const IS_LITERAL: bool = true;

            fn write(&self, to: &mut $crate::constant::Expression<'_>) {
                let variant = match self {
                    $(Self::$variant => stringify!($variant),)*
                };
                to.path(concat!("config::", stringify!($name), "::"));
                to.push(variant);
            }
        }
    };
}

pub(crate) use words;

/// Text that is not one of the values that this version knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownValue {
    of: &'static str,
    text: String,
}

impl UnknownValue {
    pub(crate) fn new(of: &'static str, text: &str) -> Self {
        Self { of, text: text.to_owned() }
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not a known `{}`", self.text, self.of)
    }
}

impl Error for UnknownValue {}
