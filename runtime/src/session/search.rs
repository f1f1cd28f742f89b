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
use crate::spec::SessionSpec;

/// A search for tools; await it.
#[must_use = "nothing is searched until this is awaited"]
#[derive(Debug)]
pub struct SearchRequest {
    live: Arc<Live>,
    queries: Vec<Query>,
    model: Option<String>,
}

#[derive(Debug, Serialize)]
struct Query {
    use_case: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    known_fields: Option<String>,
}

impl<S: SessionSpec> Session<S> {
    /// Searches for tools that serve a use case, described in 1 to 1,024 characters of plain language.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// let found = session
    ///     .search("read the latest mails")
    ///     .and("answer a mail")
    ///     .await?;
    /// for result in &found.results {
    ///     println!("{}: {:?}", result.use_case, result.primary_tool_slugs);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn search(&self, use_case: impl Into<String>) -> SearchRequest {
        SearchRequest::of(Arc::clone(&self.live), use_case)
    }
}

impl SearchRequest {
    pub(super) fn of(live: Arc<Live>, use_case: impl Into<String>) -> Self {
        Self { live, queries: Vec::new(), model: None }.and(use_case)
    }

    /// Adds another use case; a search takes up to 7.
    pub fn and(mut self, use_case: impl Into<String>) -> Self {
        self.queries.push(Query { use_case: use_case.into(), known_fields: None });
        self
    }

    /// Adds what is known about the use case named last, in up to 500 characters, e.g. `channel: general`.
    pub fn known_fields(mut self, fields: impl Into<String>) -> Self {
        if let Some(query) = self.queries.last_mut() {
            query.known_fields = Some(fields.into());
        }
        self
    }

    /// Names the model that will read the result.
    pub fn model(mut self, model: impl Into<String>) -> Self {
        self.model = Some(model.into());
        self
    }

    fn check(&self) -> Result<(), InvalidInput> {
        if self.queries.len() > MAX_QUERIES {
            return Err(InvalidInput::TooManyUseCases { given: self.queries.len(), limit: MAX_QUERIES });
        }
        self.queries.iter().try_for_each(Query::check)
    }
}

impl Query {
    fn check(&self) -> Result<(), InvalidInput> {
        let given = self.use_case.chars().count();
        if given > MAX_USE_CASE || self.use_case.trim().is_empty() {
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
    queries: &'a [Query],
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
                queries: &self.queries,
                model: self.model.as_deref(),
                experimental: self.live.custom.announcement(self.live.preloads_all()),
            };
            let request = Request::post(&self.live.path("search"), &body, Repeat::Freely);
            self.live.router.send(request).await?.read("the outcome of a search")
        })
    }
}
