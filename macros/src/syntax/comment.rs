//! Doc comments and attributes inside the attribute, which have no effect there.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{Attribute, Expr, ExprLit, Lit, Meta, parse::Parser as _};

use super::text::plain;
use crate::{diagnostic::Diagnostic, rules::COMMENT_INSIDE};

/// The diagnostic for a run of them.
pub(super) fn misplaced(run: &TokenStream) -> Diagnostic {
    let attributes = Attribute::parse_outer.parse2(without_bangs(run)).unwrap_or_default();
    let lines: Option<Vec<String>> = attributes.iter().map(documentation).collect();
    match lines {
        Some(lines) if !lines.is_empty() => {
            let what = "a doc comment inside the attribute has no effect";
            let help = format!("write `{}`; put documentation above the struct", comment(run, &lines));
            Diagnostic::new(&COMMENT_INSIDE, run, what).help(help)
        }
        _ => {
            let what = format!("`{}` inside the attribute has no effect", plain(run));
            let help = "remove it; for conditional settings use `#[cfg_attr(…, tool_router_session(…))]`";
            Diagnostic::new(&COMMENT_INSIDE, run, what).help(help)
        }
    }
}

/// The same text as a comment of the same kind.
fn comment(run: &TokenStream, lines: &[String]) -> String {
    let is_line = |span: Span| span.source_text().is_some_and(|text| text.starts_with("//"));
    match (run.clone().into_iter().next(), lines) {
        (Some(first), [line]) if is_line(first.span()) => format!("//{}", line.trim_end()),
        _ => format!("/* {} */", lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ")),
    }
}

fn documentation(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(doc) = &attribute.meta else { return None };
    match &doc.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if doc.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// `#![doc = …]` as `#[doc = …]`.
fn without_bangs(run: &TokenStream) -> TokenStream {
    run.clone()
        .into_iter()
        .filter(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == '!'))
        .collect()
}
