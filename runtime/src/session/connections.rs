use super::{Session, ToolkitInfo};
use crate::error::Error;
use crate::ids::ConnectedAccountId;
use crate::spec::{DeclaredToolkit, SessionSpec};
use crate::{ConnectionStatus, Timestamp};

/// The user's account that a session uses for a toolkit.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Connection {
    /// The toolkit's slug.
    pub toolkit: String,
    /// The account's id.
    pub connected_account_id: ConnectedAccountId,
    /// Its state. Only an active account can be used.
    pub status: ConnectionStatus,
    /// When it was made.
    pub created_at: Option<Timestamp>,
}

impl<S: SessionSpec> Session<S> {
    /// The user's accounts that the session can use or could use, in whatever state they are.
    ///
    /// # Errors
    ///
    /// Whatever the requests end with.
    pub async fn connections(&self) -> Result<Vec<Connection>, Error> {
        let toolkits = self.toolkits().items().collect().await?;
        Ok(toolkits.into_iter().filter_map(Connection::of).collect())
    }

    /// The user's account for a toolkit, in whatever state it is; `None` if there was never one.
    ///
    /// # Errors
    ///
    /// Whatever the request ends with.
    pub async fn connection(&self, toolkit: impl DeclaredToolkit<S>) -> Result<Option<Connection>, Error> {
        let slug = toolkit.__slug();
        let infos = self.live.toolkit_infos(&[slug]).await?;
        let info = infos.into_iter().find(|info| info.slug.eq_ignore_ascii_case(slug));
        Ok(info.and_then(Connection::of))
    }
}

impl Connection {
    /// Whether tools can be executed with the account.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status == ConnectionStatus::Active
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
