//! What the manifest needs beside the configuration.

use proc_macro2::TokenStream;
use quote::quote;

use super::Expansion;
use crate::{
    declaration::{Said, Spanned, Supplied},
    handles::{self, Kind},
};

impl Expansion<'_> {
    /// The constant that says what is left to run time, where anything is.
    pub(crate) fn at_run_time(&self) -> Option<TokenStream> {
        let callback_url = &self.declaration.manage_connections.callback_url;
        let callback_url = matches!(callback_url, Said::Yes(Spanned { value: Supplied::AtRunTime, .. }));
        let (handles, _) = handles::of(self.declaration);
        let slugs = |is_kind: fn(Kind) -> bool| -> Vec<&str> {
            let handles = handles.iter().filter(|handle| is_kind(handle.kind));
            handles.map(|handle| handle.slug.as_str()).collect()
        };
        let auth_configs = slugs(|kind| matches!(kind, Kind::AuthConfig(_)));
        let accounts = slugs(|kind| matches!(kind, Kind::Account(_)));
        if !callback_url && auth_configs.is_empty() && accounts.is_empty() {
            return None;
        }
        let at_run_time = self.runtime.path("manifest::AtRunTime");
        Some(quote! {
            const AT_RUN_TIME: #at_run_time = #at_run_time {
                callback_url: #callback_url,
                auth_configs: ::std::borrow::Cow::Borrowed(&[#(#auth_configs),*]),
                connected_accounts: ::std::borrow::Cow::Borrowed(&[#(#accounts),*]),
            };
        })
    }

    /// Hands the session in to those that a program knows of. Whether anything is done with it is for the runtime to know:
    /// a macro cannot see the features of the crate that re-exports it.
    pub(crate) fn collect(&self, spec: &TokenStream) -> Option<TokenStream> {
        let collect = self.runtime.path("__collect");
        let agent = &self.agent.ident;
        match (self.undecided, self.agent.generics.params.is_empty()) {
            (true, _) => None,
            (false, true) => Some(quote!(#collect!(#agent);)),
            (false, false) => Some(quote!(#collect! { generic #spec })),
        }
    }
}
