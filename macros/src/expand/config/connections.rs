//! How the user's accounts are connected.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::literal::{list, option, text, with_default};
use crate::declaration::{
    AuthConfig, ConnectedAccounts, Declaration, ManageConnections, MultiAccount, Said, Spanned, Supplied,
};

pub(super) fn auth_config(config: &AuthConfig) -> Option<(&str, TokenStream)> {
    match &config.id {
        Some(Supplied::Here(id)) => Some((&config.toolkit.name, text(&id.value))),
        Some(Supplied::AtRunTime) | None => None,
    }
}

pub(super) fn accounts(accounts: &ConnectedAccounts) -> Option<(&str, TokenStream)> {
    match &accounts.ids {
        Some(Supplied::Here(ids)) => Some((&accounts.toolkit.name, list(ids.iter().map(|id| text(&id.value))))),
        Some(Supplied::AtRunTime) | None => None,
    }
}

pub(super) fn connections(declaration: &Declaration) -> Option<TokenStream> {
    let ManageConnections { switch: _, wait, callback_url, removal } = &declaration.manage_connections;
    let url = match callback_url {
        Said::Yes(Spanned { value: Supplied::Here(url), .. }) => Some(text(url)),
        _ => None,
    };
    let waits = wait.yes().map(|wait| wait.value.is_some());
    let removal = removal.yes().map(|removal| removal.value);
    let fields = [
        (declaration.is_managed() == Some(false)).then(|| quote!(enable: false)),
        url.map(|url| quote!(callback_url: Some(#url))),
        waits.map(|waits| quote!(enable_wait_for_connections: Some(#waits))),
        removal.map(|removal| quote!(enable_connection_removal: Some(#removal))),
    ];
    with_default(&quote!(config::ManageConnections), fields)
}

/// As the official SDKs have it, an explicit selection is asked for unless the declaration says otherwise.
pub(super) fn multi_account(accounts: &MultiAccount) -> Option<TokenStream> {
    let enabled = accounts.switch.is_on(true)?;
    let maximum =
        accounts.max_per_toolkit.yes().filter(|_| enabled).map(|maximum| Literal::u8_unsuffixed(maximum.value));
    let explicit = accounts.explicit_selection.yes().is_none_or(|explicit| explicit.value);
    let (maximum, explicit) = (option(maximum), option(enabled.then_some(explicit)));
    Some(quote! {
        config::MultiAccount {
            enable: Some(#enabled),
            max_accounts_per_toolkit: #maximum,
            require_explicit_selection: #explicit,
        }
    })
}
