//! What everything that visits all settings asks of each of them. A setting's own file answers it.

use super::patch::{PatchProblem, Supplied};
use super::{Change, SessionConfig};

/// A setting, which is a block of the configuration on the wire.
///
/// It is implemented for the setting's type. Where other settings could have the same type, an empty enum stands for the
/// setting. Nothing has a default here, so that a new setting answers everything; what is only on or off is a [`Switch`].
pub(super) trait Block {
    /// What a declaration and a request have: the type of the field in [`SessionConfig`].
    type Value;
    /// What an update sets.
    type Patch;

    /// Whether `proposed` certainly lets the agent do nothing that `declared` does not.
    fn is_within(proposed: &Self::Value, declared: &Self::Value, whole: Whole<'_>) -> bool;

    /// Sorts what is a set. Where the order means something, it stays.
    fn sort(value: &mut Self::Value);

    /// What `change` makes of `current`.
    fn apply(change: Change<Self::Patch>, current: Self::Value) -> Result<Self::Value, PatchProblem>;

    /// The change that puts back what was `declared`.
    fn restoring(declared: &Self::Value, supplied: Supplied) -> Change<Self::Patch>;
}

/// A setting that a router repeats in its answers, where `Answer` is its type.
pub(super) trait Answered<Answer>: Block {
    /// What a router answers for `value`, with the API's defaults filled in.
    fn answer(value: &Self::Value) -> Answer;
}

/// The configurations that two values are from, for a setting that depends on others.
#[derive(Clone, Copy)]
pub(super) struct Whole<'a> {
    pub(super) proposed: &'a SessionConfig,
    pub(super) declared: &'a SessionConfig,
}

/// A setting that is on or off, or left to the server. What is off stays off, and an update replaces it as a whole.
pub(super) trait Switch {
    /// What says whether it is on.
    type Said: Copy;

    /// Whether it is on where nothing is said.
    const BY_DEFAULT: bool;

    /// Whether it is on.
    fn is_on(said: Self::Said) -> bool;

    /// Whether it is on in `proposed` only if it is in `declared`.
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
