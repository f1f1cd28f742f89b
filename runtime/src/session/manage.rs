use std::collections::BTreeMap;
use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::input::{Call, Called};
use super::live::Live;
use super::{AuthLink, MetaTool, Session};
use crate::connections::{CanManage, ConnectionMode, ManagesConnections};
use crate::error::{Error, InvalidInput};
use crate::ids::ConnectedAccountId;
use crate::spec::{DeclaredToolkit, SessionSpec, slugs};
use crate::{ConnectionStatus, Reply};

/// The answer of `COMPOSIO_MANAGE_CONNECTIONS` for a toolkit.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ManagedConnection {
    /// The toolkit's slug.
    pub toolkit: String,
    /// The state of the connection.
    pub status: ConnectionStatus,
    /// Whether tools can run.
    pub has_active_connection: bool,
    /// The account, if there is one.
    pub connected_account_id: Option<ConnectedAccountId>,
    /// The link to show to the user, if the toolkit is not connected yet. It is left out where this is serialised: whoever has it can
    /// connect an account.
    #[serde(skip)]
    pub link: Option<AuthLink>,
    /// The next step for the agent, written for a model.
    pub instruction: Option<String>,
    /// Why no link could be made.
    pub error_message: Option<String>,
}

impl ManagedConnection {
    /// Makes the state of a toolkit, by its slug, without an account or a link, e.g. for a test.
    #[must_use]
    pub fn new(toolkit: impl Into<String>, status: ConnectionStatus) -> Self {
        Self {
            toolkit: toolkit.into(),
            has_active_connection: status.is_active(),
            status,
            connected_account_id: None,
            link: None,
            instruction: None,
            error_message: None,
        }
    }
}

/// A call of `COMPOSIO_MANAGE_CONNECTIONS`; await it.
#[must_use = "nothing is sent until this is awaited"]
pub struct ManageConnectionsRequest {
    live: Arc<Live>,
    toolkits: Vec<&'static str>,
}

#[derive(Deserialize)]
struct Managed {
    results: BTreeMap<String, ManagedAnswer>,
}

#[derive(Deserialize)]
struct ManagedAnswer {
    status: ConnectionStatus,
    #[serde(default)]
    has_active_connection: bool,
    #[serde(default)]
    connected_account_id: Option<ConnectedAccountId>,
    #[serde(default)]
    redirect_url: Option<String>,
    #[serde(default)]
    instruction: Option<String>,
    #[serde(default)]
    error_message: Option<String>,
}

impl<S: SessionSpec> Session<S> {
    /// Reports which toolkits are connected, and makes a link for each that is not. The agent's
    /// `COMPOSIO_MANAGE_CONNECTIONS` does the same.
    ///
    /// # Errors
    ///
    /// [`Error::NotCompleted`] when the router refuses. It is sent once.
    pub fn manage_connections(&self, toolkits: impl IntoIterator<Item: DeclaredToolkit<S>>) -> ManageConnectionsRequest
    where
        S: ManagesConnections<<S::Connections as ConnectionMode>::Management> + CanManage,
    {
        ManageConnectionsRequest { live: Arc::clone(&self.live), toolkits: slugs(toolkits) }
    }
}

impl IntoFuture for ManageConnectionsRequest {
    type Output = Result<Vec<ManagedConnection>, Error>;
    type IntoFuture = Reply<Vec<ManagedConnection>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live, toolkits } = self;
        Reply::new(async move { live.manage(toolkits).await })
    }
}

impl fmt::Debug for ManageConnectionsRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ManageConnectionsRequest")
            .field("session", &self.live.id)
            .field("toolkits", &self.toolkits)
            .finish()
    }
}

impl Live {
    async fn manage(self: &Arc<Self>, toolkits: Vec<&'static str>) -> Result<Vec<ManagedConnection>, Error> {
        if toolkits.is_empty() {
            return Err(InvalidInput::NoToolkits.into());
        }
        let arguments = Map::from_iter([("toolkits".to_owned(), Value::from(toolkits))]);
        let call = Call::new(Called::Meta(MetaTool::ManageConnections), arguments);
        let managed: Managed = self.execute(call).await?.into_typed()?;
        let connections = managed.results.into_iter().map(|(toolkit, answer)| {
            let link = answer.redirect_url.zip(answer.connected_account_id.clone());
            ManagedConnection {
                link: link.and_then(|(url, account)| AuthLink::new(toolkit.clone(), &url, account, self.watch())),
                toolkit,
                status: answer.status,
                has_active_connection: answer.has_active_connection,
                connected_account_id: answer.connected_account_id,
                instruction: answer.instruction,
                error_message: answer.error_message,
            }
        });
        Ok(connections.collect())
    }
}
