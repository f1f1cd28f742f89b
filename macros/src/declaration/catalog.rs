//! `catalog = "…"`: the file that says which toolkits and tools there are.

use super::{Declaration, Said};
use crate::{
    diagnostic::Diagnostic,
    rules::CATALOG_FILE,
    settings::{Facts, Reader},
    syntax::Entry,
};

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, facts: &'static Facts, reader: &mut Reader) {
    declaration.catalog = match reader.text(entry, facts) {
        Said::Yes(path) if path.value.trim().is_empty() => {
            let help = facts.how_to_write();
            reader.push(Diagnostic::new(&CATALOG_FILE, &path.tokens, "the path of the catalogue is empty").help(help));
            Said::Wrong
        }
        said => said,
    };
}
