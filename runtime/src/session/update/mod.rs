//! Changing a live session, within what was declared.

mod accounts;
mod approvals;
mod complete;
mod narrow;
mod restore;
mod switches;

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use serde::Serialize;

use super::live::Live;
use super::{Opening, Session, work};
use crate::client::Request;
use crate::config::Text;
use crate::custom::Registry;
use crate::error::{ApiErrorKind, Error, InvalidInput};
use crate::opaque::Opaque;
use crate::spec::SessionSpec;
use tool_router_core::config::ConfigPatch;

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
    live: Opaque<Arc<Live>>,
    patch: Opaque<ConfigPatch>,
    expected: Option<u64>,
    // The first mistake. Awaiting reports it, so that the methods stay chainable.
    invalid: Option<InvalidInput>,
    names: Vec<Text>,
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
        let expected = Some(self.live.version);
        SessionUpdate {
            live: self.live.clone(),
            patch: Opaque::new(ConfigPatch::default()),
            expected,
            invalid: None,
            names: Vec::new(),
            agent: PhantomData,
        }
    }
}

impl<S: SessionSpec> SessionUpdate<S> {
    /// Sets which version of the configuration the change is for. The default is the last version that this session has
    /// seen.
    pub fn for_version(mut self, version: u64) -> Self {
        if version == 0 {
            let what = "the expected version";
            self.note(Err(InvalidInput::OutOfBounds { what, given: version, least: 1, most: u64::MAX }));
        }
        self.expected = Some(version);
        self
    }

    /// Changes the configuration whatever its current version.
    ///
    /// The API replaces accounts, auth configs and tools as a whole: changes to them from elsewhere in the meantime are
    /// lost.
    pub fn for_any_version(mut self) -> Self {
        self.expected = None;
        self
    }

    /// Checks everything that can be checked before a request.
    fn check(&mut self) -> Result<(), Error> {
        if let Some(invalid) = self.invalid.take() {
            return Err(invalid.into());
        }
        if self.patch.is_empty() {
            return Err(InvalidInput::EmptyUpdate.into());
        }
        let proposed = self.complete()?;
        let settings = proposed.wider_than(self.live.fence.config());
        if !settings.is_empty() {
            return Err(InvalidInput::WiderThanDeclared { settings }.into());
        }
        self.live.fence.hold(&proposed)
    }

    fn note(&mut self, checked: Result<(), InvalidInput>) {
        if self.invalid.is_none() {
            self.invalid = checked.err();
        }
    }
}

impl<S: SessionSpec> IntoFuture for SessionUpdate<S> {
    type Output = Result<Session<S>, Error>;
    type IntoFuture = Opening<'static, S>;

    fn into_future(mut self) -> Self::IntoFuture {
        let checked = self.check();
        let Self { live, patch, expected, .. } = self;
        let body = UpdateBody { patch: patch.into_inner(), expected_config_version: expected };
        Opening { work: work(live.into_inner().updated(checked, body)), agent: PhantomData }
    }
}

#[derive(Serialize)]
pub(super) struct UpdateBody {
    #[serde(flatten)]
    pub(super) patch: ConfigPatch,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expected_config_version: Option<u64>,
}

impl Live {
    /// Boxed here, so that an agent's update compiles nothing of it.
    pub(super) fn updated(
        self: Arc<Self>,
        checked: Result<(), Error>,
        body: UpdateBody,
    ) -> BoxFuture<'static, Result<Self, Error>> {
        Box::pin(async move {
            checked?;
            let request = Request::patch(&["tool_router", "session", self.id.as_str()], &body);
            match self.router.send(request).await {
                Ok(answer) => {
                    let user_id = Some(&self.user_id);
                    let later = Self::read(&self.router, &answer, self.fence, user_id, Registry::default())?;
                    Ok(self.renewed(later))
                }
                Err(Error::Api(refusal)) if refusal.kind() == ApiErrorKind::Conflict => {
                    Err(Error::ConfigConflict { expected: body.expected_config_version, refusal })
                }
                Err(error) => Err(error),
            }
        })
    }
}

impl<S> fmt::Debug for SessionUpdate<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SessionUpdate")
            .field("session", &self.live.id)
            .field("expected", &self.expected)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
