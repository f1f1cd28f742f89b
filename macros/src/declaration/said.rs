//! What was written, where, and whether it can be relied on.

use proc_macro2::TokenStream;
use quote::ToTokens;

/// A value with the tokens that a message about it underlines.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) tokens: TokenStream,
}

impl<T> Spanned<T> {
    pub(crate) fn new(value: T, tokens: impl ToTokens) -> Self {
        Self { value, tokens: tokens.into_token_stream() }
    }
}

/// A setting that may be left out, and that may have been written wrongly.
///
/// The difference matters to the rules between settings: from what was left out they conclude the default, from what was
/// wrong they conclude nothing, for that mistake is reported already.
#[derive(Clone, Debug, Default)]
pub(crate) enum Said<T> {
    #[default]
    No,
    Wrong,
    Yes(T),
}

impl<T> Said<T> {
    pub(crate) fn yes(&self) -> Option<&T> {
        match self {
            Self::Yes(value) => Some(value),
            Self::No | Self::Wrong => None,
        }
    }

    pub(crate) fn is_no(&self) -> bool {
        matches!(self, Self::No)
    }

    /// `Wrong` for what could not be read.
    pub(crate) fn from_read(read: Option<T>) -> Self {
        read.map_or(Self::Wrong, Self::Yes)
    }
}

/// A value that stands in the declaration, or is left to whoever creates the session.
#[derive(Clone, Debug)]
pub(crate) enum Supplied<T> {
    Here(T),
    AtRunTime,
}
