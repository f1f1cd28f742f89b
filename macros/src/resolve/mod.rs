//! The meaning of a declaration: presets, defaults and inference are applied once. Code that needs no tokens reads the
//! result.

mod accounts;
mod catalog;
mod connections;
mod execution;
mod oversight;
mod preset;
mod toolkits;

use std::borrow::Cow;

use proc_macro2::TokenStream;
use tool_router_core::{
    Mode,
    config::{AssistivePrompt, Execute, Experimental, List, ProxyExecute, Search, SessionConfig, SubmitFeedback, Text},
    declared::Declared,
};

use crate::{
    catalog::Found,
    declaration::{Declaration, Said, Slugs, Spanned},
    settings::Reader,
};

/// A declaration in the form that the rest of the crate and the runtime use.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    /// The part for the runtime.
    pub(crate) declared: Declared,
    /// The way of connecting.
    pub(crate) mode: Mode,
    /// Whether MCP clients can be given its sessions.
    pub(crate) mcp: bool,
}

impl Resolved {
    pub(crate) fn config(&self) -> &SessionConfig {
        &self.declared.config
    }
}

/// Reads the attribute's tokens, and applies its preset. Mistakes are reported to the reader.
pub(crate) fn read(attribute: TokenStream, reader: &mut Reader) -> Declaration {
    let mut declaration = Declaration::read(attribute, reader);
    preset::apply(&mut declaration);
    declaration
}

/// The declaration, with slugs that a catalogue lacks replaced by what was most likely meant. The rules report them.
pub(crate) fn settled<'a>(declaration: &'a Declaration, catalog: &Found) -> Cow<'a, Declaration> {
    let Some(catalog) = catalog.catalog() else { return Cow::Borrowed(declaration) };
    let mut declaration = declaration.clone();
    catalog::settle(&mut declaration, catalog);
    Cow::Owned(declaration)
}

/// Resolves a declaration whose preset is applied. Wrong settings count as omitted: they are reported already.
pub(crate) fn resolve(declaration: &Declaration) -> Resolved {
    // Every setting is named, so that a new one cannot be forgotten here.
    let Declaration {
        app,
        toolkits,
        tools,
        tags,
        manage_connections,
        auth_configs,
        connected_accounts,
        auth_config_map: _,
        account_map: _,
        multi_account,
        sandbox,
        proxy_execute,
        preload,
        search,
        multi_execute,
        hooks,
        // It is resolved with the accounts.
        permissions: _,
        instant,
        timezone,
        no_elicitation_support,
        submit_feedback,
        fast_mode,
        link_url,
        session_config,
        mcp,
        // It is applied.
        preset: _,
        // These determine how the declaration is checked and written, not what it means.
        policies: _,
        catalog: _,
        typed_tools: _,
        crate_path: _,
        allow: _,
        incomplete: _,
        flawed: _,
        strays: _,
        stray_tools: _,
    } = declaration;
    let managed = declaration.is_managed() != Some(false);
    let timezone = timezone.yes().map(|timezone| Text::from(timezone.value.clone()));
    let experimental = Experimental::DEFAULT
        .with_assistive_prompt_config(
            timezone.map(|timezone| AssistivePrompt::DEFAULT.with_user_timezone(Some(timezone))),
        )
        .with_permissions(oversight::permissions(declaration))
        .with_link_url_overwrite(text(link_url))
        .with_fast_mode(flag(fast_mode))
        .with_submit_feedback(flag(submit_feedback).map(|enable| SubmitFeedback::DEFAULT.with_enable(enable)))
        .with_no_elicitation_support_fallback(no_elicitation_support.yes().map(|fallback| fallback.value))
        .with_session_config_id(text(session_config));
    // `the_longest_declaration_says_everything_that_a_configuration_can` finds what is forgotten here.
    let config = SessionConfig::DEFAULT
        .with_toolkits(toolkits::toolkits(toolkits.as_ref()))
        .with_tools(toolkits::tools(tools))
        .with_tags(tags.as_ref().map(toolkits::tags).unwrap_or_default())
        .with_auth_configs(accounts::auth_configs(auth_configs))
        .with_connected_accounts(accounts::connected_accounts(connected_accounts))
        .with_manage_connections(connections::manage_connections(manage_connections, managed))
        .with_multi_account(multi_account.as_ref().and_then(accounts::multi_account))
        .with_sandbox(sandbox.as_ref().and_then(execution::sandbox))
        .with_proxy_execute(flag(proxy_execute).map(ProxyExecute::new))
        .with_preload(preload.yes().map(|preload| execution::preload(&preload.value)))
        .with_search(flag(search).map(|enable| Search::DEFAULT.with_enable(enable)))
        .with_execute(flag(multi_execute).map(|enable| Execute::DEFAULT.with_enable_multi_execute(enable)))
        .with_instant(instant.as_ref().and_then(execution::instant))
        .with_hooks(hooks.iter().filter_map(oversight::hook).collect())
        .with_experimental(experimental);
    let app = app.yes().map(|app| app.value).unwrap_or_default();
    let wait = manage_connections.deadline().map(|deadline| deadline.value);
    Resolved {
        mode: connections::mode(managed, app, wait.is_some()),
        mcp: flag(mcp).unwrap_or(false),
        declared: Declared {
            wait,
            required: manage_connections.required.yes().map(slugs).unwrap_or_default(),
            missing: manage_connections.missing.yes().map(|missing| missing.value).unwrap_or_default(),
            at_run_time: accounts::at_run_time(declaration),
            config,
        },
    }
}

fn flag(said: &Said<Spanned<bool>>) -> Option<bool> {
    said.yes().map(|said| said.value)
}

fn text(said: &Said<Spanned<String>>) -> Option<Text> {
    said.yes().map(|said| said.value.clone().into())
}

fn slugs(slugs: &Slugs) -> List<Text> {
    slugs.names().map(|name| Cow::Owned(name.to_owned())).collect()
}

#[cfg(test)]
mod tests;
