/// The return type of a function that is a custom tool. For the attribute's expansion only.
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
