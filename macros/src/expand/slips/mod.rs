//! One slip is one message: correct declarations with one mistake each, of every kind and at every place.

mod catalogued;
mod names;
mod right;
mod signs;
mod values;

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

use super::{helps::follow, tests::declared};

pub(super) use self::right::RIGHT;

/// The content of one pair of brackets, and its place.
struct Place<'a> {
    tokens: &'a [TokenTree],
    /// The names that lead to it.
    path: &'a [String],
    is_list: bool,
}

/// Every declaration that results from editing one pair of brackets.
fn everywhere(stream: &TokenStream, edit: &dyn Fn(&Place<'_>) -> Vec<Vec<TokenTree>>) -> Vec<TokenStream> {
    fn walk(
        stream: &TokenStream,
        path: &[String],
        is_list: bool,
        edit: &dyn Fn(&Place<'_>) -> Vec<Vec<TokenTree>>,
    ) -> Vec<TokenStream> {
        let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
        let edited = edit(&Place { tokens: &tokens, path, is_list });
        let mut all: Vec<TokenStream> = edited.into_iter().map(|tokens| tokens.into_iter().collect()).collect();
        let mut key = String::new();
        for (position, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => {
                    let inner: Vec<String> = path.iter().cloned().chain([key.clone()]).collect();
                    let is_list = group.delimiter() == Delimiter::Bracket;
                    for stream in walk(&group.stream(), &inner, is_list, edit) {
                        let mut tokens = tokens.clone();
                        tokens[position] = TokenTree::Group(Group::new(group.delimiter(), stream));
                        all.push(tokens.into_iter().collect());
                    }
                }
                TokenTree::Ident(_) | TokenTree::Literal(_) => key = token.to_string().trim_matches('"').to_owned(),
                TokenTree::Punct(_) => {}
            }
        }
        all
    }
    walk(stream, &[], false, edit)
}

/// The start and end positions of each entry or item.
fn items(tokens: &[TokenTree]) -> Vec<(usize, usize)> {
    let mut items = Vec::new();
    let mut start = 0;
    for (position, token) in tokens.iter().enumerate() {
        if is(token, ',') {
            items.push((start, position));
            start = position + 1;
        }
    }
    items.push((start, tokens.len()));
    items.retain(|(start, end)| start < end);
    items
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn sign(sign: char) -> TokenTree {
    Punct::new(sign, Spacing::Alone).into()
}

fn word(word: &str) -> TokenTree {
    Ident::new(word, Span::call_site()).into()
}

fn text(text: &str) -> TokenTree {
    Literal::string(text).into()
}

/// The tokens with those from `start` to `end` replaced.
fn with(
    tokens: &[TokenTree],
    start: usize,
    end: usize,
    instead: impl IntoIterator<Item = TokenTree>,
) -> Vec<TokenTree> {
    tokens[..start].iter().cloned().chain(instead).chain(tokens[end..].iter().cloned()).collect()
}

/// Whether the names in these brackets are toolkits, tools or rules: any of them may be intended.
fn has_names(place: &Place<'_>) -> bool {
    let last = place.path.last().map(String::as_str);
    let inside_instant = place.path.first().is_some_and(|first| first == "instant");
    matches!(last, Some("auth_configs" | "connected_accounts" | "overrides" | "allow" | "hooks"))
        || (last == Some("tools") && (place.path.len() == 1 || inside_instant))
}

/// Makes every edit at every place of every declaration, and checks that each is reported once, with a help that mends.
fn holds(name: &str, edit: &dyn Fn(&Place<'_>) -> Vec<Vec<TokenTree>>) {
    holds_if(name, true, edit);
}

/// The same for slips that may leave the intention open: then the help is only an example.
fn holds_if(name: &str, leaves_no_doubt: bool, edit: &dyn Fn(&Place<'_>) -> Vec<Vec<TokenTree>>) {
    let (mut wrong, mut unmended) = (Vec::new(), Vec::new());
    let mut made = 0;
    for right in RIGHT {
        for slip in everywhere(&TokenStream::from_str(right).unwrap(), edit) {
            let found = declared(&slip.to_string());
            made += 1;
            if found.len() != 1 {
                wrong.push(format!("{found:?}\n    {slip}"));
            }
            let (_, failed) = follow(&format!("#[tool_router_session({slip})] struct Agent;"));
            // What cannot be read can be removed, and may then be missing.
            unmended.extend(failed.into_iter().filter(|failed| leaves_no_doubt && !failed.starts_with("Remove(")));
        }
    }
    assert!(made > 0, "{name} was tried nowhere");
    assert!(wrong.is_empty(), "{name}: {} of {made} are not told once\n{}", wrong.len(), wrong.join("\n"));
    assert!(unmended.is_empty(), "{name}: {} of {made} are not mended\n{}", unmended.len(), unmended.join("\n"));
}

#[test]
fn the_declarations_are_right() {
    for right in RIGHT {
        assert_eq!(declared(right), [], "{right}");
    }
}
