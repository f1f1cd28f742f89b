//! The provider on its own port.

use std::net::Ipv4Addr;

use axum::Router;
use tokio::{net::TcpListener, task::JoinHandle};
use tower_http::timeout::RequestBodyTimeoutLayer;
use url::Url;

use crate::{
    limits,
    serve::{Bounds, Connections},
};

/// A sandbox provider that is served on loopback. Dropping it stops the server.
#[derive(Debug)]
pub struct SandboxServer {
    url: Url,
    task: JoinHandle<()>,
}

impl SandboxServer {
    pub(super) async fn start(router: Router) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = Url::parse(&format!("http://{}", listener.local_addr()?)).map_err(std::io::Error::other)?;
        let router = router.layer(RequestBodyTimeoutLayer::new(limits::BODY_WAIT));
        let task = tokio::spawn(async move { Connections::new(Bounds::default()).serve(listener, router).await });
        Ok(Self { url, task })
    }

    /// The base URL: `http://127.0.0.1:PORT/`.
    pub fn url(&self) -> &Url {
        &self.url
    }
}

impl Drop for SandboxServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}
