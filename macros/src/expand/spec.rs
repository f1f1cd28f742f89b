//! The items of `impl SessionSpec`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use tool_router_core::manifest::{AtRunTime, IdsAtRunTime, Left};

use super::{Expansion, Runtime};
use crate::handles::Kind;

impl Expansion<'_> {
    pub(crate) fn spec(&self) -> TokenStream {
        let connections = self.runtime.path(&format!("connections::{}", self.mode()));
        let at_run_time = &self.resolved.declared.at_run_time;
        let toolkits = self.state(if at_run_time.toolkits { "NotYet" } else { "Settled" });
        let callback = self.state(match at_run_time.callback_url {
            None => "Settled",
            Some(Left::Required) => "NotYet",
            Some(Left::Optional) => "Optional",
        });
        let auth_configs = self.ids(&at_run_time.auth_configs, |kind| matches!(kind, Kind::AuthConfig(Some(_))));
        let accounts = self.ids(&at_run_time.connected_accounts, |kind| matches!(kind, Kind::Account(Some(_))));
        let several = self.several();
        let mcp = self.runtime.path(&format!("mcp::{}", self.mcp()));
        let declaration = self.declaration();
        quote! {
            type Connections = #connections;
            type Toolkits = #toolkits;
            type Callback = #callback;
            type AuthConfigs = #auth_configs;
            type ConnectedAccounts = #accounts;
            type MultiAccount = #several;
            type Mcp = #mcp;
            #declaration
        }
    }

    /// Everything except the types.
    fn declaration(&self) -> TokenStream {
        let text = Literal::string(&format!("{}\n{}\n", self.agent.ident.unraw(), self.resolved.declared.pack()));
        let held_to = self.held_to();
        quote! {
            const __DECLARATION: &'static ::core::primitive::str = ::core::concat!(#text, ::core::module_path!());
            #held_to
        }
    }

    /// The way of connecting. With errors in the declaration it is the one that allows everything.
    fn mode(&self) -> &'static str {
        if self.undecided { "Undecided" } else { self.resolved.mode.name() }
    }

    /// Whether there is `Session::mcp`. With errors in the declaration it always exists.
    fn mcp(&self) -> &'static str {
        if self.undecided || self.resolved.mcp { "Served" } else { "NotServed" }
    }

    /// Whether several accounts, and how many, are decided at run time.
    fn several(&self) -> TokenStream {
        let AtRunTime { multi_account, max_per_toolkit, .. } = self.resolved.declared.at_run_time;
        if !multi_account && !max_per_toolkit {
            return self.state("Settled");
        }
        self.left_to_run_time(|runtime| {
            let state = |left| runtime.path(if left { "builder::Optional" } else { "builder::Settled" });
            let (switch, most) = (state(multi_account), state(max_per_toolkit));
            quote!((#switch, #most))
        })
    }

    fn state(&self, state: &str) -> TokenStream {
        self.left_to_run_time(|runtime| {
            let state = runtime.path(&format!("builder::{state}"));
            quote!(#state)
        })
    }

    /// `NotYet` if all ids are supplied at run time, or else a list with `NotYet` for each handle of a kind.
    fn ids(&self, ids: &IdsAtRunTime, is_kind: impl Fn(Kind) -> bool) -> TokenStream {
        if ids.all {
            return self.state("NotYet");
        }
        self.left_to_run_time(|runtime| {
            let not_yet = runtime.path("builder::NotYet");
            let count = self.handles.iter().filter(|handle| is_kind(handle.kind)).count();
            (0..count).fold(quote!(()), |rest, _| quote!((#not_yet, #rest)))
        })
    }

    /// What is left to run time. With errors in the declaration this is unknown, and anything can be supplied.
    fn left_to_run_time(&self, decided: impl FnOnce(&Runtime) -> TokenStream) -> TokenStream {
        if self.undecided {
            let undecided = self.runtime.path("connections::Undecided");
            quote!(#undecided)
        } else {
            decided(&self.runtime)
        }
    }
}
