use std::future::IntoFuture;

use serde::{Deserialize, Serialize};

use super::live::Live;
use super::observe::Watch;
use super::{AuthLink, Reply, Session, Sharing};
use crate::client::{Repeat, Request};
use crate::connections::{CanAuthorize, ConnectionMode, MakesAuthLinks};
use crate::declaration::Declaration;
use crate::error::{Error, InvalidInput};
use crate::ids::ConnectedAccountId;
use crate::spec::{DeclaredToolkit, SessionSpec};

/// An auth link about to be made; await it.
#[must_use = "no link is made until this is awaited"]
#[derive(Debug)]
pub struct AuthorizeRequest<'a> {
    live: &'a Live,
    declaration: &'static Declaration,
    toolkit: &'static str,
    options: LinkOptions,
    /// The first mistake in what was said.
    invalid: Option<InvalidInput>,
}

/// What is said of a connection when its link is made.
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
    /// Makes a link for the user to connect a toolkit with.
    ///
    /// The browser comes back to the session's callback URL. Making a link is not repeated when its answer was lost,
    /// because each makes an account that waits for its user.
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
    pub fn authorize(&self, toolkit: impl DeclaredToolkit<S>) -> AuthorizeRequest<'_>
    where
        S: MakesAuthLinks<<S::Connections as ConnectionMode>::AuthLinks> + CanAuthorize,
    {
        AuthorizeRequest {
            live: &self.live,
            declaration: S::__declaration(),
            toolkit: toolkit.__slug(),
            options: LinkOptions::default(),
            invalid: None,
        }
    }
}

impl AuthorizeRequest<'_> {
    /// Sets where the user's browser goes after authenticating, in place of the session's callback URL.
    ///
    /// It is held to the same policies: one that breaks them is [`Error::Policy`], before any request.
    pub fn callback_url(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.note(InvalidInput::check_callback_url(&url));
        self.options.callback_url = Some(url);
        self
    }

    /// Names the account, to tell several accounts of a toolkit apart. An empty name is
    /// [`InvalidInput::EmptyAlias`](crate::InvalidInput::EmptyAlias).
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        let alias = alias.into();
        self.note(if alias.trim().is_empty() { Err(InvalidInput::EmptyAlias) } else { Ok(()) });
        self.options.alias = Some(alias);
        self
    }

    /// Lets other users of the project use the connection as well. Without it, it is the user's own.
    ///
    /// A number of users out of bounds is [`InvalidInput::OutOfBounds`](crate::InvalidInput::OutOfBounds). The embedded
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

impl<'a> IntoFuture for AuthorizeRequest<'a> {
    type Output = Result<AuthLink, Error>;
    type IntoFuture = Reply<'a, AuthLink>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live, declaration, toolkit, options, invalid } = self;
        Reply::new(async move {
            if let Some(invalid) = invalid {
                return Err(invalid.into());
            }
            if let Some(url) = &options.callback_url {
                declaration.hold_callback_url(url)?;
            }
            live.link(toolkit, options).await
        })
    }
}

impl Live {
    /// Makes a link; without a callback URL of its own with the session's.
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
