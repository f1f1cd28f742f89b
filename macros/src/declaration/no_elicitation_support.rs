//! `no_elicitation_support = deny`: what happens to an approval when the client cannot ask the user.

use tool_router_core::config::NoElicitationSupport;

use super::{Declaration, Said};
use crate::{
    rules::WRONG_FORM,
    settings::{Info, Reader, Word, choose},
    syntax::{Body, Entry},
};

/// The values of `no_elicitation_support`.
pub(crate) static FALLBACKS: [Word<NoElicitationSupport>; 2] =
    [fallback(NoElicitationSupport::Deny, &["refuse", "block"]), fallback(NoElicitationSupport::Allow, &["permit"])];

const fn fallback(value: NoElicitationSupport, foreign: &'static [&'static str]) -> Word<NoElicitationSupport> {
    Word { name: value.word(), summary: value.summary(), foreign, value }
}

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    declaration.no_elicitation_support = match &entry.body {
        Body::Value(value) => {
            let what = "value of `no_elicitation_support`";
            Said::from_read(choose(value, &FALLBACKS, what, &WRONG_FORM, &mut reader.diagnostics))
        }
        _ => {
            reader.wrong_form(entry, info);
            Said::Wrong
        }
    };
}
