//! How the user's accounts are connected.

use super::{Packed, Tables};
use crate::declaration::{
    AuthConfig, ConnectedAccounts, Declaration, ManageConnections, MultiAccount, Said, Spanned, Supplied,
};

pub(super) fn auth_configs(configs: &[AuthConfig], tables: &mut Tables) {
    for AuthConfig { toolkit, id, .. } in configs {
        if let Some(Supplied::Here(id)) = id {
            let mut record = Packed::default();
            tables.texts.text(&toolkit.name, &mut record);
            tables.texts.text(&id.value, &mut record);
            tables.auth_configs.push(&record);
        }
    }
}

pub(super) fn accounts(accounts: &[ConnectedAccounts], tables: &mut Tables) {
    for ConnectedAccounts { toolkit, ids, .. } in accounts {
        if let Some(Supplied::Here(ids)) = ids {
            let mut record = Packed::default();
            tables.texts.text(&toolkit.name, &mut record);
            tables.texts.list(ids.iter().map(|id| id.value.as_str()), &mut record);
            tables.connected_accounts.push(&record);
        }
    }
}

pub(super) fn connections(declaration: &Declaration, tables: &mut Tables, packed: &mut Packed) {
    let ManageConnections { switch: _, wait, callback_url, removal } = &declaration.manage_connections;
    let url = match callback_url {
        Said::Yes(Spanned { value: Supplied::Here(url), .. }) => Some(url.as_str()),
        _ => None,
    };
    packed.flag(Some(declaration.is_managed() != Some(false)));
    tables.texts.optional_text(url, packed);
    packed.flag(wait.yes().map(|wait| wait.value.is_some()));
    packed.flag(removal.yes().map(|removal| removal.value));
}

/// As the official SDKs have it, an explicit selection is asked for unless the declaration says otherwise.
pub(super) fn multi_account(accounts: Option<&MultiAccount>, packed: &mut Packed) {
    let said = accounts.and_then(|accounts| Some((accounts, accounts.switch.is_on(true)?)));
    let Some((accounts, enabled)) = packed.option(said) else { return };
    let maximum = accounts.max_per_toolkit.yes().filter(|_| enabled);
    let explicit = accounts.explicit_selection.yes().is_none_or(|explicit| explicit.value);
    packed.flag(Some(enabled));
    packed.optional_number(maximum.map(|maximum| maximum.value.into()));
    packed.flag(enabled.then_some(explicit));
}
