//! A mistake in a declaration: what, where, and how to correct it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned as _;
use tool_router_core::rule_names;

use crate::rules::{Level, Rule};

/// One broken rule at one place.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    pub(crate) rule: &'static Rule,
    /// The tokens that the message underlines.
    pub(crate) tokens: TokenStream,
    what: String,
    help: String,
}

impl Diagnostic {
    /// `what` describes the mistake in the user's words, without a full stop.
    pub(crate) fn new(rule: &'static Rule, at: impl ToTokens, what: impl Into<String>) -> Self {
        Self { rule, tokens: at.into_token_stream(), what: what.into(), help: String::new() }
    }

    /// Adds what to write instead.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    #[cfg(test)]
    pub(crate) fn help_text(&self) -> &str {
        &self.help
    }

    /// The message as the compiler shows it, with every line after the first indented.
    pub(crate) fn message(&self) -> String {
        let help = if self.help.is_empty() { String::new() } else { format!("\nhelp: {}", self.help) };
        let name = self.rule.name;
        format!("{}{help}\nrule: {name}\nsee: {}", self.what, rule_names::url(name))
    }

    fn to_error(&self) -> TokenStream {
        syn::Error::new_spanned(&self.tokens, self.message()).into_compile_error()
    }

    /// On stable Rust, a macro can only warn by making the user's tokens use something deprecated.
    fn to_warning(&self) -> TokenStream {
        let name = Ident::new(&self.rule.word(), Span::call_site());
        let used = Ident::new(&self.rule.word(), self.tokens.span());
        let message = self.message();
        quote! {
            const _: () = {
                #[deprecated(note = #message)]
                #[allow(non_upper_case_globals)]
                const #name: () = ();
                #used
            };
        }
    }
}

/// All mistakes found so far, in the order of finding.
#[derive(Clone, Debug, Default)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds further mistakes.
    #[cfg(feature = "custom-tools")]
    pub(crate) fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(more);
    }

    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// The number of mistakes that are errors.
    pub(crate) fn errors(&self) -> usize {
        self.found.iter().filter(|diagnostic| diagnostic.rule.level == Level::Error).count()
    }

    /// The number of all mistakes.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Drops what was found after the first `len` mistakes.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.found.truncate(len);
    }

    /// Drops the warnings of the rules that a declaration allows.
    pub(crate) fn allow(&mut self, allowed: &[&'static Rule]) {
        self.found.retain(|diagnostic| !allowed.iter().any(|rule| rule.name == diagnostic.rule.name));
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

impl ToTokens for Diagnostics {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for diagnostic in &self.found {
            tokens.extend(match diagnostic.rule.level {
                Level::Error => diagnostic.to_error(),
                Level::Lint => diagnostic.to_warning(),
            });
        }
    }
}
