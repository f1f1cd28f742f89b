use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tool_router_core::limits::MAX_TOOLKITS_PAGE;

use super::Session;
use super::live::Live;
use crate::client::{Items, Request, awaits_all, csv, items};
use crate::error::Error;
use crate::ids::ConnectedAccountId;
use crate::opaque::Opaque;
use crate::spec::{DeclaredToolkit, slugs};
use crate::{ConnectionStatus, Timestamp};

/// A list of a session's toolkits; await it for all of them, or ask for its [`items`](Self::items).
#[must_use = "nothing is fetched until this is awaited, or its items are asked for"]
pub struct ToolkitsRequest<S> {
    list: Opaque<List>,
    agent: PhantomData<fn() -> S>,
}

/// What is listed, whatever the agent.
struct List {
    live: Arc<Live>,
    only: Vec<&'static str>,
    connected: Option<bool>,
    search: Option<String>,
}

/// A toolkit, as a session sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolkitInfo {
    /// The slug.
    pub slug: String,
    /// The display name.
    #[serde(default)]
    pub name: String,
    /// Whether the session reaches it.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Whether its tools work without an account.
    #[serde(default)]
    pub is_no_auth: bool,
    /// The authentication schemes for which the router has its own credentials.
    #[serde(default)]
    pub composio_managed_auth_schemes: Vec<String>,
    /// Its logo and description.
    #[serde(default)]
    pub meta: ToolkitMeta,
    /// The user's account, if there is one.
    #[serde(default)]
    pub connected_account: Option<ToolkitAccount>,
}

impl ToolkitInfo {
    /// Makes a toolkit of this slug that the session reaches and that is not connected.
    #[must_use]
    pub fn new(slug: impl Into<String>) -> Self {
        Self {
            slug: slug.into(),
            name: String::new(),
            enabled: true,
            is_no_auth: false,
            composio_managed_auth_schemes: Vec::new(),
            meta: ToolkitMeta::default(),
            connected_account: None,
        }
    }
}

/// Descriptive data about a toolkit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ToolkitMeta {
    /// The URL of its logo.
    pub logo: Option<String>,
    /// What the toolkit is for.
    pub description: Option<String>,
}

/// The user's account with a toolkit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ToolkitAccount {
    /// The account's id.
    pub id: ConnectedAccountId,
    /// Its state.
    pub status: ConnectionStatus,
    /// When it was created, RFC 3339.
    #[serde(default)]
    pub created_at: Option<Timestamp>,
}

impl ToolkitAccount {
    /// Makes an account in this state.
    #[must_use]
    pub fn new(id: impl Into<ConnectedAccountId>, status: ConnectionStatus) -> Self {
        Self { id: id.into(), status, created_at: None }
    }
}

impl ToolkitInfo {
    /// Whether its tools can run now: the account is active, or none is needed.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        let active = |account: &ToolkitAccount| account.status.is_active();
        self.is_no_auth || self.connected_account.as_ref().is_some_and(active)
    }
}

impl<S> Session<S> {
    /// Lists the toolkits that the session reaches, and whether the user has connected them.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// for toolkit in session.toolkits().await? {
    ///     println!("{}: {}", toolkit.name, if toolkit.is_connected() { "connected" } else { "not connected" });
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request), for each page.
    pub fn toolkits(&self) -> ToolkitsRequest<S> {
        ToolkitsRequest { list: List::of(&self.live), agent: PhantomData }
    }
}

impl<S> fmt::Debug for ToolkitsRequest<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ToolkitsRequest")
            .field("only", &self.list.only)
            .field("connected", &self.list.connected)
            .field("search", &self.list.search)
            .finish_non_exhaustive()
    }
}

impl<S> ToolkitsRequest<S> {
    /// Limits the list to these toolkits.
    pub fn only(mut self, toolkits: impl IntoIterator<Item: DeclaredToolkit<S>>) -> Self {
        self.list.only = slugs(toolkits);
        self
    }

    /// Limits the list to toolkits that are connected, or to those that are not.
    pub fn connected(mut self, connected: bool) -> Self {
        self.list.connected = Some(connected);
        self
    }

    /// Limits the list to toolkits with this text in their name.
    pub fn search(mut self, text: impl Into<String>) -> Self {
        self.list.search = Some(text.into());
        self
    }

    /// The toolkits, one after the other, fetched page by page.
    pub fn items(self) -> Items<ToolkitInfo> {
        self.list.into_inner().items()
    }
}

awaits_all!(ToolkitsRequest<S> => ToolkitInfo);

impl List {
    fn of(live: &Arc<Live>) -> Opaque<Self> {
        Opaque::new(Self { live: Arc::clone(live), only: Vec::new(), connected: None, search: None })
    }

    fn items(self) -> Items<ToolkitInfo> {
        let Self { live, only, connected, search } = self;
        let filter = (!only.is_empty()).then(|| csv(only));
        let request = live
            .toolkits_page()
            .query_opt("toolkits", filter)
            .query_opt("is_connected", connected.map(|connected| connected.to_string()))
            .query_opt("search", search);
        items(live.router.clone(), request, EXPECTED)
    }
}

const EXPECTED: &str = "a page of toolkits";

impl Live {
    pub(super) fn all_toolkits(&self) -> Items<ToolkitInfo> {
        items(self.router.clone(), self.toolkits_page(), EXPECTED)
    }

    /// What the router says of `slugs`.
    pub(super) async fn toolkit_infos(&self, slugs: &[&str]) -> Result<Vec<ToolkitInfo>, Error> {
        let mut infos = Vec::new();
        // The URL must not exceed the length that every proxy accepts.
        for slugs in slugs.chunks(MAX_TOOLKITS_PAGE) {
            let request = self.toolkits_page().query("toolkits", csv(slugs.iter().copied()));
            infos.extend(items(self.router.clone(), request, EXPECTED).all().await?);
        }
        Ok(infos)
    }

    fn toolkits_page(&self) -> Request {
        Request::get(&self.path("toolkits")).query("limit", MAX_TOOLKITS_PAGE.to_string())
    }
}

fn yes() -> bool {
    true
}
