//! Calls of GitHub's REST API.

use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::rest::{Parameters, RestApi};
use crate::ToolError;

/// An object of the API, as GitHub returns it.
pub(super) type Object = Map<String, Value>;

/// The version of the API that the tools are written for.
const HEADERS: &[(&str, &str)] = &[("accept", "application/vnd.github+json"), ("x-github-api-version", "2022-11-28")];

/// The REST API, on behalf of one user.
#[derive(Clone, Copy)]
pub(super) struct GitHubApi<'a>(RestApi<'a>);

/// One page of a list.
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    /// The number of the page that follows.
    pub(super) next: Option<u32>,
}

impl<'a> GitHubApi<'a> {
    pub(super) fn new(api: &RestApi<'a>) -> Self {
        Self(api.with_headers(HEADERS))
    }

    /// What the API has below a repository's own path.
    pub(super) fn repository<'r>(&self, owner: &'r str, name: &'r str) -> Repository<'r>
    where
        'a: 'r,
    {
        Repository { api: *self, owner, name }
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, path: &[&str], query: &Parameters) -> Result<T, ToolError> {
        self.0.get(path, &query.pairs()).await
    }

    pub(super) async fn list<T: DeserializeOwned>(
        &self,
        path: &[&str],
        query: &Parameters,
    ) -> Result<Page<T>, ToolError> {
        let (items, next) = self.0.get_page(path, &query.pairs()).await?;
        Ok(Page { items, next })
    }

    /// A search, which wraps its page.
    pub(super) async fn search<T: DeserializeOwned>(
        &self,
        kind: &str,
        query: &Parameters,
    ) -> Result<(T, Option<u32>), ToolError> {
        self.0.get_page(&["search", kind], &query.pairs()).await
    }

    pub(super) async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        body: Option<Fields>,
    ) -> Result<T, ToolError> {
        self.0.send(method, path, body.map(|Fields(body)| Value::Object(body)).as_ref()).await
    }
}

/// One repository at the API.
#[derive(Clone, Copy)]
pub(super) struct Repository<'a> {
    api: GitHubApi<'a>,
    owner: &'a str,
    name: &'a str,
}

impl Repository<'_> {
    fn path<'p>(&'p self, rest: &[&'p str]) -> Vec<&'p str> {
        ["repos", self.owner, self.name].into_iter().chain(rest.iter().copied()).collect()
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, rest: &[&str], query: &Parameters) -> Result<T, ToolError> {
        self.api.get(&self.path(rest), query).await
    }

    pub(super) async fn list<T: DeserializeOwned>(
        &self,
        rest: &[&str],
        query: &Parameters,
    ) -> Result<Page<T>, ToolError> {
        self.api.list(&self.path(rest), query).await
    }

    pub(super) async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        rest: &[&str],
        body: Option<Fields>,
    ) -> Result<T, ToolError> {
        self.api.send(method, &self.path(rest), body).await
    }
}

/// The fields of a JSON body.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(Object);

impl Fields {
    /// Adds a field.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a field, if it has a value.
    pub(super) fn maybe(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Fields> for Value {
    fn from(Fields(object): Fields) -> Self {
        Self::Object(object)
    }
}
