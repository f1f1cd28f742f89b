//! HTTP clients for providers.

use std::{error::Error, sync::Arc, time::Duration};

use reqwest::{Client, ClientBuilder, redirect};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt;
use tool_router_core::grammar::url::is_loopback;

use super::{limits, registered::RegisteredToolkits, toolkit::LocalToolkit};

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
    pub(crate) fn new(registered: &RegisteredToolkits) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let is_local = |toolkit: &dyn LocalToolkit| {
            toolkit.auth().is_some_and(|auth| is_loopback(&auth.token_url) && auth.token_url.scheme() == "http")
        };
        let needs_tls = !registered.toolkits().all(|toolkit| is_local(toolkit.as_ref()));
        let tls = tls(needs_tls)?;
        let builder = || Client::builder().tls_backend_preconfigured(tls.clone());
        Ok(Self { remote: Pair::new(builder)?, loopback: Pair::new(|| builder().no_proxy())? })
    }

    /// For the toolkit's own API.
    pub(crate) fn api(&self, toolkit: &dyn LocalToolkit) -> &Client {
        &self.pair(toolkit).api
    }

    /// For the toolkit's authorization server. It follows no redirects, because they could leak a secret.
    pub(crate) fn tokens(&self, toolkit: &dyn LocalToolkit) -> &Client {
        &self.pair(toolkit).tokens
    }

    fn pair(&self, toolkit: &dyn LocalToolkit) -> &Pair {
        match toolkit.auth() {
            Some(endpoints) if is_loopback(&endpoints.token_url) => &self.loopback,
            _ => &self.remote,
        }
    }
}

impl Pair {
    fn new(builder: impl Fn() -> ClientBuilder) -> Result<Self, reqwest::Error> {
        let builder = || {
            builder()
                .user_agent(concat!("tool-router/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(Duration::from_secs(10))
        };
        Ok(Self {
            api: builder().timeout(limits::TOOL).build()?,
            tokens: builder().timeout(limits::TOKEN_REQUEST).redirect(redirect::Policy::none()).build()?,
        })
    }
}

/// TLS with rustls and ring, and with the platform's root certificates if they are needed: a sandbox has to work on a
/// machine without them. The process-wide default of rustls belongs to the application and is not changed.
fn tls(with_roots: bool) -> Result<ClientConfig, rustls::Error> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?;
    let builder = match with_roots {
        true => builder.with_platform_verifier()?,
        false => builder.with_root_certificates(RootCertStore::empty()),
    };
    Ok(builder.with_no_client_auth())
}
