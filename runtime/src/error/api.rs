use std::fmt;
use std::time::Duration;

/// A refusal by the router, with everything that the router returned about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The request's method.
    pub method: String,
    /// The request's path.
    pub path: String,
    /// The HTTP status.
    pub status: u16,
    /// The router's name for the error, e.g. `ToolRouterV2_NoActiveConnection`.
    pub slug: Option<String>,
    /// The router's number for the error.
    pub code: Option<i64>,
    /// The router's message.
    pub message: String,
    /// The fix that the router suggests.
    pub suggested_fix: Option<String>,
    /// The id to give when asking the router's operator.
    pub request_id: Option<String>,
    /// Details: one entry for each wrong field of an invalid body.
    pub details: Vec<String>,
    /// How long to wait before the next request, if the router says so.
    pub retry_after: Option<Duration>,
    pub(crate) should_retry: Option<bool>,
}

/// The kind of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiErrorKind {
    /// 400: the request is wrong; [`ApiError::details`] says where.
    BadRequest,
    /// The user has not connected the toolkit that a tool belongs to.
    NoActiveConnection,
    /// 401: the credential is missing or wrong.
    Unauthorized,
    /// 403: the credential does not give access to this.
    Forbidden,
    /// 404: not found.
    NotFound,
    /// 409: the resource was changed at the same time.
    Conflict,
    /// 422: the request is well formed and cannot be processed.
    Unprocessable,
    /// 429: too many requests.
    RateLimited,
    /// 500 and above: the router failed.
    Server,
    /// Any other status.
    Other,
}

impl ApiError {
    /// Returns the kind of refusal.
    #[must_use]
    pub fn kind(&self) -> ApiErrorKind {
        if self.slug.as_deref().is_some_and(|slug| slug.ends_with("NoActiveConnection")) {
            return ApiErrorKind::NoActiveConnection;
        }
        match self.status {
            400 => ApiErrorKind::BadRequest,
            401 => ApiErrorKind::Unauthorized,
            403 => ApiErrorKind::Forbidden,
            404 => ApiErrorKind::NotFound,
            409 => ApiErrorKind::Conflict,
            422 => ApiErrorKind::Unprocessable,
            429 => ApiErrorKind::RateLimited,
            500.. => ApiErrorKind::Server,
            _ => ApiErrorKind::Other,
        }
    }

    pub(crate) fn is_retryable(&self) -> bool {
        self.should_retry.unwrap_or(matches!(self.status, 408 | 409 | 429 | 500..))
    }

    /// Advice for when the router suggests nothing.
    fn advice(&self) -> Option<&'static str> {
        match self.kind() {
            ApiErrorKind::NoActiveConnection => Some("make an auth link for the toolkit and show it to the user"),
            ApiErrorKind::Unauthorized => Some("check the API key and the project it belongs to"),
            ApiErrorKind::Forbidden => Some("check what the API key is allowed to do"),
            ApiErrorKind::RateLimited => Some("send fewer requests, or wait"),
            _ => None,
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} was refused with status {}", self.method, self.path, self.status)?;
        if let Some(slug) = &self.slug {
            write!(formatter, " ({slug})")?;
        }
        write!(formatter, ": {}", self.message)?;
        for detail in &self.details {
            write!(formatter, "; {detail}")?;
        }
        if let Some(wait) = self.retry_after {
            write!(formatter, "; retry after {} s", wait.as_secs_f32().ceil())?;
        }
        if let Some(fix) = self.suggested_fix.as_deref().or_else(|| self.advice()) {
            write!(formatter, " (help: {fix})")?;
        }
        if let Some(id) = &self.request_id {
            write!(formatter, " [request {id}]")?;
        }
        Ok(())
    }
}

impl std::error::Error for ApiError {}
