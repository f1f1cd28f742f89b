use std::fmt::Display;
use std::future::Future;

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::ToolContext;

/// A tool that runs in the program's own process.
///
/// [`#[custom_tool]`](crate::custom_tool) on a function implements it, and [`#[custom_tools]`](crate::custom_tools) does for
/// methods. By hand it is implemented for tools of another form, such as several tools of one type.
///
/// The compiler checks the constants where the tool is registered. The schema of the arguments is checked when the
/// session is created or retrieved.
///
/// ```
/// use schemars::JsonSchema;
/// use serde::{Deserialize, Serialize};
/// use tool_router::custom::{CustomTool, ToolContext};
///
/// /// The arguments of the tool.
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
/// /// The tool, with its state.
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
    note = "`#[custom_tool]` on an async function makes one, named after the function in camel case; with parameters of type \
            `State<…>` it is made with its state: `FindCustomer::with_state(pool)`",
    note = "methods that are tools are registered together: `.custom_tools(customers)`"
)]
pub trait CustomTool: Send + Sync + 'static {
    /// The name to call it by: letters, digits, `_` and `-`. It starts with neither `LOCAL_` nor `COMPOSIO_`. Together
    /// with the prefix that the router lists it under, it has at most 60 characters.
    const SLUG: &'static str;
    /// The display name: 1 to 128 characters.
    const NAME: &'static str;
    /// What it does, for the search and for the model: 1 to 5,120 characters.
    const DESCRIPTION: &'static str;
    /// The toolkit whose connection the tool uses, if any; see [`ToolContext::proxy_execute`].
    const EXTENDS_TOOLKIT: Option<&'static str> = None;
    /// Whether the session lists the tool from the start. `None` uses its toolkit's setting, or else lists it. A tool that
    /// is not listed is found with `COMPOSIO_SEARCH_TOOLS`.
    const PRELOAD: Option<bool> = None;

    /// The arguments: a struct with named fields, whose doc comments describe them to the model.
    type Arguments: DeserializeOwned + JsonSchema + Send;
    /// What the tool returns.
    type Output: Serialize + Send;
    /// Why it fails. The model reads its `Display` text.
    type Error: Display + Send;

    /// Runs the tool.
    ///
    /// It runs as part of the call's future, concurrently with others: blocking or long computation belongs on a thread
    /// of its own.
    fn call(
        &self,
        arguments: Self::Arguments,
        context: ToolContext,
    ) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send;

    /// The JSON Schema of what the tool returns, for the model. Optional.
    fn output_schema() -> Option<Schema> {
        None
    }
}
