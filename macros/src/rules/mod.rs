//! What must hold, rule by rule, each with its name.
//!
//! A rule that concerns one setting alone is held where that setting is read; one that concerns several has its check here.
//! The tables also carry what the documentation and the tests need: a declaration that breaks the rule, and its mended form.

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

/// One thing that must hold of a declaration.
pub(crate) struct Rule {
    /// Kebab-case: it ends the message, and is an anchor of the documentation's index.
    pub(crate) name: &'static str,
    pub(crate) level: Level,
    /// What is rejected, in one sentence.
    pub(crate) summary: &'static str,
    /// Why, in one or two sentences.
    pub(crate) why: &'static str,
    /// A declaration that breaks this rule and no other.
    pub(crate) rejected: &'static str,
    /// The same as it should be.
    pub(crate) mended: &'static str,
    /// Holds the rule between settings; `None` where the setting's own reader does it.
    pub(crate) check: Option<Check>,
}

/// Looks at a whole declaration.
pub(crate) type Check = fn(&Subject<'_>, &mut Diagnostics);

/// What a check looks at.
pub(crate) struct Subject<'a> {
    pub(crate) declaration: &'a Declaration,
    /// The name of the struct.
    pub(crate) agent: &'a Ident,
    /// The toolkits and tools that there are, where a file says so.
    pub(crate) catalog: &'a Found,
}

impl Subject<'_> {
    /// Whether the catalogue, if there is one, has a tool. Of one that it lacks another rule has told.
    fn is_tool(&self, tool: &Slug) -> bool {
        self.catalog.catalog().is_none_or(|catalog| catalog.tool(&tool.name).is_some())
    }

    /// Whether the catalogue, if there is one, has a toolkit.
    fn is_toolkit(&self, toolkit: &str) -> bool {
        self.catalog.catalog().is_none_or(|catalog| catalog.toolkit(toolkit).is_some())
    }
}

/// How much a broken rule weighs.
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

/// The rules about one part of a declaration, which are one file.
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

/// Runs every check that looks at several settings: the warnings last, for some of them conclude from what is not said, which is
/// only certain where nothing was wrong.
pub(crate) fn check(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    for level in [Level::Error, Level::Lint] {
        for check in all().filter(|rule| rule.level == level).filter_map(|rule| rule.check) {
            check(subject, diagnostics);
        }
    }
}
