use std::fmt;

use crate::ToolRouter;
use crate::client::{Items, Request, awaits_all, csv, items};
use crate::config::Tag;
use crate::session::ToolInfo;

/// How many tools a page has. The API allows up to 1000, but with their schemas these are too much for one answer.
const PAGE: &str = "200";

/// A request for a router's tools.
#[must_use = "nothing is fetched until this is awaited, or its items are asked for"]
pub struct RouterToolsRequest {
    router: ToolRouter,
    toolkit: Option<String>,
    only: Vec<String>,
    tags: Vec<Tag>,
    search: Option<String>,
    include_deprecated: bool,
}

impl ToolRouter {
    /// Requests the tools that the router offers, each in its newest version.
    ///
    /// The hosted API has tens of thousands: name a [`toolkit`](RouterToolsRequest::toolkit), or narrow the list
    /// otherwise.
    ///
    /// ```no_run
    /// # async fn example(router: tool_router::ToolRouter) -> Result<(), tool_router::Error> {
    /// for tool in router.tools().toolkit("gmail").await? {
    ///     println!("{}: {}", tool.slug, tool.description);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request), for each page.
    pub fn tools(&self) -> RouterToolsRequest {
        RouterToolsRequest {
            router: self.clone(),
            toolkit: None,
            only: Vec::new(),
            tags: Vec::new(),
            search: None,
            include_deprecated: false,
        }
    }
}

impl fmt::Debug for RouterToolsRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RouterToolsRequest")
            .field("toolkit", &self.toolkit)
            .field("only", &self.only)
            .field("tags", &self.tags)
            .field("search", &self.search)
            .field("include_deprecated", &self.include_deprecated)
            .finish_non_exhaustive()
    }
}

awaits_all!(RouterToolsRequest => ToolInfo);

impl RouterToolsRequest {
    /// Limits the list to the tools of this toolkit, by its slug.
    pub fn toolkit(mut self, slug: impl Into<String>) -> Self {
        self.toolkit = Some(slug.into());
        self
    }

    /// Limits the list to these tools, by their slugs. Other filters are then ignored.
    pub fn only(mut self, slugs: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.only = slugs.into_iter().map(Into::into).collect();
        self
    }

    /// Limits the list to tools with at least one of these tags.
    pub fn tagged(mut self, tags: impl IntoIterator<Item = Tag>) -> Self {
        self.tags = tags.into_iter().collect();
        self
    }

    /// Limits the list to tools that match this text.
    pub fn search(mut self, text: impl Into<String>) -> Self {
        self.search = Some(text.into());
        self
    }

    /// Includes deprecated tools. By default they are left out.
    pub fn include_deprecated(mut self, include: bool) -> Self {
        self.include_deprecated = include;
        self
    }

    /// The tools, fetched page by page.
    pub fn items(self) -> Items<ToolInfo> {
        let only = (!self.only.is_empty()).then(|| csv(self.only.iter().map(String::as_str)));
        let tags = (!self.tags.is_empty()).then(|| csv(self.tags.into_iter().map(Tag::as_str)));
        let request = Request::get(&["tools"])
            .query("limit", PAGE)
            // Sessions run the latest version, too.
            .query("toolkit_versions", "latest")
            .query_opt("toolkit_slug", self.toolkit)
            .query_opt("tool_slugs", only)
            .query_opt("tags", tags)
            .query_opt("query", self.search)
            .query_opt("include_deprecated", self.include_deprecated.then_some("true"));
        items(self.router, request, "a page of tools")
    }
}
