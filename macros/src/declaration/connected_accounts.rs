//! `connected_accounts(gmail = "ca_…")`: which of the user's accounts a toolkit is pinned to.

use proc_macro2::TokenStream;

use super::{Declaration, Said, Slug, Spanned, Supplied, auth_configs::supplied_once, by_toolkit, id};
use tool_router_core::grammar::id::Kind;

use crate::{
    diagnostic::Diagnostic,
    rules::{ACCOUNT_ID, EMPTY_LIST, REPEATED_SETTING},
    settings::{Info, Reader},
    syntax::{Body, Entry, Items, Parentheses, Shape, Single, Value, ValueKind},
};

/// The accounts that one toolkit is pinned to.
#[derive(Clone, Debug)]
pub(crate) struct ConnectedAccounts {
    pub(crate) toolkit: Slug,
    /// `None` if the whole value was wrong.
    pub(crate) ids: Option<Supplied<Vec<Spanned<String>>>>,
    pub(crate) tokens: TokenStream,
}

impl ConnectedAccounts {
    pub(super) fn repeat(&mut self, again: Self) {
        self.ids = supplied_once(self.ids.take(), again.ids);
    }
}

/// The form of a toolkit's entry.
const SHAPE: Shape = Shape { list: Some(Items::Texts), parentheses: Parentheses::Nothing, value: Some(Single::Any) };

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    if let Body::Bare = entry.body {
        declaration.account_map = Said::Yes(Spanned::new((), &entry.key.tokens));
        return;
    }
    for (toolkit, entry) in by_toolkit(entry, info, &SHAPE, reader) {
        let accounts = ConnectedAccounts { toolkit, ids: accounts(&entry, reader), tokens: entry.value_tokens() };
        match declaration.connected_accounts.iter_mut().find(|known| known.toolkit.name == accounts.toolkit.name) {
            Some(known) => known.repeat(accounts),
            None => declaration.connected_accounts.push(accounts),
        }
    }
}

fn accounts(entry: &Entry, reader: &mut Reader) -> Option<Supplied<Vec<Spanned<String>>>> {
    if let Some(left) = Supplied::left(&entry.body) {
        return Some(left);
    }
    let values = match &entry.body {
        Body::Value(Value { kind: ValueKind::List(values), tokens }) => {
            if values.is_empty() {
                let help = format!("name an account in it, or remove `{}`", entry.key.text());
                reader.push(Diagnostic::new(&EMPTY_LIST, tokens, "the list of accounts is empty").help(help));
                return None;
            }
            values.as_slice()
        }
        Body::Value(value @ Value { kind: ValueKind::Text(_), .. }) => std::slice::from_ref(value),
        _ => {
            id::wrong_form(entry, "\"ca_…\"", reader);
            return None;
        }
    };
    let mut ids: Vec<Spanned<String>> = Vec::new();
    for value in values {
        let Some(id) = id::read(value, Kind::ConnectedAccount, &ACCOUNT_ID, reader) else { continue };
        if ids.iter().any(|first| first.value == id.value) {
            let what = format!("the account `{}` is in the list twice", id.value);
            reader.push(Diagnostic::new(&REPEATED_SETTING, &id.tokens, what).help("remove one of the two"));
        } else {
            ids.push(id);
        }
    }
    Some(Supplied::Here(ids))
}
