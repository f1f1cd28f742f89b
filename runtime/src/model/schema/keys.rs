use std::collections::{BTreeMap, HashSet};

use crate::model::names;

/// The names of properties as an API takes them that wants letters, digits, `_`, `.` and `-`, up to 64: each with the name
/// that it is of. Most are their own.
///
/// It depends on the names alone, so that the arguments can be renamed back later.
pub(in crate::model) fn renamed<'a>(properties: impl Iterator<Item = &'a str>) -> BTreeMap<String, &'a str> {
    let (kept, odd): (Vec<&str>, Vec<&str>) = properties.partition(|name| is_plain(name));
    let mut taken: HashSet<String> = kept.iter().map(|name| (*name).to_owned()).collect();
    let mut renamed: BTreeMap<String, &str> = kept.into_iter().map(|name| (name.to_owned(), name)).collect();
    for name in odd {
        let key = names::unique(name, is_allowed, |candidate| taken.contains(candidate));
        taken.insert(key.clone());
        renamed.insert(key, name);
    }
    renamed
}

fn is_plain(name: &str) -> bool {
    (1..=names::LONGEST).contains(&name.len()) && name.chars().all(is_allowed)
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-')
}
