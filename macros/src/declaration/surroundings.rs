//! `timezone`, `link_url`, `no_elicitation_support`: what is around the session.

use super::{Declaration, Said, Spanned};
use tool_router_core::grammar::{
    timezone,
    url::{self, UrlProblem},
};

use crate::{
    diagnostic::Diagnostic,
    rules::{LINK_URL, TIMEZONE, WRONG_FORM},
    settings::{Facts, Reader, Word, choose},
    syntax::{Body, Entry},
};

/// The values of `no_elicitation_support`, with the variants of the runtime's `NoElicitationSupport`.
pub(crate) static FALLBACKS: [Word<&str>; 2] = [
    Word {
        name: "deny",
        summary: "a call that needs approval does not run",
        foreign: &["refuse", "block"],
        value: "Deny",
    },
    Word { name: "allow", summary: "a call that needs approval runs", foreign: &["permit"], value: "Allow" },
];

pub(crate) fn read_timezone(declaration: &mut Declaration, entry: &Entry, facts: &'static Facts, reader: &mut Reader) {
    declaration.timezone = match reader.text(entry, facts) {
        Said::Yes(Spanned { value: name, tokens }) => match timezone::check(&name) {
            Ok(()) => Said::Yes(Spanned { value: name, tokens }),
            Err(nearest) => {
                let help = match nearest {
                    Some(nearest) => format!("did you mean `\"{nearest}\"`?"),
                    None => "write a name of the IANA time zone database, such as `\"Europe/London\"`".to_owned(),
                };
                reader.push(Diagnostic::new(&TIMEZONE, &tokens, format!("`{name}` is no time zone")).help(help));
                Said::Wrong
            }
        },
        other => other,
    };
}

pub(crate) fn read_link_url(declaration: &mut Declaration, entry: &Entry, facts: &'static Facts, reader: &mut Reader) {
    declaration.link_url = match reader.text(entry, facts) {
        Said::Yes(Spanned { value: url, tokens }) => match callback_url::check(&url) {
            Ok(()) => Said::Yes(Spanned { value: url, tokens }),
            Err(error) => {
                let help = match error {
                    // The page of the application that a callback URL leads to is no place where links begin.
                    UrlProblem::NotAbsolute(_) | UrlProblem::Scheme(_) => facts.how_to_write(),
                    _ => error.help(&url),
                };
                reader.push(Diagnostic::new(&LINK_URL, &tokens, error.to_string()).help(help));
                Said::Wrong
            }
        },
        other => other,
    };
}

pub(crate) fn read_fallback(declaration: &mut Declaration, entry: &Entry, facts: &'static Facts, reader: &mut Reader) {
    declaration.no_elicitation_support = match &entry.body {
        Body::Value(value) => {
            let what = "value of `no_elicitation_support`";
            Said::from_read(choose(value, &FALLBACKS, what, &WRONG_FORM, &mut reader.diagnostics))
        }
        _ => {
            reader.wrong_form(entry, facts);
            Said::Wrong
        }
    };
}
