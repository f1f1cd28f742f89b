use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

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
