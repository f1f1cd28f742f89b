//! What the router is told about a tool in words.

use proc_macro2::TokenStream;
use quote::ToTokens;
use tool_router_core::grammar::custom_tool::{MAX_DESCRIPTION, MAX_NAME, is_text, likely_slug, slug_problem};

use super::{
    function::{Documentation, Function, capitalized},
    settings::Settings,
};
use crate::{
    declaration::{Said, Spanned},
    diagnostic::Diagnostic,
    rules::{CUSTOM_TOOL_SLUG, CUSTOM_TOOL_TEXT},
    settings::Reader,
};

/// What the router is told in words.
pub(super) struct Texts {
    pub(super) slug: String,
    pub(super) name: String,
    /// An expression.
    pub(super) description: TokenStream,
}

impl Texts {
    /// The texts of the settings, or else of the function's name and doc comment.
    pub(super) fn of(settings: &Settings, function: &Function, reader: &mut Reader) -> Self {
        let ident = &function.ident;
        let mut words = function.words();
        let own_slug = Spanned::new(words.join("_").to_ascii_uppercase(), ident);
        if settings.slug.is_no()
            && let Some(problem) = slug_problem(&own_slug.value)
        {
            let likely = likely_slug(&own_slug.value).unwrap_or_else(|| "FIND_CUSTOMER".to_owned());
            let what = format!("the function's name makes no slug: {problem}");
            let help = format!("add `slug = \"{likely}\"`");
            reader.push(Diagnostic::new(&CUSTOM_TOOL_SLUG, ident, what).help(help));
        } else {
            let slug = settings.slug.yes().or_else(|| settings.slug.is_no().then_some(&own_slug));
            slug.into_iter().for_each(|slug| settings.check_length(slug, reader));
        }
        if let Some(first) = words.first_mut() {
            *first = capitalized(first);
        }
        let own_name = words.join(" ");
        if settings.name.is_no() && !is_text(&own_name, MAX_NAME) {
            let what = format!("the function's name has {} characters", own_name.chars().count());
            let help = format!("add `name = \"…\"`, with 1 to {MAX_NAME} characters");
            reader.push(Diagnostic::new(&CUSTOM_TOOL_TEXT, ident, what).help(help));
        }
        let documentation = function.documentation();
        // The length of a text that a macro makes is only known where the tool is registered.
        if let Documentation::Text(documentation) = &documentation
            && settings.description.is_no()
            && !is_text(documentation, MAX_DESCRIPTION)
        {
            let (what, help) = if documentation.is_empty() {
                let help =
                    "describe the tool in a doc comment, or add `description = \"…\"`: the model chooses tools by it";
                (format!("`{ident}` has no description"), help.to_owned())
            } else {
                let what = format!("the description has {} characters", documentation.chars().count());
                (what, format!("add `description = \"…\"`, with 1 to {MAX_DESCRIPTION} characters"))
            };
            reader.push(Diagnostic::new(&CUSTOM_TOOL_TEXT, ident, what).help(help));
        }
        let said = |said: &Said<Spanned<String>>, own: String| said.yes().map_or(own, |said| said.value.clone());
        Self {
            slug: said(&settings.slug, own_slug.value),
            name: said(&settings.name, own_name),
            description: match (&settings.description, documentation) {
                (Said::Yes(said), _) => said.value.to_token_stream(),
                (_, Documentation::Text(text)) => text.to_token_stream(),
                (_, Documentation::Made(made)) => made,
            },
        }
    }
}
