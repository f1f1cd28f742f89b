//! The declaration as the user wrote it. Each setting has one file, with its syntax and its own checks.

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
    said::{Draft, Said, Spanned, Supplied},
    sandbox::Sandbox,
    slug::{Slug, SlugOf, Slugs},
    switch::Switch,
    tags::Tags,
    toolkits::{Reach, Toolkits},
    tools::{Stray, ToolkitTools},
};

use proc_macro2::TokenStream;
use syn::Path;
use tool_router_core::config::NoElicitationSupport;

use tool_router_core::grammar::slug::toolkit_of;

use crate::{
    rules::{Rule, named_toolkits},
    settings::{Info, Reader, SETTINGS},
    syntax::{self, Body, Entry, Group, Shape},
};

/// The content of the attribute.
#[derive(Clone, Debug, Default)]
pub(crate) struct Declaration {
    pub(crate) app: Said<Spanned<App>>,
    pub(crate) toolkits: Option<Toolkits>,
    pub(crate) tools: Vec<ToolkitTools>,
    /// Parts of `tools` that lack their toolkit.
    pub(crate) strays: Vec<Stray>,
    /// Tools that are named where nothing can be made of them; only their names count.
    pub(crate) stray_tools: Vec<Slug>,
    pub(crate) tags: Option<Tags>,
    pub(crate) manage_connections: ManageConnections,
    pub(crate) auth_configs: Vec<AuthConfig>,
    pub(crate) connected_accounts: Vec<ConnectedAccounts>,
    /// Whether all auth configs are supplied at run time.
    pub(crate) auth_config_map: Said<Spanned<()>>,
    /// Whether all connected accounts are supplied at run time.
    pub(crate) account_map: Said<Spanned<()>>,
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
    /// Whether a part of the attribute could not be read, so that a missing setting may have been there.
    pub(crate) incomplete: bool,
    /// The settings with a mistake: nothing is concluded from what they lack.
    pub(crate) flawed: Vec<&'static str>,
}

impl Declaration {
    /// Reads the attribute's tokens. Mistakes are reported to the reader, and the rest is read nevertheless.
    pub(crate) fn read(attribute: TokenStream, reader: &mut Reader) -> Self {
        let group = syntax::parse(attribute, &mut reader.diagnostics);
        let mut declaration = Self::default();
        reader.fill(&mut declaration, &group, &SETTINGS, None);
        declaration.take_misplaced(&group, reader);
        declaration
    }

    /// Whether something that `setting` lacks may be part of a mistake in it, or of what could not be read.
    pub(crate) fn is_in_doubt(&self, setting: &str) -> bool {
        self.incomplete || self.flawed.contains(&setting)
    }

    /// Reads the settings that were found inside another one's parentheses, unless they are also in their own place.
    fn take_misplaced(&mut self, group: &Group, reader: &mut Reader) {
        let said = |name: &str| group.entries.iter().any(|entry| entry.key.name == name);
        loop {
            let mut entries = reader.take_misplaced();
            if entries.is_empty() {
                return;
            }
            entries.retain(|entry| !said(&entry.key.name));
            let misplaced = Group { entries, tokens: TokenStream::new(), incomplete: false };
            reader.fill(self, &misplaced, &SETTINGS, None);
        }
    }

    /// Whether the agent manages connections (it does by default); `None` if a mistake leaves that open.
    pub(crate) fn is_managed(&self) -> Option<bool> {
        match self.manage_connections.switch.said() {
            Said::No => Some(true),
            Said::Unread | Said::Wrong => None,
            Said::Yes(managed) => Some(managed.value),
        }
    }

    /// A help that silences a warning. It begins with a verb.
    pub(crate) fn allowing(&self, rule: &Rule) -> String {
        let allowed: Vec<String> = self.allow.iter().map(|rule| rule.word()).collect();
        match allowed.is_empty() {
            true => format!("add `allow({})`", rule.word()),
            false => format!("write `allow({}, {})`", allowed.join(", "), rule.word()),
        }
    }

    /// The tokens that hand the session to MCP clients, if any.
    pub(crate) fn serves_mcp(&self) -> Option<&TokenStream> {
        self.mcp.yes().filter(|mcp| mcp.value).map(|mcp| &mcp.tokens)
    }

    /// The accounts that the declaration pins the toolkit of `tool` to.
    pub(crate) fn accounts_of(&self, tool: &str) -> impl Iterator<Item = &str> {
        let owner = toolkit_of(tool, named_toolkits(self).map(|slug| slug.name.as_str()));
        let pinned = self.connected_accounts.iter().filter(move |pinned| Some(pinned.toolkit.name.as_str()) == owner);
        let ids = pinned.filter_map(|accounts| match &accounts.ids {
            Some(Supplied::Here(ids)) => Some(ids),
            Some(Supplied::AtRunTime | Supplied::IfAny) | None => None,
        });
        ids.flatten().map(|id| id.value.as_str())
    }

    /// The catalogue that the declaration names.
    pub(crate) fn catalog_path(&self) -> Option<&str> {
        self.catalog.yes().map(|path| path.value.as_str())
    }

    /// The tokens that request types for the tools' arguments, if any.
    pub(crate) fn types_tools(&self) -> Option<&TokenStream> {
        self.typed_tools.yes().filter(|typed| typed.value).map(|typed| &typed.tokens)
    }

    /// Whether the toolkits are chosen at run time.
    pub(crate) fn chooses_toolkits(&self) -> bool {
        self.toolkits.as_ref().is_some_and(|toolkits| toolkits.chosen)
    }

    /// Which toolkits can be reached; `Wrong` if nothing may be concluded about it.
    pub(crate) fn reach(&self) -> Said<&Reach> {
        match self.toolkits.as_ref().map(|toolkits| &toolkits.reach) {
            Some(Said::Yes(reach)) => Said::Yes(reach),
            Some(_) => Said::Wrong,
            None if self.incomplete => Said::Unread,
            None => Said::No,
        }
    }
}

impl Draft for Declaration {
    fn doubt(&mut self) {
        self.incomplete = true;
        self.allow.extend(allow::lints());
        for flag in [
            &mut self.proxy_execute,
            &mut self.search,
            &mut self.multi_execute,
            &mut self.submit_feedback,
            &mut self.fast_mode,
            &mut self.mcp,
            &mut self.typed_tools,
        ] {
            flag.doubt();
        }
        for text in [&mut self.timezone, &mut self.link_url, &mut self.session_config, &mut self.catalog] {
            text.doubt();
        }
        self.app.doubt();
        self.preload.doubt();
        self.preset.doubt();
        self.no_elicitation_support.doubt();
        self.manage_connections.doubt();
    }

    fn flaw(&mut self, setting: &'static str) {
        self.flawed.push(setting);
    }

    fn repeat(&mut self, again: Self) {
        // Every setting is named, so that a new one cannot be forgotten here.
        let Self {
            app,
            toolkits,
            tools,
            strays,
            stray_tools,
            tags,
            manage_connections,
            auth_configs,
            connected_accounts,
            auth_config_map,
            account_map,
            multi_account,
            sandbox,
            proxy_execute,
            preload,
            preset,
            search,
            multi_execute,
            hooks,
            permissions,
            instant,
            timezone,
            no_elicitation_support,
            submit_feedback,
            fast_mode,
            link_url,
            session_config,
            mcp,
            policies,
            catalog,
            typed_tools,
            crate_path,
            allow,
            incomplete,
            flawed,
        } = again;
        self.app.repeat(app);
        self.tags = said::either(self.tags.take(), tags);
        self.toolkits = said::either(self.toolkits.take(), toolkits);
        self.multi_account = said::either(self.multi_account.take(), multi_account);
        self.sandbox = said::either(self.sandbox.take(), sandbox);
        self.permissions = said::either(self.permissions.take(), permissions);
        self.instant = said::either(self.instant.take(), instant);
        for again in tools {
            match self.tools.iter_mut().find(|known| known.toolkit.name == again.toolkit.name) {
                Some(known) => known.repeat(again),
                None => self.tools.push(again),
            }
        }
        self.strays.extend(strays);
        self.stray_tools.extend(stray_tools);
        self.manage_connections.repeat(manage_connections);
        for again in auth_configs {
            match self.auth_configs.iter_mut().find(|known| known.toolkit.name == again.toolkit.name) {
                Some(known) => known.repeat(again),
                None => self.auth_configs.push(again),
            }
        }
        for again in connected_accounts {
            match self.connected_accounts.iter_mut().find(|known| known.toolkit.name == again.toolkit.name) {
                Some(known) => known.repeat(again),
                None => self.connected_accounts.push(again),
            }
        }
        self.auth_config_map.contradict(auth_config_map);
        self.account_map.contradict(account_map);
        self.proxy_execute.repeat(proxy_execute);
        // It is then open which tools are preloaded, but not that they are named.
        let preloads = [&self.preload, &preload].into_iter().filter_map(Said::yes);
        self.stray_tools.extend(preloads.flat_map(|preload| preload.value.named().to_vec()));
        self.preload.contradict(preload);
        self.preset.repeat(preset);
        self.search.repeat(search);
        self.multi_execute.repeat(multi_execute);
        self.hooks.extend(hooks);
        self.timezone.repeat(timezone);
        self.no_elicitation_support.repeat(no_elicitation_support);
        self.submit_feedback.repeat(submit_feedback);
        self.fast_mode.repeat(fast_mode);
        self.link_url.repeat(link_url);
        self.session_config.repeat(session_config);
        self.mcp.repeat(mcp);
        self.policies.extend(policies);
        self.catalog.repeat(catalog);
        self.typed_tools.repeat(typed_tools);
        self.crate_path = self.crate_path.take().or(crate_path);
        self.allow.extend(allow);
        self.incomplete |= incomplete;
        self.flawed.extend(flawed);
    }

    fn repeat_wrong(&mut self, again: Self) {
        let again = Self {
            tools: Vec::new(),
            strays: Vec::new(),
            stray_tools: Vec::new(),
            auth_configs: Vec::new(),
            connected_accounts: Vec::new(),
            hooks: Vec::new(),
            policies: Vec::new(),
            ..again
        };
        self.repeat(again);
    }
}

/// The entries of `setting(toolkit …, toolkit …)`. Repeating a toolkit is an error; the repeated entries are returned
/// as well.
fn by_toolkit(entry: &Entry, info: &Info, shape: &Shape, reader: &mut Reader) -> Vec<(Slug, Entry)> {
    let Body::Group(group) = &entry.body else {
        reader.wrong_form(entry, info);
        return Vec::new();
    };
    reader.is_empty(group, info);
    let mut entries: Vec<(Slug, Entry)> = Vec::new();
    for entry in &group.entries {
        let slug = SlugOf::Toolkit.key(&entry.key, reader);
        let entry = reader.settle(entry, shape);
        if let Some((_, first)) = entries.iter().find(|(known, _)| known.name == slug.name) {
            reader.repeated(&slug.name, &entry, first);
        }
        entries.push((slug, entry.into_owned()));
    }
    entries
}
