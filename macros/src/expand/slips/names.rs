//! Names that are misspelt, unknown, quoted, repeated, or in the wrong place.

use proc_macro2::{Group, TokenStream, TokenTree};

use super::{has_names, holds, items, sign, text, with, word};

#[test]
fn a_name_that_is_nearly_right() {
    holds("a near miss", &|place| {
        if place.is_list || has_names(place) {
            return Vec::new();
        }
        let misspelt = |start: usize| match &place.tokens[start] {
            TokenTree::Ident(name) => Some(with(place.tokens, start, start + 1, [word(&format!("{name}e"))])),
            _ => None,
        };
        items(place.tokens).into_iter().filter_map(|(start, _)| misspelt(start)).collect()
    });
}

#[test]
fn a_name_that_nothing_is_called() {
    holds("an unknown name", &|place| {
        if place.is_list || has_names(place) {
            return Vec::new();
        }
        let starts = items(place.tokens).into_iter().map(|(start, _)| start);
        starts.map(|start| with(place.tokens, start, start + 1, [word("qwertzuiop")])).collect()
    });
}

#[test]
fn a_name_in_quotes() {
    holds("a quoted name", &|place| {
        if place.is_list || has_names(place) {
            return Vec::new();
        }
        let starts = items(place.tokens).into_iter().map(|(start, _)| start);
        starts.map(|start| with(place.tokens, start, start + 1, [text(&place.tokens[start].to_string())])).collect()
    });
}

#[test]
fn an_entry_twice() {
    holds("a repeated entry", &|place| {
        let again = |(start, end): (usize, usize)| {
            let entry = place.tokens[start..end].iter().cloned();
            with(place.tokens, end, end, [sign(',')].into_iter().chain(entry))
        };
        items(place.tokens).into_iter().map(again).collect()
    });
}

/// The second entry adds to the first, and others depend on it.
#[test]
fn an_entry_in_two_halves() {
    holds("an entry in two halves", &|place| {
        if place.is_list {
            return Vec::new();
        }
        let halves = |(start, end): (usize, usize)| {
            let TokenTree::Group(group) = &place.tokens[end - 1] else { return Vec::new() };
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let parts = items(&inner);
            let half = |(from, to): (usize, usize)| {
                let part = inner[from..to].iter().cloned().collect();
                let group = TokenTree::Group(Group::new(group.delimiter(), part));
                place.tokens[start..end - 1].iter().cloned().chain([group])
            };
            let halves = (1..parts.len()).flat_map(|middle| {
                let (one, other) = ((0, parts[middle - 1].1), (parts[middle].0, inner.len()));
                [[one, other], [other, one]]
            });
            let halves = halves.map(|[first, second]| {
                with(place.tokens, start, end, half(first).chain([sign(',')]).chain(half(second)))
            });
            halves.collect()
        };
        items(place.tokens).into_iter().flat_map(halves).filter(|_| place.path.is_empty()).collect()
    });
}

#[test]
fn a_setting_outside_of_its_parentheses() {
    holds("a setting outside", &|place| {
        let mut slips = Vec::new();
        for (start, end) in items(place.tokens).into_iter().filter(|_| place.path.is_empty()) {
            let is_of =
                matches!(place.tokens[start].to_string().as_str(), "manage_connections" | "multi_account" | "sandbox");
            let TokenTree::Group(group) = &place.tokens[end - 1] else { continue };
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            for (from, to) in items(&inner).into_iter().filter(|_| is_of) {
                let moved = inner[from..to].to_vec();
                // A name that several settings have belongs to none of them outside.
                if matches!(moved[0].to_string().as_str(), "enable" | "disable") || items(&inner).len() == 1 {
                    continue;
                }
                let rest: TokenStream = with(&inner, from, (to + 1).min(inner.len()), []).into_iter().collect();
                let group = TokenTree::Group(Group::new(group.delimiter(), rest));
                let left = place.tokens[start..end - 1].iter().cloned().chain([group, sign(',')]);
                slips.push(with(place.tokens, start, end, left.chain(moved)));
            }
        }
        slips
    });
}

#[test]
fn a_setting_inside_of_others() {
    holds("a setting inside", &|place| {
        let mut slips = Vec::new();
        let tops = items(place.tokens);
        for (start, end) in tops.iter().filter(|_| place.path.is_empty()) {
            let into = tops.iter().find(|(start, end)| {
                let name = place.tokens[*start].to_string();
                matches!(name.as_str(), "manage_connections" | "multi_account" | "sandbox") && *end == start + 2
            });
            let Some((into, behind)) = into.filter(|(into, _)| into != start) else { continue };
            // Some names are settings there as well.
            let TokenTree::Group(group) = &place.tokens[behind - 1] else { continue };
            let moved = [sign(',')].into_iter().chain(place.tokens[*start..*end].iter().cloned());
            let inner: TokenStream = group.stream().into_iter().chain(moved).collect();
            let mut tokens = place.tokens.to_vec();
            tokens[into + 1] = TokenTree::Group(Group::new(group.delimiter(), inner));
            slips.push(with(&tokens, *start, (*end + 1).min(tokens.len()), []));
        }
        slips
    });
}
