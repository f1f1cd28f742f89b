//! The registered OAuth client.

use secrecy::{ExposeSecret, SecretString};
use tool_router_core::grammar::url::is_loopback;
use url::Url;

use super::super::secret;

/// A confidential client and its redirect URIs.
#[derive(Debug)]
pub(crate) struct Client {
    id: String,
    secret: SecretString,
    redirect_uris: Vec<Url>,
}

impl Client {
    pub(crate) fn new(id: String, secret: SecretString, redirect_uris: Vec<Url>) -> Self {
        Self { id, secret, redirect_uris }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn secret(&self) -> &SecretString {
        &self.secret
    }

    /// Whether `id` and `secret` are this client's, compared in constant time.
    pub(crate) fn authenticate(&self, id: &str, secret: &str) -> bool {
        let (id_fits, secret_fits) = (secret::equal(&self.id, id), secret::equal(self.secret.expose_secret(), secret));
        id_fits && secret_fits
    }

    /// The registered redirect URI that matches `requested`: equal, or on loopback equal except for the port.
    pub(super) fn redirect_uri(&self, requested: &str) -> Option<Url> {
        let url = Url::parse(requested).ok().filter(|url| url.as_str() == requested)?;
        self.redirect_uris.iter().any(|registered| *registered == url || same_but_port(registered, &url)).then_some(url)
    }
}

fn same_but_port(registered: &Url, requested: &Url) -> bool {
    let mut requested = requested.clone();
    is_loopback(registered)
        && registered.scheme() == "http"
        && requested.set_port(registered.port()).is_ok()
        && requested == *registered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client() -> Client {
        let uris = ["http://127.0.0.1/cb", "https://app.example.com/cb"].map(|uri| Url::parse(uri).expect("a URL"));
        Client::new("id".into(), "secret".into(), uris.into())
    }

    #[test]
    fn redirect_uris_are_compared_exactly_but_for_the_port_on_loopback() {
        for accepted in ["http://127.0.0.1/cb", "http://127.0.0.1:4567/cb", "https://app.example.com/cb"] {
            assert!(client().redirect_uri(accepted).is_some(), "{accepted}");
        }
        for refused in [
            "http://127.0.0.1:4567/cb/",
            "http://127.0.0.1:4567/cb?x=1",
            "http://127.0.0.1:4567/cb#x",
            "http://user@127.0.0.1:4567/cb",
            "http://127.0.0.2:4567/cb",
            "http://localhost:4567/cb",
            "https://127.0.0.1:4567/cb",
            "https://app.example.com:8443/cb",
            "https://app.example.com.evil.example/cb",
            "https://app.example.com/x/../cb",
            "HTTPS://app.example.com/cb",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(client().redirect_uri(refused), None, "{refused}");
        }
    }

    #[test]
    fn a_client_authenticates_with_both_id_and_secret() {
        assert!(client().authenticate("id", "secret"));
        assert!(!client().authenticate("id", "secret2") && !client().authenticate("other", "secret"));
    }
}
