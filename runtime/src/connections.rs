//! The four ways of connecting, as types.
//!
//! | declaration | type | `create` | `authorize` | the agent manages connections |
//! | --- | --- | --- | --- | --- |
//! | default, `manage_connections = true` | [`OnDemand`] | returns at once | yes | yes |
//! | `manage_connections(enable, wait)` | [`Upfront`] | shows each auth link, returns when all is connected | yes | yes |
//! | `app = automation`, `manage_connections = false` | [`Preconnected`] | checks first, fails with what is missing | no | no |
//! | `app = manual_auth`, `manage_connections = false` | [`Manual`] | returns at once | yes | no |
//!
//! Settings inside `manage_connections(…)` say it more exactly:
//!
//! | setting | for | what it does |
//! | --- | --- | --- |
//! | `wait_tool` | [`OnDemand`] | the agent can wait until its user has connected a toolkit; `create` does not |
//! | `required = ["gmail"]` | [`Upfront`], [`Preconnected`] | `create` waits for, or checks, these toolkits instead of every one |
//! | `missing = skip` | [`Preconnected`], [`Manual`] | `create` leaves out the toolkits that are not connected |
//!
//! What does not apply to a way of connecting does not exist on its builder or session: using it is a compile error
//! whose message says what to do instead.

pub use tool_router_core::{Missing, Mode};

use crate::builder::Supplied;
use crate::seal::Seal;
use crate::spec::SessionSpec;

/// One of the four ways of connecting. The trait is sealed.
pub trait ConnectionMode: sealed::Sealed {
    /// The way of connecting as a value.
    const MODE: Mode;
    /// Whether sessions can make auth links: [`Yes`] or [`No`], as for the next two.
    #[doc(hidden)]
    type AuthLinks;
    /// Whether sessions can manage connections.
    #[doc(hidden)]
    type Management;
    /// Whether creating a session shows auth links.
    #[doc(hidden)]
    type Waiting;
    /// Whether auth links are handled, if this way of connecting needs a handler. `Said` is whether one was set.
    #[doc(hidden)]
    type Shown<Said>;
}

/// The user connects a toolkit in the middle of the conversation, when the agent needs it.
///
/// `create` returns at once. When a connection is missing, the agent calls `COMPOSIO_MANAGE_CONNECTIONS`, shows the
/// user the auth link from the result, and goes on once the user has authenticated.
#[derive(Debug)]
pub enum OnDemand {}

/// The user connects every toolkit before the session starts.
///
/// `create` passes an auth link for each missing connection to `on_auth_link`, and returns once everything is
/// connected, or all that is `required`.
#[derive(Debug)]
pub enum Upfront {}

/// The accounts were connected beforehand, and nobody is there to authenticate.
///
/// `create` checks the connections before any tool runs. It fails with
/// [`Error::MissingConnections`](crate::Error::MissingConnections), which names every toolkit that is not connected.
/// Only a list determines what has to be connected, the allowlist (`toolkits = ["gmail"]`) or `required = ["gmail"]`: with
/// neither there is nothing to check.
///
/// With `missing = skip`, `create` narrows the session to the toolkits that are connected, and fails only if none is, or one
/// that is `required` is not. [`Session::left_out`](crate::Session::left_out) tells what the session lacks.
#[derive(Debug)]
pub enum Preconnected {}

/// The application makes the connections, e.g. on a settings page; the agent cannot.
#[derive(Debug)]
pub enum Manual {}

/// The mode of a declaration with errors: everything exists, so that the compiler reports the errors and no follow-up
/// errors.
#[doc(hidden)]
pub enum Undecided {}

/// The way of connecting has this ability.
#[doc(hidden)]
pub enum Yes {}

/// The way of connecting lacks this ability.
#[doc(hidden)]
pub enum No {}

// A missing ability is reported by a trait whose parameter is the answer of the way of connecting; the answer defaults
// to `No`, so that the compiler does not print it. For a type parameter the compiler knows neither the answer nor the
// bound that would settle it. Each of these traits is therefore a supertrait of one whose message names the bound, and
// of the two errors the compiler reports the one that implies the other.

/// Agents whose application can make auth links: all but those that are [`Preconnected`].
///
/// A function that is generic over the agent and calls [`Session::authorize`](crate::Session::authorize) needs this
/// bound:
///
/// ```
/// use tool_router::session::AuthorizeRequest;
/// use tool_router::{CanAuthorize, Session, Toolkit};
///
/// fn connect<S: CanAuthorize>(session: &Session<S>, toolkit: Toolkit<S>) -> AuthorizeRequest {
///     session.authorize(toolkit)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is generic, and not every agent's sessions can make auth links",
    label = "`{Self}` is not known to implement `CanAuthorize`",
    note = "add the bound `{Self}: tool_router::CanAuthorize`"
)]
pub trait CanAuthorize<Connections: ConnectionMode = <Self as SessionSpec>::Connections>:
    SessionSpec + MakesAuthLinks<Connections::AuthLinks>
{
}

/// Agents that can manage connections: those that are [`OnDemand`] or [`Upfront`].
///
/// A function that is generic over the agent and calls
/// [`Session::manage_connections`](crate::Session::manage_connections) needs this bound.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is generic, and not every agent's sessions can manage connections",
    label = "`{Self}` is not known to implement `CanManage`",
    note = "add the bound `{Self}: tool_router::CanManage`"
)]
pub trait CanManage<Connections: ConnectionMode = <Self as SessionSpec>::Connections>:
    SessionSpec + ManagesConnections<Connections::Management>
{
}

/// Agents that show auth links while their sessions are created: those that are [`Upfront`].
///
/// A function that is generic over the agent and calls
/// [`SessionBuilder::on_auth_link`](crate::SessionBuilder::on_auth_link) needs this bound.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is generic, and not every agent waits for its connections",
    label = "`{Self}` is not known to implement `ShowsAuthLinks`",
    note = "add the bound `{Self}: tool_router::connections::ShowsAuthLinks`"
)]
pub trait ShowsAuthLinks<Connections: ConnectionMode = <Self as SessionSpec>::Connections>:
    SessionSpec + WaitsForConnections<Connections::Waiting>
{
}

/// What [`Preconnected`] lacks.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the accounts of `{Self}` are connected beforehand: its sessions cannot make auth links",
    label = "`app = automation` leaves nobody to authenticate",
    note = "for a page where users connect their accounts declare `app = manual_auth`; \
            for an agent that asks its user declare `manage_connections = true` without `app = automation`"
)]
pub trait MakesAuthLinks<Answer = No> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// What [`Preconnected`] and [`Manual`] lack.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` declares `manage_connections = false`: its sessions cannot manage connections",
    label = "connection management is disabled",
    note = "with `app = manual_auth` call `session.authorize(..)` for an auth link; \
            to let the agent ask its user declare `manage_connections = true`"
)]
pub trait ManagesConnections<Answer = No> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

/// What all but [`Upfront`] lack.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not wait for connections: creating its session shows no auth links",
    label = "there is nothing to show",
    note = "declare `manage_connections(enable, wait)` to have every toolkit connected before the session starts"
)]
pub trait WaitsForConnections<Answer = No> {
    #[doc(hidden)]
    fn __sealed(seal: Seal);
}

macro_rules! answered {
    ($($lack:ident,)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<S> $lack<Yes> for S {
            fn __sealed(_: Seal) {}
        }
        // With a second impl, the compiler does not infer the only answer there is for an unknown one.
        #[diagnostic::do_not_recommend]
        impl<S> $lack<Undecided> for S {
            fn __sealed(_: Seal) {}
        }
    )*};
}

answered!(MakesAuthLinks, ManagesConnections, WaitsForConnections,);

macro_rules! modes {
    ($($type:ident is $mode:ident: $links:ident, $management:ident, $waiting:ident, $shown:ty;)*) => {$(
        impl sealed::Sealed for $type {}
        impl ConnectionMode for $type {
            const MODE: Mode = Mode::$mode;
            type AuthLinks = $links;
            type Management = $management;
            type Waiting = $waiting;
            type Shown<Said> = $shown;
        }
        impl<S: SessionSpec<Connections = $type> + MakesAuthLinks<$links>> CanAuthorize<$type> for S {}
        impl<S: SessionSpec<Connections = $type> + ManagesConnections<$management>> CanManage<$type> for S {}
        impl<S: SessionSpec<Connections = $type> + WaitsForConnections<$waiting>> ShowsAuthLinks<$type> for S {}
    )*};
}

modes! {
    OnDemand is OnDemand: Yes, Yes, No, Supplied;
    Upfront is Upfront: Yes, Yes, Yes, Said;
    Preconnected is Preconnected: No, No, No, Supplied;
    Manual is Manual: Yes, No, No, Supplied;
    Undecided is OnDemand: Undecided, Undecided, Undecided, Supplied;
}

mod sealed {
    pub trait Sealed {}
}
