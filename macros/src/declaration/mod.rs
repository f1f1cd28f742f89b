//! What the user wrote: one file a setting, with its syntax and the checks that it can make alone.

mod said;
mod slug;

pub(crate) mod allow;
pub(crate) mod app;
pub(crate) mod auth_configs;
pub(crate) mod connected_accounts;
pub(crate) mod crate_path;
mod id;
pub(crate) mod manage_connections;
pub(crate) mod multi_account;
pub(crate) mod session_config;
pub(crate) mod tags;
pub(crate) mod toolkits;
pub(crate) mod tools;

pub(crate) use self::{
    app::App,
    auth_configs::AuthConfig,
    connected_accounts::ConnectedAccounts,
    manage_connections::ManageConnections,
    multi_account::MultiAccount,
    said::{Said, Spanned, Supplied},
    slug::{Slug, SlugOf, Slugs},
    tags::{Tag, Tags},
    toolkits::{Reach, Toolkits},
    tools::ToolkitTools,
};

use proc_macro2::TokenStream;
use syn::Path;

use crate::{
    diagnostic::Diagnostic,
    rules::{Rule, WRONG_FORM},
    settings::{Facts, Reader, SETTINGS},
    syntax::{self, Body, Entry, Group},
};

/// Everything that an attribute says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Declaration {
    pub(crate) app: Said<Spanned<App>>,
    pub(crate) toolkits: Option<Toolkits>,
    pub(crate) tools: Vec<ToolkitTools>,
    pub(crate) tags: Option<Tags>,
    pub(crate) manage_connections: ManageConnections,
    pub(crate) auth_configs: Vec<AuthConfig>,
    pub(crate) connected_accounts: Vec<ConnectedAccounts>,
    pub(crate) multi_account: Option<MultiAccount>,
    pub(crate) session_config: Said<Spanned<String>>,
    pub(crate) crate_path: Option<Path>,
    pub(crate) allow: Vec<&'static Rule>,
    /// Whether a part of the attribute could not be read at all, so that what is missing may have stood there.
    pub(crate) incomplete: bool,
}

impl Declaration {
    /// Reads the attribute's tokens. What is wrong is reported to the reader, and the rest is read all the same.
    pub(crate) fn read(attribute: TokenStream, reader: &mut Reader) -> Self {
        let group = syntax::parse(attribute, &mut reader.diagnostics);
        let mut declaration = Self { incomplete: group.incomplete, ..Self::default() };
        reader.fill(&mut declaration, &group, &SETTINGS, None);
        declaration.take_misplaced(&group, reader);
        declaration
    }

    /// Reads the settings that stood inside another one's parentheses, as far as they are not said in their place as well.
    fn take_misplaced(&mut self, group: &Group, reader: &mut Reader) {
        let said = |name: &str| group.entries.iter().any(|entry| entry.key.name == name);
        let entries = reader.take_misplaced().into_iter().filter(|entry| !said(&entry.key.name)).collect();
        let misplaced = Group { entries, tokens: TokenStream::new(), incomplete: false };
        reader.fill(self, &misplaced, &SETTINGS, None);
    }

    /// Which toolkits can be reached; wrong where nothing is to be concluded about it.
    pub(crate) fn reach(&self) -> Said<&Reach> {
        match self.toolkits.as_ref().map(|toolkits| &toolkits.reach) {
            Some(Said::Yes(reach)) => Said::Yes(reach),
            Some(Said::Wrong) => Said::Wrong,
            _ => Said::No,
        }
    }
}

/// The entries of `setting(toolkit …, toolkit …)`, each toolkit once.
fn by_toolkit<'a>(entry: &'a Entry, facts: &Facts, reader: &mut Reader) -> Vec<(Slug, &'a Entry)> {
    let Body::Group(group) = &entry.body else {
        reader.wrong_form(entry, facts);
        return Vec::new();
    };
    if group.entries.is_empty() && !group.incomplete {
        let help = facts.how_to_write();
        reader.push(Diagnostic::new(&WRONG_FORM, &group.tokens, format!("`{}()` says nothing", facts.name)).help(help));
    }
    let mut entries: Vec<(Slug, &Entry)> = Vec::new();
    for entry in &group.entries {
        let slug = SlugOf::Toolkit.key(&entry.key, reader);
        match entries.iter().find(|(known, _)| known.name == slug.name) {
            Some((_, first)) => reader.repeated(&slug.name, entry, first),
            None => entries.push((slug, entry)),
        }
    }
    entries
}
