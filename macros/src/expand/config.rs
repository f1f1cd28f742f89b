//! The declaration as a constant of the runtime's configuration types.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::Runtime;
use crate::declaration::{
    AuthConfig, ConnectedAccounts, Declaration, ManageConnections, MultiAccount, Reach, Said, Slugs, Spanned, Supplied,
    Tag, Tags, ToolkitTools, Toolkits,
};

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
            app: _,
            toolkits,
            tools,
            tags,
            manage_connections,
            auth_configs,
            connected_accounts,
            multi_account,
            session_config,
            crate_path: _,
            allow: _,
            incomplete: _,
        } = self.declaration;
        let fields = [
            toolkits.as_ref().and_then(of_toolkits).map(|value| quote!(toolkits: #value)),
            map(tools.iter().filter_map(of_toolkit)).map(|value| quote!(tools: #value)),
            tags.as_ref().and_then(of_tags).map(|value| quote!(tags: #value)),
            map(auth_configs.iter().filter_map(of_auth_config)).map(|value| quote!(auth_configs: #value)),
            map(connected_accounts.iter().filter_map(of_accounts)).map(|value| quote!(connected_accounts: #value)),
            of_connections(manage_connections).map(|value| quote!(manage_connections: #value)),
            multi_account.as_ref().and_then(of_multi_account).map(|value| quote!(multi_account: Some(#value))),
            session_config.yes().map(of_saved_config).map(|value| quote!(experimental: #value)),
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

fn of_toolkits(toolkits: &Toolkits) -> Option<TokenStream> {
    let access = match &toolkits.reach {
        Said::Yes(Reach::Only(reached)) => Some(slugs(reached)).map(|slugs| quote!(Only(#slugs))),
        Said::Yes(Reach::Except(denied)) => Some(slugs(denied)).map(|slugs| quote!(Except(#slugs))),
        Said::Yes(Reach::None) => Some(quote!(Only(Borrowed(&[])))),
        Said::Yes(Reach::Any) | Said::Wrong | Said::No => None,
    };
    let fields = [
        access.map(|access| quote!(access: config::Access::#access)),
        toolkits.require_approval.as_ref().map(slugs).map(|slugs| quote!(require_approval: #slugs)),
    ];
    with_default(&quote!(config::Toolkits), fields)
}

fn of_toolkit(tools: &ToolkitTools) -> Option<(&str, TokenStream)> {
    let ToolkitTools { toolkit, enable, disable, tags, require_approval } = tools;
    let enabled = enable.as_ref().map(slugs).map(|slugs| quote!(Only(#slugs)));
    let disabled = disable.as_ref().map(slugs).map(|slugs| quote!(Except(#slugs)));
    let tagged = tags.as_ref().and_then(of_tags).map(|tags| quote!(Tagged(#tags)));
    let access = enabled.or(disabled).or(tagged);
    let fields = [
        access.map(|access| quote!(access: config::ToolAccess::#access)),
        require_approval.as_ref().map(slugs).map(|slugs| quote!(require_approval: #slugs)),
    ];
    Some((&toolkit.name, with_default(&quote!(config::ToolkitTools), fields)?))
}

fn of_tags(tags: &Tags) -> Option<TokenStream> {
    let said = |tags: &[Spanned<Tag>]| (!tags.is_empty()).then(|| list(tags.iter().map(|tag| variant(tag.value))));
    let fields = [
        said(&tags.enable).map(|tags| quote!(enable: #tags)),
        said(&tags.disable).map(|tags| quote!(disable: #tags)),
        said(&tags.require_approval).map(|tags| quote!(require_approval: #tags)),
    ];
    with_default(&quote!(config::Tags), fields)
}

fn of_auth_config(config: &AuthConfig) -> Option<(&str, TokenStream)> {
    match &config.id {
        Some(Supplied::Here(id)) => Some((&config.toolkit.name, text(&id.value))),
        Some(Supplied::AtRunTime) | None => None,
    }
}

fn of_accounts(accounts: &ConnectedAccounts) -> Option<(&str, TokenStream)> {
    match &accounts.ids {
        Some(Supplied::Here(ids)) => Some((&accounts.toolkit.name, list(ids.iter().map(|id| text(&id.value))))),
        Some(Supplied::AtRunTime) | None => None,
    }
}

fn of_connections(connections: &ManageConnections) -> Option<TokenStream> {
    let ManageConnections { enabled, wait, callback_url, removal } = connections;
    let url = match callback_url {
        Said::Yes(Spanned { value: Supplied::Here(url), .. }) => Some(text(url)),
        _ => None,
    };
    let waits = wait.yes().map(|wait| wait.value.is_some());
    let removal = removal.yes().map(|removal| removal.value);
    let fields = [
        enabled.yes().filter(|enabled| !enabled.value).map(|_| quote!(enable: false)),
        url.map(|url| quote!(callback_url: Some(#url))),
        waits.map(|waits| quote!(enable_wait_for_connections: Some(#waits))),
        removal.map(|removal| quote!(enable_connection_removal: Some(#removal))),
    ];
    with_default(&quote!(config::ManageConnections), fields)
}

/// As the official SDKs have it, an explicit selection is asked for unless the declaration says otherwise.
fn of_multi_account(accounts: &MultiAccount) -> Option<TokenStream> {
    let enabled = accounts.is_enabled()?;
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

fn of_saved_config(id: &Spanned<String>) -> TokenStream {
    let id = text(&id.value);
    quote!(config::Experimental { session_config_id: Some(#id), ..config::Experimental::DEFAULT })
}

fn slugs(slugs: &Slugs) -> TokenStream {
    list(slugs.names().map(text))
}

fn variant(tag: Tag) -> TokenStream {
    let variant = format_ident!("{}", tag.variant());
    quote!(config::Tag::#variant)
}

fn text(text: &str) -> TokenStream {
    quote!(Borrowed(#text))
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

fn list(items: impl IntoIterator<Item = TokenStream>) -> TokenStream {
    let items = items.into_iter();
    quote!(Borrowed(&[#(#items),*]))
}

fn map<'a>(entries: impl IntoIterator<Item = (&'a str, TokenStream)>) -> Option<TokenStream> {
    let entries: Vec<TokenStream> = entries.into_iter().map(|(key, value)| quote!((Borrowed(#key), #value))).collect();
    (!entries.is_empty()).then(|| quote!(config::Map(Borrowed(&[#(#entries),*]))))
}

/// The fields that are set, the rest as by default; `None` where all is.
fn with_default<const N: usize>(ty: &TokenStream, fields: [Option<TokenStream>; N]) -> Option<TokenStream> {
    let rest = fields.iter().any(Option::is_none).then(|| quote!(..#ty::DEFAULT));
    let fields: Vec<TokenStream> = fields.into_iter().flatten().collect();
    (!fields.is_empty()).then(|| quote!(#ty { #(#fields,)* #rest }))
}
