use std::fmt;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use crate::error::ConfigurationError;

/// What keys of other products begin with. No API that this client calls takes them.
const OTHER_PRODUCTS: [(&str, &str); 2] = [("ck_", "a Composio Connect"), ("whsec_", "a webhook's signing")];

/// The owner of a key; each kind has its own header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyKind {
    Project,
    User,
    Organization,
}

impl KeyKind {
    fn header(self) -> HeaderName {
        HeaderName::from_static(match self {
            Self::Project => "x-api-key",
            Self::User => "x-user-api-key",
            Self::Organization => "x-org-api-key",
        })
    }
}

/// What a request authenticates with, ready to send.
#[derive(Clone)]
pub(crate) struct Credential {
    kind: KeyKind,
    key: SecretString,
    headers: HeaderMap,
}

impl Credential {
    pub(super) fn new(
        kind: KeyKind,
        key: SecretString,
        scope: Option<(String, String)>,
    ) -> Result<Self, ConfigurationError> {
        let exposed = key.expose_secret();
        if kind == KeyKind::Project && exposed.starts_with("uak_") {
            return Err(ConfigurationError::UserKeyAsProjectKey);
        }
        if let Some((prefix, product)) = OTHER_PRODUCTS.into_iter().find(|(prefix, _)| exposed.starts_with(prefix)) {
            return Err(ConfigurationError::OtherProductsKey { product, prefix });
        }
        let mut value = visible(exposed).ok_or(ConfigurationError::MalformedCredential)?;
        value.set_sensitive(true);
        let mut headers = HeaderMap::from_iter([(kind.header(), value)]);
        if let Some((organization, project)) = scope {
            let id = |of, id: &str| visible(id).ok_or(ConfigurationError::MalformedScope { of });
            headers.insert("x-org-id", id("organisation", &organization)?);
            headers.insert("x-project-id", id("project", &project)?);
        }
        Ok(Self { kind, key, headers })
    }

    /// The headers of an authenticated request. The key is marked sensitive, so that `Debug` hides it.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns `text`, which comes from outside, without the key in it.
    pub(crate) fn redact(&self, text: &str) -> String {
        text.replace(self.key.expose_secret(), "[API key]")
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} key [REDACTED]", self.kind)
    }
}

/// A header value of visible ASCII only: any other character got into the key by mistake.
fn visible(text: &str) -> Option<HeaderValue> {
    let usable = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    usable.then(|| HeaderValue::from_str(text).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{ConfigurationError, Credential, KeyKind};

    fn credential(kind: KeyKind, key: &str) -> Result<Credential, ConfigurationError> {
        Credential::new(kind, key.to_owned().into(), None)
    }

    #[test]
    fn debug_never_shows_the_key() {
        let credential = credential(KeyKind::Project, "ak_topsecret").unwrap();
        for shown in [format!("{credential:?}"), format!("{:?}", credential.headers())] {
            assert!(!shown.contains("topsecret"), "{shown}");
        }
    }

    #[test]
    fn the_key_is_taken_out_of_what_others_write() {
        let credential = credential(KeyKind::Project, "ak_topsecret").unwrap();
        assert_eq!(credential.redact("key ak_topsecret is wrong"), "key [API key] is wrong");
    }

    #[test]
    fn keys_that_cannot_be_are_refused() {
        for key in ["", "ak_1\n", "ak 1", "ak_ä"] {
            assert_eq!(credential(KeyKind::Project, key).unwrap_err(), ConfigurationError::MalformedCredential,);
        }
        assert_eq!(credential(KeyKind::Project, "uak_1").unwrap_err(), ConfigurationError::UserKeyAsProjectKey,);
        assert!(credential(KeyKind::User, "uak_1").is_ok());
    }

    #[test]
    fn the_key_of_another_product_is_named_as_that() {
        for (key, named) in [
            ("ck_topsecret", "a Composio Connect key (`ck_…`) was given as the API key"),
            ("whsec_topsecret", "a webhook's signing key (`whsec_…`) was given as the API key"),
        ] {
            for kind in [KeyKind::Project, KeyKind::User, KeyKind::Organization] {
                let refused = credential(kind, key).unwrap_err();
                assert_eq!(refused.to_string(), named);
                assert!(refused.help().is_some_and(|help| help.contains("`ak_…`")));
                assert!(!format!("{refused:?}").contains("topsecret"));
            }
        }
    }

    #[test]
    fn each_kind_of_key_has_its_header() {
        for (kind, header) in [
            (KeyKind::Project, "x-api-key"),
            (KeyKind::User, "x-user-api-key"),
            (KeyKind::Organization, "x-org-api-key"),
        ] {
            let credential = credential(kind, "key").unwrap();
            assert_eq!(credential.headers().keys().collect::<Vec<_>>(), [header]);
        }
    }
}
