//! Values that are missing, of another kind, or spelt in another way.

use std::str::FromStr;

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};

use super::{holds, holds_if, is, items, text, with, word};

#[test]
fn a_slug_without_quotes_or_in_another_case() {
    holds("a slug", &|place| {
        let mut slips = Vec::new();
        for (start, _) in items(place.tokens).into_iter().filter(|_| place.is_list) {
            let written = place.tokens[start].to_string();
            let slug = written.trim_matches('"');
            if !written.starts_with('"') || slug.starts_with("ca_") {
                continue;
            }
            let other = if slug.starts_with(|letter: char| letter.is_ascii_uppercase()) {
                slug.to_lowercase()
            } else {
                format!("{}{}", slug[..1].to_uppercase(), &slug[1..])
            };
            slips.push(with(place.tokens, start, start + 1, [word(slug)]));
            slips.push(with(place.tokens, start, start + 1, [text(&other)]));
        }
        slips
    });
}

#[test]
fn a_value_that_is_missing() {
    holds("a missing value", &|place| {
        let missing = |(start, end): (usize, usize)| {
            is(place.tokens.get(start + 1)?, '=').then(|| with(place.tokens, start + 2, end, []))
        };
        items(place.tokens).into_iter().filter_map(missing).collect()
    });
}

#[test]
fn a_value_of_another_kind() {
    holds_if("a value of another kind", false, &|place| {
        let mut slips = Vec::new();
        let mut replace = |position: usize| match &place.tokens[position] {
            TokenTree::Literal(literal) if literal.to_string().starts_with('"') => {
                slips.push(with(place.tokens, position, position + 1, [Literal::u8_unsuffixed(5).into()]));
            }
            TokenTree::Literal(literal) => {
                slips.push(with(place.tokens, position, position + 1, [text(&literal.to_string())]))
            }
            TokenTree::Ident(name) if !matches!(name.to_string().as_str(), "acme" | "own" | "ACME") => {
                slips.push(with(place.tokens, position, position + 1, [text(&name.to_string())]));
                slips.push(with(place.tokens, position, position + 1, [word("qwertzuiop")]));
                slips.push(with(place.tokens, position, position + 1, [Literal::f32_unsuffixed(1.5).into()]));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                slips.push(with(place.tokens, position, position + 1, [Literal::u8_unsuffixed(5).into()]));
            }
            _ => {}
        };
        for (start, end) in items(place.tokens) {
            if place.is_list {
                replace(start);
            } else if place.tokens.get(start + 1).is_some_and(|token| is(token, '=')) && end == start + 3 {
                replace(start + 2);
            }
        }
        slips
    });
}

#[test]
fn a_literal_with_a_suffix() {
    holds("a suffix", &|place| {
        let mut slips = Vec::new();
        for (position, token) in place.tokens.iter().enumerate() {
            if let TokenTree::Literal(literal) = token {
                let suffixed = TokenStream::from_str(&format!("{literal}u8")).unwrap();
                slips.push(with(place.tokens, position, position + 1, suffixed));
            }
        }
        slips
    });
}
