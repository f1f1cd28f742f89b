//! The items of `impl SessionSpec`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::Expansion;
use crate::{
    declaration::{App, Said, Spanned, Supplied},
    handles::{self, Kind},
};

impl Expansion<'_> {
    pub(crate) fn spec(&self) -> TokenStream {
        let connections = self.runtime.path(&format!("connections::{}", self.mode()));
        let callback = match &self.declaration.manage_connections.callback_url {
            Said::Yes(Spanned { value: Supplied::AtRunTime, .. }) => self.runtime.path("builder::NotYet"),
            _ => self.runtime.path("builder::Declared"),
        };
        let auth_configs = self.not_yet(|kind| matches!(kind, Kind::AuthConfig(_)));
        let accounts = self.not_yet(|kind| matches!(kind, Kind::Account(_)));
        let name = Literal::string(&self.agent.ident.unraw().to_string());
        let session_config = self.runtime.path("config::SessionConfig");
        let (config, policies) = (self.config(), self.policy_items());
        let (wait, at_run_time, mcp) = (self.wait(), self.at_run_time(), self.mcp());
        quote! {
            type Connections = #connections;
            type Callback = #callback;
            type AuthConfigs = #auth_configs;
            type ConnectedAccounts = #accounts;
            const NAME: &'static ::core::primitive::str = #name;
            const MODULE: &'static ::core::primitive::str = ::core::module_path!();
            const CONFIG: #session_config = #config;
            const WAIT: ::core::option::Option<::core::time::Duration> = #wait;
            #at_run_time
            #mcp
            #policies
        }
    }

    /// The way of connecting. With errors in the declaration it is the one that is allowed everything.
    pub(crate) fn mode(&self) -> &'static str {
        let connections = &self.declaration.manage_connections;
        let app = self.declaration.app.yes().map(|app| app.value).unwrap_or_default();
        match (self.declaration.is_managed(), app) {
            _ if self.undecided => "Undecided",
            (Some(false), App::ManualAuth) => "Manual",
            (Some(false), _) => "Preconnected",
            _ if connections.deadline().is_some() => "Upfront",
            _ => "OnDemand",
        }
    }

    fn wait(&self) -> TokenStream {
        let deadline = self.declaration.manage_connections.deadline();
        let millis = deadline.and_then(|deadline| u64::try_from(deadline.value.as_millis()).ok());
        match millis.map(Literal::u64_unsuffixed) {
            Some(millis) => quote!(::core::option::Option::Some(::core::time::Duration::from_millis(#millis))),
            None => quote!(::core::option::Option::None),
        }
    }

    /// A list with `NotYet` for each handle of a kind.
    fn not_yet(&self, is_kind: impl Fn(Kind) -> bool) -> TokenStream {
        let not_yet = self.runtime.path("builder::NotYet");
        let (handles, _) = handles::of(self.declaration);
        let count = handles.iter().filter(|handle| is_kind(handle.kind)).count();
        (0..count).fold(quote!(()), |rest, _| quote!((#not_yet, #rest)))
    }
}
