//! The argument types of functions that are custom tools. For the attribute's expansion only.
//!
//! The derived code requires the traits of an argument at every use of its type. A type that lacks them is replaced by
//! another one, so that what is missing is reported once, by [`Argument`].

use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A type that a model can provide as an argument.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a tool: a model sends arguments as JSON, by their schema",
    label = "an argument implements `serde::Deserialize`, `schemars::JsonSchema` and `Send`",
    note = "on a type of your own write `#[derive(serde::Deserialize, schemars::JsonSchema)]`",
    note = "what the tool works on, such as a pool of connections, is not an argument: write `State<{Self}>`, or make the tool a \
            method in a block with `#[custom_tools]`"
)]
pub trait Argument {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + JsonSchema + Send> Argument for T {}

/// Whether a type is an [`Argument`]: `IsArgument::<T>::HOLDS`, with [`Fallback`] in scope.
#[doc(hidden)]
pub struct IsArgument<T>(PhantomData<T>);

impl<T: DeserializeOwned + JsonSchema + Send> IsArgument<T> {
    #[doc(hidden)]
    pub const HOLDS: bool = true;
}

/// The fallback: it applies to any type for which nothing better does.
#[doc(hidden)]
pub trait Fallback {
    const HOLDS: bool = false;
}

impl<T> Fallback for IsArgument<T> {}

/// An argument as the derived code sees it: its own type, or [`Missing`].
#[doc(hidden)]
pub struct Given<T, const IS_ARGUMENT: bool>(PhantomData<T>);

/// The type that a [`Given`] represents.
#[doc(hidden)]
pub trait Give {
    type As;
    type To;

    fn give(given: Self::As) -> Self::To;
}

impl<T> Give for Given<T, true> {
    type As = T;
    type To = T;

    fn give(given: T) -> T {
        given
    }
}

impl<T> Give for Given<T, false> {
    type As = Missing;
    type To = T;

    fn give(given: Missing) -> T {
        match given {}
    }
}

/// Replaces an argument whose type is not an [`Argument`].
#[doc(hidden)]
#[derive(Deserialize, JsonSchema)]
pub enum Missing {}

/// A tool whose arguments are a type that stands out of sight of its function.
#[doc(hidden)]
pub trait HasArguments {
    type Arguments;
}
