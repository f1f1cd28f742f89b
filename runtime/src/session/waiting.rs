//! Waiting until every toolkit is connected.

use std::time::Duration;

use tokio::time::timeout;
use tracing::debug;

use super::auth_link::AuthLink;
use super::authorize::LinkOptions;
use super::connections::Connection;
use super::live::Live;
use super::observe::{Seen, Target, Watch};
use super::showing::ShowLinks;
use crate::ConnectionStatus;
use crate::error::{Error, FailedConnection, MissingConnection};
use crate::ids::{ConnectedAccountId, SessionId};

/// Makes and shows a link to replace one that expired.
pub(super) struct Replacement<'a, 's> {
    pub(super) live: &'a Live,
    pub(super) show: &'a mut ShowLinks<'s>,
}

/// The links that were shown and whose outcome is open.
pub(super) struct Waiting {
    watch: Watch,
    open: Vec<Open>,
    connected: Vec<Connection>,
}

struct Open {
    toolkit: String,
    account: ConnectedAccountId,
    status: ConnectionStatus,
}

impl Waiting {
    pub(super) fn new(watch: Watch) -> Self {
        Self { watch, open: Vec::new(), connected: Vec::new() }
    }

    pub(super) fn add(&mut self, link: &AuthLink) {
        self.open.push(Open::new(link));
    }

    /// Returns when everything is connected, with the accounts.
    ///
    /// An expired link is replaced if possible, and is an error otherwise. A refusal by the user or the provider is an
    /// error at once: a refused link is not shown again without being asked for.
    pub(super) async fn finish(
        mut self,
        limit: Duration,
        replacement: Option<Replacement<'_, '_>>,
    ) -> Result<Vec<Connection>, Error> {
        match timeout(limit, self.watch_all(replacement)).await {
            Ok(finished) => finished.map(|()| self.connected),
            Err(_) => Err(Error::WaitTimedOut {
                session: self.watch.session().clone(),
                missing: self.open.into_iter().map(Open::into_missing).collect(),
            }),
        }
    }

    async fn watch_all(&mut self, mut replacement: Option<Replacement<'_, '_>>) -> Result<(), Error> {
        let mut observer = self.watch.observer();
        while !self.open.is_empty() {
            let targets: Vec<Target<'_>> = self.open.iter().map(Open::target).collect();
            let seen = observer.look(&targets).await?;
            for open in &mut self.open {
                open.update(&seen, self.watch.session())?;
            }
            let active = self.open.extract_if(.., |open| open.status.is_active());
            let before = self.connected.len();
            self.connected.extend(active.map(Open::into_connection));
            if let Some(Replacement { show, .. }) = &mut replacement {
                self.connected[before..].iter().for_each(|connection| show.connected(connection));
            }
            while let Some(expired) = self.open.iter_mut().find(|open| open.status == ConnectionStatus::Expired) {
                // Links that expire at once or cannot be made must not follow each other without a pause.
                observer.rest().await;
                expired.replace(replacement.as_mut(), self.watch.session()).await?;
            }
        }
        Ok(())
    }
}

impl Open {
    fn new(link: &AuthLink) -> Self {
        Self {
            toolkit: link.toolkit().to_owned(),
            account: link.connected_account_id().clone(),
            status: ConnectionStatus::Initiated,
        }
    }

    fn target(&self) -> Target<'_> {
        Target { toolkit: &self.toolkit, account: &self.account }
    }

    /// Takes over the observed state.
    ///
    /// Any account counts as connecting the toolkit; only the link's own account can fail it, because an older one may
    /// have been left behind in any state.
    fn update(&mut self, seen: &[Seen], session: &SessionId) -> Result<(), Error> {
        let mut of_toolkit = seen.iter().filter(|seen| seen.toolkit.eq_ignore_ascii_case(&self.toolkit));
        if let Some(active) = of_toolkit.clone().find(|seen| seen.status.is_active()) {
            debug!(toolkit = %self.toolkit, "connected");
            self.status = ConnectionStatus::Active;
            if let Some(account) = &active.connected_account_id {
                self.account = account.clone();
            }
            return Ok(());
        }
        let Some(own) = of_toolkit.find(|seen| seen.connected_account_id.as_ref() == Some(&self.account)) else {
            return Ok(());
        };
        self.status = own.status.clone();
        if self.status.is_final() && self.status != ConnectionStatus::Expired {
            return Err(self.failed(own.status_reason.clone(), session));
        }
        Ok(())
    }

    /// Replaces the expired link. If that fails for a temporary reason, the link stays expired.
    async fn replace(
        &mut self,
        replacement: Option<&mut Replacement<'_, '_>>,
        session: &SessionId,
    ) -> Result<(), Error> {
        let Some(Replacement { live, show }) = replacement else {
            return Err(self.failed(Some("the link was not used in time".to_owned()), session));
        };
        match live.link(&self.toolkit, LinkOptions::default()).await {
            Ok(link) => {
                *self = Self::new(&link);
                show.replaced(link, session).await
            }
            Err(error) if error.is_passing() => {
                debug!(%error, "the expired link could not be replaced yet");
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    fn failed(&self, reason: Option<String>, session: &SessionId) -> Error {
        Error::ConnectionFailed(Box::new(FailedConnection {
            toolkit: self.toolkit.clone(),
            status: self.status.clone(),
            reason,
            session: session.clone(),
        }))
    }

    fn into_connection(self) -> Connection {
        Connection::new(self.toolkit, self.account, self.status)
    }

    fn into_missing(self) -> MissingConnection {
        MissingConnection { toolkit: self.toolkit, status: Some(self.status) }
    }
}
