//! Searching messages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::{
    READ_ONLY,
    arguments::{Filled, Ordinal, words},
};
use crate::{
    ToolError,
    toolkits::{
        rest::{Parameters, RestApi},
        slack::api::{Object, WebApi},
        table::Tool,
        whole::Whole,
    },
};

/// Searches the messages that the user can see. The hits are in `messages.matches`; go on with `page` up to
/// `messages.paging.pages`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchMessages {
    /// A search as in Slack's search box: words, and conditions such as `in:#general`, `from:@maya`, `before:2026-01-31` and
    /// `after:2026-01-01`.
    query: Filled,
    /// How many hits a page has, 1 to 100.
    #[serde(default = "one")]
    count: Count,
    /// The page, from 1 on.
    page: Option<Ordinal>,
    /// What the hits are sorted by. Without it, by how well they fit.
    sort: Option<Sort>,
    /// The direction of sorting. Without it, the best or newest first.
    sort_dir: Option<Direction>,
    /// Whether to mark the words of the query in the hits.
    highlight: Option<bool>,
}

/// A number of hits that one page can hold.
type Count = Whole<1, 100>;

/// The catalogue's default.
fn one() -> Count {
    Count::of::<1>()
}

words! {
    /// What hits are sorted by.
    Sort { Score = "score", Timestamp = "timestamp", }
}

words! {
    /// The direction of sorting.
    Direction { Ascending = "asc", Descending = "desc", }
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct SearchResult {
    messages: Hits,
    #[serde(flatten)]
    other: Object,
}

#[derive(Deserialize, Serialize, JsonSchema)]
struct Hits {
    /// How many messages fit, on all pages.
    #[serde(default)]
    total: u64,
    /// The messages of this page, each with its `channel`.
    matches: Vec<Object>,
    /// What else Slack says about the hits.
    #[serde(flatten)]
    other: Object,
}

impl Tool for SearchMessages {
    const SLUG: &'static str = "SLACK_SEARCH_MESSAGES";
    const NAME: &'static str = "Search messages";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = &["search:read"];
    type Output = SearchResult;

    async fn run(self, api: &RestApi<'_>) -> Result<SearchResult, ToolError> {
        let form = Parameters::default()
            .with("query", self.query)
            .with("count", self.count)
            .maybe("page", self.page)
            .maybe("sort", self.sort)
            .maybe("sort_dir", self.sort_dir)
            .maybe("highlight", self.highlight);
        WebApi::new(api).call("search.messages", form).await
    }
}
