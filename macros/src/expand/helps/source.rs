//! Finds declarations in the text of a file.

use std::{ops::Range, path::Path, str::FromStr};

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use crate::{catalog::Found, diagnostic::Diagnostics, expand::tests::judged};

/// The directory that the cases' paths are relative to.
const TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests");

/// An attribute with the item that it is on.
pub(super) struct Declared {
    /// What judges it.
    judge: Judge,
    /// The brackets of the attribute: `[tool_router_session(…)]`.
    brackets: Group,
    /// With the attributes that stand before this one.
    item: TokenStream,
}

/// What is wrong with what an attribute is given, and with the item.
type Judge = fn(TokenStream, TokenStream) -> Diagnostics;

fn judge(attribute: &str) -> Option<Judge> {
    match attribute {
        "tool_router_session" => {
            Some(|attribute, item| judged(attribute, item, |path| Found::find(path, std::iter::once(Path::new(TESTS)))))
        }
        #[cfg(feature = "custom-tools")]
        "custom_tool" => Some(crate::custom_tool::judged),
        #[cfg(feature = "custom-tools")]
        "custom_tools" => Some(crate::custom_tool::judged_methods),
        _ => None,
    }
}

/// Every declaration of a file.
pub(super) fn declared(source: &str) -> Vec<Declared> {
    let Ok(stream) = TokenStream::from_str(source) else { return Vec::new() };
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut all = Vec::new();
    let (mut position, mut start) = (0, 0);
    while position + 1 < tokens.len() {
        if let (TokenTree::Punct(hash), TokenTree::Group(brackets)) = (&tokens[position], &tokens[position + 1])
            && hash.as_char() == '#'
            && let Some(name) = brackets.stream().into_iter().next()
            && let Some(judge) = judge(&name.to_string())
        {
            let rest = &tokens[position + 2..];
            let end = rest.iter().position(|token| match token {
                TokenTree::Punct(punct) => punct.as_char() == ';',
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                _ => false,
            });
            let end = end.map_or(rest.len(), |end| end + 1);
            let item = tokens[start..position].iter().chain(&rest[..end]).cloned().collect();
            all.push(Declared { judge, brackets: brackets.clone(), item });
            position += 1 + end;
            start = position + 1;
        } else if !is_attribute(&tokens, start, position) {
            start = position + 1;
        }
        position += 1;
    }
    all
}

/// Whether nothing but attributes of an item, each a `#` and brackets, stands from `start` to `end`.
fn is_attribute(tokens: &[TokenTree], start: usize, end: usize) -> bool {
    tokens[start..=end].iter().enumerate().all(|(index, token)| match token {
        TokenTree::Punct(punct) => index % 2 == 0 && punct.as_char() == '#',
        TokenTree::Group(group) => index % 2 == 1 && group.delimiter() == Delimiter::Bracket,
        _ => false,
    })
}

impl Declared {
    pub(super) fn diagnostics(&self) -> Diagnostics {
        let arguments = self.arguments().map(|arguments| arguments.stream()).unwrap_or_default();
        (self.judge)(arguments, self.item.clone())
    }

    /// The arguments of the attribute.
    pub(super) fn arguments(&self) -> Option<Group> {
        self.brackets.stream().into_iter().find_map(|token| match token {
            TokenTree::Group(group) => Some(group),
            _ => None,
        })
    }

    /// The brackets that an edit can be in: those of the attribute, and those of attributes of the item.
    pub(super) fn roots(&self) -> Vec<Group> {
        fn inside(stream: TokenStream, all: &mut Vec<Group>) {
            for token in stream {
                if let TokenTree::Group(group) = token {
                    if group.delimiter() == Delimiter::Parenthesis {
                        all.push(group.clone());
                    } else {
                        inside(group.stream(), all);
                    }
                }
            }
        }
        let mut all: Vec<Group> = self.arguments().into_iter().collect();
        inside(self.item.clone(), &mut all);
        all
    }

    /// The attribute of the item, with its `#`, that contains a place.
    pub(super) fn attribute_of_item(&self, place: &Range<usize>) -> Option<Range<usize>> {
        fn find(stream: TokenStream, place: &Range<usize>) -> Option<Range<usize>> {
            let mut hash = None;
            for token in stream {
                match token {
                    TokenTree::Punct(punct) if punct.as_char() == '#' => hash = Some(range(punct.span()).start),
                    TokenTree::Group(group) => {
                        let own = range(group.span());
                        if own.start <= place.start && place.end <= own.end {
                            return match hash.filter(|_| group.delimiter() == Delimiter::Bracket) {
                                Some(hash) => Some(hash..own.end),
                                None => find(group.stream(), place),
                            };
                        }
                        hash = None;
                    }
                    _ => hash = None,
                }
            }
            None
        }
        find(self.item.clone(), place)
    }

    /// The end of the attribute's name, if it has no parentheses.
    pub(super) fn end_of_name(&self) -> usize {
        range(self.brackets.span()).end - 1
    }

    /// The range of tokens in the source, if they come from it.
    pub(super) fn place_of(&self, tokens: &TokenStream) -> Option<Range<usize>> {
        let mut spans = tokens.clone().into_iter().map(|token| range(token.span()));
        let first = spans.next()?;
        Some(first.start..spans.last().map_or(first.end, |last| last.end))
    }

    pub(super) fn text<'a>(&self, source: &'a str) -> &'a str {
        let end = self.item.clone().into_iter().last().map_or(0, |last| range(last.span()).end);
        &source[range(self.brackets.span()).start..end]
    }
}

/// The byte range of a span. Each file that is read begins at 0.
pub(super) fn range(span: Span) -> Range<usize> {
    span.byte_range()
}
