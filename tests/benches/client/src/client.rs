//! What each client does.

use std::error::Error;
use std::future::Future;

/// How a call ends that should have succeeded.
pub type Failure = Box<dyn Error>;

/// A client of the Tool Router API.
pub trait Client: Sized {
    /// What the client calls a session.
    type Session;

    /// A client of the router at `url`.
    ///
    /// # Errors
    ///
    /// When it cannot be set up.
    fn new(url: &str) -> Result<Self, Failure>;

    /// Creates the session of [`wire::request`](crate::wire::request).
    fn create(&self) -> impl Future<Output = Result<Self::Session, Failure>>;

    /// Executes a tool, and returns how many messages came back.
    fn execute(&self, session: &Self::Session) -> impl Future<Output = Result<usize, Failure>>;

    /// Lists the tools, and returns how many there are.
    fn tools(&self, session: &Self::Session) -> impl Future<Output = Result<usize, Failure>>;
}
