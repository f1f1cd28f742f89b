//! Your own tools, which run in your process beside the router's. Feature `custom-tools`.
//!
//! A custom tool is a Rust async function with typed arguments. The router is told its name, its description and the
//! JSON Schema of its arguments, so that the agent finds it among the others. When the agent calls it, it runs here and
//! no request is sent.
//!
//! ```
//! use tool_router::{custom_tool, tool_router_session};
//!
//! /// Finds a customer by e-mail address.
//! #[custom_tool(name = "Find a customer")]
//! async fn find_customer(
//!     /// The customer's e-mail address.
//!     email: String,
//! ) -> Result<Vec<String>, std::io::Error> {
//!     Ok(vec![format!("the customer of {email}")])
//! }
//!
//! #[tool_router_session(toolkits = ["gmail"])]
//! struct SupportAgent;
//!
//! let session = SupportAgent::session("user_123").custom_tool(FindCustomer);
//! # drop(session);
//! ```
//!
//! An argument of a type of your own derives `serde::Deserialize` and `schemars::JsonSchema`, and what a tool returns derives
//! `serde::Serialize`. That needs two more dependencies: `serde = { version = "1", features = ["derive"] }` and `schemars = "1"`.
//!
//! # State
//!
//! What a tool works on, such as a pool of connections, is not an argument. There are three ways to give it to a tool:
//!
//! - Methods: [`#[custom_tools]`](crate::custom_tools) on an `impl` block turns its marked methods into tools that share
//!   one value of the type. This is for tools that belong together.
//! - [`State<T>`](State): a parameter of a free function. This is for a tool or two.
//! - [`CustomTool`]: a type that implements the trait by hand, for tools that are made at run time.
//!
//! The state is `Send`, `Sync` and `'static`; all calls share it through an `Arc`, and what changes in it is behind a
//! `Mutex` or the like. A tool without its state does not compile where it is registered.
//!
//! ```
//! use std::collections::HashMap;
//! use tool_router::{custom_tool, custom_tools, tool_router_session};
//!
//! struct Customers {
//!     by_email: HashMap<String, String>,
//! }
//!
//! #[custom_tools]
//! impl Customers {
//!     /// Finds a customer by e-mail address.
//!     #[custom_tool]
//!     async fn find_customer(
//!         &self,
//!         /// The customer's e-mail address.
//!         email: String,
//!     ) -> Result<String, String> {
//!         self.by_email.get(&email).cloned().ok_or_else(|| format!("there is no customer {email}"))
//!     }
//!
//!     /// Counts the customers.
//!     #[custom_tool]
//!     async fn count_customers(&self) -> Result<usize, String> {
//!         Ok(self.by_email.len())
//!     }
//! }
//!
//! #[tool_router_session(toolkits = ["gmail"])]
//! struct SupportAgent;
//!
//! let customers = Customers { by_email: HashMap::new() };
//! let session = SupportAgent::session("user_123").custom_tools(customers);
//! # drop(session);
//! ```
//!
//! # Calls
//!
//! A tool is called by its own slug (`FIND_CUSTOMER`) or by the one that the router lists it under
//! (`LOCAL_FIND_CUSTOMER`, or `LOCAL_DEV_TOOLS_FIND_CUSTOMER` in a toolkit), in upper or lower case. Call it with
//! [`execute_named`](crate::Session::execute_named), or together with others in
//! [`MetaTool::MultiExecute`](crate::MetaTool::MultiExecute), which runs local and remote tools at the same time. A
//! tool that fails, panics or gets arguments that do not fit returns [`Execution::Failed`](crate::Execution::Failed). What a
//! panic says goes to the [log](crate::hooks#tracing), and not to the model.
//! Dropping the future of the call stops the tool at its next `.await`.
//!
//! The router stores none of this: a session that is [retrieved](crate::ToolRouter::retrieve) is given its custom tools
//! [again](crate::session::RetrieveRequest::custom_tools).
//! The compiler reports mistakes in a tool where it can; the others are
//! [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool), before any request.

mod argument;
mod batch;
mod checks;
mod context;
mod definition;
mod dispatch;
mod erased;
mod methods;
mod registry;
mod returned;
mod set;
mod state;
mod stateless;
mod tool;
mod toolkit;

#[doc(hidden)]
pub use self::argument::{Argument, Fallback, Give, Given, HasArguments, IsArgument};
pub use self::context::ToolContext;
pub use self::methods::CustomToolSet;
#[doc(hidden)]
pub use self::returned::{Described, IsReturned, Parts, Returned, Split};
pub use self::set::CustomTools;
#[doc(hidden)]
pub use self::state::{Held, Hold, IsShared, SharedState};
pub use self::state::{IntoState, State};
#[doc(hidden)]
pub use self::stateless::{MadeWithoutState, WithoutState};
pub use self::tool::CustomTool;
pub use self::toolkit::CustomToolkit;

pub(crate) use self::batch::Batch;
pub(crate) use self::dispatch::execute;
pub(crate) use self::registry::{Announcement, Named, Registry};

#[cfg(test)]
mod tests;
