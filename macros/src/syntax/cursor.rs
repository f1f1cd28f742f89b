//! A position in a token stream.

use std::collections::VecDeque;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Reads token trees one by one. The invisible groups that `macro_rules!` puts around its fragments are opened, so that
/// a declaration is read the same whether it was written directly or comes from a macro.
pub(crate) struct Cursor {
    tokens: VecDeque<TokenTree>,
}

impl Cursor {
    /// The tokens without doc comments and attributes, and the runs of these.
    pub(crate) fn new(stream: TokenStream) -> (Self, Vec<TokenStream>) {
        let mut tokens = VecDeque::new();
        open_invisible(stream, &mut tokens);
        let mut attributes: Vec<TokenStream> = Vec::new();
        let mut kept = VecDeque::new();
        let mut in_run = false;
        while let Some(length) = (!tokens.is_empty()).then(|| attribute(&tokens)) {
            if length == 0 {
                kept.extend(tokens.pop_front());
            } else {
                let attribute = tokens.drain(..length);
                match attributes.last_mut().filter(|_| in_run) {
                    Some(run) => run.extend(attribute),
                    None => attributes.push(attribute.collect()),
                }
            }
            in_run = length > 0;
        }
        (Self { tokens: kept }, attributes)
    }

    pub(crate) fn peek(&self) -> Option<&TokenTree> {
        self.tokens.front()
    }

    pub(crate) fn peek_second(&self) -> Option<&TokenTree> {
        self.tokens.get(1)
    }

    pub(crate) fn next(&mut self) -> Option<TokenTree> {
        self.tokens.pop_front()
    }

    pub(crate) fn at(&self, punctuation: char) -> bool {
        self.peek().is_some_and(|token| is(token, punctuation))
    }

    /// Whether `::` comes next.
    pub(crate) fn at_path_separator(&self) -> bool {
        let is_joint = matches!(self.peek(), Some(TokenTree::Punct(colon)) if colon.spacing() == Spacing::Joint);
        self.at(':') && is_joint && self.peek_second().is_some_and(|token| is(token, ':'))
    }

    /// Whether `any =` comes next, and then a comma or the end.
    pub(crate) fn at_value_before_sign(&self) -> bool {
        let is_value = matches!(self.peek(), Some(TokenTree::Ident(_) | TokenTree::Literal(_)));
        is_value
            && self.peek_second().is_some_and(|token| is(token, '='))
            && self.tokens.get(2).is_none_or(|token| is(token, ','))
    }

    pub(crate) fn at_group(&self, delimiter: Delimiter) -> bool {
        matches!(self.peek(), Some(TokenTree::Group(group)) if group.delimiter() == delimiter)
    }

    pub(crate) fn at_identifier(&self) -> bool {
        matches!(self.peek(), Some(TokenTree::Ident(_)))
    }

    /// Takes everything up to the next comma, which is left.
    pub(crate) fn take_until_comma(&mut self) -> TokenStream {
        let end = self.tokens.iter().position(|token| is(token, ',')).unwrap_or(self.tokens.len());
        self.tokens.drain(..end).collect()
    }
}

/// The number of tokens of an attribute at the start of `tokens`, 0 if there is none. A macro sees a doc comment as an
/// attribute.
fn attribute(tokens: &VecDeque<TokenTree>) -> usize {
    let group = match (tokens.front(), tokens.get(1)) {
        (Some(hash), Some(bang)) if is(hash, '#') && is(bang, '!') => 2,
        (Some(hash), _) if is(hash, '#') => 1,
        _ => return 0,
    };
    match tokens.get(group) {
        Some(TokenTree::Group(brackets))
            if brackets.delimiter() == Delimiter::Bracket
                && matches!(brackets.stream().into_iter().next(), Some(TokenTree::Ident(_))) =>
        {
            group + 1
        }
        _ => 0,
    }
}

fn is(token: &TokenTree, punctuation: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == punctuation)
}

fn open_invisible(stream: TokenStream, opened: &mut VecDeque<TokenTree>) {
    for token in stream {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => open_invisible(group.stream(), opened),
            token => opened.push_back(token),
        }
    }
}
