//! What functions that are custom tools return. For the attribute's expansion only.

use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::argument::Fallback;

/// What a function that is a custom tool returns.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a custom tool returns a `Result`, not `{Self}`",
    label = "not a `Result`",
    note = "return `Result<T, E>`: `T` is what the model gets, and `E` explains what went wrong"
)]
pub trait Returned {}

impl<T, E> Returned for Result<T, E> {}

/// Whether a type is [`Returned`]: `IsReturned::<T>::HOLDS`, with [`Fallback`](super::argument::Fallback) in scope.
#[doc(hidden)]
pub struct IsReturned<T>(PhantomData<T>);

impl<T, E> IsReturned<Result<T, E>> {
    #[doc(hidden)]
    pub const HOLDS: bool = true;
}

impl<T> Fallback for IsReturned<T> {}

/// A returned type as the implementation of the tool sees it: its parts, or others if it is not a `Result`, so that this is
/// reported once.
#[doc(hidden)]
pub struct Parts<T, const IS_RESULT: bool>(PhantomData<T>);

/// The parts of a returned type.
#[doc(hidden)]
pub trait Split {
    type Returned;
    type Output;
    type Error;

    fn into_result(returned: Self::Returned) -> Result<Self::Output, Self::Error>;
}

impl<T, E> Split for Parts<Result<T, E>, true> {
    type Returned = Result<T, E>;
    type Output = T;
    type Error = E;

    fn into_result(returned: Result<T, E>) -> Result<T, E> {
        returned
    }
}

impl<T> Split for Parts<T, false> {
    type Returned = T;
    type Output = ();
    type Error = &'static str;

    fn into_result(_: T) -> Result<(), &'static str> {
        Err("the tool's function does not return a `Result`")
    }
}

/// What a tool returns, where the model is told its schema.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`output_schema` needs a schema of what the tool returns, and `{Self}` has none",
    label = "`output_schema` needs `schemars::JsonSchema` of this",
    note = "on a type of your own write `#[derive(schemars::JsonSchema)]`; without `output_schema` no schema is needed"
)]
pub trait Described {
    fn schema() -> Schema;
}

#[diagnostic::do_not_recommend]
impl<T: JsonSchema> Described for T {
    fn schema() -> Schema {
        SchemaGenerator::default().into_root_schema_for::<T>()
    }
}
