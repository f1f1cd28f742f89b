//! `auth_configs(github = "ac_…")`: with which OAuth application a toolkit is connected.

use super::{Declaration, Slug, Spanned, Supplied, by_toolkit, id};
use tool_router_core::grammar::id::Kind;

use crate::{
    rules::AUTH_CONFIG_ID,
    settings::{Info, Reader},
    syntax::{Body, Entry, Value, ValueKind},
};

/// The auth config of one toolkit.
#[derive(Clone, Debug)]
pub(crate) struct AuthConfig {
    pub(crate) toolkit: Slug,
    /// `None` where the value was wrong.
    pub(crate) id: Option<Supplied<Spanned<String>>>,
}

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    for (toolkit, entry) in by_toolkit(entry, info, reader) {
        let value = match &entry.body {
            Body::Bare => Some(Supplied::AtRunTime),
            Body::Value(value @ Value { kind: ValueKind::Text(_), .. }) => {
                id::read(value, Kind::AuthConfig, &AUTH_CONFIG_ID, reader).map(Supplied::Here)
            }
            _ => {
                id::wrong_form(entry, "\"ac_…\"", reader);
                None
            }
        };
        declaration.auth_configs.push(AuthConfig { toolkit, id: value });
    }
}
