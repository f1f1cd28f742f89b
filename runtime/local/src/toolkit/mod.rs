//! The trait of all toolkits of the embedded router.

mod oauth;
mod tool;

use std::{future::Future, pin::Pin};

use serde_json::Value;
use url::Url;

pub(crate) use self::tool::{object_schema, scopes_of};
pub use self::{
    oauth::{OAuth2Endpoints, Revocation},
    tool::{ToolCall, ToolDefinition, ToolError},
};
use crate::credentials::{Caller, Credentials};

/// A future in its box, as `Box::pin(async move { .. })` makes it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A toolkit that the embedded router can offer to sessions: a description, how a user connects to it, and how its
/// tools run.
///
/// The router handles everything around a call: it selects the user's account, keeps its tokens fresh, and converts the
/// result into the answer on the wire. A toolkit only describes itself and executes tools.
///
/// # Examples
///
/// A toolkit without authentication and with one tool:
///
/// ```
/// # mod tool_router { pub use {tool_router_core::config, tool_router_local as local}; }
/// use serde_json::{Value, json};
/// use tool_router::config::Tag;
/// use tool_router::local::{BoxFuture, LocalToolkit, ToolCall, ToolDefinition, ToolError};
///
/// struct Dice {
///     tools: [ToolDefinition; 1],
/// }
///
/// impl Dice {
///     fn new() -> Self {
///         let arguments = json!({
///             "type": "object",
///             "properties": { "sides": { "type": "integer", "minimum": 2, "default": 6 } },
///         });
///         let roll = ToolDefinition::new("DICE_ROLL", "Roll a die", "Rolls one die and returns what it shows.", arguments)
///             .tags([Tag::ReadOnly]);
///         Self { tools: [roll] }
///     }
/// }
///
/// impl LocalToolkit for Dice {
///     fn slug(&self) -> &str {
///         "dice"
///     }
///
///     fn name(&self) -> &str {
///         "Dice"
///     }
///
///     fn tools(&self) -> &[ToolDefinition] {
///         &self.tools
///     }
///
///     fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
///         Box::pin(async move {
///             match call.tool {
///                 "DICE_ROLL" => {
///                     let sides = call.arguments.get("sides").map_or(Some(6), Value::as_u64);
///                     let sides = sides.filter(|sides| *sides >= 2).ok_or_else(|| {
///                         ToolError::InvalidArguments("`sides` must be an integer of at least 2".into())
///                     })?;
///                     // Chosen by a fair roll.
///                     Ok(json!({ "value": 4 % sides + 1 }))
///                 }
///                 other => Err(ToolError::UnknownTool(other.into())),
///             }
///         })
///     }
/// }
///
/// assert_eq!(Dice::new().tools()[0].slug, "DICE_ROLL");
/// ```
pub trait LocalToolkit: Send + Sync + 'static {
    /// The toolkit's slug in lower case, as sessions name it: `gmail`.
    fn slug(&self) -> &str;

    /// The display name: `Gmail`.
    fn name(&self) -> &str;

    /// A sentence about what the toolkit is for.
    fn description(&self) -> &str {
        ""
    }

    /// A logo for the connect page: an `https:` or a `data:` URL, or empty.
    fn logo(&self) -> &str {
        ""
    }

    /// How a user connects an account with OAuth. `None` if the provider has none, or if the tools work without an account.
    fn auth(&self) -> Option<&OAuth2Endpoints> {
        None
    }

    /// The credentials that a user enters to connect an account, for a provider without OAuth: an API key, a bearer token, or
    /// a user name and a password. It has no effect if there is [`auth`](Self::auth).
    fn credentials(&self) -> Option<&Credentials> {
        None
    }

    /// The categories in which people look for the toolkit, by their names: `Productivity`.
    fn categories(&self) -> &[&str] {
        &[]
    }

    /// Every tool that [`execute`](Self::execute) understands, built once.
    fn tools(&self) -> &[ToolDefinition];

    /// Runs one tool and returns the `data` of the answer, by convention a JSON object.
    ///
    /// # Errors
    ///
    /// [`ToolError::Unauthorized`] makes the router refresh the access token and call once more. Every other error is
    /// shown to the agent as the tool's failure, so its message must not contain a secret.
    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>>;

    /// The base URL of the provider's own HTTP API, for sessions whose agents may call it through the user's
    /// connection. `None` if the toolkit does not offer that.
    ///
    /// The router adds the access token as a bearer token, or the user's [credentials](Self::credentials), and restricts
    /// calls to this URL and paths below it.
    fn proxy_base(&self) -> Option<&Url> {
        None
    }

    /// The base URL that the provider publishes for its API, for toolkits whose [`proxy_base`](Self::proxy_base) can be another
    /// one. A call of an absolute URL below it, as a program has it from the provider's documentation, goes below `proxy_base`.
    fn published_base(&self) -> Option<&str> {
        None
    }

    /// The owner of the account behind `caller`, for the connect page and for `current_user_info`.
    ///
    /// The router calls it with [credentials](Self::credentials) before it accepts them, so that a mistyped key is noticed at
    /// once if it returns [`ToolError::Unauthorized`].
    ///
    /// # Errors
    ///
    /// As for [`execute`](Self::execute).
    fn current_user<'a>(&'a self, _caller: Caller<'a>) -> BoxFuture<'a, Result<Option<Value>, ToolError>> {
        Box::pin(async { Ok(None) })
    }
}
