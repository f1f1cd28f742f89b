//! Tool Router sessions, declared on a struct and checked by the compiler.
//!
//! A session gives one user's agent access to third-party toolkits (Gmail, Slack, GitHub …) through Composio's API, or
//! through a router embedded in the program. What the agent may touch, and what happens when its user has not connected
//! a toolkit yet, is declared:
//!
//! ```no_run
//! use serde_json::json;
//! use tool_router::{ToolRouter, tool_router_session};
//!
//! /// Reads and answers one user's mail.
//! #[tool_router_session(
//!     toolkits = ["gmail"],
//!     tools(gmail = ["GMAIL_FETCH_EMAILS"]),
//!     manage_connections(enable, wait),
//! )]
//! pub struct InboxAgent;
//!
//! # async fn example() -> Result<(), tool_router::Error> {
//! let router = ToolRouter::from_env()?;
//! let session = InboxAgent::session("user_123")
//!     .on_auth_link(|link| println!("Connect {}: {}", link.toolkit(), link.url()))
//!     .create(&router)
//!     .await?;
//! let newest = json!({ "max_results": 5 });
//! let mails = session.execute(InboxAgent::GMAIL_FETCH_EMAILS, newest).await?.into_data()?;
//! # Ok(())
//! # }
//! ```
//!
//! A wrong setting does not compile: the error stands at the token that is wrong, says what to write instead, and names
//! its rule.
//!
//! # Where to read on
//!
//! - [`tool_router_session`]: every setting of the attribute.
//! - [`rules`]: what the compiler rejects, each with a rejected declaration and its mended form.
//! - [`connections`]: the four ways of connecting, and what each means for `create` and `authorize`.
//! - [`SessionBuilder`] and [`Session`]: what a declared session is created with, and what it can do.
//! - [`policy`]: what a company allows its agents to be declared with.
//! - [`catalog`]: which toolkits and tools a router has, and the command that writes them to a file for the compiler.
//! - [`manifest`]: what a declared agent may do, as data and as Markdown.
//! - [`ToolArguments`]: arguments that the compiler checks, for [`Session::call`].
//! - [`ServesMcp`]: an agent whose sessions MCP clients can be given.
//! - [`error`]: what can go wrong at run time, and what to do about it.
//!
//! # Features
//!
//! | feature | what it brings |
//! | --- | --- |
//! | *none* | declaring, building, and talking to the hosted API |
//! | `catalog` | `ToolRouter::catalog()`: what the command `tool-router` writes to a file for the compiler; see [`catalog`] |
//! | `custom-tools` | tools of the program's own beside those of the router: the module `custom` |
//! | `local` | the embedded router, `ToolRouter::local()`, with its sandbox provider; needs Rust 1.94 |
//! | `manifest` | a list of every session that a program declares |
//! | `typed-tools` | types for the arguments of declared tools, made of their JSON Schemas by the attribute |

// The attribute's expansion says `::tool_router`, in this crate's own tests and examples too.
extern crate self as tool_router;

#[cfg(rust_analyzer)]
#[doc(hidden)]
pub mod __completions;
pub mod builder;
pub mod catalog;
mod client;
pub mod config;
pub mod connections;
#[cfg(feature = "custom-tools")]
pub mod custom;
#[cfg(not(feature = "custom-tools"))]
#[path = "custom/absent.rs"]
mod custom;
mod declaration;
pub mod error;
mod features;
mod ids;
#[cfg(feature = "local")]
pub use tool_router_local as local;
pub mod manifest;
pub mod mcp;
pub mod policy;
pub mod rules;
pub mod session;
mod spec;
#[cfg(test)]
mod test_support;
mod typed;

pub use self::builder::{Creatable, SessionBuilder};
pub use self::client::{Items, ToolRouter, ToolRouterBuilder};
pub use self::config::SessionConfig;
pub use self::connections::{CanAuthorize, CanManage};
pub use self::error::{Error, InvalidInput};
pub use self::ids::{AuthConfigId, ConnectedAccountId, SessionId, UserId};
pub use self::mcp::ServesMcp;
pub use self::session::{AuthLink, Execution, Session};
pub use self::spec::{DeclaredTool, DeclaredToolkit, SessionSpec, Tool, Toolkit};
pub use self::typed::ToolArguments;
/// Declares a Tool Router session on a struct.
///
/// ```
/// use tool_router::tool_router_session;
///
/// #[tool_router_session(
///     toolkits = ["gmail", "slack"],
///     tools(gmail = ["GMAIL_FETCH_EMAILS"]),
///     manage_connections(enable, wait, callback_url = "https://app.example.com/auth/callback"),
/// )]
/// /// Reads and answers one user's mail.
/// pub struct InboxAgent;
///
/// assert_eq!(InboxAgent::GMAIL_FETCH_EMAILS.slug(), "GMAIL_FETCH_EMAILS");
/// let builder = InboxAgent::session("user_123").on_auth_link(|_link| { /* show it to the user */ });
/// # drop(builder);
/// ```
///
/// It goes on any struct: unit, tuple or named, generic or not, of any visibility. The struct gets an implementation of
/// [`SessionSpec`], a constant for each toolkit and each tool that the declaration names, and `session(user_id)`. With a field
/// marked `#[session(user_id)]` it is `session(&self)`, and `session_for(user_id)` beside it.
///
/// One habit everywhere: `name = value` is the short form of a setting and `name(…)` the long one; bare words are flags and
/// values of an enumeration; slugs, ids, URLs and durations are strings. A setting named without a value, where that makes
/// sense, is supplied at run time: it becomes a required method of the builder.
///
/// Every mistake in a declaration is reported at once, each at the token that is wrong, with the name of its rule: the
/// [`rules`] module explains each of them.
///
#[doc = ::tool_router_macros::__settings_reference!()]
pub use ::tool_router_macros::tool_router_session;
pub use tool_router_core::{ConnectionStatus, MetaTool};

/// Turns an async function into a tool that runs in this process. Feature `custom-tools`.
///
/// ```
/// use serde::Serialize;
/// use tool_router::custom::ToolContext;
/// use tool_router::{custom_tool, tool_router_session};
///
/// #[derive(Serialize)]
/// struct Customer {
///     name: String,
///     orders: u32,
/// }
///
/// /// Finds a customer by e-mail address.
/// #[custom_tool(slug = "FIND_CUSTOMER", name = "Find a customer")]
/// async fn find_customer(
///     /// The customer's e-mail address.
///     email: String,
///     /// How many orders the customer has to have; 0 if not said.
///     #[serde(default)]
///     orders: u32,
///     context: ToolContext,
/// ) -> Result<Customer, std::io::Error> {
///     println!("{} looks for {email}", context.user_id());
///     Ok(Customer { name: "Ada".to_owned(), orders: orders.max(3) })
/// }
///
/// #[tool_router_session(toolkits = ["gmail"])]
/// struct SupportAgent;
///
/// let session = SupportAgent::session("user_123").custom_tool(FindCustomer);
/// # drop(session);
/// ```
///
/// The function stays what it was. Beside it stands the tool, a type of the function's name in camel case and of its
/// visibility (with `Tool` before a name that the prelude has: `ToolOk` for `ok`), to register with [`custom_tool`](crate::SessionBuilder::custom_tool) or in a
/// [`CustomToolkit`](crate::custom::CustomToolkit). A tool that needs state is a type that implements
/// [`CustomTool`](crate::custom::CustomTool) itself.
///
/// - Each parameter is an argument by its name. Its type implements `serde::Deserialize` and `schemars::JsonSchema` 1.x;
///   an `Option` can be left out. The doc comment of a parameter tells the model what goes into it, and `#[serde(..)]` and
///   `#[schemars(..)]` on it mean what they mean on a field. What the model sends beside the arguments is refused.
/// - A parameter of the type [`ToolContext`](crate::custom::ToolContext) is the session that the tool is called in.
/// - It returns a `Result`, by that name or any alias, of what implements `serde::Serialize`, which is what
///   the model gets, and an error that implements `Display`, which is what the model reads then.
///
/// Every mistake is reported at once, each at the token that is wrong, with the name of its rule: see
/// [`rules`](crate::rules#custom-tools).
///
/// # Settings
///
#[doc = ::tool_router_macros::__custom_tool_reference!()]
#[cfg(feature = "custom-tools")]
pub use ::tool_router_macros::custom_tool;

/// What the attributes' expansions use.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "custom-tools")]
    pub use ::schemars;
    pub use ::serde;
    pub use ::serde_json;
    pub use ::std;
    pub use ::tool_router_macros::{__ConfiguredSession, Cargo_toml_names_this_policy};

    pub use crate::declaration::Declaration;

    #[cfg(feature = "custom-tools")]
    pub use crate::custom::{
        Argument, Described, Give, Given, HasArguments as __HasArguments, IsArgument, IsNoArgument,
        Returned as __Returned,
    };
}

#[doc(hidden)]
pub use ::tool_router_macros::__flow;

/// Brings what the types of arguments are made of into their module, from wherever the runtime is. For the attribute's expansion only.
#[doc(hidden)]
#[macro_export]
macro_rules! __bring {
    ($(#[$attribute:meta])* mod $holder:ident { $($types:tt)* }) => {
        $(#[$attribute])*
        mod $holder {
            mod brought {
                pub use $crate::__private::{serde, serde_json, std};
            }

            $($types)*
        }
    };
}

/// Hands a declared session in to [`manifest::all`]. For the attribute's expansion only.
///
/// What a generic struct declares is handed in by a stand-in without parameters, to which `$spec` gives the same session.
#[cfg(feature = "manifest")]
#[doc(hidden)]
#[macro_export]
macro_rules! __collect {
    ($agent:ty) => {
        $crate::manifest::__inventory::submit!($crate::manifest::Collected::of::<$agent>());
    };
    (generic $($spec:tt)*) => {
        const _: () = {
            enum Agent {}
            impl $crate::SessionSpec for Agent {
                $($spec)*
            }
            $crate::__collect!(Agent);
        };
    };
}

/// Without the feature `manifest` nothing is collected.
#[cfg(not(feature = "manifest"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __collect {
    ($($declared:tt)*) => {};
}
