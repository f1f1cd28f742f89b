//! Enumerated values: each with its name on the wire, its name in a declaration and its meaning.

/// Declares such an enum. A row is the variant, the wire's name, the declaration's name and what it means, as a clause.
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

            /// The name on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }

            /// The value of a name on the wire.
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

            /// What it means, as a clause.
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
