use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

use serde::Serialize;

use super::live::Live;
use super::{Opening, Session, Setting, Work, work};
use crate::ToolRouter;
use crate::client::{Repeat, Request};
use crate::config::Access;
#[cfg(feature = "custom-tools")]
use crate::custom::CustomTools;
use crate::custom::{Announcement, Registry};
use crate::declaration::Fence;
use crate::error::{Error, InvalidInput};
use crate::ids::SessionId;
use crate::opaque::Opaque;
use crate::spec::SessionSpec;

/// A request to retrieve a session; await it.
#[must_use = "nothing is looked up until this is awaited"]
pub struct RetrieveRequest<S> {
    search: Opaque<Search>,
    agent: PhantomData<fn() -> S>,
}

/// What is looked up, whatever the agent.
struct Search {
    router: ToolRouter,
    id: SessionId,
    fence: Fence,
    /// What is told of custom tools; `None` to leave them aside.
    custom: Option<Result<Registry, InvalidInput>>,
    unchecked: bool,
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
    /// [`Error::Api`] when there is no such session, [`Error::WiderThanDeclared`] when it lets the agent do more than the
    /// declaration, and [`Error::McpDestination`] as for [`create`](crate::SessionBuilder::create).
    #[doc(alias = "use")]
    pub fn retrieve<S: SessionSpec>(&self, id: impl Into<SessionId>) -> RetrieveRequest<S> {
        let search =
            Search { router: self.clone(), id: id.into(), fence: Fence::of::<S>(), custom: None, unchecked: false };
        RetrieveRequest { search: Opaque::new(search), agent: PhantomData }
    }
}

impl<S> RetrieveRequest<S> {
    /// Accepts a session that lets the agent do more than the declaration, e.g. to delete it.
    pub fn unchecked(mut self) -> Self {
        self.search.unchecked = true;
        self
    }

    /// Gives the session its custom tools again: routers do not store them.
    ///
    /// A tool that cannot be registered is [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool), before any request.
    #[cfg(feature = "custom-tools")]
    pub fn custom_tools(mut self, tools: CustomTools) -> Self {
        self.search.custom = Some(tools.register(self.search.fence.config()));
        self
    }
}

impl<S> IntoFuture for RetrieveRequest<S> {
    type Output = Result<Session<S>, Error>;
    type IntoFuture = Opening<'static, S>;

    fn into_future(self) -> Self::IntoFuture {
        Opening { work: self.search.into_inner().start(), agent: PhantomData }
    }
}

impl Search {
    /// Boxed here, so that callers do not compile it again.
    fn start(self) -> Work<'static> {
        work(self.found())
    }

    async fn found(self) -> Result<Live, Error> {
        let Self { router, id, fence, custom, unchecked } = self;
        let mut live = match custom {
            None => Live::retrieve(&router, &id, fence).await?,
            Some(custom) => Live::attach(&router, &id, fence, custom?).await?,
        };
        live.verify()?;
        live.unchecked = unchecked;
        live.unverified = fence.config().not_answered();
        live.hold_to_declaration()?;
        Ok(live)
    }
}

impl Live {
    pub(super) async fn retrieve(router: &ToolRouter, id: &SessionId, fence: Fence) -> Result<Self, Error> {
        let request = Request::get(&["tool_router", "session", id.as_str()]);
        let answer = router.send(request).await?;
        Self::read(router, &answer, fence, None, Registry::default())
    }

    /// Retrieves the session and announces its custom tools. It changes nothing, though it is a POST.
    async fn attach(router: &ToolRouter, id: &SessionId, fence: Fence, custom: Registry) -> Result<Self, Error> {
        let body = AttachBody { experimental: custom.announcement(fence.config().preloads_all()) };
        let request = Request::post(&["tool_router", "session", id.as_str(), "attach"], &body, Repeat::Freely);
        let answer = router.send(request).await?;
        Self::read(router, &answer, fence, None, custom)
    }

    /// Checks the router's configuration against the declaration and its policies.
    pub(super) fn hold_to_declaration(&self) -> Result<(), Error> {
        if self.unchecked {
            return Ok(());
        }
        let declared = self.fence.config();
        let (stored, unreadable) = self.config.said(declared);
        let mut settings = stored.wider_than(declared);
        settings.extend(unreadable);
        // Toolkits that are chosen are never all of them.
        if self.fence.declaration.at_run_time().toolkits && !matches!(stored.toolkits.access, Access::Only(_)) {
            settings.push(Setting::Toolkits);
        }
        let breaches = self.fence.breaches(&stored);
        if settings.is_empty() && breaches.is_empty() {
            return Ok(());
        }
        Err(Error::WiderThanDeclared { session: self.id.clone(), settings, breaches })
    }
}

impl<S> fmt::Debug for RetrieveRequest<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("RetrieveRequest");
        shown.field("session", &self.search.id).field("unchecked", &self.search.unchecked).finish_non_exhaustive()
    }
}
