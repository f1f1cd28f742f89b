use std::net::{Ipv4Addr, Ipv6Addr};

use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, RequestBuilder};
use thiserror::Error;
use url::{Host, Url};

use super::ToolRouter;
use tool_router_core::grammar::url::is_loopback;

/// Why a file's bytes could not be moved.
#[derive(Debug, Error)]
pub(crate) enum TransferProblem {
    #[error("{}", if *.timed_out { "it took too long" } else { "the connection to the store failed" })]
    Interrupted { timed_out: bool, source: reqwest::Error },
    #[error("the store answered with status {0}")]
    Status(u16),
    #[error("it is larger than {0} bytes")]
    TooLarge(usize),
    /// How it is not a URL that bytes are moved by.
    #[error("the URL that the router gave for it {0}")]
    Url(&'static str),
}

impl TransferProblem {
    /// Whether it may be otherwise after a while. Moving the bytes twice is as good as once.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::Interrupted { .. } | Self::Status(408 | 429 | 500..))
    }
}

/// Moving bytes by a URL that carries its own permission. The router's credential never goes along, and no error holds
/// the URL.
impl ToolRouter {
    /// PUTs a file's bytes.
    pub(crate) async fn put_bytes(
        &self,
        url: &str,
        bytes: Vec<u8>,
        mimetype: Option<&str>,
    ) -> Result<(), TransferProblem> {
        let mut request = self.presigned(Method::PUT, url)?.body(bytes);
        if let Some(mimetype) = mimetype {
            request = request.header(CONTENT_TYPE, mimetype);
        }
        let response = request.send().await.map_err(interrupted)?;
        match response.status() {
            status if status.is_success() => Ok(()),
            status => Err(TransferProblem::Status(status.as_u16())),
        }
    }

    /// GETs a file of up to `most` bytes.
    pub(crate) async fn get_bytes(&self, url: &str, most: usize) -> Result<Vec<u8>, TransferProblem> {
        let mut response = self.presigned(Method::GET, url)?.send().await.map_err(interrupted)?;
        if !response.status().is_success() {
            return Err(TransferProblem::Status(response.status().as_u16()));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(interrupted)? {
            if bytes.len() + chunk.len() > most {
                return Err(TransferProblem::TooLarge(most));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }

    fn presigned(&self, method: Method, url: &str) -> Result<RequestBuilder, TransferProblem> {
        let url = Url::parse(url).map_err(|_| TransferProblem::Url("is not absolute"))?;
        check(&url, self.base_url())?;
        Ok(self.shared.transport.without_credential(method, url))
    }
}

/// A router elsewhere could otherwise make this machine send requests into its own network.
fn check(url: &Url, router: &Url) -> Result<(), TransferProblem> {
    if is_loopback(router) && is_loopback(url) && matches!(url.scheme(), "http" | "https") {
        return Ok(());
    }
    if url.scheme() != "https" {
        return Err(TransferProblem::Url("is not https"));
    }
    let is_internal = match url.host() {
        Some(Host::Domain(domain)) => is_internal_name(domain),
        Some(Host::Ipv4(ip)) => is_internal_v4(ip),
        Some(Host::Ipv6(ip)) => is_internal_v6(ip),
        None => true,
    };
    if is_internal { Err(TransferProblem::Url("is on a host of the internal network")) } else { Ok(()) }
}

/// Besides the networks that are private by name: those that carriers and clouds use inside, and "this network".
fn is_internal_v4(ip: Ipv4Addr) -> bool {
    let [first, second, ..] = ip.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_broadcast() || first == 0 || is_shared
}

/// Also addresses that represent an IPv4 address: mapped, compatible, translated (NAT64) or tunnelled (6to4).
fn is_internal_v6(ip: Ipv6Addr) -> bool {
    let stands_for_v4 = ip.to_ipv4().is_some() || matches!(ip.segments(), [0x64, 0xff9b, ..] | [0x2002, ..]);
    ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local() || stands_for_v4
}

fn is_internal_name(domain: &str) -> bool {
    let domain = domain.trim_end_matches('.');
    domain == "localhost" || [".localhost", ".local", ".internal"].iter().any(|suffix| domain.ends_with(suffix))
}

fn interrupted(error: reqwest::Error) -> TransferProblem {
    let timed_out = error.is_timeout();
    // The URL carries its own permission.
    TransferProblem::Interrupted { timed_out, source: error.without_url() }
}

#[cfg(test)]
mod tests {
    use super::{Url, check};

    fn is_allowed(url: &str, router: &str) -> bool {
        check(&Url::parse(url).unwrap(), &Url::parse(router).unwrap()).is_ok()
    }

    #[test]
    fn a_hosted_router_leads_to_the_internet_only() {
        let router = "https://backend.composio.dev";
        assert!(is_allowed("https://bucket.example.com/a?signature=1", router));
        for internal in [
            "http://bucket.example.com/a",
            "https://127.0.0.1/a",
            "https://localhost./a",
            "https://10.0.0.1/a",
            "https://169.254.169.254/latest",
            "https://[::1]/a",
            "https://[fd00::1]/a",
            "https://[::ffff:127.0.0.1]/a",
            "https://0.1.2.3/a",
            "https://100.100.100.200/latest",
            "https://[::127.0.0.1]/a",
            "https://[64:ff9b::10.0.0.1]/a",
            "https://[2002:7f00:1::]/a",
            "https://metadata.google.internal/a",
            "ftp://bucket.example.com/a",
        ] {
            assert!(!is_allowed(internal, router), "{internal}");
        }
    }

    #[test]
    fn a_router_on_loopback_may_lead_back_to_it() {
        assert!(is_allowed("http://127.0.0.1:9900/files/1", "http://127.0.0.1:9900"));
        assert!(!is_allowed("http://10.0.0.1/files/1", "http://127.0.0.1:9900"));
    }
}
