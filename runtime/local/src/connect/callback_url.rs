use tool_router_core::CallbackStatus;
use url::Url;

use crate::api_error::ApiError;

/// Where the user's browser goes after connecting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallbackUrl(Url);

impl CallbackUrl {
    /// Accepts the URLs that this crate's client accepts: an absolute `https` URL, or an `http` URL of the loopback
    /// interface, without a fragment and user information.
    pub(crate) fn parse(text: &str) -> Result<Self, ApiError> {
        Self::parse_at("payload.callback_url", text)
    }

    /// As [`parse`](Self::parse), for the URL at `place` of a body.
    pub(crate) fn parse_at(place: &str, text: &str) -> Result<Self, ApiError> {
        let refused = |problem: String| ApiError::invalid(place, problem);
        tool_router_core::grammar::url::check(text).map_err(|error| refused(error.to_string()))?;
        Url::parse(text).map(Self).map_err(|error| refused(error.to_string()))
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host by which people know the application.
    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The URL with a session to redeem appended to its query.
    pub(crate) fn with_session(mut self, session_uri: &str) -> String {
        self.0.query_pairs_mut().append_pair("session_uri", session_uri);
        self.0.into()
    }

    /// The URL with the outcome appended to its query.
    pub(crate) fn with(mut self, ending: &CallbackStatus, account_id: &str) -> String {
        self.0.query_pairs_mut().append_pair("status", ending.as_str()).append_pair("connected_account_id", account_id);
        self.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_is_added_to_the_callback_urls_query() {
        let url = CallbackUrl::parse("https://app.example.com/cb?next=%2Finbox").unwrap();
        assert_eq!(
            url.with(&CallbackStatus::Success, "ca_1"),
            "https://app.example.com/cb?next=%2Finbox&status=success&connected_account_id=ca_1"
        );
    }

    #[test]
    fn only_safe_urls_are_taken() {
        for good in ["https://example.com", "http://localhost:3000/cb", "http://127.0.0.1/cb", "http://[::1]:1/cb"] {
            assert!(CallbackUrl::parse(good).is_ok(), "{good}");
        }
        let bad =
            ["", "/cb", "javascript:alert(1)", "http://example.com", "https://u:p@example.com", "https://e.com/#x"];
        for bad in bad {
            assert!(CallbackUrl::parse(bad).is_err(), "{bad}");
        }
    }
}
