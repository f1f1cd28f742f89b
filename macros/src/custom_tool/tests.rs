use std::str::FromStr;

use proc_macro2::TokenStream;

use super::expand;
use crate::rules::{CUSTOM_TOOL_RULES, Rule};

/// The expansion of `#[custom_tool(attribute)]` on `item`.
fn expanded(attribute: &str, item: &str) -> String {
    expand(TokenStream::from_str(attribute).unwrap(), TokenStream::from_str(item).unwrap()).to_string()
}

/// The expansion of a rule's example. The attribute is below the doc comment, or first.
fn example(code: &str) -> String {
    let start = code.find("#[custom_tool").unwrap();
    let end = start + code[start..].find("]\n").unwrap();
    let attribute = code[start..end].trim_start_matches("#[custom_tool").trim_start_matches('(').trim_end_matches(')');
    expanded(attribute, &format!("{}{}", &code[..start], &code[end + 1..]))
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
