//! `session_config = "sc_…"`: a configuration that is stored on the platform.

use super::{Declaration, Said, id};
use tool_router_core::grammar::id::Kind;

use crate::{
    rules::SESSION_CONFIG_ID,
    settings::{Info, Reader},
    syntax::{Body, Entry, Value, ValueKind},
};

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    declaration.session_config = match &entry.body {
        Body::Value(value @ Value { kind: ValueKind::Text(_), .. }) => {
            Said::from_read(id::read(value, Kind::SessionConfig, &SESSION_CONFIG_ID, reader))
        }
        _ => {
            reader.wrong_form(entry, info);
            Said::Wrong
        }
    };
}
