//! Enumerated values: each has a wire name, a name in a declaration, and a meaning.

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
