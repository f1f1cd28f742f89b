//! What lets a session be handed to MCP clients.

use proc_macro2::TokenStream;
use quote::quote;

use super::Expansion;

impl Expansion<'_> {
    /// The constant by which `create` knows what it has to verify.
    pub(crate) fn mcp(&self) -> Option<TokenStream> {
        self.declaration.serves_mcp().map(|_| {
            quote!(
                const MCP: ::core::primitive::bool = true;
            )
        })
    }

    /// The impl without which there is no `Session::mcp`. With errors in the declaration it is there in any case.
    pub(crate) fn serves_mcp(&self) -> Option<TokenStream> {
        if !self.undecided {
            self.declaration.serves_mcp()?;
        }
        let trait_ = self.runtime.path("ServesMcp");
        let ident = &self.agent.ident;
        let (generics, arguments, bounds) = self.agent.split_for_impl();
        Some(quote! {
            #[automatically_derived]
            impl #generics #trait_ for #ident #arguments #bounds {}
        })
    }
}
