//! What a toolkit over a provider's REST API is built from.

use url::Url;

use crate::OAuth2Endpoints;

/// Where a provider's API is, and the OAuth client for it.
#[derive(Clone, Debug)]
pub(super) struct Provider {
    pub(super) base_url: Url,
    pub(super) endpoints: OAuth2Endpoints,
}

/// A URL that a toolkit's module states.
pub(super) fn known(url: &'static str) -> Url {
    Url::parse(url).expect("a provider's URLs are constants of its module")
}

/// A URL one step below another.
pub(super) fn below(url: &Url, step: &str) -> Url {
    let mut url = url.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().push(step);
    }
    url
}

/// Defines the builder of a toolkit that consists of a [`Provider`] and a table of tools, and the toolkit's `Debug`. The texts are
/// the documentation of what differs between providers. `applications` is where the API has the clients whose tokens it revokes.
macro_rules! provider_builder {
    (
        $(#[$about:meta])*
        $builder:ident builds $toolkit:ident,
        scopes: $scopes:literal,
        base_url: $base_url:literal,
        token_url: $token_url:literal,
        $(revoke_url: $revoke_url:literal,)?
        $(applications: $applications:literal,)?
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct $builder($crate::toolkits::provider::Provider);

        impl $builder {
            /// Sets the secret of the OAuth client.
            pub fn client_secret(mut self, secret: impl Into<String>) -> Self {
                self.0.endpoints = self.0.endpoints.client_secret(secret);
                self
            }

            #[doc = $scopes]
            pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
                self.0.endpoints = self.0.endpoints.scopes(scopes);
                self
            }

            #[doc = $base_url]
            pub fn base_url(mut self, url: url::Url) -> Self {
                $(
                    let applications = $crate::toolkits::provider::below(&url, $applications);
                    self.0.endpoints = self.0.endpoints.revoke_of_application(applications);
                )?
                self.0.base_url = url;
                self
            }

            /// Sets where the user's browser is sent to give consent.
            pub fn authorize_url(mut self, url: url::Url) -> Self {
                self.0.endpoints.authorize_url = url;
                self
            }

            #[doc = $token_url]
            pub fn token_url(mut self, url: url::Url) -> Self {
                self.0.endpoints.token_url = url;
                self
            }

            $(
                #[doc = $revoke_url]
                pub fn revoke_url(mut self, url: url::Url) -> Self {
                    self.0.endpoints.revoke_url = Some(url);
                    self
                }
            )?

            /// Builds the toolkit.
            pub fn build(self) -> $toolkit {
                $toolkit { provider: self.0, tools: tools::table() }
            }
        }

        impl std::fmt::Debug for $toolkit {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($toolkit))
                    .field("base_url", &self.provider.base_url.as_str())
                    .field("endpoints", &self.provider.endpoints)
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(super) use provider_builder;
