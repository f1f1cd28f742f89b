//! `crate = ::path`: where the generated code finds the runtime.

use syn::Path;

use super::Declaration;
use crate::{
    settings::{Info, Reader},
    syntax::{Body, Entry, Value, ValueKind},
};

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    match &entry.body {
        Body::Value(Value { kind: ValueKind::Path | ValueKind::Word(_), tokens }) => {
            match syn::parse2::<Path>(tokens.clone()) {
                Ok(path) => declaration.crate_path = Some(path),
                Err(_) => reader.wrong_form(entry, info),
            }
        }
        _ => reader.wrong_form(entry, info),
    }
}
