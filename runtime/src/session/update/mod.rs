//! Changing a live session, within what was declared.

mod accounts;
mod approvals;
mod complete;
mod narrow;
mod plan;
mod restore;
mod switches;

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

use self::plan::Plan;
pub(super) use self::plan::UpdateBody;
use super::{Opening, Session};
use crate::error::Error;
#[cfg(doc)]
use crate::error::InvalidInput;
use crate::opaque::Opaque;
use crate::spec::SessionSpec;

pub use self::accounts::{LeavesNoAccountToRunTime, Pinnable, UnpinsAccounts};
pub use tool_router_core::config::Setting;

/// A change of a session's configuration; await it.
///
/// Settings that are not named are kept. The declaration is the upper bound: an update can narrow, change what the
/// declaration leaves to run time, or [restore](Self::restore) what was declared. An update that cannot be proved to
/// stay within the declaration is [`InvalidInput::WiderThanDeclared`], and one that breaks a policy is
/// [`Error::Policy`]; neither is sent.
#[must_use = "nothing is changed until this is awaited"]
pub struct SessionUpdate<S> {
    /// Everything that is done to it is done here, in this crate: what is compiled for each agent only hands it on.
    plan: Opaque<Box<Plan>>,
    agent: PhantomData<fn() -> S>,
}

impl<S: SessionSpec> Session<S> {
    /// Changes the session's configuration.
    ///
    /// It gives the session as it is then; this one stays the snapshot that it is. The router is told which version the change
    /// is for, and refuses it when somebody else was faster.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>, gmail: tool_router::Toolkit<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// use tool_router::Error;
    /// use tool_router::session::Setting;
    ///
    /// let session = match session.update().only([gmail]).search(false).await {
    ///     Ok(narrowed) => narrowed,
    ///     Err(Error::ConfigConflict { .. }) => session.refresh().await?,
    ///     Err(error) => return Err(error),
    /// };
    /// println!("version {}", session.version());
    /// let session = session.update().restore(Setting::Toolkits).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] and [`Error::Policy`] before any request; [`Error::ConfigConflict`] when the configuration has
    /// another version by now. It is sent once. After an error the session is as it was.
    pub fn update(&self) -> SessionUpdate<S> {
        SessionUpdate { plan: Plan::of(&self.live), agent: PhantomData }
    }
}

impl<S: SessionSpec> SessionUpdate<S> {
    /// Sets which version of the configuration the change is for. The default is the last version that this session has
    /// seen.
    pub fn for_version(mut self, version: u64) -> Self {
        self.plan.for_version(version);
        self
    }

    /// Changes the configuration whatever its current version.
    ///
    /// The API replaces accounts, auth configs and tools as a whole: changes to them from elsewhere in the meantime are
    /// lost.
    pub fn for_any_version(mut self) -> Self {
        self.plan.expected = None;
        self
    }
}

impl<S: SessionSpec> IntoFuture for SessionUpdate<S> {
    type Output = Result<Session<S>, Error>;
    type IntoFuture = Opening<'static, S>;

    fn into_future(self) -> Self::IntoFuture {
        Opening { work: self.plan.into_inner().send(), agent: PhantomData }
    }
}

impl<S> fmt::Debug for SessionUpdate<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SessionUpdate")
            .field("session", self.plan.session())
            .field("expected", &self.plan.expected)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
