//! `timezone = "Europe/London"`: the time zone that the model is told.

use tool_router_core::grammar::timezone;

use super::{Declaration, Said, Spanned};
use crate::{
    diagnostic::Diagnostic,
    rules::TIMEZONE,
    settings::{Info, Reader},
    syntax::Entry,
};

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    declaration.timezone = match reader.text(entry, info) {
        Said::Yes(Spanned { value: name, tokens }) => match timezone::check(&name) {
            Ok(()) => Said::Yes(Spanned { value: name, tokens }),
            Err(nearest) => {
                let help = match nearest {
                    Some(nearest) => format!("did you mean `\"{nearest}\"`?"),
                    None => "write a name of the IANA time zone database, such as `\"Europe/London\"`".to_owned(),
                };
                reader.push(Diagnostic::new(&TIMEZONE, &tokens, format!("`{name}` is not a time zone")).help(help));
                Said::Wrong
            }
        },
        other => other,
    };
}
