//! The items of `impl SessionSpec`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::{Expansion, config};
use crate::{
    declaration::{App, Said, Spanned, Supplied},
    handles::Kind,
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
        let (declared, policies, mcp) = (self.declared(), self.policy_items(), self.mcp());
        quote! {
            type Connections = #connections;
            type Callback = #callback;
            type AuthConfigs = #auth_configs;
            type ConnectedAccounts = #accounts;
            const DECLARED: &'static ::core::primitive::str = #declared;
            #mcp
            #policies
        }
    }

    /// Everything but the types, packed. The path of the module is known to the compiler alone, so that it comes last.
    pub(crate) fn packed(&self) -> TokenStream {
        let name = self.agent.ident.unraw().to_string();
        let packed = Literal::string(&config::pack(&name, self.declaration, &self.handles));
        quote!(::core::concat!(#packed, ::core::module_path!()))
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

    /// A list with `NotYet` for each handle of a kind.
    fn not_yet(&self, is_kind: impl Fn(Kind) -> bool) -> TokenStream {
        let not_yet = self.runtime.path("builder::NotYet");
        let count = self.handles.iter().filter(|handle| is_kind(handle.kind)).count();
        (0..count).fold(quote!(()), |rest, _| quote!((#not_yet, #rest)))
    }
}
