use std::future::IntoFuture;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::live::Live;
use super::observe::Watch;
use super::{AuthLink, Session, Sharing};
use crate::Reply;
use crate::client::{Repeat, Request};
use crate::config::{StoredAccess, Text};
use crate::connections::{CanAuthorize, ConnectionMode, MakesAuthLinks};
use crate::error::{Error, InvalidInput};
use crate::ids::ConnectedAccountId;
use crate::spec::{DeclaredToolkit, SessionSpec};

/// A request for an auth link; await it.
#[must_use = "no link is made until this is awaited"]
#[derive(Debug)]
pub struct AuthorizeRequest {
    live: Arc<Live>,
    toolkit: Text,
    options: LinkOptions,
    /// The first mistake in what was set.
    invalid: Option<InvalidInput>,
}

/// Options of a connection that are set when its link is made.
#[derive(Debug, Default, Serialize)]
pub(super) struct LinkOptions {
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<String>,
    #[serde(rename = "experimental", skip_serializing_if = "Option::is_none")]
    sharing: Option<Sharing>,
}

#[derive(Serialize)]
struct LinkBody<'a> {
    toolkit: &'a str,
    #[serde(flatten)]
    options: LinkOptions,
}

#[derive(Deserialize)]
struct LinkAnswer {
    redirect_url: String,
    connected_account_id: ConnectedAccountId,
}

impl<S: SessionSpec> Session<S> {
    /// Makes a link with which the user connects a toolkit.
    ///
    /// The browser returns to the session's callback URL. The request is not repeated when its answer is lost, because
    /// each link creates an account that waits for its user.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::CanAuthorize>(
    /// #     session: tool_router::Session<S>, gmail: tool_router::Toolkit<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// let link = session.authorize(gmail).await?;
    /// println!("Connect {}: {}", link.toolkit(), link.url());
    /// link.wait().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] or [`Error::Policy`] if an option cannot be used, before any request, and the
    /// [errors of every request](crate::error#errors-of-every-request). After an error whose [`delivery`](Error::delivery) is unknown, the link may have been made.
    pub fn authorize(&self, toolkit: impl DeclaredToolkit<S>) -> AuthorizeRequest
    where
        S: MakesAuthLinks<<S::Connections as ConnectionMode>::AuthLinks> + CanAuthorize,
    {
        self.authorize_text(toolkit.__slug().into(), None)
    }

    /// Makes a link with which the user connects a toolkit that was chosen while the program runs, named by its slug.
    ///
    /// It is [`authorize`](Self::authorize) for agents whose declaration does not name the toolkit: `toolkits(from = any)`.
    ///
    /// # Errors
    ///
    /// Fails as [`authorize`](Self::authorize) does, and before any request with
    /// [`InvalidInput::UndeclaredToolkit`] if the agent does not declare the toolkit, and with [`InvalidInput::OutOfReach`] if
    /// the session was created without it.
    pub fn authorize_named(&self, toolkit: &str) -> AuthorizeRequest
    where
        S: MakesAuthLinks<<S::Connections as ConnectionMode>::AuthLinks> + CanAuthorize,
    {
        self.authorize_text(Text::Owned(toolkit.to_owned()), self.live.check_reach(toolkit).err())
    }

    fn authorize_text(&self, toolkit: Text, invalid: Option<InvalidInput>) -> AuthorizeRequest {
        AuthorizeRequest { live: Arc::clone(&self.live), toolkit, options: LinkOptions::default(), invalid }
    }
}

impl AuthorizeRequest {
    /// Sets where the user's browser goes after authenticating, instead of the session's callback URL.
    ///
    /// The same policies apply: a URL that breaks them is [`Error::Policy`], before any request.
    pub fn callback_url(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.note(InvalidInput::check_callback_url(&url));
        self.options.callback_url = Some(url);
        self
    }

    /// Names the account, to distinguish several accounts of a toolkit. An empty name is
    /// [`InvalidInput::EmptyAlias`](crate::InvalidInput::EmptyAlias).
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        let alias = alias.into();
        self.note(if alias.trim().is_empty() { Err(InvalidInput::EmptyAlias) } else { Ok(()) });
        self.options.alias = Some(alias);
        self
    }

    /// Lets other users of the project use the connection as well. By default it is the user's own.
    ///
    /// Naming too many users or none is [`InvalidInput::OutOfBounds`](crate::InvalidInput::OutOfBounds). The embedded
    /// router refuses shared connections.
    pub fn shared(mut self, sharing: Sharing) -> Self {
        self.note(sharing.check());
        self.options.sharing = Some(sharing);
        self
    }

    fn note(&mut self, checked: Result<(), InvalidInput>) {
        if self.invalid.is_none() {
            self.invalid = checked.err();
        }
    }
}

impl IntoFuture for AuthorizeRequest {
    type Output = Result<AuthLink, Error>;
    type IntoFuture = Reply<AuthLink>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live, toolkit, options, invalid } = self;
        Reply::new(async move {
            if let Some(invalid) = invalid {
                return Err(invalid.into());
            }
            if let Some(url) = &options.callback_url {
                live.fence.declaration.hold_callback_url(url)?;
            }
            live.link(&toolkit, options).await
        })
    }
}

impl Live {
    /// Checks that the session reaches `toolkit`, as far as the router has said.
    fn check_reach(&self, toolkit: &str) -> Result<(), InvalidInput> {
        if !(self.fence.knows(toolkit) && self.fence.config().toolkits.access.allows(toolkit)) {
            return Err(self.fence.undeclared(toolkit));
        }
        match self.config.toolkits.as_ref().map(StoredAccess::to_access) {
            Some(reached) if !reached.allows(toolkit) => Err(InvalidInput::OutOfReach { toolkit: toolkit.to_owned() }),
            _ => Ok(()),
        }
    }

    /// Makes a link, with the session's callback URL unless the options have their own.
    pub(super) async fn link(&self, toolkit: &str, mut options: LinkOptions) -> Result<AuthLink, Error> {
        const EXPECTED: &str = "an auth link";
        if options.callback_url.is_none() {
            let management = self.config.manage_connections.as_ref();
            options.callback_url = management.and_then(|management| management.callback_url.clone());
        }
        let request = Request::post(&self.path("link"), &LinkBody { toolkit, options }, Repeat::IfUnprocessed);
        let answer = self.router.send(request).await?;
        let link: LinkAnswer = answer.read(EXPECTED)?;
        AuthLink::new(toolkit.to_owned(), &link.redirect_url, link.connected_account_id, self.watch())
            .ok_or_else(|| answer.unexpected(EXPECTED, "`redirect_url` is not an https URL"))
    }

    pub(super) fn watch(&self) -> Watch {
        Watch::new(self.router.clone(), self.id.clone(), self.push)
    }
}
