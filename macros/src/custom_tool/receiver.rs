//! The `self` of a method that is a tool.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::Type;

use super::function::Place;
use crate::{
    diagnostic::Diagnostic,
    rules::{CUSTOM_TOOL_STATE, CUSTOM_TOOLS_IMPL},
};

/// What is wrong with a receiver: `pattern`, with `: ty` if a type is written.
pub(super) fn problem(pattern: &TokenStream, ty: Option<&Type>, place: Place) -> Option<Diagnostic> {
    if let Place::Free = place {
        let what = "a method is a tool only in a block that has `#[custom_tools]`";
        let help = "put `#[custom_tools]` on the `impl` block; its type then holds what the tools work on";
        return Some(Diagnostic::new(&CUSTOM_TOOLS_IMPL, pattern, what).help(help));
    }
    let words: Vec<String> = pattern.clone().into_iter().filter_map(word).collect();
    let is_reference = pattern.to_string().starts_with('&');
    let what = match ty {
        Some(_) => "a tool takes its state as `&self`, without a type",
        None if words.iter().any(|word| word == "mut") && is_reference => {
            "calls share the state of a tool, so none can change it through `&mut self`"
        }
        None if !is_reference => "a call cannot take the state of a tool away: the next one needs it",
        None => return None,
    };
    let help = match ty {
        None if is_reference => "write `&self`; what changes is in a `Mutex`, an atomic or a channel",
        _ => "write `&self`",
    };
    let mut tokens = pattern.clone();
    if let Some(ty) = ty {
        // The colon between the two is not kept; the message underlines from the first to the last token.
        ty.to_tokens(&mut tokens);
    }
    Some(Diagnostic::new(&CUSTOM_TOOL_STATE, tokens, what).help(help))
}

fn word(token: TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    }
}
