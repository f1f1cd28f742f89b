//! Pages of lists.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;

use super::api_error::ApiError;

/// One page, in the wire format of every list.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) next_cursor: Option<String>,
    pub(crate) total_pages: usize,
    pub(crate) current_page: usize,
    pub(crate) total_items: usize,
}

/// The maximum and the default size of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageSize {
    pub(crate) default: usize,
    pub(crate) max: usize,
}

/// Returns the page of `items` that `cursor` points at.
pub(crate) fn page<T>(
    items: impl IntoIterator<Item = T>,
    size: PageSize,
    limit: Option<usize>,
    cursor: Option<&str>,
) -> Result<Page<T>, ApiError> {
    let limit = limit.unwrap_or(size.default);
    if !(1..=size.max).contains(&limit) {
        return Err(ApiError::invalid("query.limit", format_args!("expected 1 to {}", size.max)));
    }
    let start = match cursor.filter(|cursor| !cursor.is_empty()) {
        Some(cursor) => {
            position(cursor).ok_or_else(|| ApiError::invalid("query.cursor", "not a cursor of this list"))?
        }
        None => 0,
    };
    let items: Vec<T> = items.into_iter().collect();
    let total_items = items.len();
    let end = start.saturating_add(limit);
    Ok(Page {
        items: items.into_iter().skip(start).take(limit).collect(),
        next_cursor: (end < total_items).then(|| URL_SAFE_NO_PAD.encode(end.to_string())),
        total_pages: total_items.div_ceil(limit).max(1),
        current_page: start / limit + 1,
        total_items,
    })
}

fn position(cursor: &str) -> Option<usize> {
    let decoded = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    str::from_utf8(&decoded).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: PageSize = PageSize { default: 2, max: 3 };

    #[test]
    fn cursors_lead_through_all_items() {
        let first = page(1..=5, SIZE, None, None).unwrap();
        assert_eq!((first.items, first.total_pages, first.current_page, first.total_items), (vec![1, 2], 3, 1, 5));
        let second = page(1..=5, SIZE, None, first.next_cursor.as_deref()).unwrap();
        assert_eq!((second.items, second.current_page), (vec![3, 4], 2));
        let last = page(1..=5, SIZE, None, second.next_cursor.as_deref()).unwrap();
        assert_eq!((last.items, last.next_cursor), (vec![5], None));
    }

    #[test]
    fn bad_limits_and_cursors_are_refused() {
        for limit in [0, 4] {
            assert!(page(1..=5, SIZE, Some(limit), None).is_err());
        }
        assert!(page(1..=5, SIZE, None, Some("?")).is_err());
        let far = URL_SAFE_NO_PAD.encode(usize::MAX.to_string());
        assert!(page(1..=5, SIZE, None, Some(&far)).unwrap().items.is_empty());
    }
}
