//! From a checked declaration to tokens.

mod config;
mod constants;
mod docs;
mod manifest;
mod policy;
mod runtime;
mod session;
mod spec;

pub(crate) use self::runtime::Runtime;

use self::docs::Docs;
use crate::{
    cargo_manifest::CargoManifest,
    declaration::{Declaration, PolicyPath},
    handles::{self, Handle},
    item::Agent,
    rules::{self, Subject},
    settings::Reader,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// Everything that the impls are made from.
struct Expansion<'a> {
    declaration: &'a Declaration,
    agent: &'a Agent,
    runtime: Runtime,
    handles: Vec<Handle>,
    /// What the session is held to.
    policies: Vec<PolicyPath>,
    /// Whether there are errors: the type checks that would echo them are off then.
    undecided: bool,
}

/// The whole of the attribute: the struct first, then what it gets, then what is wrong with it.
///
/// The struct, its `SessionSpec` and its constants are there whatever is wrong, so that what uses them compiles.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream, cargo_manifest: &CargoManifest) -> TokenStream {
    let mut reader = Reader::default();
    let declaration = Declaration::read(attribute, &mut reader);
    let Some(mut agent) = Agent::read(item.clone(), &mut reader) else {
        let diagnostics = reader.diagnostics;
        return quote!(#item #diagnostics);
    };
    let mut diagnostics = reader.diagnostics;
    rules::check(&Subject { declaration: &declaration, agent: &agent.ident }, &mut diagnostics);
    diagnostics.allow(&declaration.allow);
    let runtime = Runtime::find(declaration.crate_path.as_ref());
    let policies = policy::all(&declaration, cargo_manifest, &agent.ident, &mut diagnostics);
    let tracked = cargo_manifest.tracked();
    let undecided = diagnostics.has_errors();
    let (handles, _) = handles::of(&declaration);
    let expansion = Expansion { declaration: &declaration, agent: &agent, runtime, handles, policies, undecided };
    let docs = Docs::new(&expansion).of_agent();
    let impls = expansion.to_token_stream();
    let attributes = std::mem::take(&mut agent.item.attrs);
    let item = &agent.item;
    quote!(#(#attributes)* #docs #item #impls #tracked #diagnostics)
}

impl ToTokens for Expansion<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = &self.agent.ident;
        let (generics, arguments, bounds) = self.agent.generics.split_for_impl();
        let session_spec = self.runtime.path("SessionSpec");
        let (spec, constants, session) = (self.spec(), self.constants(), self.session());
        let collect = self.collect(&spec);
        let spec = self.held(quote! {
            #[automatically_derived]
            impl #generics #session_spec for #ident #arguments #bounds {
                #spec
            }

            #collect
        });
        tokens.extend(quote! {
            #spec

            #[allow(dead_code, single_use_lifetimes, unreachable_pub)]
            impl #generics #ident #arguments #bounds {
                #constants
                #session
            }
        });
    }
}

#[cfg(test)]
mod any_tokens;
#[cfg(test)]
mod tests;
