//! What the session can reach.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::literal::{access, list, slugs, with_default};
use crate::declaration::{Spanned, Tag, Tags, ToolkitTools, Toolkits};

pub(super) fn toolkits(toolkits: &Toolkits) -> Option<TokenStream> {
    let access = toolkits.reach.yes().and_then(access);
    let fields = [
        access.map(|access| quote!(access: #access)),
        toolkits.require_approval.as_ref().map(slugs).map(|slugs| quote!(require_approval: #slugs)),
    ];
    with_default(&quote!(config::Toolkits), fields)
}

pub(super) fn tools_of_toolkit(tools: &ToolkitTools) -> Option<(&str, TokenStream)> {
    let ToolkitTools { toolkit, enable, disable, tags, require_approval } = tools;
    let enabled = enable.as_ref().map(slugs).map(|slugs| quote!(Only(#slugs)));
    let disabled = disable.as_ref().map(slugs).map(|slugs| quote!(Except(#slugs)));
    let tagged = tags.as_ref().and_then(self::tags).map(|tags| quote!(Tagged(#tags)));
    let access = enabled.or(disabled).or(tagged);
    let fields = [
        access.map(|access| quote!(access: config::ToolAccess::#access)),
        require_approval.as_ref().map(slugs).map(|slugs| quote!(require_approval: #slugs)),
    ];
    Some((&toolkit.name, with_default(&quote!(config::ToolkitTools), fields)?))
}

pub(super) fn tags(tags: &Tags) -> Option<TokenStream> {
    let said = |tags: &[Spanned<Tag>]| (!tags.is_empty()).then(|| list(tags.iter().map(|tag| variant(tag.value))));
    let fields = [
        said(&tags.enable).map(|tags| quote!(enable: #tags)),
        said(&tags.disable).map(|tags| quote!(disable: #tags)),
        said(&tags.require_approval).map(|tags| quote!(require_approval: #tags)),
    ];
    with_default(&quote!(config::Tags), fields)
}

fn variant(tag: Tag) -> TokenStream {
    let variant = format_ident!("{}", tag.variant());
    quote!(config::Tag::#variant)
}
