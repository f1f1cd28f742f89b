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

impl PageSize {
    /// The size that was asked for, or the largest: the hosted router gives as much as it has for a limit that is too high.
    fn of(self, asked: Option<usize>) -> Result<usize, ApiError> {
        match asked.unwrap_or(self.default).min(self.max) {
            0 => Err(ApiError::invalid("query.limit", format_args!("expected 1 to {}", self.max))),
            limit => Ok(limit),
        }
    }
}

/// A page of a list in the store, which begins after the item with a key and not at a number: the items before it are not
/// read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyed<const N: usize> {
    limit: usize,
    page: usize,
    /// The key of the last item of the page before.
    pub(crate) after: Option<[i64; N]>,
}

impl<const N: usize> Keyed<N> {
    /// The page that `cursor` points at.
    pub(crate) fn read(size: PageSize, limit: Option<usize>, cursor: Option<&str>) -> Result<Self, ApiError> {
        let limit = size.of(limit)?;
        let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else {
            return Ok(Self { limit, page: 1, after: None });
        };
        let read = || {
            let decoded = URL_SAFE_NO_PAD.decode(cursor).ok()?;
            let (page, key) = str::from_utf8(&decoded).ok()?.split_once(':')?;
            let key: Result<Vec<i64>, _> = key.split(':').map(str::parse).collect();
            Some(Self { limit, page: page.parse().ok()?, after: Some(key.ok()?.try_into().ok()?) })
        };
        read().ok_or_else(not_a_cursor)
    }

    /// How many items to read: one more than there are on the page, to see whether another page follows.
    pub(crate) fn to_read(self) -> usize {
        self.limit + 1
    }

    /// The page with the items that were read, each with its key.
    pub(crate) fn page<T>(self, mut read: Vec<([i64; N], T)>, total_items: usize) -> Page<T> {
        let has_more = read.len() > self.limit;
        read.truncate(self.limit);
        let last = read.last().filter(|_| has_more).map(|(key, _)| {
            let key: Vec<_> = key.iter().map(i64::to_string).collect();
            URL_SAFE_NO_PAD.encode(format!("{}:{}", self.page.saturating_add(1), key.join(":")))
        });
        Page {
            items: read.into_iter().map(|(_, item)| item).collect(),
            next_cursor: last,
            total_pages: total_items.div_ceil(self.limit).max(1),
            current_page: self.page,
            total_items,
        }
    }
}

/// A page of a list in the store that is sorted by names, which begins after the item with a name.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    limit: usize,
    /// The name of the last item of the page before.
    pub(crate) after: Option<String>,
}

impl Named {
    /// The page that `cursor` points at.
    pub(crate) fn read(size: PageSize, limit: Option<usize>, cursor: Option<&str>) -> Result<Self, ApiError> {
        let limit = size.of(limit)?;
        let read = |cursor| String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok();
        let after = match cursor.filter(|cursor| !cursor.is_empty()) {
            Some(cursor) => Some(read(cursor).ok_or_else(not_a_cursor)?),
            None => None,
        };
        Ok(Self { limit, after })
    }

    /// How many items to read: one more than there are on the page, to see whether another page follows.
    pub(crate) fn to_read(&self) -> usize {
        self.limit + 1
    }

    /// The items of the page, of those that were read, and the cursor of the next one.
    pub(crate) fn page<T>(&self, mut read: Vec<T>, name: impl Fn(&T) -> &str) -> (Vec<T>, Option<String>) {
        let has_more = read.len() > self.limit;
        read.truncate(self.limit);
        let next = read.last().filter(|_| has_more).map(|last| URL_SAFE_NO_PAD.encode(name(last)));
        (read, next)
    }
}

fn not_a_cursor() -> ApiError {
    ApiError::invalid("query.cursor", "not a cursor of this list")
}

/// Returns the page of `items` that `cursor` points at.
pub(crate) fn page<T>(
    items: impl IntoIterator<Item = T>,
    size: PageSize,
    limit: Option<usize>,
    cursor: Option<&str>,
) -> Result<Page<T>, ApiError> {
    let limit = size.of(limit)?;
    let start = match cursor.filter(|cursor| !cursor.is_empty()) {
        Some(cursor) => position(cursor).ok_or_else(not_a_cursor)?,
        None => 0,
    };
    let items: Vec<T> = items.into_iter().collect();
    let total_items = items.len();
    let end = start.saturating_add(limit);
    Ok(Page {
        items: items.into_iter().skip(start).take(limit).collect(),
        next_cursor: (end < total_items).then(|| URL_SAFE_NO_PAD.encode(end.to_string())),
        total_pages: total_items.div_ceil(limit).max(1),
        current_page: (start / limit).saturating_add(1),
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
    fn keys_lead_through_all_items() {
        let all = [9, 7, 7, 5, 2];
        let read = |keyed: Keyed<2>| {
            let places = all.iter().enumerate().map(|(place, at)| ([*at, place as i64], *at));
            let after = |key: [i64; 2]| keyed.after.is_none_or(|after| key[1] > after[1]);
            places.filter(|(key, _)| after(*key)).take(keyed.to_read()).collect::<Vec<_>>()
        };
        let (mut seen, mut cursor) = (Vec::new(), None);
        for number in 1..=3 {
            let keyed = Keyed::<2>::read(SIZE, None, cursor.as_deref()).unwrap();
            let page = keyed.page(read(keyed), all.len());
            assert_eq!((page.current_page, page.total_pages, page.total_items), (number, 3, 5));
            seen.extend(page.items);
            cursor = page.next_cursor;
        }
        assert_eq!((seen.as_slice(), cursor), (all.as_slice(), None));
        for bad in ["?", "MQ", "MTox", "MTox:"] {
            assert!(Keyed::<2>::read(SIZE, None, Some(bad)).is_err(), "{bad}");
        }
        assert!(Keyed::<2>::read(SIZE, Some(0), None).is_err());
    }

    #[test]
    fn a_limit_that_is_too_high_is_lowered() {
        let page = page(1..=5, SIZE, Some(9999), None).unwrap();
        assert_eq!((page.items, page.total_pages), (vec![1, 2, 3], 2));
    }

    #[test]
    fn names_lead_through_all_items() {
        let all = ["a", "b:1", "c/é"];
        let (mut seen, mut cursor) = (Vec::new(), None);
        for _ in 0..2 {
            let named = Named::read(SIZE, None, cursor.as_deref()).unwrap();
            let after = |name: &&str| named.after.as_deref().is_none_or(|after| *name > after);
            let (items, next) = named.page(all.into_iter().filter(after).take(named.to_read()).collect(), |name| name);
            seen.extend(items);
            cursor = next;
        }
        assert_eq!((seen.as_slice(), cursor), (all.as_slice(), None));
        for bad in ["?", "_w"] {
            assert!(Named::read(SIZE, None, Some(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn bad_limits_and_cursors_are_refused() {
        assert!(page(1..=5, SIZE, Some(0), None).is_err());
        assert!(page(1..=5, SIZE, None, Some("?")).is_err());
        let far = URL_SAFE_NO_PAD.encode(usize::MAX.to_string());
        assert!(page(1..=5, SIZE, None, Some(&far)).unwrap().items.is_empty());
        assert_eq!(page(1..=5, SIZE, Some(1), Some(&far)).unwrap().current_page, usize::MAX);
    }
}
