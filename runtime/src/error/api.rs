use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::ids::SessionId;

/// A refusal by the router, with everything that it said about it.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiError {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: u16,
    pub(crate) slug: Option<String>,
    pub(crate) code: Option<i64>,
    pub(crate) message: String,
    pub(crate) suggested_fix: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) details: Vec<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) should_retry: Option<bool>,
    /// Whether the call changes nothing more when it is made twice.
    pub(crate) idempotent: bool,
    /// The session that it leaves.
    pub(crate) left: Option<SessionId>,
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
    /// Makes a refusal with this status and message, for the tests of what deals with it:
    /// `Error::Api(ApiError::new(429, "slow down").into())`.
    #[must_use]
    pub fn new(status: u16, message: impl Into<String>) -> Self {
        Self {
            method: "GET".to_owned(),
            path: "/".to_owned(),
            status,
            slug: None,
            code: None,
            message: message.into(),
            suggested_fix: None,
            request_id: None,
            details: Vec::new(),
            retry_after: None,
            should_retry: None,
            idempotent: false,
            left: None,
        }
    }

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

    /// The request's method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request's path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The router's name for the error: `ToolRouterV2_NoActiveConnection`.
    #[must_use]
    pub fn slug(&self) -> Option<&str> {
        self.slug.as_deref()
    }

    /// The router's number for the error.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.code
    }

    /// What the router says.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the router suggests to do.
    #[must_use]
    pub fn suggested_fix(&self) -> Option<&str> {
        self.suggested_fix.as_deref()
    }

    /// What to name when asking the router's operator.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// What is wrong in particular: one entry for each field of an invalid body.
    #[must_use]
    pub fn details(&self) -> &[String] {
        &self.details
    }

    /// How long the router asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// What to do about it: what the router suggests, or else what is known of errors of this kind.
    #[must_use]
    pub fn help(&self) -> Option<Cow<'_, str>> {
        let advice = self.suggested_fix.as_deref().or_else(|| self.advice()).map(|fix| fix.trim_end_matches('.'));
        let wait = self.retry_after.map(|wait| format!("wait {} s, as the router asks", wait.as_secs_f32().ceil()));
        match (advice, wait) {
            (Some(advice), None) => Some(advice.into()),
            (Some(advice), Some(wait)) => Some(format!("{advice}; {wait}").into()),
            (None, wait) => wait.map(Cow::from),
        }
    }

    /// Whether it may be otherwise after a while.
    pub(super) fn is_passing(&self) -> bool {
        self.should_retry.unwrap_or(matches!(self.status, 408 | 409 | 429 | 500..))
    }

    /// Whether nothing was processed, or processing it twice is as good as once.
    pub(super) fn is_safe_to_repeat(&self) -> bool {
        self.idempotent || self.kind() == ApiErrorKind::RateLimited
    }

    /// What helps when the router suggests nothing.
    fn advice(&self) -> Option<&'static str> {
        match self.kind() {
            ApiErrorKind::NoActiveConnection => Some("make an auth link for the toolkit and show it to the user"),
            ApiErrorKind::Unauthorized => Some("check the API key and the project it belongs to"),
            ApiErrorKind::Forbidden => Some("check what the API key is allowed to do"),
            ApiErrorKind::NotFound => Some("check the id, and that the API key is for the project it belongs to"),
            ApiErrorKind::RateLimited => Some("send fewer requests"),
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
        write!(formatter, ": {}", self.message.trim_end_matches('.'))?;
        for detail in &self.details {
            write!(formatter, "; {}", detail.trim_end_matches('.'))?;
        }
        if let Some(id) = &self.request_id {
            write!(formatter, " [request {id}]")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        tool_router_core::cause::debug(formatter, self, self.help().as_deref())
    }
}

impl std::error::Error for ApiError {}
