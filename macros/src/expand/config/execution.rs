//! What runs where: the sandbox, preloaded tools, instant tools.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::literal::{access, map, slugs, with_default};
use crate::declaration::{Declaration, Instant, Preload, Said, Sandbox, Spanned};

pub(super) fn sandbox(declaration: &Declaration) -> Option<TokenStream> {
    match &declaration.sandbox {
        Some(sandbox) => of_sandbox(sandbox),
        None => {
            by_preset(declaration).then(|| quote!(config::Sandbox { enable: Some(false), ..config::Sandbox::DEFAULT }))
        }
    }
}

fn of_sandbox(sandbox: &Sandbox) -> Option<TokenStream> {
    let Sandbox { switch, size, tool_execution, proxy_execution, auto_offload_threshold } = sandbox;
    let enable = switch.is_on(true)?;
    let size = size.yes().map(|size| format_ident!("{}", size.value.variant()));
    let threshold = auto_offload_threshold.yes().map(|threshold| Literal::u64_unsuffixed(threshold.value));
    let fields = [
        Some(quote!(enable: Some(#enable))),
        flag(tool_execution).map(|execution| quote!(enable_tool_execution: Some(#execution))),
        flag(proxy_execution).map(|execution| quote!(enable_proxy_execution: Some(#execution))),
        threshold.map(|threshold| quote!(auto_offload_threshold: Some(#threshold))),
        size.map(|size| quote!(sandbox_size: Some(config::SandboxSize::#size))),
    ];
    with_default(&quote!(config::Sandbox), fields)
}

pub(super) fn preload(declaration: &Declaration) -> Option<TokenStream> {
    let tools = match &declaration.preload {
        Said::Yes(Spanned { value: Preload::Only(tools), .. }) => {
            let slugs = slugs(tools);
            quote!(Only(#slugs))
        }
        Said::Yes(Spanned { value: Preload::All, .. }) => quote!(All),
        Said::No if by_preset(declaration) => quote!(All),
        Said::No | Said::Wrong => return None,
    };
    Some(quote!(config::Preload { tools: config::PreloadTools::#tools }))
}

pub(super) fn search(declaration: &Declaration) -> Option<TokenStream> {
    let enable = flag(&declaration.search).or(by_preset(declaration).then_some(false))?;
    Some(quote!(config::Search { enable: #enable }))
}

pub(super) fn execute(declaration: &Declaration) -> Option<TokenStream> {
    let enable = flag(&declaration.multi_execute).or(by_preset(declaration).then_some(false))?;
    Some(quote!(config::Execute { enable_multi_execute: #enable }))
}

pub(super) fn instant(instant: &Instant) -> Option<TokenStream> {
    let Instant { switch, toolkits, tools, return_instant_charge, return_prices_in_search } = instant;
    if !switch.is_on(true)? {
        return Some(quote!(config::Instant::Off));
    }
    let toolkits = toolkits.as_ref().and_then(access);
    let tools = map(tools.iter().filter_map(|(toolkit, reach)| Some((toolkit.name.as_str(), access(reach)?))));
    let fields = [
        toolkits.map(|access| quote!(toolkits: #access)),
        tools.map(|tools| quote!(tools: #tools)),
        flag(return_instant_charge).map(|charge| quote!(return_instant_charge: Some(#charge))),
        flag(return_prices_in_search).map(|prices| quote!(return_prices_in_search: Some(#prices))),
    ];
    let usage = with_default(&quote!(config::InstantUsage), fields).unwrap_or(quote!(config::InstantUsage::DEFAULT));
    Some(quote!(config::Instant::On(#usage)))
}

pub(super) fn flag(said: &Said<Spanned<bool>>) -> Option<bool> {
    said.yes().map(|said| said.value)
}

/// Whether the preset decides what is not said.
fn by_preset(declaration: &Declaration) -> bool {
    declaration.preset.yes().is_some()
}
