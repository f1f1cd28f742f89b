//! The declaration as a constant of the runtime's configuration types.

mod access;
mod connections;
mod execution;
mod literal;
mod oversight;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use self::{execution::flag, literal::map};
use super::Runtime;
use crate::declaration::Declaration;

/// Writes the constant.
pub(crate) struct Config<'a> {
    declaration: &'a Declaration,
    /// The path of the runtime's module `config`.
    module: TokenStream,
}

impl<'a> Config<'a> {
    pub(crate) fn new(declaration: &'a Declaration, runtime: &Runtime) -> Self {
        Self { declaration, module: runtime.path("config") }
    }
}

impl ToTokens for Config<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // Every setting is named, so that a new one cannot be forgotten here.
        let Declaration {
            toolkits,
            tools,
            tags,
            manage_connections: _,
            auth_configs,
            connected_accounts,
            multi_account,
            sandbox: _,
            proxy_execute,
            preload: _,
            preset: _,
            search: _,
            multi_execute: _,
            hooks,
            permissions: _,
            instant,
            timezone: _,
            no_elicitation_support: _,
            submit_feedback: _,
            fast_mode: _,
            link_url: _,
            session_config: _,
            // These say how the constant is used and written, not what it holds.
            app: _,
            mcp: _,
            policies: _,
            catalog: _,
            typed_tools: _,
            crate_path: _,
            allow: _,
            incomplete: _,
            stray_tools: _,
        } = self.declaration;
        let some = |field: TokenStream, value: Option<TokenStream>| value.map(|value| quote!(#field: Some(#value)));
        let fields = [
            toolkits.as_ref().and_then(access::toolkits).map(|value| quote!(toolkits: #value)),
            map(tools.iter().filter_map(access::tools_of_toolkit)).map(|value| quote!(tools: #value)),
            tags.as_ref().and_then(access::tags).map(|value| quote!(tags: #value)),
            map(auth_configs.iter().filter_map(connections::auth_config)).map(|value| quote!(auth_configs: #value)),
            map(connected_accounts.iter().filter_map(connections::accounts))
                .map(|value| quote!(connected_accounts: #value)),
            connections::connections(self.declaration).map(|value| quote!(manage_connections: #value)),
            some(quote!(multi_account), multi_account.as_ref().and_then(connections::multi_account)),
            some(quote!(sandbox), execution::sandbox(self.declaration)),
            some(quote!(proxy_execute), flag(proxy_execute).map(|on| quote!(config::ProxyExecute { enable: #on }))),
            some(quote!(preload), execution::preload(self.declaration)),
            some(quote!(search), execution::search(self.declaration)),
            some(quote!(execute), execution::execute(self.declaration)),
            some(quote!(instant), instant.as_ref().and_then(execution::instant)),
            oversight::hooks(hooks).map(|value| quote!(hooks: #value)),
            oversight::experimental(self.declaration).map(|value| quote!(experimental: #value)),
        ];
        let fields = fields.into_iter().flatten();
        let module = &self.module;
        tokens.extend(quote! {{
            #[allow(unused_imports)]
            use ::core::option::Option::{None, Some};
            #[allow(unused_imports)]
            use ::std::borrow::Cow::Borrowed;
            use #module;
            config::SessionConfig { #(#fields,)* ..config::SessionConfig::DEFAULT }
        }});
    }
}
