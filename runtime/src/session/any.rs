use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use super::Session;
use super::live::Live;
use crate::config::SessionConfig;
use crate::connections::Mode;

/// Stands for the agent of an [`AnySession`], whichever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnyAgent {}

/// A session of any agent, so that those of several can be kept in one place. A [`Toolbox`](super::Toolbox) makes one list of
/// their tools.
///
/// It is made of a [`Session`], and has what does not depend on the agent's type: whatever a `Session<AnyAgent>` has. What the
/// agent declared is there as data.
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
    session: Session<AnyAgent>,
}

impl<S> From<Session<S>> for AnySession {
    fn from(session: Session<S>) -> Self {
        Self { session: Session { live: session.live, agent: PhantomData } }
    }
}

impl AnySession {
    /// The name of the agent: that of its struct.
    #[must_use]
    pub fn agent(&self) -> &'static str {
        self.live().fence.declaration.agent()
    }

    /// What the agent declared. The session is within it.
    #[must_use]
    pub fn declared(&self) -> &'static SessionConfig {
        self.live().fence.config()
    }

    /// The names of the policies and rules that the agent is held to.
    pub fn policies(&self) -> impl Iterator<Item = &'static str> {
        self.live().fence.declaration.policies()
    }

    /// How the agent connects.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.live().fence.mode
    }

    /// The same with a hook around its tools: [`Session::with_hook`].
    #[must_use]
    pub fn with_hook(self, hook: impl crate::hooks::ToolHook) -> Self {
        Self { session: self.session.with_hook(hook) }
    }

    pub(super) fn live(&self) -> &Arc<Live> {
        &self.session.live
    }
}

impl Deref for AnySession {
    type Target = Session<AnyAgent>;

    fn deref(&self) -> &Session<AnyAgent> {
        &self.session
    }
}

impl fmt::Debug for AnySession {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.session.fmt(formatter)
    }
}
