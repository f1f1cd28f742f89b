//! The accounts of a session, and which of them are left to run time.

use tool_router_core::{
    config::{self, List, Map, Text},
    manifest::{AtRunTime, IdsAtRunTime, Left},
};

use super::flag;
use crate::declaration::{AuthConfig, ConnectedAccounts, Declaration, MultiAccount, Said, Slug, Spanned, Supplied};

pub(super) fn auth_configs(configs: &[AuthConfig]) -> Map<Text> {
    let entries = configs.iter().filter_map(|AuthConfig { toolkit, id, .. }| {
        let id = id.as_ref()?.here()?;
        Some((toolkit.name.clone().into(), id.value.clone().into()))
    });
    Map::new(entries.collect())
}

pub(super) fn connected_accounts(accounts: &[ConnectedAccounts]) -> Map<List<Text>> {
    let entries = accounts.iter().filter_map(|ConnectedAccounts { toolkit, ids, .. }| {
        let ids = ids.as_ref()?.here()?;
        Some((toolkit.name.clone().into(), ids.iter().map(|id| id.value.clone().into()).collect()))
    });
    Map::new(entries.collect())
}

/// As in the official SDKs, explicit selection is required unless the declaration disables it.
pub(super) fn multi_account(accounts: &MultiAccount) -> Option<config::MultiAccount> {
    let MultiAccount { switch: _, at_run_time: _, max_per_toolkit, explicit_selection } = accounts;
    if !accounts.switch.is_on()? {
        return Some(config::MultiAccount::DISABLED);
    }
    let several = config::MultiAccount::DEFAULT
        .with_enable(Some(true))
        .with_max_accounts_per_toolkit(max_per_toolkit.yes().and_then(|maximum| maximum.value.most))
        .with_require_explicit_selection(Some(flag(explicit_selection).unwrap_or(true)));
    Some(several)
}

pub(super) fn at_run_time(declaration: &Declaration) -> AtRunTime {
    let Declaration { manage_connections, auth_configs, connected_accounts, .. } = declaration;
    let ids = |all: &Said<Spanned<()>>, entries: Vec<(&Slug, Left)>| {
        let mut ids = IdsAtRunTime::NOTHING;
        ids.all = all.is_said();
        ids.required = named(&entries, Left::Required);
        ids.optional = named(&entries, Left::Optional);
        ids
    };
    let auth_configs_left =
        auth_configs.iter().filter_map(|config| Some((&config.toolkit, left(config.id.as_ref()?)?)));
    let accounts_left =
        connected_accounts.iter().filter_map(|accounts| Some((&accounts.toolkit, left(accounts.ids.as_ref()?)?)));
    let mut at_run_time = AtRunTime::NOTHING;
    at_run_time.toolkits = declaration.chooses_toolkits();
    at_run_time.callback_url = manage_connections.callback_url.yes().and_then(|url| left(&url.value));
    at_run_time.auth_configs = ids(&declaration.auth_config_map, auth_configs_left.collect());
    at_run_time.connected_accounts = ids(&declaration.account_map, accounts_left.collect());
    let several = declaration.multi_account.as_ref().filter(|several| several.switch.is_on() == Some(true));
    at_run_time.multi_account = several.is_some_and(|several| several.at_run_time);
    let most = several.and_then(|several| several.max_per_toolkit.yes());
    at_run_time.max_per_toolkit = most.is_some_and(|most| most.value.at_run_time);
    at_run_time
}

fn left<T>(supplied: &Supplied<T>) -> Option<Left> {
    match supplied {
        Supplied::Here(_) => None,
        Supplied::AtRunTime => Some(Left::Required),
        Supplied::IfAny => Some(Left::Optional),
    }
}

fn named(entries: &[(&Slug, Left)], left: Left) -> List<Text> {
    entries.iter().filter(|(_, how)| *how == left).map(|(slug, _)| Text::from(slug.name.clone())).collect()
}
