//! Constant functions over text and lists, as far as the standard library has none yet.

use std::borrow::Cow;

use crate::config::{List, Text};

/// The host of a URL, its port and user information left out; empty where there is no `://`.
pub(super) const fn host(url: &str) -> &str {
    let bytes = url.as_bytes();
    let mut start = 0;
    while start + 2 < bytes.len() && !(bytes[start] == b':' && bytes[start + 1] == b'/' && bytes[start + 2] == b'/') {
        start += 1;
    }
    if start + 3 > bytes.len() {
        return "";
    }
    start += 3;
    let mut next = start;
    let mut port = None;
    let mut bracketed = false;
    while next < bytes.len() && !matches!(bytes[next], b'/' | b'?' | b'#' | b'\\') {
        match bytes[next] {
            b'@' => (start, port, bracketed) = (next + 1, None, false),
            b'[' => bracketed = true,
            b']' => bracketed = false,
            b':' if !bracketed && port.is_none() => port = Some(next),
            _ => {}
        }
        next += 1;
    }
    let end = match port {
        Some(colon) => colon,
        None => next,
    };
    url.split_at(end).0.split_at(start).1
}

pub(super) const fn contains(list: &[&str], text: &str) -> bool {
    let mut next = 0;
    while next < list.len() {
        if equal(list[next], text) {
            return true;
        }
        next += 1;
    }
    false
}

pub(super) const fn lists(list: &[Text], text: &str) -> bool {
    let mut next = 0;
    while next < list.len() {
        if equal(string(&list[next]), text) {
            return true;
        }
        next += 1;
    }
    false
}

/// Slugs and hosts are the same in either case.
pub(super) const fn equal(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut next = 0;
    while next < left.len() {
        if !left[next].eq_ignore_ascii_case(&right[next]) {
            return false;
        }
        next += 1;
    }
    true
}

/// `Deref` is no constant function yet.
pub(super) const fn slice<T: Clone>(list: &List<T>) -> &[T] {
    match list {
        Cow::Borrowed(slice) => slice,
        Cow::Owned(vec) => vec.as_slice(),
    }
}

/// `Deref` is no constant function yet.
pub(super) const fn string(text: &Text) -> &str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.as_str(),
    }
}
