use std::fmt;
use std::future::{Future, Pending, pending};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use super::argument::Fallback;

/// What a tool works on, such as a pool of connections: a parameter of a function with
/// [`#[custom_tool]`](crate::custom_tool) that the model knows nothing of.
///
/// The tool is made with its state, by `with_state`. All calls share it.
///
/// ```
/// use std::sync::Arc;
/// use tool_router::custom::State;
/// use tool_router::{custom_tool, tool_router_session};
///
/// struct Pool { /* … */ }
///
/// /// Finds the orders of a customer.
/// #[custom_tool]
/// async fn find_orders(email: String, State(pool): State<Pool>) -> Result<Vec<u32>, std::io::Error> {
///     let _pool: Arc<Pool> = pool;
///     Ok(vec![1843])
/// }
///
/// #[tool_router_session(toolkits = ["gmail"])]
/// struct SupportAgent;
///
/// let pool = Arc::new(Pool { /* … */ });
/// let session = SupportAgent::session("user_123").custom_tool(FindOrders::with_state(pool));
/// # drop(session);
/// ```
///
/// Without its state, the tool cannot be registered:
///
/// ```compile_fail
/// # use tool_router::custom::State;
/// # use tool_router::{custom_tool, tool_router_session};
/// # struct Pool;
/// # /// Finds the orders of a customer.
/// # #[custom_tool]
/// # async fn find_orders(email: String, State(_): State<Pool>) -> Result<Vec<u32>, std::io::Error> { Ok(vec![1843]) }
/// # #[tool_router_session(toolkits = ["gmail"])]
/// # struct SupportAgent;
/// let session = SupportAgent::session("user_123").custom_tool(FindOrders);
/// ```
///
/// Several tools that work on the same are better the methods of one type: see
/// [`#[custom_tools]`](crate::custom_tools).
pub struct State<T: ?Sized>(
    /// The shared value.
    pub Arc<T>,
);

impl<T: ?Sized> Clone for State<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: ?Sized> Deref for State<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for State<T> {
    fn from(state: T) -> Self {
        Self(Arc::new(state))
    }
}

impl<T: ?Sized> From<Arc<T>> for State<T> {
    fn from(state: Arc<T>) -> Self {
        Self(state)
    }
}

/// What `with_state` takes for a [`State<T>`](State): the value, an `Arc` of it, or a `State` that another tool has as well.
#[diagnostic::on_unimplemented(
    message = "the tool works on `{T}`, and is given `{Self}`",
    label = "expected `{T}`, or an `Arc` of it"
)]
pub trait IntoState<T: ?Sized> {
    /// Makes the state.
    fn into_state(self) -> State<T>;
}

#[diagnostic::do_not_recommend]
impl<T> IntoState<T> for T {
    fn into_state(self) -> State<T> {
        self.into()
    }
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> IntoState<T> for Arc<T> {
    fn into_state(self) -> State<T> {
        self.into()
    }
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> IntoState<T> for State<T> {
    fn into_state(self) -> State<T> {
        self
    }
}

/// It does not show the state, which may be secret.
impl<T: ?Sized> fmt::Debug for State<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("State(..)")
    }
}

/// A type that the calls of a tool can share.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the state of a tool: calls from several threads share it",
    label = "what calls share is `Send`, `Sync` and `'static`",
    note = "`Mutex` or an atomic stands in for `RefCell` and `Cell`, `Arc` for `Rc`"
)]
pub trait SharedState {}

#[diagnostic::do_not_recommend]
impl<T: Send + Sync + 'static + ?Sized> SharedState for T {}

/// Whether calls can share a value of a type: `IsShared::<T>::HOLDS`, with [`Fallback`] in scope.
#[doc(hidden)]
pub struct IsShared<T>(PhantomData<T>);

impl<T: Send + Sync + 'static> IsShared<T> {
    #[doc(hidden)]
    pub const HOLDS: bool = true;
}

impl<T> Fallback for IsShared<T> {}

/// State as a tool holds it. What calls cannot share is replaced by nothing, so that this is reported once, by [`SharedState`],
/// and not by every future that it is in.
#[doc(hidden)]
pub struct Held<T, const IS_SHARED: bool>(PhantomData<T>);

/// The type that a [`Held`] represents.
#[doc(hidden)]
pub trait Hold {
    type As;
}

impl<T> Hold for Held<T, true> {
    type As = T;
}

impl<T> Hold for Held<T, false> {
    type As = ();
}

impl<T> Held<T, true> {
    #[doc(hidden)]
    pub const fn hold(state: T) -> T {
        state
    }

    #[doc(hidden)]
    pub fn run<'a, F: Future>(state: &'a T, call: impl FnOnce(&'a T) -> F) -> F {
        call(state)
    }
}

impl<T> Held<T, false> {
    #[doc(hidden)]
    pub fn hold(_: T) {}

    #[doc(hidden)]
    pub fn run<'a, F: Future>((): &'a (), _: impl FnOnce(&'a T) -> F) -> Pending<F::Output>
    where
        T: 'a,
    {
        pending()
    }
}
