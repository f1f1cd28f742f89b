//! HTTP clients for providers.

use std::{error::Error, time::Duration};

use reqwest::{Client, ClientBuilder, redirect};
use tool_router_core::grammar::url::is_loopback;
use url::Url;

use super::{credentials::provider, limits, registered::RegisteredToolkits, tls, toolkit::LocalToolkit};

type BoxError = Box<dyn Error + Send + Sync>;

/// Clients for toolkits and for their authorization servers.
#[derive(Clone, Debug)]
pub(crate) struct HttpClients {
    remote: Pair,
    /// Without the proxy of the environment, which cannot reach this machine's loopback interface.
    loopback: Pair,
}

#[derive(Clone, Debug)]
struct Pair {
    api: Client,
    tokens: Client,
}

impl HttpClients {
    /// Clients for the toolkits of `registered`.
    #[cfg(test)]
    pub(crate) fn new(registered: &RegisteredToolkits) -> Result<Self, BoxError> {
        Self::with_webhook(registered, None)
    }

    /// Clients for the toolkits of `registered`, and for the session webhook.
    pub(crate) fn with_webhook(registered: &RegisteredToolkits, webhook: Option<&Url>) -> Result<Self, BoxError> {
        let toolkits = || registered.toolkits().map(AsRef::as_ref);
        if !cfg!(any(feature = "default-tls", feature = "native-tls", feature = "ring"))
            && let Some(toolkit) = toolkits().find(|toolkit| is_over_https(*toolkit))
        {
            return Err(format!(
                "`{}` is reached over https, and this program was built without TLS: turn on the default features of the \
                 crate `tool-router`, or its feature `native-tls` or `ring`",
                toolkit.slug(),
            )
            .into());
        }
        let posts_over_https = webhook.is_some_and(|url| url.scheme() == "https");
        if !cfg!(any(feature = "default-tls", feature = "native-tls", feature = "ring")) && posts_over_https {
            return Err("the session webhook is reached over https, and this program was built without TLS".into());
        }
        // A toolkit without accounts may be reached anywhere.
        let needs_roots =
            toolkits().any(|toolkit| !is_on_loopback(toolkit) || is_over_https(toolkit)) || posts_over_https;
        Ok(Self {
            remote: Pair::new(|| tls::configure(Client::builder(), needs_roots))?,
            loopback: Pair::new(|| tls::configure(Client::builder().no_proxy(), needs_roots))?,
        })
    }

    /// For the toolkit's own API. It follows no redirects: they could lead to another place, with the mail and the token, and
    /// could run a call twice.
    pub(crate) fn api(&self, toolkit: &dyn LocalToolkit) -> &Client {
        &self.pair(toolkit).api
    }

    /// For the toolkit's authorization server. It follows no redirects, because they could leak a secret.
    pub(crate) fn tokens(&self, toolkit: &dyn LocalToolkit) -> &Client {
        &self.pair(toolkit).tokens
    }

    /// For the session webhook. It follows no redirects: they could lead to a place that was not set.
    pub(crate) fn webhook(&self, url: &Url) -> &Client {
        if is_loopback(url) { &self.loopback.tokens } else { &self.remote.tokens }
    }

    fn pair(&self, toolkit: &dyn LocalToolkit) -> &Pair {
        if is_on_loopback(toolkit) { &self.loopback } else { &self.remote }
    }
}

fn is_on_loopback(toolkit: &dyn LocalToolkit) -> bool {
    provider(toolkit).is_some_and(is_loopback)
}

fn is_over_https(toolkit: &dyn LocalToolkit) -> bool {
    provider(toolkit).is_some_and(|url| url.scheme() == "https")
}

impl Pair {
    fn new(builder: impl Fn() -> Result<ClientBuilder, BoxError>) -> Result<Self, BoxError> {
        let builder = || -> Result<ClientBuilder, BoxError> {
            Ok(builder()?
                .user_agent(concat!("tool-router/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(Duration::from_secs(10))
                .redirect(redirect::Policy::none()))
        };
        Ok(Self {
            api: builder()?.timeout(limits::TOOL).build()?,
            tokens: builder()?.timeout(limits::TOKEN_REQUEST).build()?,
        })
    }
}
