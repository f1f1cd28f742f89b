//! The states of a declaration while it is being typed.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// The marker that an editor inserts at its cursor.
const MARKER: &str = "theCompletionMarker";

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum At {
    Name,
    Value,
    List,
}

/// A declaration with a cursor in it.
pub(super) struct Cut {
    /// The tokens without the marker.
    pub(super) plain: TokenStream,
    pub(super) marked: TokenStream,
    /// The word that is the marker or contains it.
    pub(super) word: String,
    /// The names that lead to the cursor, and what is written there; `None` if something else has to come first, e.g. a
    /// comma.
    pub(super) place: Option<(Vec<String>, At)>,
}

/// Builds the whole declaration from the content of a group, with or without the tokens after the group.
type Around<'a> = &'a dyn Fn(TokenStream, Behind) -> TokenStream;

#[derive(Clone, Copy)]
enum Behind {
    Kept,
    Dropped,
}

/// The declaration, cut off after each of its tokens, with a new word or a half-typed word at the cursor.
pub(super) fn cuts(declaration: &TokenStream) -> Vec<Cut> {
    let mut cuts = Vec::new();
    cut(declaration, &[], false, &|stream, _| stream, &mut cuts);
    cuts
}

/// The cuts of the group that `path` leads to.
fn cut(stream: &TokenStream, path: &[String], in_list: bool, around: Around<'_>, cuts: &mut Vec<Cut>) {
    let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
    let mut key = String::new();
    for position in 0..=tokens.len() {
        let (left, right) = tokens.split_at(position);
        // Whether something new can be written here, and what.
        let new = |left: &[TokenTree]| match left.last() {
            None => Some(if in_list { At::List } else { At::Name }),
            Some(TokenTree::Punct(punct)) => match punct.as_char() {
                ',' => Some(if in_list { At::List } else { At::Name }),
                '=' => Some(At::Value),
                _ => None,
            },
            _ => None,
        };
        let place = |at: Option<At>| {
            let inner = (at == Some(At::Value)).then(|| key.clone());
            at.map(|at| (path.iter().cloned().chain(inner).collect(), at))
        };
        // The tokens after the cursor are kept, dropped up to the end of the group, or dropped altogether.
        for (right, behind) in [(right, Behind::Kept), (&[], Behind::Kept), (&[], Behind::Dropped)] {
            let stream = |left: &[TokenTree], word: Option<&str>, right: &[TokenTree]| -> TokenStream {
                let word = word.map(|word| TokenTree::from(Ident::new(word, Span::call_site())));
                around(left.iter().cloned().chain(word).chain(right.iter().cloned()).collect(), behind)
            };
            cuts.push(Cut {
                plain: stream(left, None, right),
                marked: stream(left, Some(MARKER), right),
                word: MARKER.to_owned(),
                place: place(new(left)),
            });
            if let Some((TokenTree::Ident(written), before)) = left.split_last() {
                let word = format!("{written}{MARKER}");
                cuts.push(Cut {
                    plain: stream(left, None, right),
                    marked: stream(before, Some(&word), right),
                    word,
                    place: place(new(before)),
                });
            }
        }
        match right.first() {
            Some(TokenTree::Group(group)) => {
                let (before, after) = (left, &right[1..]);
                let inner: Vec<String> = path.iter().cloned().chain([key.clone()]).collect();
                let around = |stream, behind| {
                    let group = TokenTree::from(Group::new(group.delimiter(), stream));
                    let after = if matches!(behind, Behind::Kept) { after } else { &[] };
                    around(before.iter().cloned().chain([group]).chain(after.iter().cloned()).collect(), behind)
                };
                cut(&group.stream(), &inner, group.delimiter() == Delimiter::Bracket, &around, cuts);
            }
            Some(token @ (TokenTree::Ident(_) | TokenTree::Literal(_))) if new(left) == Some(At::Name) => {
                key = token.to_string().trim_matches('"').to_owned();
            }
            _ => {}
        }
    }
}
