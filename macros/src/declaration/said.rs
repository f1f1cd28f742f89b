//! Values with their tokens, and whether they can be relied on.

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::syntax::Body;

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

/// An optional setting that may also have been written wrongly.
///
/// The rules between settings depend on the difference: an omitted setting has its default; from one that was wrong or
/// may be unread they conclude nothing, because the mistake is already reported.
#[derive(Clone, Debug, Default)]
pub(crate) enum Said<T> {
    #[default]
    No,
    /// Not found, but it may be part of what is reported elsewhere: an unknown name, or dropped tokens.
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

    /// Whether it is certainly omitted.
    pub(crate) fn is_no(&self) -> bool {
        matches!(self, Self::No)
    }

    /// Whether it is given, right or wrong.
    pub(crate) fn is_said(&self) -> bool {
        matches!(self, Self::Wrong | Self::Yes(_))
    }

    /// `Wrong` if it could not be read.
    pub(crate) fn from_read(read: Option<T>) -> Self {
        read.map_or(Self::Wrong, Self::Yes)
    }
}

/// The target that the settings in one pair of parentheses fill.
pub(crate) trait Draft: Default {
    /// Something in the parentheses could not be read; it may be any setting that was not found.
    fn doubt(&mut self);

    /// The setting of this name had a mistake.
    fn flaw(&mut self, _setting: &'static str) {}

    /// A setting is given twice; `again` has the second value. It is open which of the two applies, and the names in
    /// both count as named.
    fn repeat(&mut self, again: Self);

    /// As for [`repeat`](Self::repeat), if the second value has mistakes, which are not told: nothing is told of what it
    /// names either.
    fn repeat_wrong(&mut self, again: Self) {
        self.repeat(again);
    }
}

/// A value that is given in one or two places.
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
    /// As for [`Draft::repeat`]. Two equal values count as one.
    pub(crate) fn repeat(&mut self, again: Self) {
        match (&*self, &again) {
            (Self::Yes(first), Self::Yes(second)) if first.value == second.value => {}
            _ => self.contradict(again),
        }
    }
}

/// A value in the declaration, or one that is left to run time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Supplied<T> {
    Here(T),
    /// It must be supplied at run time.
    AtRunTime,
    /// It can be supplied at run time.
    IfAny,
}

impl<T> Supplied<T> {
    /// What `name` and `name?` leave to run time.
    pub(crate) fn left(body: &Body) -> Option<Self> {
        match body {
            Body::Bare => Some(Self::AtRunTime),
            Body::Optional(_, rest) if matches!(**rest, Body::Bare) => Some(Self::IfAny),
            Body::Optional(..) | Body::Value(_) | Body::Group(_) | Body::Broken => None,
        }
    }

    /// The value in the declaration.
    pub(crate) fn here(&self) -> Option<&T> {
        match self {
            Self::Here(value) => Some(value),
            Self::AtRunTime | Self::IfAny => None,
        }
    }
}
