//! Observes connections until they change: pushed if the router can, polled otherwise.

use std::time::Duration;

use serde::Deserialize;
use tokio::time::{Instant, sleep};
use tracing::debug;

use crate::ConnectionStatus;
use crate::ToolRouter;
use crate::client::{Request, csv, items};
use crate::error::Error;
use crate::ids::{ConnectedAccountId, SessionId};

/// How long a router that pushes is asked to hold a request.
const HELD: Duration = Duration::from_secs(25);
/// Allowance for the network round trip on top of that.
const TRANSIT: Duration = Duration::from_secs(10);
/// The first polling interval.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest polling interval.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How many accounts are requested per page.
const PAGE: &str = "50";

/// Where connections are observed.
#[derive(Clone)]
pub(super) struct Watch {
    router: ToolRouter,
    session: SessionId,
    push: bool,
}

/// A connection as it was observed.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Seen {
    pub(super) toolkit: String,
    #[serde(default)]
    pub(super) connected_account_id: Option<ConnectedAccountId>,
    pub(super) status: ConnectionStatus,
    #[serde(default)]
    pub(super) status_reason: Option<String>,
}

/// A connection to observe.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'a> {
    pub(super) toolkit: &'a str,
    pub(super) account: &'a ConnectedAccountId,
}

/// Observes connections repeatedly.
pub(super) struct Observer {
    watch: Watch,
    /// The revision at the last observation.
    revision: Option<u64>,
    pause: Duration,
}

impl Watch {
    pub(super) fn new(router: ToolRouter, session: SessionId, push: bool) -> Self {
        Self { router, session, push }
    }

    /// The session that the connections are looked at for.
    pub(super) fn session(&self) -> &SessionId {
        &self.session
    }

    pub(super) fn observer(&self) -> Observer {
        Observer { watch: self.clone(), revision: None, pause: FIRST_PAUSE }
    }
}

impl Observer {
    /// Waits until the next observation is due, and makes it. A missing answer counts as an empty one: the next
    /// observation follows.
    pub(super) async fn look(&mut self, targets: &[Target<'_>]) -> Result<Vec<Seen>, Error> {
        let looked = if self.watch.push {
            self.pushed(targets).await
        } else {
            self.rest().await;
            self.polled(targets).await
        };
        match looked {
            Err(error) if self.watch.push && error.is_not_found() => {
                debug!("the router does not push after all");
                self.watch.push = false;
                Ok(Vec::new())
            }
            Err(error) if error.is_passing() => {
                debug!(%error, "looking again after a pause");
                if self.watch.push {
                    self.rest().await;
                }
                Ok(Vec::new())
            }
            looked => looked,
        }
    }

    /// Asks to be notified of the next change.
    async fn pushed(&mut self, targets: &[Target<'_>]) -> Result<Vec<Seen>, Error> {
        #[derive(Deserialize)]
        struct Change {
            revision: u64,
            connections: Vec<Seen>,
        }
        let asked = Instant::now();
        let request = Request::get(&["tool_router", "session", self.watch.session.as_str(), "connections"])
            .query("toolkits", csv(targets.iter().map(|target| target.toolkit)))
            .query_opt("after", self.revision.map(|revision| revision.to_string()))
            .query("wait_ms", HELD.as_millis().to_string())
            .within(HELD + TRANSIT);
        let change: Change = self.watch.router.send(request).await?.read("changes of connections")?;
        if self.revision == Some(change.revision) && asked.elapsed() < HELD / 2 {
            // The router does not hold the request, and must not be polled in a tight loop.
            self.rest().await;
        }
        self.revision = Some(change.revision);
        Ok(change.connections)
    }

    async fn polled(&self, targets: &[Target<'_>]) -> Result<Vec<Seen>, Error> {
        #[derive(Deserialize)]
        struct Account {
            id: ConnectedAccountId,
            status: ConnectionStatus,
            #[serde(default)]
            status_reason: Option<String>,
        }
        let request = Request::get(&["connected_accounts"])
            .query("connected_account_ids", csv(targets.iter().map(|target| target.account.as_str())))
            .query("limit", PAGE);
        let accounts = items::<Account>(self.watch.router.clone(), request, "a page of connected accounts");
        let seen = accounts.all().await?.into_iter().filter_map(|account| {
            let target = targets.iter().find(|target| *target.account == account.id)?;
            Some(Seen {
                toolkit: target.toolkit.to_owned(),
                connected_account_id: Some(account.id),
                status: account.status,
                status_reason: account.status_reason,
            })
        });
        Ok(seen.collect())
    }

    /// Pauses, longer each time, and up to a quarter shorter at random, so that many waiting clients spread out.
    pub(super) async fn rest(&mut self) {
        let pause = self.pause;
        self.pause = pause.mul_f64(1.5).min(LONGEST_PAUSE);
        sleep(pause.mul_f64(1.0 - 0.25 * fastrand::f64())).await;
    }
}
