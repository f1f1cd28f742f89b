//! What holds for each expansion, whatever the attribute is given. The fuzz targets in `tests/fuzz` try it with anything, and
//! the tests of this crate with the targets' seeds.

use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};

use crate::{cargo_manifest::CargoManifest, expand};

const AGENT: &str = "/// Reads mail.\npub struct Agent<'a, T: Clone>(#[session(user_id)] String, &'a T);";

/// What is told beside what is told of the tokens: that `toolkits` are missing, for example.
const OF_WHAT_IS_MISSING: usize = 4;

/// `#[tool_router_session(text)]` on a struct.
pub(crate) fn attribute(text: &str) {
    let (Ok(attribute), Ok(item)) = (TokenStream::from_str(text), TokenStream::from_str(AGENT)) else { return };
    let tokens = count(&attribute);
    let expansion = expand::expand(attribute, item, &CargoManifest::default());
    assert_rust(&expansion);
    assert_bounded(&expansion, tokens);
}

/// `#[custom_tools]` on the item that `text` is.
#[cfg(feature = "custom-tools")]
pub(crate) fn custom_tools(text: &str) {
    let Ok(item) = TokenStream::from_str(text) else { return };
    let tokens = count(&item);
    let is_rust = syn::parse2::<syn::File>(item.clone()).is_ok();
    let expansion = crate::custom_tool::expand_methods(TokenStream::new(), item);
    if is_rust {
        assert_rust(&expansion);
    }
    assert_bounded(&expansion, tokens);
}

fn assert_rust(expansion: &TokenStream) {
    if let Err(error) = syn::parse2::<syn::File>(expansion.clone()) {
        panic!("it expands to what is not Rust: {error}\n{expansion}");
    }
}

/// There are no more messages than tokens to tell them of.
fn assert_bounded(expansion: &TokenStream, tokens: usize) {
    let messages = messages(expansion);
    assert!(messages <= tokens + OF_WHAT_IS_MISSING, "{messages} messages about {tokens} tokens\n{expansion}");
}

fn messages(stream: &TokenStream) -> usize {
    let of_token = |token: TokenTree| match token {
        TokenTree::Group(group) => messages(&group.stream()),
        TokenTree::Ident(word) => usize::from(word == "compile_error"),
        _ => 0,
    };
    stream.clone().into_iter().map(of_token).sum()
}

fn count(stream: &TokenStream) -> usize {
    let of_token = |token: TokenTree| match token {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        _ => 1,
    };
    stream.clone().into_iter().map(of_token).sum()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// The seeds of a target.
    fn seeds(target: &str) -> Vec<String> {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/seeds").join(target);
        let files = std::fs::read_dir(directory).expect("the seeds");
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    }

    #[test]
    fn the_seeds_of_the_attribute_hold() {
        let seeds = seeds("attribute");
        assert!(seeds.len() >= 10, "{} seeds", seeds.len());
        seeds.iter().for_each(|text| super::attribute(text));
    }

    #[cfg(feature = "custom-tools")]
    #[test]
    fn the_seeds_of_custom_tools_hold() {
        let seeds = seeds("custom_tools");
        assert!(seeds.len() >= 5, "{} seeds", seeds.len());
        seeds.iter().for_each(|text| super::custom_tools(text));
    }
}
