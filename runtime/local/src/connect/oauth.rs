//! The OAuth 2.0 client: authorization code with PKCE, refresh, and revocation.

use std::time::Duration;

use futures_util::future::BoxFuture;
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken,
    RequestTokenError, TokenResponse, TokenUrl,
    basic::{BasicClient, BasicErrorResponse, BasicErrorResponseType, BasicTokenResponse, BasicTokenType},
};
use reqwest::{StatusCode, header::CONTENT_TYPE};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use url::Url;

use super::standard;
use crate::{
    limits,
    toolkit::{OAuth2Endpoints, Revocation},
};

/// Where the provider sends the user back to.
pub(super) const CALLBACK_PATH: &str = "/oauth/callback";

type Client = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// The provider's tokens.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    pub(crate) access: SecretString,
    pub(crate) refresh: Option<SecretString>,
    pub(crate) expires_in: Option<Duration>,
}

/// Why the provider gave no tokens. The messages contain no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenError {
    /// The code or the refresh token is no longer valid.
    #[error("the provider refused: {0}")]
    Refused(String),
    /// A temporary failure, or a mistake in the configuration.
    #[error("the provider cannot be used: {0}")]
    Unavailable(String),
}

/// An authorization request, and the secrets needed to finish it.
pub(super) struct Authorization {
    pub(super) url: Url,
    pub(super) verifier: SecretString,
}

/// The URL that the user's browser goes to.
pub(super) fn authorize(
    endpoints: &OAuth2Endpoints,
    redirect_uri: &str,
    state: &SecretString,
) -> Result<Authorization, TokenError> {
    let redirect = redirect(redirect_uri)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let client = client(endpoints).set_redirect_uri(redirect);
    let mut request =
        client.authorize_url(|| CsrfToken::new(state.expose_secret().to_owned())).set_pkce_challenge(challenge);
    if !endpoints.scopes.is_empty() {
        let scopes = endpoints.scopes.join(&endpoints.scope_separator.to_string());
        request = request.add_extra_param(&endpoints.scope_parameter, scopes);
    }
    for (name, value) in &endpoints.authorize_params {
        request = request.add_extra_param(name, value);
    }
    Ok(Authorization { url: request.url().0, verifier: verifier.into_secret().into() })
}

/// Exchanges an authorization code.
pub(super) async fn exchange(
    http: &reqwest::Client,
    endpoints: &OAuth2Endpoints,
    redirect_uri: &str,
    code: String,
    verifier: &SecretString,
) -> Result<Tokens, TokenError> {
    let client = client(endpoints).set_redirect_uri(redirect(redirect_uri)?);
    let request = client
        .exchange_code(AuthorizationCode::new(code))
        .set_pkce_verifier(PkceCodeVerifier::new(verifier.expose_secret().to_owned()));
    Tokens::read(request.request_async(&Http { http, endpoints }).await?)
}

/// Exchanges a refresh token.
pub(crate) async fn refresh(
    http: &reqwest::Client,
    endpoints: &OAuth2Endpoints,
    refresh_token: &SecretString,
) -> Result<Tokens, TokenError> {
    let client = client(endpoints);
    let refresh_token = RefreshToken::new(refresh_token.expose_secret().to_owned());
    let request = client.exchange_refresh_token(&refresh_token);
    Tokens::read(request.request_async(&Http { http, endpoints }).await?)
}

/// Takes a token back, if the provider supports it.
pub(crate) async fn revoke(
    http: &reqwest::Client,
    endpoints: &OAuth2Endpoints,
    token: &SecretString,
) -> Result<(), TokenError> {
    let Some(url) = endpoints.revoke_url.clone().filter(|_| endpoints.can_revoke()) else { return Ok(()) };
    let secret = endpoints.client_secret.as_ref().map(ExposeSecret::expose_secret);
    let request = match endpoints.revocation {
        Revocation::Standard => {
            let mut form = vec![("token", token.expose_secret()), ("client_id", &endpoints.client_id)];
            form.extend(secret.map(|secret| ("client_secret", secret)));
            http.post(url).form(&form)
        }
        Revocation::OfApplication => {
            let body = json!({ "access_token": token.expose_secret() }).to_string();
            let request = http.delete(token_of_application(url, &endpoints.client_id));
            request.basic_auth(&endpoints.client_id, secret).header(CONTENT_TYPE, "application/json").body(body)
        }
    };
    let answer = request.send().await;
    let status = answer.map_err(|error| TokenError::from(SendError::from(error)))?.status();
    match status {
        status if status.is_success() => Ok(()),
        status if is_passing(status) => Err(SendError::Status(status).into()),
        status => Err(TokenError::Refused(status.to_string())),
    }
}

/// Where an application's tokens are revoked, given the URL of all applications.
fn token_of_application(mut applications: Url, client_id: &str) -> Url {
    if let Ok(mut segments) = applications.path_segments_mut() {
        segments.pop_if_empty().extend([client_id, "token"]);
    }
    applications
}

/// Whether a status says something about the moment, and nothing about what was sent.
fn is_passing(status: StatusCode) -> bool {
    status.is_server_error() || matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT)
}

fn client(endpoints: &OAuth2Endpoints) -> Client {
    let client = BasicClient::new(ClientId::new(endpoints.client_id.clone()))
        .set_auth_uri(AuthUrl::from_url(endpoints.authorize_url.clone()))
        .set_token_uri(TokenUrl::from_url(endpoints.token_url.clone()))
        .set_auth_type(AuthType::RequestBody);
    match &endpoints.client_secret {
        Some(secret) => client.set_client_secret(ClientSecret::new(secret.expose_secret().to_owned())),
        None => client,
    }
}

fn redirect(redirect_uri: &str) -> Result<RedirectUrl, TokenError> {
    RedirectUrl::new(redirect_uri.to_owned()).map_err(|error| TokenError::Unavailable(error.to_string()))
}

#[derive(Debug, thiserror::Error)]
enum SendError {
    #[error(transparent)]
    Http(#[from] reqwest::Error),
    #[error("the answer is larger than {} bytes", limits::TOKEN_RESPONSE)]
    TooLarge,
    #[error("it answered {0}")]
    Status(StatusCode),
}

/// `oauth2` depends on an older reqwest; this adapter gives it the router's client.
struct Http<'a> {
    http: &'a reqwest::Client,
    endpoints: &'a OAuth2Endpoints,
}

impl<'c> AsyncHttpClient<'c> for Http<'_> {
    type Error = SendError;
    type Future = BoxFuture<'c, Result<HttpResponse, SendError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(send(self, request))
    }
}

async fn send(client: &Http<'_>, request: HttpRequest) -> Result<HttpResponse, SendError> {
    let mut response = client.http.execute(request.try_into()?).await?;
    if is_passing(response.status()) {
        // Whatever the body says: it may come from a proxy in between.
        return Err(SendError::Status(response.status()));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > limits::TOKEN_RESPONSE {
            return Err(SendError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let (status, body) = standard::answer(client.endpoints, response.status(), body);
    let mut answer = HttpResponse::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = response.headers().clone();
    Ok(answer)
}

impl Tokens {
    fn read(response: BasicTokenResponse) -> Result<Self, TokenError> {
        if !is_bearer(response.token_type()) || !is_usable(response.access_token().secret()) {
            return Err(TokenError::Unavailable("its access token cannot be sent in a header".to_owned()));
        }
        let refresh = response.refresh_token().filter(|token| !token.secret().is_empty());
        Ok(Self {
            access: response.access_token().secret().clone().into(),
            refresh: refresh.map(|token| token.secret().clone().into()),
            expires_in: response.expires_in(),
        })
    }
}

/// Whether a token works without a proof for each call. Some providers have names of their own for such types.
fn is_bearer(kind: &BasicTokenType) -> bool {
    match kind {
        BasicTokenType::Bearer => true,
        BasicTokenType::Mac => false,
        BasicTokenType::Extension(kind) => !kind.eq_ignore_ascii_case("dpop"),
    }
}

/// Whether a token can be the value of `Authorization`.
fn is_usable(token: &str) -> bool {
    (1..=limits::ACCESS_TOKEN).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_graphic())
}

impl From<RequestTokenError<SendError, BasicErrorResponse>> for TokenError {
    fn from(error: RequestTokenError<SendError, BasicErrorResponse>) -> Self {
        match error {
            RequestTokenError::ServerResponse(answer) => {
                let error = shorten(answer.error().as_ref());
                let said = match answer.error_description() {
                    Some(description) => format!("{error} ({})", shorten(description)),
                    None => error,
                };
                match answer.error() {
                    BasicErrorResponseType::InvalidGrant => Self::Refused(said),
                    _ => Self::Unavailable(said),
                }
            }
            RequestTokenError::Request(error) => error.into(),
            // A response that cannot be parsed may contain a token, so it is not quoted.
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                Self::Unavailable("its answer is not a token response".to_owned())
            }
        }
    }
}

impl From<SendError> for TokenError {
    fn from(error: SendError) -> Self {
        Self::Unavailable(match error {
            SendError::Http(error) => error.without_url().to_string(),
            error => error.to_string(),
        })
    }
}

/// The beginning of a provider's text, for a message.
pub(super) fn shorten(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut short: String = text.chars().filter(|char| !char.is_control()).take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        short.push('…');
    }
    short
}
