//! How the user's accounts are connected.

use super::{Packed, Tables};
use crate::declaration::{
    AuthConfig, ConnectedAccounts, Declaration, ManageConnections, MultiAccount, Said, Spanned, Supplied,
};

pub(super) fn auth_configs(configs: &[AuthConfig], tables: &mut Tables) {
    for AuthConfig { toolkit, id, .. } in configs {
        if let Some(Supplied::Here(id)) = id {
            let record = tables.auth_configs.record();
            record.text(&toolkit.name);
            record.text(&id.value);
        }
    }
}

pub(super) fn accounts(accounts: &[ConnectedAccounts], tables: &mut Tables) {
    for ConnectedAccounts { toolkit, ids, .. } in accounts {
        if let Some(Supplied::Here(ids)) = ids {
            let record = tables.connected_accounts.record();
            record.text(&toolkit.name);
            tables.texts.list(ids.iter().map(|id| id.value.as_str()), record);
        }
    }
}

pub(super) fn connections(declaration: &Declaration, packed: &mut Packed) {
    let ManageConnections { switch: _, wait, callback_url, removal } = &declaration.manage_connections;
    let url = match callback_url {
        Said::Yes(Spanned { value: Supplied::Here(url), .. }) => Some(url),
        _ => None,
    };
    packed.flag(Some(declaration.is_managed() != Some(false)));
    packed.option(url, |packed, url| packed.text(url));
    packed.flag(wait.yes().map(|wait| wait.value.is_some()));
    packed.flag(removal.yes().map(|removal| removal.value));
}

/// As the official SDKs have it, an explicit selection is asked for unless the declaration says otherwise.
pub(super) fn multi_account(accounts: Option<&MultiAccount>, packed: &mut Packed) {
    let said = accounts.and_then(|accounts| Some((accounts, accounts.switch.is_on(true)?)));
    packed.option(said, |packed, (accounts, enabled)| {
        let maximum = accounts.max_per_toolkit.yes().filter(|_| enabled);
        let explicit = accounts.explicit_selection.yes().is_none_or(|explicit| explicit.value);
        packed.flag(Some(enabled));
        packed.option(maximum, |packed, maximum| packed.number(maximum.value));
        packed.flag(enabled.then_some(explicit));
    });
}
