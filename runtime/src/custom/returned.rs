//! What functions that are custom tools return. For the attribute's expansion only.

use schemars::{JsonSchema, Schema, SchemaGenerator};

/// What a function that is a custom tool returns.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a custom tool returns a `Result`, not `{Self}`",
    label = "not a `Result`",
    note = "return `Result<T, E>`: `T` is what the model gets, and `E` explains what went wrong"
)]
pub trait Returned {
    type Output;
    type Error;

    fn into_result(self) -> Result<Self::Output, Self::Error>;
}

impl<T, E> Returned for Result<T, E> {
    type Output = T;
    type Error = E;

    fn into_result(self) -> Self {
        self
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
