//! Searching messages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::{READ_ONLY, arguments::Filled};
use crate::{
    ToolError,
    toolkits::{
        rest::{Parameters, RestApi},
        slack::api::{Object, WebApi},
        table::Tool,
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
    page: Option<u32>,
    /// What the hits are sorted by. Without it, by how well they fit.
    sort: Option<Sort>,
    /// The direction of sorting. Without it, the best or newest first.
    sort_dir: Option<Direction>,
    /// Whether to mark the words of the query in the hits.
    highlight: Option<bool>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "u16")]
struct Count(#[schemars(range(min = 1, max = 100))] u16);

impl TryFrom<u16> for Count {
    type Error = &'static str;

    fn try_from(count: u16) -> Result<Self, Self::Error> {
        (1..=100).contains(&count).then_some(Self(count)).ok_or("must be between 1 and 100")
    }
}

/// The catalogue's default.
fn one() -> Count {
    Count(1)
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Sort {
    Score,
    Timestamp,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Asc,
    Desc,
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
        let sort = self.sort.map(|sort| match sort {
            Sort::Score => "score",
            Sort::Timestamp => "timestamp",
        });
        let direction = self.sort_dir.map(|direction| match direction {
            Direction::Asc => "asc",
            Direction::Desc => "desc",
        });
        let form = Parameters::default()
            .with("query", self.query)
            .with("count", self.count.0)
            .maybe("page", self.page)
            .maybe("sort", sort)
            .maybe("sort_dir", direction)
            .maybe("highlight", self.highlight);
        WebApi::new(api).call("search.messages", form).await
    }
}
