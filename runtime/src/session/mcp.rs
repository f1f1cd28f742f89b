use std::fmt;

use reqwest::header::HeaderMap;
use url::Url;

use super::Live;
use crate::ToolRouter;
use crate::error::Error;

/// Where an MCP client reaches a session, over streamable HTTP.
///
/// The headers hold the API key, which is sent only to the router's own origin and to the one that
/// [`mcp_origin`](crate::ToolRouterBuilder::mcp_origin) names: that the endpoint is on one of them is verified when the
/// session is created or retrieved. The `Debug` output shows neither the key nor a token that the URL may
/// hold.
#[derive(Clone)]
pub struct McpEndpoint {
    url: Url,
    headers: HeaderMap,
}

impl Live {
    /// Fails if the agent's sessions are handed to MCP clients and this endpoint is unsafe.
    pub(super) fn verify(&self) -> Result<(), Error> {
        let Some(url) = self.mcp_url.as_ref().filter(|url| !self.router.serves_mcp_at(url)) else {
            return Ok(());
        };
        Err(Error::McpDestination {
            session: self.id.clone(),
            endpoint: url.origin().ascii_serialization(),
            router: self.router.base_url().origin().ascii_serialization(),
            deleted: false,
        })
    }

    /// Only for sessions of agents that declare `mcp`: of those, the endpoint is read.
    pub(super) fn mcp_endpoint(&self) -> McpEndpoint {
        let url = self.mcp_url.as_ref().expect("the agent declares `mcp`");
        McpEndpoint::new(url, &self.router)
    }
}

impl McpEndpoint {
    fn new(url: &Url, router: &ToolRouter) -> Self {
        // The session was verified before; this check keeps the key safe independently.
        let headers = if router.serves_mcp_at(url) { router.credential().headers().clone() } else { HeaderMap::new() };
        Self { url: url.clone(), headers }
    }

    /// The endpoint's URL.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The headers to send with every request.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl fmt::Debug for McpEndpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("McpEndpoint")
            .field("origin", &self.url.origin().ascii_serialization())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{McpEndpoint, ToolRouter, Url};

    fn endpoint(url: &str) -> McpEndpoint {
        let router =
            ToolRouter::builder().api_key("ak_topsecret").base_url("http://router.localhost:9900").build().unwrap();
        McpEndpoint::new(&Url::parse(url).unwrap(), &router)
    }

    #[test]
    fn the_key_goes_to_the_routers_own_origin() {
        let own = endpoint("http://router.localhost:9900/tool_router/1/mcp?token=topsecret");
        assert_eq!(own.headers()["x-api-key"], "ak_topsecret");
        assert!(!format!("{own:?}").contains("topsecret"));
    }

    #[test]
    fn the_key_goes_to_the_origin_that_is_named_beside_it() {
        let router = ToolRouter::builder().api_key("ak_topsecret").base_url("http://router.localhost:9900");
        let router = router.mcp_origin("https://app.example.com").build().unwrap();
        let headers = |url: &str| McpEndpoint::new(&Url::parse(url).unwrap(), &router).headers().len();
        assert_eq!(headers("https://app.example.com/tool_router/1/mcp"), 1);
        assert_eq!(headers("http://router.localhost:9900/tool_router/1/mcp"), 1);
        for foreign in [
            "http://app.example.com/1",
            "https://app.example.com:8443/1",
            "https://mcp.app.example.com/1",
            "https://app.example.com.evil.example/1",
            "https://app.example.com@evil.example/1",
        ] {
            assert_eq!(headers(foreign), 0, "{foreign}");
        }
    }

    #[test]
    fn the_key_goes_nowhere_else() {
        for foreign in [
            "https://mcp.example.com/1",
            "https://router.localhost:9900/1",
            "http://router.localhost:9901/1",
            "http://router.localhost.evil.example:9900/1",
        ] {
            assert!(endpoint(foreign).headers().is_empty(), "{foreign}");
        }
    }
}
