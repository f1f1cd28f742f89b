use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::Serialize;

use super::live::Live;
use super::{
    ConnectionsRequest, DeleteRequest, ExecuteRequest, InputRequired, InputResponse, MetaTool, SearchRequest, Session,
    ToolkitsRequest, ToolsRequest, UseCase,
};
use crate::ToolRouter;
use crate::config::{SessionConfig, StoredConfig};
use crate::connections::Mode;
use crate::ids::{SessionId, UserId};

/// A session of any agent, so that those of several can be kept in one place.
///
/// It is made of a [`Session`], and has what does not depend on the agent's type. What the agent declared is there as data.
///
/// ```no_run
/// use tool_router::session::AnySession;
/// # use tool_router::{ToolRouter, tool_router_session};
///
/// # #[tool_router_session(toolkits = ["slack"])]
/// # struct TeamAgent;
/// # #[tool_router_session(toolkits = ["gmail"])]
/// # struct InboxAgent;
/// # async fn example(router: ToolRouter) -> Result<(), tool_router::Error> {
/// let team = TeamAgent::session("team_1").create(&router).await?;
/// let inbox = InboxAgent::session("user_123").create(&router).await?;
/// for session in [AnySession::from(team), inbox.into()] {
///     println!("{} of {}: {} tools", session.agent(), session.user_id(), session.tools().await?.len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct AnySession {
    live: Arc<Live>,
}

impl<S> From<Session<S>> for AnySession {
    fn from(session: Session<S>) -> Self {
        Self { live: session.live }
    }
}

impl AnySession {
    /// The session's id.
    #[must_use]
    pub fn id(&self) -> &SessionId {
        &self.live.id
    }

    /// The user whose accounts the session uses.
    #[must_use]
    pub fn user_id(&self) -> &UserId {
        &self.live.user_id
    }

    /// The configuration as the router stores it, defaults included.
    #[must_use]
    pub fn config(&self) -> &StoredConfig {
        &self.live.config
    }

    /// The configuration's version.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.live.version
    }

    /// The meta tools that the session gives its agent.
    #[must_use]
    pub fn meta_tools(&self) -> &[MetaTool] {
        &self.live.meta_tools
    }

    /// The router that the session is on.
    #[must_use]
    pub fn router(&self) -> &ToolRouter {
        &self.live.router
    }

    /// The name of the agent: that of its struct.
    #[must_use]
    pub fn agent(&self) -> &'static str {
        self.live.fence.declaration.agent()
    }

    /// What the agent declared. The session is within it.
    #[must_use]
    pub fn declared(&self) -> &'static SessionConfig {
        self.live.fence.config()
    }

    /// The names of the policies and rules that the agent is held to.
    pub fn policies(&self) -> impl Iterator<Item = &'static str> {
        self.live.fence.declaration.policies()
    }

    /// How the agent connects.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.live.fence.mode
    }

    /// As [`Session::tools`].
    pub fn tools(&self) -> ToolsRequest {
        ToolsRequest { live: Arc::clone(&self.live) }
    }

    /// As [`Session::execute_named`].
    pub fn execute_named(&self, tool: &str, arguments: impl Serialize) -> ExecuteRequest {
        ExecuteRequest::named(Arc::clone(&self.live), tool, arguments)
    }

    /// As [`Session::execute_meta`].
    pub fn execute_meta(&self, tool: MetaTool, arguments: impl Serialize) -> ExecuteRequest {
        ExecuteRequest::meta(Arc::clone(&self.live), tool, arguments)
    }

    /// As [`Session::respond`].
    pub fn respond(
        &self,
        input: &InputRequired,
        responses: impl IntoIterator<Item = (String, InputResponse)>,
    ) -> ExecuteRequest {
        ExecuteRequest::again(Arc::clone(&self.live), input, responses)
    }

    /// As [`Session::search`].
    pub fn search(&self, use_case: impl Into<UseCase>) -> SearchRequest {
        SearchRequest::of(Arc::clone(&self.live), use_case)
    }

    /// As [`Session::toolkits`].
    pub fn toolkits(&self) -> ToolkitsRequest<Self> {
        let live = Arc::clone(&self.live);
        ToolkitsRequest { live, only: Vec::new(), connected: None, search: None, agent: PhantomData }
    }

    /// As [`Session::connections`].
    pub fn connections(&self) -> ConnectionsRequest {
        ConnectionsRequest { live: Arc::clone(&self.live) }
    }

    /// As [`Session::delete`].
    pub fn delete(&self) -> DeleteRequest {
        DeleteRequest { live: Arc::clone(&self.live) }
    }
}

impl fmt::Debug for AnySession {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.live.fmt(formatter)
    }
}
