use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::live::Live;
use super::{Session, ToolkitInfo};
use crate::error::Error;
use crate::ids::ConnectedAccountId;
use crate::spec::{DeclaredToolkit, SessionSpec};
use crate::{ConnectionStatus, Reply, Timestamp};

/// The user's account that a session uses for a toolkit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Connection {
    /// The toolkit's slug.
    pub toolkit: String,
    /// The account's id.
    pub connected_account_id: ConnectedAccountId,
    /// Its state. Only an active account can be used.
    pub status: ConnectionStatus,
    /// When it was made.
    #[serde(default)]
    pub created_at: Option<Timestamp>,
}

/// A question for the user's accounts; await it.
#[must_use = "nothing is fetched until this is awaited"]
pub struct ConnectionsRequest {
    pub(super) live: Arc<Live>,
}

/// A question for the user's account for one toolkit; await it.
#[must_use = "nothing is fetched until this is awaited"]
pub struct ConnectionRequest {
    live: Arc<Live>,
    toolkit: &'static str,
}

impl<S> Session<S> {
    /// Returns the user's accounts that the session uses or could use, whatever their state.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// for connection in session.connections().await? {
    ///     println!("{}: {}", connection.toolkit, connection.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request), for each page.
    pub fn connections(&self) -> ConnectionsRequest {
        ConnectionsRequest { live: Arc::clone(&self.live) }
    }
}

impl<S: SessionSpec> Session<S> {
    /// Returns the user's account for a toolkit, whatever its state; `None` if there never was one.
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request).
    pub fn connection(&self, toolkit: impl DeclaredToolkit<S>) -> ConnectionRequest {
        ConnectionRequest { live: Arc::clone(&self.live), toolkit: toolkit.__slug() }
    }
}

impl IntoFuture for ConnectionsRequest {
    type Output = Result<Vec<Connection>, Error>;
    type IntoFuture = Reply<Vec<Connection>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live } = self;
        Reply::new(async move {
            let toolkits = live.all_toolkits().all().await?;
            Ok(toolkits.into_iter().filter_map(Connection::of).collect())
        })
    }
}

impl IntoFuture for ConnectionRequest {
    type Output = Result<Option<Connection>, Error>;
    type IntoFuture = Reply<Option<Connection>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live, toolkit } = self;
        Reply::new(async move {
            let infos = live.toolkit_infos(&[toolkit]).await?;
            let info = infos.into_iter().find(|info| info.slug.eq_ignore_ascii_case(toolkit));
            Ok(info.and_then(Connection::of))
        })
    }
}

impl fmt::Debug for ConnectionsRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ConnectionsRequest").field("session", &self.live.id).finish()
    }
}

impl fmt::Debug for ConnectionRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ConnectionRequest")
            .field("session", &self.live.id)
            .field("toolkit", &self.toolkit)
            .finish()
    }
}

impl Connection {
    /// Whether tools can be executed with the account.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status == ConnectionStatus::Active
    }

    /// Makes the connection of a toolkit, by its slug, e.g. for a test.
    #[must_use]
    pub fn new(
        toolkit: impl Into<String>,
        connected_account_id: impl Into<ConnectedAccountId>,
        status: ConnectionStatus,
    ) -> Self {
        let (toolkit, connected_account_id) = (toolkit.into(), connected_account_id.into());
        Self { toolkit, connected_account_id, status, created_at: None }
    }

    fn of(toolkit: ToolkitInfo) -> Option<Self> {
        let account = toolkit.connected_account?;
        Some(Self {
            toolkit: toolkit.slug,
            connected_account_id: account.id,
            status: account.status,
            created_at: account.created_at,
        })
    }
}
