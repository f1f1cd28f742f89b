//! `link_url = "https://…"`: the base URL of auth links.

use tool_router_core::grammar::url;

use super::{Declaration, Said, Spanned};
use crate::{
    diagnostic::Diagnostic,
    rules::LINK_URL,
    settings::{Info, Reader},
    syntax::Entry,
};

pub(crate) fn read(declaration: &mut Declaration, entry: &Entry, info: &'static Info, reader: &mut Reader) {
    declaration.link_url = match reader.text(entry, info) {
        Said::Yes(Spanned { value: text, tokens }) => match url::check_base(&text) {
            Ok(()) => Said::Yes(Spanned { value: text, tokens }),
            Err(error) => {
                let help = error.help_for_base(&text).unwrap_or_else(|| info.how_to_write(None));
                reader.push(Diagnostic::new(&LINK_URL, &tokens, error.to_string()).help(help));
                Said::Wrong
            }
        },
        other => other,
    };
}
