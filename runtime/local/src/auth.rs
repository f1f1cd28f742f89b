//! Who may call the API.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::Response,
};
use secrecy::ExposeSecret;
use subtle::ConstantTimeEq;

use super::{api_error::ApiError, random, state::App};

const CREDENTIALS: [&str; 3] = ["x-api-key", "x-user-api-key", "x-org-api-key"];

/// Accepts a request that has the router's API key in exactly one of the credential headers.
pub(crate) async fn require_api_key(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    check(request.headers(), app.api_key.expose_secret())?;
    Ok(next.run(request).await)
}

fn check(headers: &HeaderMap, api_key: &str) -> Result<(), ApiError> {
    let mut given = CREDENTIALS.iter().flat_map(|name| headers.get_all(*name));
    let unauthorized = |code, slug, message: &str| ApiError::new(StatusCode::UNAUTHORIZED, code, slug, message);
    let Some(credential) = given.next() else {
        let error = unauthorized(906, "Auth_NoAuthProvided", "No authentication provided");
        return Err(error.suggest("Send the router's API key in the header x-api-key."));
    };
    if given.next().is_some() {
        return Err(unauthorized(10401, "HTTP_Unauthorized", "More than one credential provided"));
    }
    // Hashes have the same length, so that the comparison does not reveal the key's.
    let hash = |key: &[u8]| random::hash_bytes(key);
    if bool::from(hash(credential.as_bytes()).ct_eq(&hash(api_key.as_bytes()))) {
        return Ok(());
    }
    let error = unauthorized(801, "APIKey_InvalidAPIKey", "Invalid API key");
    Err(error.suggest("Use the key that LocalRouter::api_key() returns."))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn check(headers: &[(&'static str, &'static str)]) -> Result<(), &'static str> {
        let headers =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let mut all = HeaderMap::new();
        headers.for_each(|(name, value)| {
            all.append(name, value);
        });
        super::check(&all, "ak_right").map_err(|error| error.slug)
    }

    #[test]
    fn one_right_key_passes_under_each_name() {
        for name in CREDENTIALS {
            assert_eq!(check(&[(name, "ak_right")]), Ok(()));
        }
    }

    #[test]
    fn a_missing_wrong_or_repeated_key_is_refused() {
        assert_eq!(check(&[]), Err("Auth_NoAuthProvided"));
        assert_eq!(check(&[("x-api-key", "ak_wrong")]), Err("APIKey_InvalidAPIKey"));
        assert_eq!(check(&[("x-api-key", "")]), Err("APIKey_InvalidAPIKey"));
        let two = [("x-api-key", "ak_right"), ("x-user-api-key", "ak_right")];
        assert_eq!(check(&two), Err("HTTP_Unauthorized"));
        let twice = [("x-api-key", "ak_right"), ("x-api-key", "ak_right")];
        assert_eq!(check(&twice), Err("HTTP_Unauthorized"));
    }
}
