//! What each setting implements, for the code that visits all settings.

use super::patch::{PatchProblem, Supplied};
use super::{Change, SessionConfig};

/// A setting: a block of the configuration on the wire.
///
/// It is implemented for the setting's type, or for an empty enum that represents the setting where several settings
/// would share a type. Nothing has a default here, so that a new setting has to implement everything. A setting that is
/// only on or off is a [`Switch`].
pub(super) trait Block {
    /// The type in a declaration and a request: the type of the field in [`SessionConfig`].
    type Value;
    /// The type of a change.
    type Patch;

    /// Whether `proposed` certainly lets the agent do nothing that `declared` does not allow.
    fn is_within(proposed: &Self::Value, declared: &Self::Value, whole: Whole<'_>) -> bool;

    /// Sorts values that are sets. Lists whose order matters stay as they are.
    fn sort(value: &mut Self::Value);

    /// Applies `change` to `current`.
    fn apply(change: Change<Self::Patch>, current: Self::Value) -> Result<Self::Value, PatchProblem>;

    /// The change that restores what was `declared`.
    fn restoring(declared: &Self::Value, supplied: Supplied) -> Change<Self::Patch>;
}

/// A setting that a router repeats in its answers, with the type `Answer`.
pub(super) trait Answered<Answer>: Block {
    /// The router's answer for `value`, with the API's defaults filled in.
    fn answer(value: &Self::Value) -> Answer;

    /// The value that an answer represents: `declared` if the router does not say, and `None` if this version cannot
    /// read it.
    fn said(answer: &Answer, declared: &Self::Value) -> Option<Self::Value>;
}

/// The configurations that two values belong to, for settings that depend on others.
#[derive(Clone, Copy)]
pub(super) struct Whole<'a> {
    pub(super) proposed: &'a SessionConfig,
    pub(super) declared: &'a SessionConfig,
}

/// A setting that is on or off, or left to the server. It may not be switched on beyond the declaration, and an update
/// replaces it as a whole.
pub(super) trait Switch {
    /// The type that holds the state.
    type Said: Copy;

    /// The state if nothing is set.
    const BY_DEFAULT: bool;

    /// Whether it is on.
    fn is_on(said: Self::Said) -> bool;

    /// Whether it is off in `proposed`, or on in `declared` too.
    fn stays_off(proposed: Option<&Self::Said>, declared: Option<&Self::Said>) -> bool {
        let is_on = |said: Option<&Self::Said>| said.copied().map_or(Self::BY_DEFAULT, Self::is_on);
        no_more(is_on(declared), is_on(proposed))
    }
}

impl<S: Switch> Block for S {
    type Value = Option<S::Said>;
    type Patch = S::Said;

    fn is_within(proposed: &Self::Value, declared: &Self::Value, _: Whole<'_>) -> bool {
        S::stays_off(proposed.as_ref(), declared.as_ref())
    }

    fn sort(_: &mut Self::Value) {}

    fn apply(change: Change<Self::Patch>, current: Self::Value) -> Result<Self::Value, PatchProblem> {
        Ok(change.of_option(current))
    }

    fn restoring(declared: &Self::Value, _: Supplied) -> Change<Self::Patch> {
        Change::restoring(declared)
    }
}

/// Whether a switch that is off stays off.
pub(super) fn no_more(declared: bool, proposed: bool) -> bool {
    declared || !proposed
}
