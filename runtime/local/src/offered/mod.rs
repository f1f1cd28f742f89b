//! What the router offers to every user, sessions aside: its toolkits, and their tools.

pub(crate) mod toolkits;
pub(crate) mod tools;

use super::{api_error::ApiError, paging::PageSize};

/// Of both lists.
const SIZE: PageSize = PageSize { default: 20, max: 1000 };

/// The shortest text that toolkits are searched for.
const SHORTEST_SEARCH: usize = 3;

/// The text to search for, in lower case; empty if none is asked for.
fn search_text(given: Option<&str>) -> Result<String, ApiError> {
    let text = given.unwrap_or_default().trim().to_lowercase();
    if !text.is_empty() && text.chars().count() < SHORTEST_SEARCH {
        return Err(ApiError::invalid("query.search", format_args!("expected at least {SHORTEST_SEARCH} characters")));
    }
    Ok(text)
}
