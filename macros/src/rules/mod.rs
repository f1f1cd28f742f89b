//! The rules that a declaration must meet, each with its name.
//!
//! A rule about a single setting is checked where that setting is read; a rule about several has its check here. The
//! tables also contain what the documentation and the tests need: a declaration that breaks the rule, and its mended
//! form.

mod accounts;
mod catalog;
mod connections;
#[cfg(feature = "custom-tools")]
mod custom_tools;
mod execution;
pub(crate) mod index;
mod oversight;
mod reach;
mod shape;
mod surroundings;
mod toolkits;

#[cfg(feature = "custom-tools")]
pub(crate) use self::custom_tools::*;
pub(crate) use self::{
    accounts::*,
    catalog::{CATALOG_FILE, TYPED_TOOLS},
    connections::*,
    execution::*,
    oversight::*,
    reach::{exclusion, named_toolkits},
    shape::*,
    surroundings::*,
    toolkits::*,
};

use syn::Ident;

use crate::{
    catalog::Found,
    declaration::{Declaration, Slug},
    diagnostic::Diagnostics,
};

/// A rule that a declaration must meet.
pub(crate) struct Rule {
    /// Kebab-case: it ends the message, and is an anchor in the documentation's index.
    pub(crate) name: &'static str,
    pub(crate) level: Level,
    /// What is rejected, in one sentence.
    pub(crate) summary: &'static str,
    /// Why, in one or two sentences.
    pub(crate) why: &'static str,
    /// A declaration that breaks this rule and no other.
    pub(crate) rejected: &'static str,
    /// The corrected declaration.
    pub(crate) mended: &'static str,
    /// Checks the rule between settings; `None` if the setting's own reader checks it.
    pub(crate) check: Option<Check>,
}

/// Checks a whole declaration.
pub(crate) type Check = fn(&Subject<'_>, &mut Diagnostics);

/// The input of a check.
pub(crate) struct Subject<'a> {
    pub(crate) declaration: &'a Declaration,
    /// The name of the struct.
    pub(crate) agent: &'a Ident,
    /// The catalogue, if there is one.
    pub(crate) catalog: &'a Found,
}

impl Subject<'_> {
    /// Whether the catalogue has a tool; true without a catalogue. Another rule reports tools that it lacks.
    fn is_tool(&self, tool: &Slug) -> bool {
        self.catalog.catalog().is_none_or(|catalog| catalog.tool(&tool.name).is_some())
    }

    /// Whether the catalogue has a toolkit; true without a catalogue.
    fn is_toolkit(&self, toolkit: &str) -> bool {
        self.catalog.catalog().is_none_or(|catalog| catalog.toolkit(toolkit).is_some())
    }
}

/// The severity of a broken rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Error,
    /// A warning, which `allow(…)` silences.
    Lint,
}

impl Rule {
    /// The name as an identifier: `weak_tag`.
    pub(crate) fn word(&self) -> String {
        self.name.replace('-', "_")
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// The rules about one part of a declaration; each chapter is one file.
pub(crate) struct Chapter {
    title: &'static str,
    rules: &'static [&'static Rule],
}

/// Every chapter, in the order of the documentation.
static CHAPTERS: [&Chapter; 8] = [
    &shape::CHAPTER,
    &toolkits::CHAPTER,
    &connections::CHAPTER,
    &accounts::CHAPTER,
    &execution::CHAPTER,
    &oversight::CHAPTER,
    &surroundings::CHAPTER,
    &catalog::CHAPTER,
];

/// Every rule, in the order of the documentation.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    CHAPTERS.iter().flat_map(|chapter| chapter.rules.iter().copied())
}

/// Runs every check of several settings. The warnings come last, because some of them conclude from omitted settings,
/// which is only certain if there were no mistakes.
pub(crate) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for level in [Level::Error, Level::Lint] {
        for check in all().filter(|rule| rule.level == level).filter_map(|rule| rule.check) {
            check(subject, diagnostics);
        }
    }
}
