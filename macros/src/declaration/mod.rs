//! What the user wrote: one file a setting, with its syntax and the checks that it can make alone.

mod said;
mod slug;

pub(crate) mod allow;
pub(crate) mod app;
pub(crate) mod auth_configs;
pub(crate) mod catalog;
pub(crate) mod connected_accounts;
pub(crate) mod crate_path;
pub(crate) mod hooks;
mod id;
pub(crate) mod instant;
pub(crate) mod link_url;
pub(crate) mod manage_connections;
pub(crate) mod multi_account;
pub(crate) mod no_elicitation_support;
pub(crate) mod permissions;
pub(crate) mod policy;
pub(crate) mod preload;
pub(crate) mod sandbox;
pub(crate) mod session_config;
mod switch;
pub(crate) mod tags;
pub(crate) mod timezone;
pub(crate) mod toolkits;
pub(crate) mod tools;

pub(crate) use self::{
    app::App,
    auth_configs::AuthConfig,
    connected_accounts::ConnectedAccounts,
    hooks::{Handler, Hook},
    instant::Instant,
    manage_connections::ManageConnections,
    multi_account::MultiAccount,
    permissions::{Override, Permissions},
    policy::{PolicyKind, PolicyPath},
    preload::{Preload, Preset},
    said::{Said, Spanned, Supplied},
    sandbox::Sandbox,
    slug::{Slug, SlugOf, Slugs},
    switch::Switch,
    tags::Tags,
    toolkits::{Reach, Toolkits},
    tools::ToolkitTools,
};

use proc_macro2::TokenStream;
use syn::Path;
use tool_router_core::config::NoElicitationSupport;

use tool_router_core::grammar::slug::toolkit_of;

use crate::{
    diagnostic::Diagnostic,
    rules::{Rule, WRONG_FORM, named_toolkits},
    settings::{Info, Reader, SETTINGS},
    syntax::{self, Body, Entry, Group},
};

/// Everything that an attribute says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Declaration {
    pub(crate) app: Said<Spanned<App>>,
    pub(crate) toolkits: Option<Toolkits>,
    pub(crate) tools: Vec<ToolkitTools>,
    /// Tools that `tools` names without their toolkit, which is a mistake; they are only there to be named.
    pub(crate) stray_tools: Vec<Slug>,
    pub(crate) tags: Option<Tags>,
    pub(crate) manage_connections: ManageConnections,
    pub(crate) auth_configs: Vec<AuthConfig>,
    pub(crate) connected_accounts: Vec<ConnectedAccounts>,
    pub(crate) multi_account: Option<MultiAccount>,
    pub(crate) sandbox: Option<Sandbox>,
    pub(crate) proxy_execute: Said<Spanned<bool>>,
    pub(crate) preload: Said<Spanned<Preload>>,
    pub(crate) preset: Said<Spanned<Preset>>,
    pub(crate) search: Said<Spanned<bool>>,
    pub(crate) multi_execute: Said<Spanned<bool>>,
    pub(crate) hooks: Vec<Hook>,
    pub(crate) permissions: Option<Permissions>,
    pub(crate) instant: Option<Instant>,
    pub(crate) timezone: Said<Spanned<String>>,
    pub(crate) no_elicitation_support: Said<Spanned<NoElicitationSupport>>,
    pub(crate) submit_feedback: Said<Spanned<bool>>,
    pub(crate) fast_mode: Said<Spanned<bool>>,
    pub(crate) link_url: Said<Spanned<String>>,
    pub(crate) session_config: Said<Spanned<String>>,
    pub(crate) mcp: Said<Spanned<bool>>,
    pub(crate) policies: Vec<PolicyPath>,
    /// The path of the file, as it was written.
    pub(crate) catalog: Said<Spanned<String>>,
    pub(crate) typed_tools: Said<Spanned<bool>>,
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

    /// Whether the agent manages connections, which it does by default; `None` where a mistake leaves that open.
    pub(crate) fn is_managed(&self) -> Option<bool> {
        match self.manage_connections.switch.said() {
            Said::No => Some(true),
            Said::Wrong => None,
            Said::Yes(managed) => Some(managed.value),
        }
    }

    /// The tokens by which the session is handed to MCP clients, if it is.
    pub(crate) fn serves_mcp(&self) -> Option<&TokenStream> {
        self.mcp.yes().filter(|mcp| mcp.value).map(|mcp| &mcp.tokens)
    }

    /// The accounts that the declaration pins the toolkit of `tool` to.
    pub(crate) fn accounts_of(&self, tool: &str) -> impl Iterator<Item = &str> {
        let owner = toolkit_of(tool, named_toolkits(self).map(|slug| slug.name.as_str()));
        let pinned = self.connected_accounts.iter().filter(move |pinned| Some(pinned.toolkit.name.as_str()) == owner);
        let ids = pinned.filter_map(|accounts| match &accounts.ids {
            Some(Supplied::Here(ids)) => Some(ids),
            Some(Supplied::AtRunTime) | None => None,
        });
        ids.flatten().map(|id| id.value.as_str())
    }

    /// The catalogue that the declaration names.
    pub(crate) fn catalog_path(&self) -> Option<&str> {
        self.catalog.yes().map(|path| path.value.as_str())
    }

    /// The tokens that ask for the types of the tools' arguments, if any do.
    pub(crate) fn types_tools(&self) -> Option<&TokenStream> {
        self.typed_tools.yes().filter(|typed| typed.value).map(|typed| &typed.tokens)
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
fn by_toolkit<'a>(entry: &'a Entry, info: &Info, reader: &mut Reader) -> Vec<(Slug, &'a Entry)> {
    let Body::Group(group) = &entry.body else {
        reader.wrong_form(entry, info);
        return Vec::new();
    };
    if group.entries.is_empty() && !group.incomplete {
        let help = info.how_to_write();
        reader.push(Diagnostic::new(&WRONG_FORM, &group.tokens, format!("`{}()` says nothing", info.name)).help(help));
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
