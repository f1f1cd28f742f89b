use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use super::live::Live;
use crate::Reply;
use crate::client::Request;
use crate::error::Error;

/// The deletion of a session; await it.
#[must_use = "nothing is deleted until this is awaited"]
pub struct DeleteRequest {
    pub(super) live: Arc<Live>,
}

impl IntoFuture for DeleteRequest {
    type Output = Result<(), Error>;
    type IntoFuture = Reply<()>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live } = self;
        Reply::new(async move { live.delete().await })
    }
}

impl Live {
    /// Deletes the session. A missing one is as good as a deleted one.
    pub(super) async fn delete(&self) -> Result<(), Error> {
        let request = Request::delete(&["tool_router", "session", self.id.as_str()]);
        match self.router.send(request).await {
            Err(error) if !error.is_not_found() => Err(error),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for DeleteRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DeleteRequest").field("session", &self.live.id).finish()
    }
}
