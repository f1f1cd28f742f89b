//! The type that a tool is, with the state that it holds.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Type, ext::IdentExt as _, spanned::Spanned as _};

use super::{
    expand::{Expansion, spanned},
    function::{Function, Place},
};
use crate::{expand::Runtime, lints};

/// The name that the code of methods' tools has for the type that the methods are of.
pub(super) const OF_METHODS: &str = "__ToolRouterOfMethods";

impl Expansion<'_> {
    /// The name of the tool's type. That of a method stands beside nothing that the user wrote. It has the method's name as it
    /// is, because `find_order` and `find_Order` are the same in camel case.
    pub(super) fn name(&self) -> Ident {
        let Function { ident, .. } = self.function;
        match self.place {
            Place::Free => self.function.tool(),
            Place::Methods => format_ident!("__ToolRouterToolOf_{}", ident.unraw(), span = ident.span()),
        }
    }

    /// The type that is the tool.
    pub(super) fn declared(&self) -> TokenStream {
        let (tool, cfgs) = (self.name(), self.function.cfgs().collect::<Vec<_>>());
        let held = self.held();
        let hold = self.runtime.path("__private::Hold");
        if let Place::Methods = self.place {
            return quote! {
                #(#cfgs)*
                #[allow(non_camel_case_types)]
                struct #tool { state: <#held as #hold>::As }
            };
        }
        let visibility = &self.function.visibility;
        let attributes = self.function.shared_attributes();
        let states: Vec<_> = self.function.parameters.states().collect();
        if states.is_empty() {
            return quote! {
                #(#attributes)*
                #[allow(dead_code)]
                #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
                #visibility struct #tool;
            };
        }
        let allowed = lints::allowed(&self.function.attributes);
        let into_state = self.runtime.path("custom::IntoState");
        let traits: Vec<_> = states.iter().map(|(_, ty)| quote_spanned!(ty.span()=> #into_state<#ty>)).collect();
        let names: Vec<_> = states.iter().map(|(name, _)| name).collect();
        let documentation = format!("The tool `{}` with what it works on.", self.texts.slug);
        let without_state = self.runtime.path("__private::WithoutState");
        let shown = tool.to_string();
        // Where a value is expected, the name alone is a tool without its state, which says so where it is registered.
        quote! {
            #(#attributes)*
            #[allow(dead_code, private_interfaces)]
            #[derive(::core::clone::Clone)]
            #visibility struct #tool { state: <#held as #hold>::As }

            #(#cfgs)*
            #allowed
            #[doc(hidden)]
            #[allow(dead_code, non_upper_case_globals)]
            #visibility const #tool: #without_state<#tool> = #without_state::NEW;

            #(#cfgs)*
            #allowed
            #[automatically_derived]
            impl ::core::fmt::Debug for #tool {
                fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    formatter.debug_struct(#shown).finish_non_exhaustive()
                }
            }

            #(#cfgs)*
            #allowed
            impl #tool {
                #[doc = #documentation]
                #[allow(dead_code, private_interfaces, private_bounds, unreachable_pub)]
                #visibility fn with_state(#(#names: impl #traits),*) -> Self {
                    Self { state: <#held>::hold((#(<_ as #traits>::into_state(#names),)*)) }
                }
            }
        }
    }

    /// What the tool holds of its state, if that can be shared.
    pub(super) fn held(&self) -> TokenStream {
        let runtime = self.runtime;
        let states = match self.place {
            Place::Methods => {
                let shared = Ident::new(OF_METHODS, Span::mixed_site());
                let arc = runtime.path("__private::std::sync::Arc");
                quote!((#arc<#shared>,))
            }
            Place::Free => {
                let state = runtime.path("custom::State");
                let states = self.function.parameters.states().map(|(_, ty)| quote_spanned!(ty.span()=> #state<#ty>,));
                quote!((#(#states)*))
            }
        };
        let private = runtime.path("__private");
        quote! {
            #private::Held<#states, {
                #[allow(unused_imports)]
                use #private::Fallback as _;
                #private::IsShared::<#states>::HOLDS
            }>
        }
    }
}

/// The check that calls can share a value of the type.
pub(super) fn is_shared(runtime: &Runtime, ty: &Type) -> TokenStream {
    let span = ty.span();
    let trait_ = spanned(&runtime.path("__private::SharedState"), span);
    quote_spanned!(span=> const _: fn() = || { fn is<T: #trait_ + ?::core::marker::Sized>() {} is::<#ty>() };)
}
