//! The HTTP clients that talk to providers.

use std::time::Duration;

use reqwest::{Client, ClientBuilder, redirect};

use super::{limits, request::is_loopback, toolkit::LocalToolkit};

/// Clients for toolkits and for their authorization servers.
#[derive(Clone, Debug)]
pub(crate) struct HttpClients {
    remote: Pair,
    /// Without the proxy that the environment may name, which does not reach this machine's loopback interface.
    loopback: Pair,
}

#[derive(Clone, Debug)]
struct Pair {
    api: Client,
    tokens: Client,
}

impl HttpClients {
    pub(crate) fn new() -> Result<Self, reqwest::Error> {
        // reqwest takes the process's provider; the program may have chosen one already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self { remote: Pair::new(Client::builder)?, loopback: Pair::new(|| Client::builder().no_proxy())? })
    }

    /// For the toolkit's own API.
    pub(crate) fn api(&self, toolkit: &dyn LocalToolkit) -> &Client {
        &self.pair(toolkit).api
    }

    /// For the toolkit's authorization server: follows no redirect, as that would carry a secret elsewhere.
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
