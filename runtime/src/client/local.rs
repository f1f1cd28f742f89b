use std::any::Any;
use std::sync::Arc;

use tool_router_local::{LocalRouter, SandboxProvider};

use super::{Reply, ToolRouter, ToolRouterBuilder};
use crate::error::Error;

impl ToolRouter {
    /// Starts an embedded router with a sandbox Gmail, a sandbox Slack and a sandbox GitHub: no account, no key and no network
    /// are needed, and no mail, no message and no repository is real.
    ///
    /// An agent that is declared with auth configs of the hosted service runs on it too: they have the settings of the sandbox's
    /// own.
    ///
    /// It runs as long as this value, a clone of it or one of their sessions exists, and keeps nothing afterwards. For
    /// other toolkits, a store in a file or a fixed port, start a [`LocalRouter`] and pass it to
    /// [`embedded`](Self::embedded).
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tool_router::Error> {
    /// use tool_router::ToolRouter;
    ///
    /// let router = ToolRouter::local().await?;
    /// assert_eq!(router.base_url().host_str(), Some("127.0.0.1"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Local`] if the embedded router does not start.
    ///
    /// # Panics
    ///
    /// Awaiting it panics outside a Tokio runtime with I/O and time enabled.
    pub fn local() -> Reply<Self> {
        Reply::new(async {
            let embedded = LocalRouter::builder().sandbox(SandboxProvider::default()).start().await?;
            Self::embedded(embedded)
        })
    }

    /// Makes a client of an embedded router, which runs as long as this value, a clone of it or one of their sessions
    /// exists.
    ///
    /// For a client that does not keep the router running, use the router's [`url`](LocalRouter::url) and
    /// [`api_key`](LocalRouter::api_key), as for any other router.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tool_router::Error> {
    /// use tool_router::ToolRouter;
    /// use tool_router::local::{LocalRouter, SandboxProvider};
    ///
    /// let embedded = LocalRouter::builder().sandbox(SandboxProvider::default()).start().await?;
    /// let router = ToolRouter::embedded(embedded)?;
    /// assert_eq!(router.base_url().host_str(), Some("127.0.0.1"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] if the HTTP client cannot be built. The router stops then.
    pub fn embedded(router: LocalRouter) -> Result<Self, Error> {
        Self::builder().embedded(router).build()
    }

    /// What it keeps running, if it is of this type.
    #[cfg(all(feature = "testing", feature = "custom-tools"))]
    pub(crate) fn kept<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.embedded.clone()?.downcast().ok()
    }
}

impl ToolRouterBuilder {
    /// Makes it a client of an embedded router, with the router's URL and key, and keeps the router running, as
    /// [`ToolRouter::embedded`] does.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tool_router::Error> {
    /// use std::time::Duration;
    /// use tool_router::ToolRouter;
    /// use tool_router::local::{LocalRouter, SandboxProvider};
    ///
    /// let embedded = LocalRouter::builder().sandbox(SandboxProvider::default()).start().await?;
    /// let router = ToolRouter::builder().timeout(Duration::from_secs(5)).embedded(embedded).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn embedded(self, router: LocalRouter) -> Self {
        let (key, url) = (router.api_key().to_owned(), router.url().to_string());
        self.keeping(&key, &url, Arc::new(router))
    }

    /// Makes it a client of the router at `url`, and keeps what runs it.
    pub(crate) fn keeping(mut self, key: &str, url: &str, router: Arc<dyn Any + Send + Sync>) -> Self {
        self.embedded = Some(router);
        self.api_key(key).base_url(url)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::net::TcpStream;
    use tokio::time::timeout;

    use super::{LocalRouter, SandboxProvider, ToolRouter};
    use crate::error::Error;
    use crate::test_support::Preconnected;
    use crate::{SessionBuilder, tool_router_session};

    #[tool_router_session(toolkits = ["gmail"], mcp)]
    struct MailServer;

    #[tokio::test]
    async fn it_runs_as_long_as_a_session_is_there() {
        let router = ToolRouter::local().await.unwrap();
        let address = router.base_url().socket_addrs(|| None).unwrap()[0];
        let session = MailServer::session("user_1").create(&router).await.unwrap();
        drop(router);
        assert!(session.toolkits().await.unwrap().iter().any(|toolkit| toolkit.slug == "gmail"));
        assert_eq!(session.mcp().headers().len(), 1, "its MCP endpoint is its own");
        drop(session);
        let gone = async { while TcpStream::connect(address).await.is_ok() {} };
        timeout(Duration::from_secs(5), gone).await.expect("the router stops");
    }

    #[tokio::test]
    async fn a_client_with_settings_of_its_own_keeps_it_running_too() {
        let embedded = LocalRouter::builder().sandbox(SandboxProvider::default()).start().await.unwrap();
        let builder = ToolRouter::builder().timeout(Duration::from_secs(9)).embedded(embedded);
        let session = MailServer::session("user_1").create(&builder.build().unwrap()).await.unwrap();
        assert!(!session.toolkits().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_missing_connection_is_found_before_a_tool_runs() {
        let router = ToolRouter::local().await.unwrap();
        let error = SessionBuilder::<Preconnected>::new("user_1").create(&router).await.unwrap_err();
        let Error::MissingConnections { toolkits, .. } = error else {
            panic!("expected missing connections: {error:?}")
        };
        let missing: Vec<_> = toolkits.iter().map(|missing| &*missing.toolkit).collect();
        assert_eq!(missing, ["gmail", "slack"]);
    }
}
