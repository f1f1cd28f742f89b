use std::marker::PhantomData;

use super::{AuthLink, Session};
use crate::ToolRouter;
use crate::config::SessionConfig;
use crate::error::Error;
use crate::ids::UserId;
use crate::spec::SessionSpec;

/// Creates a session, and does what its way of connecting asks for.
pub(crate) async fn create<S: SessionSpec>(
    _router: &ToolRouter,
    _user_id: UserId,
    _config: SessionConfig,
    _show: impl FnMut(AuthLink),
) -> Result<Session<S>, Error> {
    Ok(Session { agent: PhantomData })
}
