//! The items of `impl SessionSpec`.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use tool_router_core::manifest::{AtRunTime, IdsAtRunTime, Left};

use super::Expansion;
use super::runtime::RuntimePath;
use crate::handles::Kind;

impl Expansion<'_> {
    pub(crate) fn spec(&self) -> TokenStream {
        let connections = self.runtime.path(&format!("connections::{}", self.mode()));
        let at_run_time = self.at_run_time();
        let mcp = self.runtime.path(&format!("mcp::{}", self.mcp()));
        let declaration = self.declaration();
        quote! {
            type Connections = #connections;
            type AtRunTime = #at_run_time;
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

    /// What is left to run time. With errors in the declaration this is unknown, and anything can be supplied.
    fn at_run_time(&self) -> TokenStream {
        if self.undecided {
            return self.runtime.path("connections::Undecided").into_token_stream();
        }
        let at_run_time = &self.resolved.declared.at_run_time;
        let auth_configs = self.ids(&at_run_time.auth_configs, |kind| matches!(kind, Kind::AuthConfig(Some(_))));
        let accounts = self.ids(&at_run_time.connected_accounts, |kind| matches!(kind, Kind::Account(Some(_))));
        if let AtRunTime { toolkits: false, callback_url: None, multi_account: false, max_per_toolkit: false, .. } =
            at_run_time
            && auth_configs.is_none()
            && accounts.is_none()
        {
            return self.runtime.path("builder::AllSettled").into_token_stream();
        }
        let toolkits = self.state(if at_run_time.toolkits { "NotYet" } else { "Settled" });
        let callback = self.state(match at_run_time.callback_url {
            None => "Settled",
            Some(Left::Required) => "NotYet",
            Some(Left::Optional) => "Optional",
        });
        let several = self.several();
        let left_open = self.runtime.path("builder::LeftOpen");
        let [auth_configs, accounts] = [auth_configs, accounts].map(|ids| ids.unwrap_or_else(|| quote!(())));
        quote!(#left_open<#toolkits, #callback, #auth_configs, #accounts, #several>)
    }

    /// Whether several accounts, and how many, are decided at run time.
    fn several(&self) -> TokenStream {
        let AtRunTime { multi_account, max_per_toolkit, .. } = self.resolved.declared.at_run_time;
        if !multi_account && !max_per_toolkit {
            return self.state("Settled").into_token_stream();
        }
        let [switch, most] =
            [multi_account, max_per_toolkit].map(|left| self.state(if left { "Optional" } else { "Settled" }));
        quote!((#switch, #most))
    }

    fn state(&self, state: &str) -> RuntimePath {
        self.runtime.path(&format!("builder::{state}"))
    }

    /// `NotYet` if all ids are supplied at run time, or else a list with `NotYet` for each handle of a kind, if there is one.
    fn ids(&self, ids: &IdsAtRunTime, is_kind: impl Fn(Kind) -> bool) -> Option<TokenStream> {
        let not_yet = self.state("NotYet");
        if ids.all {
            return Some(not_yet.into_token_stream());
        }
        let handles = self.handles.iter().filter(|handle| is_kind(handle.kind));
        handles.fold(None, |rest, _| {
            let rest = rest.unwrap_or_else(|| quote!(()));
            Some(quote!((#not_yet, #rest)))
        })
    }
}
