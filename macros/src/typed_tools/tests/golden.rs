//! The types of tools of every kind, which `tests/typed` compiles and uses.

use std::{fs, path::Path};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};
use serde_json::Value;
use syn::{File, Item, ItemMod, parse_quote};

use super::super::{Module, ToolSchema, all};
use crate::expand::Runtime;

/// The module with the types of these tools, and the implementations for an agent.
fn generated(tools: &Value, agent: &str) -> String {
    let runtime = Runtime::find(Some(&parse_quote!(::tool_router)));
    let tools = tools.as_array().unwrap().iter().map(|tool| ToolSchema {
        slug: tool["slug"].as_str().unwrap(),
        description: tool["description"].as_str().unwrap(),
        input: &tool["input"],
    });
    let typed = all(tools);
    let agent = Ident::new(agent, Span::call_site());
    let module = Module { agent: &agent, visibility: &parse_quote!(pub), typed: &typed };
    let (items, none) = (brought(module.items(&runtime)), quote!());
    let implementations = module.implementations(None, &none, &none, &runtime);
    prettyplease::unparse(&syn::parse2::<File>(quote!(use super::#agent; #items #implementations)).unwrap())
}

/// The items as the runtime's macro leaves them, which nothing else would put on lines of their own.
fn brought(items: TokenStream) -> TokenStream {
    let File { items, .. } = syn::parse2(items).unwrap();
    let items = items.into_iter().map(|item| match item {
        Item::Macro(call) => {
            let mut module: ItemMod = syn::parse2(call.mac.tokens).unwrap();
            let brought = parse_quote! {
                mod brought {
                    pub use ::tool_router::__private::{serde, serde_json, std};
                }
            };
            module.content.as_mut().unwrap().1.insert(0, brought);
            Item::Mod(module)
        }
        item => item,
    });
    items.map(Item::into_token_stream).collect()
}

fn assert_golden(schemas: &str, golden: &str, agent: &str) {
    let generated = generated(&serde_json::from_str(schemas).unwrap(), agent);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/typed").join(golden);
    if std::env::var_os("TYPED_TOOLS").is_some_and(|mode| mode == "overwrite") {
        fs::write(&path, &generated).unwrap();
    }
    let hint = "`TYPED_TOOLS=overwrite cargo test -p tool-router-macros --all-features golden` writes it anew";
    assert!(fs::read_to_string(&path).unwrap_or_default() == generated, "{} is another: {hint}", path.display());
}

#[test]
fn the_types_of_tools_of_every_kind() {
    assert_golden(include_str!("others.json"), "others.rs", "Jack");
}
