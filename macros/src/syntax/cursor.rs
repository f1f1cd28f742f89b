//! A position in a token stream.

use std::collections::VecDeque;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Reads token trees one by one. The invisible groups that `macro_rules!` puts around its fragments are opened, so that a
/// declaration reads the same whether it was written out or came from a macro.
pub(crate) struct Cursor {
    tokens: VecDeque<TokenTree>,
}

impl Cursor {
    pub(crate) fn new(stream: TokenStream) -> Self {
        let mut tokens = VecDeque::new();
        open_invisible(stream, &mut tokens);
        Self { tokens }
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
        self.at(':') && self.peek_second().is_some_and(|token| is(token, ':'))
    }

    pub(crate) fn at_group(&self, delimiter: Delimiter) -> bool {
        matches!(self.peek(), Some(TokenTree::Group(group)) if group.delimiter() == delimiter)
    }

    pub(crate) fn at_identifier(&self) -> bool {
        matches!(self.peek(), Some(TokenTree::Ident(_)))
    }

    /// Takes everything up to the next comma, which stays.
    pub(crate) fn take_until_comma(&mut self) -> TokenStream {
        let end = self.tokens.iter().position(|token| is(token, ',')).unwrap_or(self.tokens.len());
        self.tokens.drain(..end).collect()
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
