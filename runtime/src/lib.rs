//! Tool Router sessions, declared on a struct and checked by the compiler.
//!
//! A session gives one user's agent access to third-party toolkits (Gmail, Slack, GitHub …) through Composio's API, or
//! through a router embedded in the program. A declaration states what the agent may touch, and what happens when its
//! user has not connected a toolkit yet:
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
//! A wrong setting does not compile: the error points at the wrong token, tells you what to write instead, and names
//! the rule.
//!
//! # Where to read on
//!
//! - [`guide`]: five tasks from start to end: declare, connect, run, test, approve.
//! - [`tool_router_session`]: every setting of the attribute.
//! - [`rules`]: what the compiler rejects, each with a rejected declaration and its corrected form.
//! - [`connections`]: the four ways of connecting, and what each means for `create` and `authorize`.
//! - [`SessionBuilder`] and [`Session`]: what a session needs at run time, and what it can do.
//! - [`model`]: the agent's loop, with the APIs of OpenAI, Anthropic and Gemini, and with frameworks; [`session::Toolbox`] for
//!   several sessions in one loop.
//! - [`hooks`]: code of yours around every tool, an audit log for one, and what is traced.
//! - [`policy`]: what a company allows its agents to declare.
//! - [`catalog`]: which toolkits and tools a router has, and the command that writes them to a file for the compiler.
//! - [`manifest`]: what a declared agent may do, as data and as Markdown.
//! - [`ToolArguments`]: arguments that the compiler checks, for [`Session::execute_typed`].
//! - [`accounts`]: users' connected accounts, for a settings page; [`CallbackQuery`] reads what the browser brings back to it.
//! - [`ServesMcp`]: agents whose sessions can be handed to MCP clients.
//! - [`error`]: what can go wrong at run time, and what to do about it.
//!
//! With the feature in brackets:
//!
//! - `testing` (`testing`): how to test your agent, with a test for each way of connecting.
//! - `local` (`local`): the embedded router and its toolkits, Gmail, Slack and GitHub; how to configure it, and how to add a toolkit.
//! - `custom` (`custom-tools`): your own tools beside the router's: functions, methods that share a state, and tools made at run time.
//! - `webhook` (`webhooks`): what the platform posts to a session's webhook, verified.
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | *none* | declarations, builders, and the client for the hosted API |
//! | `catalog` | `ToolRouter::catalog()`, which fetches what the command `tool-router` writes to a file; see [`catalog`] |
//! | `custom-tools` | your own tools beside the router's, run in your process: the module `custom` |
//! | `local` | the embedded router, `ToolRouter::local()`, with its sandbox provider; needs Rust 1.94 |
//! | `manifest` | a list of every session that a program declares |
//! | `testing` | a router for the tests of your own agents, with a record of their calls: the module `testing`; needs Rust 1.94 |
//! | `webhooks` | verifies what the platform posts to a session's webhook: the module `webhook` |
//! | `typed-tools` | types for the arguments of declared tools, which the attribute generates from their JSON Schemas |
//!
//! # TLS
//!
//! | features | TLS | needs |
//! | --- | --- | --- |
//! | `default-tls` | rustls with aws-lc, as in reqwest's default features | a C compiler |
//! | `native-tls` | OpenSSL on Linux, SChannel on Windows, Secure Transport on macOS | on Linux pkg-config and OpenSSL's headers (`libssl-dev`) |
//! | `ring` | rustls with ring | a C compiler |
//! | none of them | none: plain http on loopback | |
//!
//! The last three go with `default-features = false`. The README says how many crates each of them builds.
//!
//! The client is reqwest's, and Cargo turns a feature of a crate on for the whole program, so that the choice is one of the
//! program. `default-tls` and `native-tls` ask nothing of a program that uses rustls and reqwest on their defaults. With
//! `native-tls`, each reqwest client of the program takes the platform's TLS, unless it is told otherwise with
//! `tls_backend_rustls()`. If several of the features are on, `native-tls` goes before `default-tls`, and that before `ring`.
//!
//! `ring` is for final programs, not for libraries, and for programs in which nothing else brings aws-lc. Such a program needs
//! no more, as long as it makes no reqwest client of its own and gives [`http_client`](ToolRouterBuilder::http_client) nothing
//! to do over https. Otherwise it has to say once, first of all, which provider rustls is to take:
//!
//! ```text
//! let provider = rustls::crypto::ring::default_provider();
//! provider.install_default().expect("no provider is installed before");
//! ```
//!
//! Without it, a reqwest client panics where only `ring` is on, and rustls panics where another provider is on beside it.
//! This crate uses the provider that is installed, whichever it is, and installs none.
//!
//! Without TLS, an `https` base URL is refused with
//! [`NoTls`](error::ConfigurationError::NoTls) when the client is built.

#![cfg_attr(docsrs, feature(doc_cfg))]

// The attribute expands to paths that start with `::tool_router`, in this crate's own tests and examples too.
extern crate self as tool_router;

#[cfg(rust_analyzer)]
#[doc(hidden)]
pub mod __completions;
pub mod accounts;
pub mod builder;
mod callback;
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
pub mod guide;
pub mod hooks;
mod ids;
#[cfg(feature = "local")]
pub use tool_router_local as local;
pub mod manifest;
pub mod mcp;
pub mod model;
mod names;
mod narrowing;
mod opaque;
pub mod policy;
pub mod rules;
mod seal;
pub mod session;
mod spec;
#[cfg(test)]
mod test_support;
#[cfg(feature = "testing")]
pub mod testing;
mod typed;
#[cfg(feature = "webhooks")]
pub mod webhook;

/// The HTTP client's crate, in the version that [`ToolRouterBuilder::http_client`] takes. It has not reached 1.0, so that a minor
/// version of this crate can bring another one: name its types by this path, and not by a dependency of your own.
///
/// ```
/// use tool_router::{ToolRouter, reqwest};
///
/// # fn example(proxy: reqwest::Proxy) {
/// let builder = ToolRouter::builder().http_client(|http: reqwest::ClientBuilder| http.proxy(proxy));
/// # }
/// ```
pub use ::reqwest;

/// The trait of asynchronous lists, which [`Items`] implements: `futures_core::Stream`.
///
/// Its crate has not reached 1.0, so that a minor version of this one can bring another: name it by this path.
pub use ::futures_util::stream::Stream;

pub use self::builder::{Creatable, SessionBuilder};
pub use self::callback::CallbackQuery;
pub use self::client::{Items, Reply, ToolRouter, ToolRouterBuilder};
pub use self::config::SessionConfig;
pub use self::connections::{CanAuthorize, CanManage};
pub use self::error::{Error, InvalidInput};
pub use self::ids::{AuthConfigId, ConnectedAccountId, EmptyId, SessionId, UserId};
pub use self::mcp::ServesMcp;
pub use self::session::{AuthLink, Execution, Session};
pub use self::spec::{DeclaredTool, DeclaredToolkit, NamesToolkit, SessionSpec, Tool, Toolkit};
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
/// It applies to any struct: unit, tuple or named, generic or not, of any visibility. The struct gets an implementation
/// of [`SessionSpec`], a constant for each toolkit and tool that the declaration names, and `session(user_id)`. If a
/// field is marked `#[session(user_id)]`, the struct gets `session(&self)` instead, and `session_for(user_id)` beside
/// it.
///
/// One convention holds everywhere: `name = value` is the short form of a setting and `name(…)` the long one; bare
/// words are flags and enum values; slugs, ids, URLs and durations are strings. A setting that is named without a
/// value, where that makes sense, is supplied at run time: it becomes a required method of the builder. With a `?` behind
/// its name it is an optional one.
///
/// Every mistake in a declaration is reported at once, each at the wrong token and with the name of its rule; the
/// [`rules`] module explains each rule.
///
#[doc = ::tool_router_macros::__settings_reference!()]
pub use ::tool_router_macros::tool_router_session;
pub use tool_router_core::{CallbackStatus, ConnectionStatus, MetaTool, Timestamp};

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
///     /// The minimum number of orders; 0 by default.
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
/// The function itself is unchanged. Beside it, the attribute generates the tool: a type with the function's name in
/// camel case and with its visibility. Register it with [`custom_tool`](crate::SessionBuilder::custom_tool) or in a
/// [`CustomToolkit`](crate::custom::CustomToolkit). Methods become tools in a block with
/// [`#[custom_tools]`](crate::custom_tools).
///
/// - Each parameter is an argument of the same name. Its type implements `serde::Deserialize` and
///   `schemars::JsonSchema` 1.x; an `Option` can be left out. The doc comment of a parameter describes it to the model,
///   and `#[serde(..)]` and `#[schemars(..)]` mean what they mean on a field. Arguments that are not declared are
///   refused.
/// - A parameter of type [`ToolContext`](crate::custom::ToolContext) gives access to the session that the tool is
///   called in.
/// - A parameter of type [`State<T>`](crate::custom::State) is what the tool works on, such as a pool of connections. The
///   tool is then made with it: `FindCustomer::with_state(pool)`.
/// - The function returns a `Result` (by that name or an alias). The `Ok` type implements `serde::Serialize` and is
///   what the model gets; the error implements `Display`, and its text is what the model reads.
///
/// Every mistake is reported at once, each at the wrong token and with the name of its rule: see
/// [`rules`](crate::rules#custom-tools).
///
/// # Settings
///
#[doc = ::tool_router_macros::__custom_tool_reference!()]
#[cfg(feature = "custom-tools")]
pub use ::tool_router_macros::custom_tool;

/// Turns methods into tools that run in this process and share one value of their type. Feature `custom-tools`.
///
/// ```
/// use std::sync::Mutex;
/// use tool_router::custom::ToolContext;
/// use tool_router::{custom_tool, custom_tools, tool_router_session};
///
/// struct Notes {
///     all: Mutex<Vec<String>>,
/// }
///
/// #[custom_tools]
/// impl Notes {
///     /// Keeps a note.
///     #[custom_tool(name = "Keep a note")]
///     async fn keep_note(
///         &self,
///         /// What to remember.
///         text: String,
///         context: ToolContext,
///     ) -> Result<usize, String> {
///         let mut all = self.all.lock().map_err(|error| error.to_string())?;
///         all.push(format!("{}: {text}", context.user_id()));
///         Ok(all.len())
///     }
///
///     /// Lists the notes that are kept.
///     #[custom_tool]
///     async fn list_notes(&self) -> Result<Vec<String>, String> {
///         Ok(self.all.lock().map_err(|error| error.to_string())?.clone())
///     }
///
///     fn new() -> Self {
///         Self { all: Mutex::new(Vec::new()) }
///     }
/// }
///
/// #[tool_router_session(toolkits = ["gmail"])]
/// struct SupportAgent;
///
/// let session = SupportAgent::session("user_123").custom_tools(Notes::new());
/// # drop(session);
/// ```
///
/// It goes on an `impl` block without a trait and without type parameters, one block of a type. Each method in it that has
/// [`#[custom_tool]`](macro@crate::custom_tool) is a tool, with all that holds for functions; what it works on is `&self`.
/// The others stay what they are, and the tools can be called as methods too.
///
/// The type is `Send`, `Sync` and `'static`. A value of it, or an `Arc` of one, is registered with
/// [`custom_tools`](crate::SessionBuilder::custom_tools), in a
/// [`CustomToolkit`](crate::custom::CustomToolkit::tools), or again for a session that is retrieved in
/// [`CustomTools`](crate::custom::CustomTools::tools).
///
/// The only setting is `crate = ::path::to::tool_router`, the path of this crate in the generated code.
#[cfg(feature = "custom-tools")]
pub use ::tool_router_macros::custom_tools;

/// What the attributes' expansions use.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "custom-tools")]
    pub use ::schemars;
    pub use ::serde;
    pub use ::serde_json;
    pub use ::std;
    pub use ::tool_router_macros::{__ConfiguredSession, Cargo_toml_names_this_policy};

    pub use crate::declaration::HeldTo;

    /// Functions with the names that generated functions give their parameters.
    pub mod parameters {
        pub const fn slug() {}
        pub const fn user_id() {}
    }

    #[cfg(feature = "custom-tools")]
    pub use crate::custom::{
        Argument, Described, Fallback, Give, Given, HasArguments as __HasArguments, Held, Hold, IsArgument, IsReturned,
        IsShared, Parts, Returned, SharedState, Split, WithoutState,
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
/// A generic struct is represented by a stand-in without parameters, to which `$spec` gives the same session.
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

/// Without the feature `manifest`, nothing is collected.
#[cfg(not(feature = "manifest"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __collect {
    ($($declared:tt)*) => {};
}
