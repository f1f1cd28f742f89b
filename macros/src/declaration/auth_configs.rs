//! `auth_configs(github = "ac_…")`: the OAuth application that a toolkit is connected with.

use super::{Declaration, Said, Slug, Spanned, Supplied, by_toolkit, id};
use tool_router_core::grammar::id::Kind;

use crate::{
    rules::AUTH_CONFIG_ID,
    settings::{Info, Reader},
    syntax::{Body, Entry, Parentheses, Shape, Single, Value, ValueKind},
};

/// The auth config of one toolkit.
#[derive(Clone, Debug)]
pub(crate) struct AuthConfig {
    pub(crate) toolkit: Slug,
    /// `None` if the value was wrong.
    pub(crate) id: Option<Supplied<Spanned<String>>>,
}

impl AuthConfig {
    pub(super) fn repeat(&mut self, again: Self) {
        self.id = supplied_once(self.id.take(), again.id);
    }
}

/// Merges a value that is given twice. Only the fact that it is supplied at run time is kept: it makes a constant.
pub(super) fn supplied_once<T>(first: Option<Supplied<T>>, again: Option<Supplied<T>>) -> Option<Supplied<T>> {
    let mut both = [first, again].into_iter().flatten();
    both.find(|id| id.here().is_none())
}

/// The form of a toolkit's entry.
const SHAPE: Shape = Shape { list: None, parentheses: Parentheses::Nothing, value: Some(Single::Any) };

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    if let Body::Bare = entry.body {
        declaration.auth_config_map = Said::Yes(Spanned::new((), &entry.key.tokens));
        return;
    }
    for (toolkit, entry) in by_toolkit(entry, info, &SHAPE, reader) {
        let value = Supplied::left(&entry.body).or_else(|| match &entry.body {
            Body::Value(value @ Value { kind: ValueKind::Text(_), .. }) => {
                id::read(value, Kind::AuthConfig, &AUTH_CONFIG_ID, reader).map(Supplied::Here)
            }
            _ => {
                id::wrong_form(&entry, "\"ac_…\"", reader);
                None
            }
        });
        let config = AuthConfig { toolkit, id: value };
        match declaration.auth_configs.iter_mut().find(|known| known.toolkit.name == config.toolkit.name) {
            Some(known) => known.repeat(config),
            None => declaration.auth_configs.push(config),
        }
    }
}
