use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

use serde::Serialize;

use super::live::Live;
use super::{Reply, Session};
use crate::ToolRouter;
use crate::client::{Repeat, Request};
#[cfg(feature = "custom-tools")]
use crate::custom::CustomTools;
use crate::custom::{Announcement, Registry};
use crate::error::{Error, InvalidInput};
use crate::ids::SessionId;
use crate::mcp::McpAccess;
use crate::spec::SessionSpec;

/// A request to retrieve a session; await it.
#[must_use = "nothing is looked up until this is awaited"]
pub struct RetrieveRequest<'a, S> {
    router: &'a ToolRouter,
    id: SessionId,
    /// The custom tools to attach; `None` to leave them aside.
    custom: Option<Result<Registry, InvalidInput>>,
    unchecked: bool,
    agent: PhantomData<fn() -> S>,
}

#[derive(Serialize)]
struct AttachBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    experimental: Option<Announcement<'a>>,
}

impl ToolRouter {
    /// Retrieves a session of the agent `S` by its id.
    ///
    /// What the router has stored is checked against the declaration and its policies, as an update is. A session is
    /// not returned if it was created from a wider declaration, or was widened since.
    /// [`unchecked`](RetrieveRequest::unchecked) skips the check. What no router repeats in its answers, such as hooks,
    /// stays [unverified](Session::unverified).
    ///
    /// # Errors
    ///
    /// [`Error::Api`] if there is no such session, [`Error::WiderThanDeclared`] if it lets the agent do more than the
    /// declaration, [`Error::McpDestination`] as for [`create`](crate::SessionBuilder::create), and any other error of
    /// the request.
    pub fn retrieve<S: SessionSpec>(&self, id: impl Into<SessionId>) -> RetrieveRequest<'_, S> {
        RetrieveRequest { router: self, id: id.into(), custom: None, unchecked: false, agent: PhantomData }
    }

    /// Retrieves a session as [`retrieve`](Self::retrieve) does, and registers its custom tools again: routers do not
    /// store them.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool) for a tool that cannot be registered, before any
    /// request; and as for [`retrieve`](Self::retrieve).
    #[cfg(feature = "custom-tools")]
    pub fn attach<S: SessionSpec>(&self, id: impl Into<SessionId>, custom: CustomTools) -> RetrieveRequest<'_, S> {
        RetrieveRequest { custom: Some(custom.register(S::config())), ..self.retrieve(id) }
    }
}

impl<S> RetrieveRequest<'_, S> {
    /// Accepts a session that lets the agent do more than the declaration, e.g. to delete it.
    pub fn unchecked(mut self) -> Self {
        self.unchecked = true;
        self
    }
}

impl<'a, S: SessionSpec + 'a> IntoFuture for RetrieveRequest<'a, S> {
    type Output = Result<Session<S>, Error>;
    type IntoFuture = Reply<'a, Session<S>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { router, id, custom, unchecked, agent: _ } = self;
        Reply::new(async move {
            let mut live = match custom {
                None => Live::retrieve(router, &id).await?,
                Some(custom) => Live::attach(router, &id, custom?, S::config().preloads_all()).await?,
            };
            live.verify(S::Mcp::SERVED)?;
            live.unchecked = unchecked;
            live.unverified = S::config().not_answered();
            live.hold_to_declaration::<S>()?;
            Ok(Session::new(live))
        })
    }
}

impl Live {
    pub(super) async fn retrieve(router: &ToolRouter, id: &SessionId) -> Result<Self, Error> {
        let request = Request::get(&["tool_router", "session", id.as_str()]);
        let answer = router.send(request).await?;
        Self::read(router, &answer, None, Registry::default())
    }

    /// Retrieves the session and announces its custom tools. It changes nothing, though it is a POST.
    async fn attach(router: &ToolRouter, id: &SessionId, custom: Registry, preloads_all: bool) -> Result<Self, Error> {
        let body = AttachBody { experimental: custom.announcement(preloads_all) };
        let request = Request::post(&["tool_router", "session", id.as_str(), "attach"], &body, Repeat::Freely);
        let answer = router.send(request).await?;
        Self::read(router, &answer, None, custom)
    }

    /// Checks the router's configuration against the declaration and its policies.
    pub(super) fn hold_to_declaration<S: SessionSpec>(&self) -> Result<(), Error> {
        if self.unchecked {
            return Ok(());
        }
        let declared = S::config();
        let (stored, unreadable) = self.config.said(declared);
        let mut settings = stored.wider_than(declared);
        settings.extend(unreadable);
        let breaches = S::__declaration().breaches(&stored, S::Mcp::SERVED);
        if settings.is_empty() && breaches.is_empty() {
            return Ok(());
        }
        Err(Error::WiderThanDeclared { session: self.id.clone(), settings, breaches })
    }
}

impl<S> fmt::Debug for RetrieveRequest<'_, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("RetrieveRequest");
        shown.field("session", &self.id).field("unchecked", &self.unchecked).finish_non_exhaustive()
    }
}
