//! What a declaration is to the rest of the crate: [`SessionSpec`], and the handles of what was declared.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use crate::builder::LeftToRunTime;
use crate::config::{Declared, Of, SessionConfig};
use crate::connections::ConnectionMode;
use crate::manifest::{AtRunTime, Manifest};
use crate::policy::{Policy, Rule};

/// A declared session. `#[tool_router_session(..)]` implements it; nothing else has to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` declares no Tool Router session",
    label = "not declared with `#[tool_router_session(..)]`",
    note = "put `#[tool_router_session(toolkits = [\"gmail\"])]` on the struct"
)]
pub trait SessionSpec: Sized {
    /// How the toolkits get connected; see [`connections`](crate::connections).
    type Connections: ConnectionMode;
    /// Whether the callback URL is left to run time: [`Declared`](crate::builder::Declared), or
    /// [`NotYet`](crate::builder::NotYet) supplied.
    type Callback;
    /// The auth configs left to run time: a list with one [`NotYet`](crate::builder::NotYet) for each.
    type AuthConfigs: LeftToRunTime;
    /// The connected accounts left to run time: a list with one [`NotYet`](crate::builder::NotYet) for each.
    type ConnectedAccounts: LeftToRunTime;

    /// Everything that the attribute has to say, packed; what follows is made from it.
    #[doc(hidden)]
    const DECLARED: &'static str = "";

    /// The name of the agent.
    const NAME: &'static str = Declared::<Of<Self>>::name();
    /// The path of the module that declares it.
    const MODULE: &'static str = Declared::<Of<Self>>::module();
    /// What was declared, as a constant. A session is created with this, and with what is supplied at run time.
    const CONFIG: SessionConfig = Declared::<Of<Self>>::config();
    /// How long `create` waits for connections. Only [`Upfront`](crate::connections::Upfront) sessions wait.
    const WAIT: Option<Duration> = Declared::<Of<Self>>::wait();
    /// The policies that the declaration was held to. What is supplied at run time is held to them by `create`.
    const POLICIES: &'static [&'static Policy] = &[];
    /// The rules beside the policies that somebody wrote as functions.
    const POLICY_RULES: &'static [Rule] = &[];
    /// What the declaration leaves to run time.
    const AT_RUN_TIME: AtRunTime = Declared::<Of<Self>>::at_run_time();

    /// Whether its sessions can be handed to MCP clients; see [`ServesMcp`].
    const MCP: bool = false;

    /// What the agent may do, as data and as Markdown.
    #[must_use]
    fn manifest() -> Manifest {
        Manifest::of::<Self>()
    }
}

/// An agent that declares `mcp`: its sessions have an endpoint for MCP clients.
///
/// Whoever holds the endpoint's headers can drive a session from outside of the program that created it, so a reader of
/// the declaration has to see that. `#[tool_router_session(.., mcp)]` implements it, and says [`SessionSpec::MCP`].
#[diagnostic::on_unimplemented(
    message = "this agent is not handed to MCP clients: its sessions have no MCP endpoint",
    label = "`mcp` is not declared",
    note = "declare it to let MCP clients use a session: `#[tool_router_session(toolkits = [\"gmail\"], mcp)]`"
)]
pub trait ServesMcp: SessionSpec {}

/// A toolkit that the agent `S` declared.
///
/// The attribute makes one constant for each (`InboxAgent::GMAIL`). There is no other way to get one, so that asking
/// an agent's session for a toolkit it did not declare does not compile.
pub struct Toolkit<S> {
    slug: &'static str,
    agent: PhantomData<fn() -> S>,
}

/// A tool that the agent `S` declared.
///
/// The attribute makes one constant for each tool it names (`InboxAgent::GMAIL_FETCH_EMAILS`).
pub struct Tool<S> {
    slug: &'static str,
    agent: PhantomData<fn() -> S>,
}

macro_rules! handle {
    ($handle:ident) => {
        impl<S> $handle<S> {
            /// For the attribute's expansion only.
            #[doc(hidden)]
            #[must_use]
            pub const fn __declared(slug: &'static str) -> Self {
                Self { slug, agent: PhantomData }
            }

            /// The slug, as the API knows it.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                self.slug
            }
        }

        // Derived impls would ask the same of the agent.
        impl<S> Clone for $handle<S> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<S> Copy for $handle<S> {}

        impl<S> PartialEq for $handle<S> {
            fn eq(&self, other: &Self) -> bool {
                self.slug == other.slug
            }
        }

        impl<S> Eq for $handle<S> {}

        impl<S> std::hash::Hash for $handle<S> {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.slug.hash(state);
            }
        }

        impl<S> fmt::Debug for $handle<S> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_tuple(stringify!($handle)).field(&self.slug).finish()
            }
        }

        impl<S> fmt::Display for $handle<S> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.slug)
            }
        }
    };
}

handle!(Toolkit);
handle!(Tool);
