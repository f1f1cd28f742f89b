//! Constant functions for text and lists that the standard library does not have yet.

use std::borrow::Cow;

use crate::config::{List, Text};
use crate::grammar::ascii::LOWER;

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

/// Slugs and hosts are compared ignoring case.
pub(super) const fn equal(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut next = 0;
    while next < left.len() {
        if LOWER[left[next] as usize] != LOWER[right[next] as usize] {
            return false;
        }
        next += 1;
    }
    true
}

/// `Deref` is not a constant function yet.
pub(super) const fn slice<T: Clone>(list: &List<T>) -> &[T] {
    match list {
        Cow::Borrowed(slice) => slice,
        Cow::Owned(vec) => vec.as_slice(),
    }
}

/// `Deref` is not a constant function yet.
pub(super) const fn string(text: &Text) -> &str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.as_str(),
    }
}
