use std::borrow::Cow;
use std::future::IntoFuture;
use std::sync::Arc;

use serde::Serialize;
use tool_router_core::limits::{MAX_KNOWN_FIELDS, MAX_QUERIES, MAX_USE_CASE};

use super::live::Live;
use super::{SearchOutcome, Session};
use crate::Reply;
use crate::client::{Repeat, Request};
use crate::custom::Announcement;
use crate::error::{Error, InvalidInput};

/// A search for tools; await it.
#[must_use = "nothing is searched until this is awaited"]
#[derive(Debug)]
pub struct SearchRequest {
    live: Arc<Live>,
    use_cases: Vec<UseCase>,
    model: Option<String>,
}

/// What tools are searched for: a use case, described in 1 to 1,024 characters of plain language.
///
/// Text becomes one by itself. One of your own can also say what is known already:
///
/// ```
/// use tool_router::session::UseCase;
///
/// let post = UseCase::new("post a message to a channel").known_fields("channel: general");
/// ```
#[must_use = "a use case does nothing until it is searched for"]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct UseCase {
    #[serde(rename = "use_case")]
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    known_fields: Option<String>,
}

impl UseCase {
    /// Makes a use case of its description.
    pub fn new(description: impl Into<String>) -> Self {
        Self { description: description.into(), known_fields: None }
    }

    /// Adds what is known about it, in up to 500 characters, e.g. `channel: general`.
    pub fn known_fields(mut self, fields: impl Into<String>) -> Self {
        self.known_fields = Some(fields.into());
        self
    }
}

macro_rules! described_by {
    ($($text:ty),*) => {$(
        impl From<$text> for UseCase {
            fn from(description: $text) -> Self {
                Self::new(description)
            }
        }
    )*};
}

described_by!(&str, String, &String, Cow<'_, str>);

impl<S> Session<S> {
    /// Searches for tools that serve a use case, described in 1 to 1,024 characters of plain language, or as a [`UseCase`].
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// use tool_router::session::UseCase;
    ///
    /// let found = session
    ///     .search("read the latest mails")
    ///     .and(UseCase::new("answer a mail").known_fields("from: ada@example.com"))
    ///     .await?;
    /// for result in &found.results {
    ///     println!("{}: {:?}", result.use_case, result.primary_tool_slugs);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput::UseCase`], [`InvalidInput::KnownFields`] or [`InvalidInput::TooManyUseCases`] before any request, and the
    /// [errors of every request](crate::error#errors-of-every-request). A search that the router could not make is not an `Err`: see [`SearchOutcome::success`].
    pub fn search(&self, use_case: impl Into<UseCase>) -> SearchRequest {
        SearchRequest::of(Arc::clone(&self.live), use_case)
    }
}

impl SearchRequest {
    pub(super) fn of(live: Arc<Live>, use_case: impl Into<UseCase>) -> Self {
        Self { live, use_cases: vec![use_case.into()], model: None }
    }

    /// Adds another use case; a search takes up to 7.
    pub fn and(mut self, use_case: impl Into<UseCase>) -> Self {
        self.use_cases.push(use_case.into());
        self
    }

    /// Names the model that will read the result.
    pub fn model(mut self, model: impl Into<String>) -> Self {
        self.model = Some(model.into());
        self
    }

    fn check(&self) -> Result<(), InvalidInput> {
        if self.use_cases.len() > MAX_QUERIES {
            return Err(InvalidInput::TooManyUseCases { given: self.use_cases.len(), limit: MAX_QUERIES });
        }
        self.use_cases.iter().try_for_each(UseCase::check)
    }
}

impl UseCase {
    fn check(&self) -> Result<(), InvalidInput> {
        let given = self.description.chars().count();
        if given > MAX_USE_CASE || self.description.trim().is_empty() {
            return Err(InvalidInput::UseCase { given, limit: MAX_USE_CASE });
        }
        if let Some(fields) = &self.known_fields {
            let given = fields.chars().count();
            if given > MAX_KNOWN_FIELDS {
                return Err(InvalidInput::KnownFields { given, limit: MAX_KNOWN_FIELDS });
            }
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct SearchBody<'a> {
    queries: &'a [UseCase],
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    experimental: Option<Announcement<'a>>,
}

impl IntoFuture for SearchRequest {
    type Output = Result<SearchOutcome, Error>;
    type IntoFuture = Reply<SearchOutcome>;

    fn into_future(self) -> Self::IntoFuture {
        Reply::new(async move {
            // A search changes nothing, though it is a POST.
            self.check()?;
            let body = SearchBody {
                queries: &self.use_cases,
                model: self.model.as_deref(),
                experimental: self.live.custom.announcement(self.live.preloads_all()),
            };
            let request = Request::post(&self.live.path("search"), &body, Repeat::Freely);
            self.live.router.send(request).await?.read("the outcome of a search")
        })
    }
}
