//! A tool that works on state, named without it. For the attribute's expansion only.

use std::marker::PhantomData;

use schemars::Schema;

use super::{CustomTool, ToolContext};

/// The value that a tool with state has under its bare name.
///
/// It would be a tool if `T` were [`MadeWithoutState`], which no tool with state is. So the compiler reports that bound, in
/// terms of the user's tool, and not that this type is not a tool.
#[doc(hidden)]
pub struct WithoutState<T>(PhantomData<fn() -> T>);

impl<T> WithoutState<T> {
    #[doc(hidden)]
    pub const NEW: Self = Self(PhantomData);
}

/// A tool that needs nothing to be made.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the tool `{Self}` is registered without its state",
    label = "write `{Self}::with_state(…)`",
    note = "the function has parameters of type `State<…>`; `with_state` takes a value of each, or an `Arc` of it"
)]
pub trait MadeWithoutState: CustomTool {
    #[doc(hidden)]
    fn make() -> Self;
}

impl<T: MadeWithoutState> CustomTool for WithoutState<T> {
    const SLUG: &'static str = T::SLUG;
    const NAME: &'static str = T::NAME;
    const DESCRIPTION: &'static str = T::DESCRIPTION;
    const EXTENDS_TOOLKIT: Option<&'static str> = T::EXTENDS_TOOLKIT;
    const PRELOAD: Option<bool> = T::PRELOAD;

    type Arguments = T::Arguments;
    type Output = T::Output;
    type Error = T::Error;

    async fn call(&self, arguments: T::Arguments, context: ToolContext) -> Result<T::Output, T::Error> {
        T::make().call(arguments, context).await
    }

    fn output_schema() -> Option<Schema> {
        T::output_schema()
    }
}
