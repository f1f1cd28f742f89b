//! The accounts of a session, and which of them are left to run time.

use tool_router_core::{
    config::{self, List, Map, Text},
    manifest::AtRunTime,
};

use super::flag;
use crate::declaration::{AuthConfig, ConnectedAccounts, ManageConnections, MultiAccount, Slug, Spanned, Supplied};

pub(super) fn auth_configs(configs: &[AuthConfig]) -> Map<Text> {
    let entries = configs.iter().filter_map(|AuthConfig { toolkit, id, .. }| match id {
        Some(Supplied::Here(id)) => Some((toolkit.name.clone().into(), id.value.clone().into())),
        Some(Supplied::AtRunTime) | None => None,
    });
    Map::new(entries.collect())
}

pub(super) fn connected_accounts(accounts: &[ConnectedAccounts]) -> Map<List<Text>> {
    let entries = accounts.iter().filter_map(|ConnectedAccounts { toolkit, ids, .. }| match ids {
        Some(Supplied::Here(ids)) => {
            Some((toolkit.name.clone().into(), ids.iter().map(|id| id.value.clone().into()).collect()))
        }
        Some(Supplied::AtRunTime) | None => None,
    });
    Map::new(entries.collect())
}

/// As in the official SDKs, explicit selection is required unless the declaration disables it.
pub(super) fn multi_account(accounts: &MultiAccount) -> Option<config::MultiAccount> {
    let MultiAccount { switch: _, max_per_toolkit, explicit_selection } = accounts;
    if !accounts.switch.is_on()? {
        return Some(config::MultiAccount::DISABLED);
    }
    let several = config::MultiAccount::DEFAULT
        .with_enable(Some(true))
        .with_max_accounts_per_toolkit(max_per_toolkit.yes().map(|maximum| maximum.value))
        .with_require_explicit_selection(Some(flag(explicit_selection).unwrap_or(true)));
    Some(several)
}

pub(super) fn at_run_time(
    connections: &ManageConnections,
    auth_configs: &[AuthConfig],
    accounts: &[ConnectedAccounts],
) -> AtRunTime {
    let toolkit = |slug: &Slug| Text::from(slug.name.clone());
    let auth_configs = auth_configs.iter().filter(|config| matches!(config.id, Some(Supplied::AtRunTime)));
    let accounts = accounts.iter().filter(|accounts| matches!(accounts.ids, Some(Supplied::AtRunTime)));
    AtRunTime {
        callback_url: matches!(connections.callback_url.yes(), Some(Spanned { value: Supplied::AtRunTime, .. })),
        auth_configs: auth_configs.map(|config| toolkit(&config.toolkit)).collect(),
        connected_accounts: accounts.map(|accounts| toolkit(&accounts.toolkit)).collect(),
    }
}
