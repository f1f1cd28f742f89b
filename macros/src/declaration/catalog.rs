//! `catalog = "…"`: the file that lists the toolkits and tools.

use super::{Declaration, Said};
use crate::{
    diagnostic::Diagnostic,
    rules::CATALOG_FILE,
    settings::{Info, Reader},
    syntax::Entry,
};

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    declaration.catalog = match reader.text(entry, info) {
        Said::Yes(path) if path.value.trim().is_empty() => {
            let help = "write the path of the file";
            reader.push(Diagnostic::new(&CATALOG_FILE, &path.tokens, "the path of the catalogue is empty").help(help));
            Said::Wrong
        }
        said => said,
    };
}
