use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{expand, expand_methods};
use crate::rules::{CUSTOM_TOOL_RULES, Rule};

/// The expansion of `#[custom_tool(attribute)]` on `item`.
fn expanded(attribute: &str, item: &str) -> String {
    expand(TokenStream::from_str(attribute).unwrap(), TokenStream::from_str(item).unwrap()).to_string()
}

/// The expansion of `#[custom_tools(attribute)]` on `item`.
fn expanded_methods(attribute: &str, item: &str) -> String {
    expand_methods(TokenStream::from_str(attribute).unwrap(), TokenStream::from_str(item).unwrap()).to_string()
}

/// The expansions of the attributes of a rule's example, the outer before the inner ones.
fn example(code: &str) -> String {
    fn expansions(stream: TokenStream, all: &mut String) {
        let mut item: Vec<TokenTree> = Vec::new();
        let mut found: Option<(bool, TokenStream)> = None;
        for token in stream {
            if let TokenTree::Group(group) = &token {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                let name = inside.first().map(ToString::to_string).unwrap_or_default();
                if group.delimiter() == Delimiter::Bracket && name.starts_with("custom_tool") {
                    let arguments = match inside.get(1) {
                        Some(TokenTree::Group(arguments)) => arguments.stream(),
                        _ => TokenStream::new(),
                    };
                    item.pop();
                    found = Some((name == "custom_tools", arguments));
                    continue;
                }
                if group.delimiter() == Delimiter::Brace {
                    item.push(token.clone());
                    let item = std::mem::take(&mut item).into_iter().collect();
                    match found.take() {
                        Some((true, attribute)) => all.push_str(&expand_methods(attribute, item).to_string()),
                        Some((false, attribute)) => all.push_str(&expand(attribute, item).to_string()),
                        None => expansions(group.stream(), all),
                    }
                    continue;
                }
            }
            let is_end = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';');
            item.push(token);
            if is_end {
                item.clear();
            }
        }
    }
    let mut all = String::new();
    expansions(TokenStream::from_str(code).unwrap(), &mut all);
    all
}

fn breaks(expansion: &str, rule: &Rule) -> bool {
    expansion.contains(&format!("rule: {}\\nsee: ", rule.name))
}

#[test]
fn every_rejected_example_breaks_its_rule_and_no_other() {
    for rule in CUSTOM_TOOL_RULES {
        let expansion = example(rule.rejected);
        assert!(breaks(&expansion, rule), "{}: {expansion}", rule.name);
        assert_eq!(expansion.matches("compile_error").count(), 1, "{}", rule.name);
    }
}

#[test]
fn every_mended_example_breaks_no_rule() {
    for rule in CUSTOM_TOOL_RULES {
        let expansion = example(rule.mended);
        assert!(!expansion.contains("compile_error"), "{}: {expansion}", rule.name);
    }
}

#[test]
fn the_names_follow_from_the_function() {
    let expansion =
        expanded("", "/// Finds one.\npub async fn find_customer(email: String) -> Result<(), E> { Ok(()) }");
    for part in ["pub struct FindCustomer", "\"FIND_CUSTOMER\"", "\"Find customer\"", "\"Finds one.\""] {
        assert!(expansion.contains(part), "{part}: {expansion}");
    }
}

#[test]
fn the_expansion_is_valid_whatever_the_function_is_like() {
    for item in [
        "async fn f(mut a: Vec<(u8, u16)>, context: ToolContext) -> R { }",
        "pub(crate) unsafe extern \"C\" fn f<T>(&self, (a, b): (u8, u8), c: &str) where T: Copy { }",
        "async fn f(#[serde(default)] r#type: std::collections::HashMap<String, u8>,) -> Result<(), E> { }",
        "async fn __() -> Result<(), E> { }",
    ] {
        for attribute in ["", "preload = false, output_schema", "slug = 1, nme = \"x\", crate = a::b, preload, preload"]
        {
            let expansion = expanded(attribute, item);
            let file = syn::parse_str::<syn::File>(&expansion);
            // A `self` is only allowed in an `impl`.
            assert!(file.is_ok() || item.contains("self"), "{expansion}");
        }
    }
}

#[test]
fn what_is_no_function_stays_as_it_was() {
    for item in ["struct A ;", "impl A { }", "", "fn", "async move { }"] {
        let expansion = expanded("", item);
        assert!(expansion.starts_with(item) && expansion.contains("rule: not-an-async-fn"), "{expansion}");
    }
}

const BLOCKS: [&str; 6] = [
    "impl A { #[custom_tool] async fn f(&self, mut a: Vec<(u8, u16)>, context: ToolContext) -> R<Self> { } fn g() -> [u8; 3] { [1, 2, 3] } }",
    "#[allow(x)] unsafe impl<T: Copy> a::B<T> where T: Copy { #![allow(y)] #[custom_tool] #[inline] pub(crate) unsafe fn f<T>(self: Arc<Self>, (a, b): (u8, u8), c: &Self) where T: Copy { } }",
    "impl A { const X: &'static str = { \"x\" }; type Y = u8; m! { } m!(); #[custom_tool(slug = 1)] const Z: u8 = { 3 }; async fn f() -> A<{ 3 }> { } }",
    "impl C for A { #[custom_tool(nme = \"x\", preload, preload)] async fn f(self) -> Result<&str, &'static str>; }",
    "impl A { #[custom_tool] #[custom_tool] async fn f(&'a self, State(x): State<u8>, y: State<>, z: State<u8, u8>) { } }",
    "impl A { }",
];

#[test]
fn the_expansion_of_methods_is_valid_whatever_they_are_like() {
    for block in BLOCKS {
        for attribute in ["", "crate = a::b", "crate = 3, name = \"x\""] {
            let expansion = expanded_methods(attribute, block);
            let is_whole = syn::parse_str::<syn::File>(&expansion).is_ok();
            assert!(is_whole, "{expansion}");
        }
    }
}

#[test]
fn a_block_stays_as_it_was_but_for_the_attributes_of_its_tools() {
    let block = "#[cfg(all())] impl A { #[doc = \"It.\"] #[custom_tool(slug = \"X\")] pub async fn f(&self, #[serde(default)] a: Self) -> Result<Self, E> { a.b() } const C: u8 = { 3 }; }";
    let kept = "#[cfg(all())] impl A { #[custom_tool(__tool_of_a_block)] #[doc = \"It.\"] pub async fn f(&self, a: Self,) -> Result<Self, E> { a.b() } const C: u8 = { 3 }; }";
    let kept = TokenStream::from_str(kept).unwrap().to_string();
    let expansion = expanded_methods("", block);
    assert!(expansion.starts_with(&kept), "{expansion}");
    assert!(!expansion.contains("compile_error"), "{expansion}");
    assert!(expansion.contains("\"X\""), "{expansion}");
}

#[test]
fn a_block_with_mistakes_can_be_registered() {
    for block in &BLOCKS[..5] {
        assert!(expanded_methods("", block).contains("CustomToolSet for"), "{block}");
    }
}

#[test]
fn a_function_with_state_is_made_with_it() {
    let expansion = expanded(
        "",
        "/// Finds.\nasync fn find(State(pool): State<Pool>, a: u8, State(_): State<dyn M>, b: state::State) -> Result<(), E> { }",
    );
    assert!(!expansion.contains("compile_error"), "{expansion}");
    let expansion = expansion.replace(' ', "");
    let parameters = "with_state(pool:impl::tool_router::custom::IntoState<Pool>,state_1:";
    assert!(expansion.contains(parameters), "{expansion}");
    assert!(expansion.contains("type__ToolRouterArgument1"), "{expansion}");
}
