//! Brackets, signs and commas that are others or missing, and what does not belong there.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{holds, holds_if, is, items, sign, text, with};

#[test]
fn a_comment_anywhere() {
    holds("a comment", &|place| {
        let comment: Vec<TokenTree> = TokenStream::from_str("/** why */").unwrap().into_iter().collect();
        let is_within_path = |at: &usize| *at > 0 && is(&place.tokens[at - 1], ':');
        let places = (0..=place.tokens.len()).filter(|at| !is_within_path(at));
        places.map(|at| with(place.tokens, at, at, comment.clone())).collect()
    });
}

#[test]
fn other_brackets() {
    holds("other brackets", &|place| {
        let others = |(position, token): (usize, &TokenTree)| {
            let TokenTree::Group(group) = token else { return Vec::new() };
            let delimiters = [Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace];
            let others = delimiters.into_iter().filter(|delimiter| *delimiter != group.delimiter());
            let others = others.map(|delimiter| TokenTree::Group(Group::new(delimiter, group.stream())));
            others.map(|group| with(place.tokens, position, position + 1, [group])).collect()
        };
        place.tokens.iter().enumerate().flat_map(others).collect()
    });
}

#[test]
fn another_sign_or_none() {
    holds("another sign", &|place| {
        let mut slips = Vec::new();
        for (position, token) in place.tokens.iter().enumerate() {
            let before_group = matches!(place.tokens.get(position + 1), Some(TokenTree::Group(_)));
            if is(token, '=') {
                slips.push(with(place.tokens, position, position + 1, [sign(':')]));
                slips.push(with(place.tokens, position, position + 1, [sign('='), sign('>')]));
                if before_group {
                    slips.push(with(place.tokens, position, position + 1, []));
                }
            } else if before_group && !matches!(token, TokenTree::Punct(_)) {
                slips.push(with(place.tokens, position + 1, position + 1, [sign('=')]));
                slips.push(with(place.tokens, position + 1, position + 1, [sign(':')]));
            }
        }
        slips
    });
}

/// As written in Python and in JSON.
#[test]
fn a_dictionary() {
    fn dictionary(stream: TokenStream) -> TokenStream {
        let mut tokens: Vec<TokenTree> = Vec::new();
        for token in stream {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let is_pair = |(start, end): (usize, usize)| end > start + 1;
                    if items(&inner).into_iter().all(is_pair) {
                        let key = tokens.pop().map(|key| text(key.to_string().trim_matches('"')));
                        let group = Group::new(Delimiter::Brace, dictionary(group.stream()));
                        tokens.extend(key.into_iter().chain([sign(':'), TokenTree::Group(group)]));
                    } else {
                        tokens.push(TokenTree::Group(group));
                    }
                }
                token if is(&token, '=') => {
                    let key = tokens.pop().map(|key| text(key.to_string().trim_matches('"')));
                    tokens.extend(key.into_iter().chain([sign(':')]));
                }
                token => tokens.push(token),
            }
        }
        tokens.into_iter().collect()
    }
    holds("a dictionary", &|place| {
        if place.is_list || !place.path.is_empty() {
            return Vec::new();
        }
        let written = |(start, end): (usize, usize)| {
            let TokenTree::Group(group) = &place.tokens[end - 1] else { return None };
            let is_pair = |(start, end): (usize, usize)| end > start + 1;
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            // No dictionary has anything like a `?`.
            let is_plain = !inner.iter().any(|token| is(token, '?'));
            if group.delimiter() != Delimiter::Parenthesis || !is_plain || !items(&inner).into_iter().all(is_pair) {
                return None;
            }
            let braces = TokenTree::Group(Group::new(Delimiter::Brace, dictionary(group.stream())));
            Some(with(place.tokens, start + 1, end, [sign('='), braces]))
        };
        items(place.tokens).into_iter().filter_map(written).collect()
    });
}

#[test]
fn a_comma_that_is_missing_or_another() {
    holds("a comma", &|place| {
        let mut slips = Vec::new();
        for (position, token) in place.tokens.iter().enumerate().filter(|(_, token)| is(token, ',')) {
            let after = place.tokens.get(position + 1);
            if after.is_some() {
                slips.push(with(place.tokens, position, position + 1, []));
                slips.push(with(place.tokens, position, position + 1, [sign(';')]));
            }
            slips.push(with(place.tokens, position, position, [token.clone()]));
        }
        slips
    });
}

#[test]
fn something_that_does_not_belong_there() {
    holds_if("junk", false, &|place| {
        let places = items(place.tokens).into_iter().flat_map(|(start, end)| [start, end]);
        places.map(|at| with(place.tokens, at, at, [sign('!')])).collect()
    });
}
