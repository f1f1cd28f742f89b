//! What the router offers to every user, independent of sessions: its toolkits and their tools.

pub(crate) mod one;
pub(crate) mod scopes;
pub(crate) mod toolkits;
pub(crate) mod tools;

use super::{api_error::ApiError, paging::PageSize};

/// The page size of both lists.
const SIZE: PageSize = PageSize { default: 20, max: 1000 };

/// The minimum length of a search text for toolkits.
const SHORTEST_SEARCH: usize = 3;

/// The text to search for, in lower case; empty if none is given.
fn search_text(given: Option<&str>) -> Result<String, ApiError> {
    let text = given.unwrap_or_default().trim().to_lowercase();
    if !text.is_empty() && text.chars().count() < SHORTEST_SEARCH {
        return Err(ApiError::invalid("query.search", format_args!("expected at least {SHORTEST_SEARCH} characters")));
    }
    Ok(text)
}
