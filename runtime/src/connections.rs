//! The four ways of connecting, as types.
//!
//! | declaration | type | `create` | `authorize` | the agent manages connections |
//! | --- | --- | --- | --- | --- |
//! | default, `manage_connections = true` | [`OnDemand`] | returns at once | yes | yes |
//! | `manage_connections(enable, wait)` | [`Upfront`] | shows each auth link, returns when all is connected | yes | yes |
//! | `app = automation`, `manage_connections = false` | [`Preconnected`] | checks first, fails with what is missing | no | no |
//! | `app = manual_auth`, `manage_connections = false` | [`Manual`] | returns at once | yes | no |
//!
//! What does not apply to a way of connecting does not exist on its builder or session: it is a compile error whose
//! message says what to do instead.

pub use tool_router_core::Mode;

/// One of the four ways of connecting. The set is closed.
pub trait ConnectionMode: sealed::Sealed {
    /// The same as a value.
    const MODE: Mode;
}

/// The user connects a toolkit in the middle of the conversation, when the agent needs it.
///
/// `create` returns at once. When a connection is missing the agent calls `COMPOSIO_MANAGE_CONNECTIONS`, shows the
/// user the auth link that comes back, and goes on when the user has authenticated.
pub enum OnDemand {}

/// The user connects every toolkit before the session starts.
///
/// `create` hands an auth link for each missing connection to `on_auth_link`, and returns when all are there.
pub enum Upfront {}

/// The accounts were connected beforehand, and nobody is there to authenticate.
///
/// `create` checks, and fails with [`Error::MissingConnections`](crate::Error::MissingConnections), which names every
/// toolkit that is not connected, before any tool runs. Only an allowlist (`toolkits = ["gmail"]`) says what has to be
/// connected: with `toolkits = any` or a denylist there is nothing to check.
pub enum Preconnected {}

/// The application makes the connections, on a settings page for one; the agent cannot.
pub enum Manual {}

/// What a declaration with errors in it gets: everything exists, so that the compiler reports the errors and no echo
/// of them.
#[doc(hidden)]
pub enum Undecided {}

/// Sessions whose application can make auth links: all but [`Preconnected`].
#[diagnostic::on_unimplemented(
    message = "this agent's accounts are connected beforehand: its sessions cannot make auth links",
    label = "`app = automation` leaves nobody to authenticate",
    note = "for a page where users connect their accounts declare `app = manual_auth`; \
            for an agent that asks its user declare `manage_connections = true` without `app = automation`"
)]
pub trait CanAuthorize: ConnectionMode {}

/// Sessions whose agent can manage connections: [`OnDemand`] and [`Upfront`].
#[diagnostic::on_unimplemented(
    message = "this agent declares `manage_connections = false`: its sessions cannot manage connections",
    label = "connection management is disabled",
    note = "with `app = manual_auth` call `session.authorize(..)` for an auth link; \
            to let the agent ask its user declare `manage_connections = true`"
)]
pub trait CanManage: ConnectionMode {}

/// Sessions that show auth links while they are created: [`Upfront`].
#[diagnostic::on_unimplemented(
    message = "this agent does not wait for connections: creating its session shows no auth links",
    label = "there is nothing to show",
    note = "declare `manage_connections(enable, wait)` to have every toolkit connected before the session starts"
)]
pub trait ShowsAuthLinks: ConnectionMode {}

macro_rules! modes {
    ($($type:ident is $mode:ident: $($capability:ident)*;)*) => {$(
        impl sealed::Sealed for $type {}
        impl ConnectionMode for $type {
            const MODE: Mode = Mode::$mode;
        }
        $(#[diagnostic::do_not_recommend] impl $capability for $type {})*
    )*};
}

modes! {
    OnDemand is OnDemand: CanAuthorize CanManage;
    Upfront is Upfront: CanAuthorize CanManage ShowsAuthLinks;
    Preconnected is Preconnected:;
    Manual is Manual: CanAuthorize;
    Undecided is OnDemand: CanAuthorize CanManage ShowsAuthLinks;
}

mod sealed {
    pub trait Sealed {}
}
