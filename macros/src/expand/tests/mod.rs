//! What the attribute makes of declarations, right and wrong.

use std::{path::Path, str::FromStr};

use proc_macro2::{TokenStream, TokenTree};

use super::expand;
use crate::{
    cargo_manifest::CargoManifest,
    catalog::Found,
    diagnostic::Diagnostics,
    item::Agent,
    resolve,
    rules::{self, Subject},
    settings::Reader,
};

mod cases;
mod expansion;
mod mistakes;
mod rule_examples;
mod settings;

/// The package that documents the rules; their examples name a catalogue relative to its directory.
const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");

/// The names of the rules that a piece of code breaks, each with what it underlines.
fn broken(code: &str) -> Vec<(&'static str, String)> {
    diagnostics(code).iter().map(|found| (found.rule.name, found.tokens.to_string())).collect()
}

pub(super) fn diagnostics(code: &str) -> Diagnostics {
    let (attribute, item) = split(code);
    judged_here(attribute, item)
}

/// What is wrong with a declaration, whose catalogue is named from where the rules are documented.
pub(super) fn judged_here(attribute: TokenStream, item: TokenStream) -> Diagnostics {
    judged(attribute, item, |path| Found::find(path, std::iter::once(Path::new(RUNTIME))))
}

/// The mistakes of a declaration, whose catalogue is found by `find`.
pub(super) fn judged(attribute: TokenStream, item: TokenStream, find: impl Fn(Option<&str>) -> Found) -> Diagnostics {
    let mut reader = Reader::default();
    let declaration = resolve::read(attribute, &mut reader);
    if let Some(agent) = Agent::read(item, &mut reader) {
        let catalog = find(declaration.catalog_path());
        let declaration = &*resolve::settled(&declaration, &catalog);
        let subject = Subject { declaration, agent: &agent.ident, catalog: &catalog };
        rules::check(&subject, &mut reader.diagnostics);
    }
    reader.diagnostics.allow(&declaration.allow);
    reader.diagnostics
}

pub(super) fn declared(attribute: &str) -> Vec<(&'static str, String)> {
    broken(&format!("#[tool_router_session({attribute})] struct Agent;"))
}

/// The text of the attribute and the item below it.
fn split(code: &str) -> (TokenStream, TokenStream) {
    let mut tokens = TokenStream::from_str(code).unwrap().into_iter();
    tokens.next();
    let Some(TokenTree::Group(attribute)) = tokens.next() else { panic!("{code} begins with the attribute") };
    let arguments = attribute.stream().into_iter().find_map(|token| match token {
        TokenTree::Group(arguments) => Some(arguments.stream()),
        _ => None,
    });
    (arguments.unwrap_or_default(), tokens.collect())
}

pub(in crate::expand) fn expanded(code: &str) -> String {
    let (attribute, item) = split(code);
    prettyplease::unparse(&syn::parse2(expand(attribute, item, &CargoManifest::default())).unwrap())
}
