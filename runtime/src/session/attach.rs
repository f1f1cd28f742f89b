use serde::Serialize;

use super::Session;
use super::live::Live;
use crate::ToolRouter;
use crate::client::{Repeat, Request};
use crate::custom::{Announcement, CustomTools};
use crate::error::Error;
use crate::ids::SessionId;
use crate::spec::SessionSpec;

#[derive(Serialize)]
struct AttachBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    experimental: Option<Announcement<'a>>,
}

impl ToolRouter {
    /// Finds a session of the agent `S` again by its id, as [`retrieve`](Self::retrieve) does, and gives it its custom
    /// tools again: routers do not store them.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::CustomTool`](crate::InvalidInput::CustomTool) for a tool that cannot be registered, before any
    /// request; [`Error::Api`] when there is no such session; [`Error::McpDestination`] as for
    /// [`create`](crate::SessionBuilder::create); and whatever else the request ends with.
    pub async fn attach<S: SessionSpec>(
        &self,
        id: impl Into<SessionId>,
        custom: CustomTools,
    ) -> Result<Session<S>, Error> {
        let id = id.into();
        let config = S::config();
        let custom = custom.register(config)?;
        let body = AttachBody { experimental: custom.announcement(config.preloads_all()) };
        // Attaching changes nothing, though it is a POST.
        let request = Request::post(&["tool_router", "session", id.as_str(), "attach"], &body, Repeat::Freely);
        let answer = self.send(request).await?;
        Live::read(self, &answer, None, custom).and_then(Session::of)
    }
}
