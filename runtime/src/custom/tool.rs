use std::fmt::Display;
use std::future::Future;

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::ToolContext;

/// A tool that runs in the program's own process.
///
/// The constants are checked where the tool is registered, by the compiler; the schema of the arguments when the session
/// is created or attached to.
///
/// ```
/// use schemars::JsonSchema;
/// use serde::{Deserialize, Serialize};
/// use tool_router::custom::{CustomTool, ToolContext};
///
/// /// What the agent says when it calls the tool.
/// #[derive(Deserialize, JsonSchema)]
/// struct OrderNumber {
///     /// The number that is printed on the invoice.
///     number: u64,
/// }
///
/// #[derive(Serialize)]
/// struct Order {
///     paid: bool,
/// }
///
/// /// The tool, with what it works on.
/// struct LookUpOrder {
///     paid: Vec<u64>,
/// }
///
/// impl CustomTool for LookUpOrder {
///     const SLUG: &'static str = "LOOK_UP_ORDER";
///     const NAME: &'static str = "Look up an order";
///     const DESCRIPTION: &'static str = "Says whether an order is paid.";
///     type Arguments = OrderNumber;
///     type Output = Order;
///     type Error = std::convert::Infallible;
///
///     async fn call(&self, order: OrderNumber, _: ToolContext) -> Result<Order, Self::Error> {
///         Ok(Order { paid: self.paid.contains(&order.number) })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a custom tool",
    note = "`#[custom_tool]` on an async function makes one, of the function's name in camel case; \
            a type with state implements `CustomTool` itself"
)]
pub trait CustomTool: Send + Sync + 'static {
    /// The name to call it by: letters, digits, `_` and `-`. It starts with neither `LOCAL_` nor `COMPOSIO_`, and has at
    /// most 60 characters together with the prefix that the router lists it under.
    const SLUG: &'static str;
    /// The name for people: 1 to 128 characters.
    const NAME: &'static str;
    /// What it does, for the search and for the model to read: 1 to 5,120 characters.
    const DESCRIPTION: &'static str;
    /// The toolkit whose connection the tool works with, if any; see [`ToolContext::proxy_execute`].
    const EXTENDS_TOOLKIT: Option<&'static str> = None;
    /// Whether the session lists the tool from the start; if not said, what its toolkit says, and then whether the
    /// session preloads all tools.
    const PRELOAD: Option<bool> = None;

    /// The arguments: a struct with named fields, whose doc comments tell the model what goes into them.
    type Arguments: DeserializeOwned + JsonSchema + Send;
    /// What the tool returns.
    type Output: Serialize + Send;
    /// Why it fails. What it displays is what the model reads.
    type Error: Display + Send;

    /// Runs the tool.
    ///
    /// It runs as part of the future of the call, at the same time as others: what blocks or computes for long belongs on
    /// a thread of its own.
    fn call(
        &self,
        arguments: Self::Arguments,
        context: ToolContext,
    ) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send;

    /// The JSON schema of what the tool returns, for the model to read. It is not required.
    fn output_schema() -> Option<Schema> {
        None
    }
}
