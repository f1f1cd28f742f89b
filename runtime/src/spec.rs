//! The rest of the crate's view of a declaration: [`SessionSpec`], and the handles of what was declared.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use crate::builder::RunTimeParts;
use crate::config::{SessionConfig, Text};
use crate::connections::ConnectionMode;
use crate::declaration::{Declaration, HeldTo};
use crate::manifest::{self, Manifest};
use crate::mcp::McpAccess;

/// A declared session. Only `#[tool_router_session(..)]` can implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare a Tool Router session",
    label = "not declared with `#[tool_router_session(..)]`",
    note = "put `#[tool_router_session(toolkits = [\"gmail\"])]` on the struct"
)]
pub trait SessionSpec: Sized {
    /// How the toolkits get connected; see [`connections`](crate::connections).
    type Connections: ConnectionMode;
    /// What the declaration leaves to run time.
    type AtRunTime: RunTimeParts;
    /// Whether its sessions can be handed to MCP clients: [`Served`](crate::mcp::Served) or
    /// [`NotServed`](crate::mcp::NotServed).
    type Mcp: McpAccess;

    /// Everything that is not a type, as text.
    #[doc(hidden)]
    const __DECLARATION: &'static str;

    /// The policies and rules that it is held to.
    #[doc(hidden)]
    const __HELD_TO: HeldTo = HeldTo::NOTHING;

    /// The declared configuration. Sessions are created with it and with what is supplied at run time.
    #[must_use]
    fn config() -> &'static SessionConfig {
        Declaration::of::<Self>().config()
    }

    /// What the agent may do, as data and as Markdown.
    #[must_use]
    fn manifest() -> Manifest {
        manifest::of(Declaration::of::<Self>(), Self::Connections::MODE, Self::Mcp::SERVED)
    }
}

/// A toolkit that the agent `S` declared.
///
/// The attribute generates one constant for each (`InboxAgent::GMAIL`). There is no other way to get one, so asking an
/// agent's session for a toolkit that the agent did not declare does not compile.
pub struct Toolkit<S> {
    slug: &'static str,
    agent: PhantomData<fn() -> S>,
}

/// A tool that the agent `S` declared.
///
/// The attribute generates one constant for each tool that the declaration names (`InboxAgent::GMAIL_FETCH_EMAILS`).
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

        // Derives would require the same traits of the agent.
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

        impl<S> PartialOrd for $handle<S> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl<S> Ord for $handle<S> {
            fn cmp(&self, other: &Self) -> Ordering {
                self.slug.cmp(other.slug)
            }
        }

        impl<S> PartialEq<str> for $handle<S> {
            fn eq(&self, other: &str) -> bool {
                self.slug == other
            }
        }

        impl<S> PartialEq<&str> for $handle<S> {
            fn eq(&self, other: &&str) -> bool {
                self.slug == *other
            }
        }

        impl<S> AsRef<str> for $handle<S> {
            fn as_ref(&self) -> &str {
                self.slug
            }
        }

        impl<S> Borrow<str> for $handle<S> {
            fn borrow(&self) -> &str {
                self.slug
            }
        }

        impl<S> From<$handle<S>> for String {
            fn from(handle: $handle<S>) -> Self {
                handle.slug.to_owned()
            }
        }

        impl<S> serde::Serialize for $handle<S> {
            fn serialize<T: serde::Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
                serializer.serialize_str(self.slug)
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

impl<S: SessionSpec> Toolkit<S> {
    /// For the attribute's expansion only.
    #[doc(hidden)]
    #[must_use]
    pub fn __find(slug: &str) -> Option<Self> {
        Declaration::of::<S>().toolkit(slug).map(Self::__declared)
    }
}

handle!(Toolkit);
handle!(Tool);

/// A toolkit that the agent `S` declares: its constant, [`Toolkit<S>`](Toolkit).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a toolkit that `{S}` declares",
    label = "not a toolkit of `{S}`",
    note = "each declared toolkit is a constant: `toolkits = [\"gmail\"]` makes `{S}::GMAIL`",
    note = "of a slug that is chosen while the program runs, `{S}::toolkit(slug)` is the constant, and \
            `session.authorize_named(slug)` makes the link"
)]
pub trait DeclaredToolkit<S>: sealed::Sealed {
    /// Its slug, as the API knows it.
    #[doc(hidden)]
    fn __slug(self) -> &'static str;
}

impl<S> DeclaredToolkit<S> for Toolkit<S> {
    fn __slug(self) -> &'static str {
        self.slug
    }
}

/// The slugs of several. They are pushed, not collected, which would be compiled with all its parts for each agent.
pub(crate) fn slugs<S>(toolkits: impl IntoIterator<Item: DeclaredToolkit<S>>) -> Vec<&'static str> {
    let mut slugs = Vec::new();
    for toolkit in toolkits {
        slugs.push(toolkit.__slug());
    }
    slugs
}

/// A toolkit, by the constant of the agent `S` or by its slug: [`Toolkit<S>`](Toolkit), `&str`, `String` and the like.
///
/// A constant of another agent does not compile. A slug is looked up while the program runs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a toolkit of `{S}`",
    label = "neither a toolkit that `{S}` declares nor a slug",
    note = "name it by its constant (`toolkits = [\"gmail\"]` makes `{S}::GMAIL`) or by its slug (`\"gmail\"`)"
)]
pub trait NamesToolkit<S>: sealed::Name {
    /// Its slug, as the API knows it.
    #[doc(hidden)]
    fn __named(&self) -> Text;
}

impl<S> NamesToolkit<S> for Toolkit<S> {
    fn __named(&self) -> Text {
        Text::Borrowed(self.slug)
    }
}

macro_rules! names {
    ($($text:ty),*) => {$(
        impl sealed::Name for $text {}
        impl<S> NamesToolkit<S> for $text {
            fn __named(&self) -> Text {
                Text::Owned(str::to_owned(self))
            }
        }
        impl<S> NamesTool<S> for $text {
            fn __named(&self) -> Text {
                Text::Owned(str::to_owned(self))
            }
        }
    )*};
}

names!(&str, String, &String, Cow<'_, str>);

/// What names a tool of the agent `S`: its constant, [`Tool<S>`](Tool), or its slug.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a tool of `{S}`",
    label = "neither a tool that `{S}` declares nor a slug",
    note = "name it by its constant (`{S}::GMAIL_FETCH_EMAILS`) or by its slug (`\"GMAIL_FETCH_EMAILS\"`)"
)]
pub trait NamesTool<S>: sealed::Name {
    /// Its slug, as the API knows it.
    #[doc(hidden)]
    fn __named(&self) -> Text;
}

impl<S> NamesTool<S> for Tool<S> {
    fn __named(&self) -> Text {
        Text::Borrowed(self.slug)
    }
}

/// A tool that the agent `S` declares: its constant, [`Tool<S>`](Tool).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tool that `{S}` declares",
    label = "not a tool of `{S}`",
    note = "each declared tool is a constant: `tools(gmail = [\"GMAIL_FETCH_EMAILS\"])` makes \
            `{S}::GMAIL_FETCH_EMAILS`",
    note = "a tool that is chosen while the program runs is executed by its slug: \
            `session.execute_named(\"GMAIL_FETCH_EMAILS\", ..)`"
)]
pub trait DeclaredTool<S>: sealed::Sealed {
    /// Its slug, as the API knows it.
    #[doc(hidden)]
    fn __slug(self) -> &'static str;
}

impl<S> DeclaredTool<S> for Tool<S> {
    fn __slug(self) -> &'static str {
        self.slug
    }
}

mod sealed {
    /// A handle is a slug, and holds no value of the agent's type.
    pub trait Sealed: Copy + Send + Sync {}
    impl<S> Sealed for super::Toolkit<S> {}
    impl<S> Sealed for super::Tool<S> {}

    /// A handle, or text.
    pub trait Name {}
    impl<S> Name for super::Toolkit<S> {}
    impl<S> Name for super::Tool<S> {}
}
