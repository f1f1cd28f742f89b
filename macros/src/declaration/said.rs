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
/// wrong or may have been left unread they conclude nothing, for that mistake is reported already.
#[derive(Clone, Debug, Default)]
pub(crate) enum Said<T> {
    #[default]
    No,
    /// It was not found, and may be what is reported elsewhere: a name that nothing is known by, tokens that were dropped.
    Unread,
    Wrong,
    Yes(T),
}

impl<T> Said<T> {
    pub(crate) fn yes(&self) -> Option<&T> {
        match self {
            Self::Yes(value) => Some(value),
            Self::No | Self::Unread | Self::Wrong => None,
        }
    }

    /// Whether it is certainly left out.
    pub(crate) fn is_no(&self) -> bool {
        matches!(self, Self::No)
    }

    /// Whether something is said of it, right or wrong.
    pub(crate) fn is_said(&self) -> bool {
        matches!(self, Self::Wrong | Self::Yes(_))
    }

    /// `Wrong` for what could not be read.
    pub(crate) fn from_read(read: Option<T>) -> Self {
        read.map_or(Self::Wrong, Self::Yes)
    }
}

/// What the settings of one pair of parentheses fill.
pub(crate) trait Draft: Default {
    /// Something in the parentheses could not be read: what was not found may be that.
    fn doubt(&mut self);

    /// Something was wrong in the setting of this name.
    fn flaw(&mut self, _setting: &'static str) {}

    /// One of the settings was said twice, and `again` has what the second says: which of the two holds is open, and what either
    /// names is named.
    fn repeat(&mut self, again: Self);
}

/// What is said in one place or in two.
pub(super) fn either<T: Draft>(first: Option<T>, again: Option<T>) -> Option<T> {
    match (first, again) {
        (Some(mut first), Some(again)) => {
            first.repeat(again);
            Some(first)
        }
        (first, again) => first.or(again),
    }
}

impl<T> Said<T> {
    pub(crate) fn doubt(&mut self) {
        if self.is_no() {
            *self = Self::Unread;
        }
    }

    /// As for [`Draft::repeat`].
    pub(crate) fn contradict(&mut self, again: Self) {
        if self.is_said() && again.is_said() {
            *self = Self::Wrong;
        } else if again.is_said() {
            *self = again;
        }
    }
}

impl<T: PartialEq> Said<Spanned<T>> {
    /// As for [`Draft::repeat`]. What is said twice and is the same holds.
    pub(crate) fn repeat(&mut self, again: Self) {
        match (&*self, &again) {
            (Self::Yes(first), Self::Yes(second)) if first.value == second.value => {}
            _ => self.contradict(again),
        }
    }
}

/// A value that stands in the declaration, or is left to whoever creates the session.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Supplied<T> {
    Here(T),
    AtRunTime,
}
