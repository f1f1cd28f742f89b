//! Right declarations with a few tokens changed at random: whatever comes of it is told at its place, once or nearly so, and the same
//! each time.
//!
//! `slips` tries what people do wrong, and holds that each is told exactly once. This tries what nobody thought of. The changes follow
//! from a number, so that each run tries the same; CONTRIBUTING.md says how to try more.

use std::{panic::catch_unwind, str::FromStr};

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

use super::{expand_for, slips::RIGHT, tests::judged_here};
use crate::{
    cargo_manifest::CargoManifest,
    diagnostic::Diagnostics,
    settings::{Info, SETTINGS},
};

/// How many declarations are tried, unless `TOOL_ROUTER_FUZZ` says how many.
const CASES: u64 = 300;

/// A change can be several mistakes: a word in the place of another breaks what depended on either.
const MESSAGES_PER_CHANGE: usize = 5;

/// The rules that one toolkit less breaks wherever it is named. All that they tell counts once.
const OF_REACH: [&str; 5] = [
    "tools-outside-toolkits",
    "instant-wider",
    "permission-override",
    "preload-outside-policy",
    "tool-of-other-toolkit",
];

const ITEM: &str = "/// Reads mail.\npub struct Agent<'a, T: Clone>(#[session(user_id)] String, &'a T);";

/// The generator called SplitMix64: small, and good enough to choose by.
struct Choices(u64);

impl Choices {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What a token is replaced by: the words of the tables, as names and in quotes, and what people write beside them.
fn vocabulary() -> Vec<TokenTree> {
    fn names(info: &Info, all: &mut Vec<String>) {
        all.extend([info.name].into_iter().chain(info.foreign.iter().copied()).map(str::to_owned));
        info.nested().into_iter().for_each(|nested| names(nested, all));
    }
    fn tokens(stream: TokenStream, all: &mut Vec<TokenTree>) {
        for token in stream {
            match token {
                TokenTree::Group(group) => tokens(group.stream(), all),
                token => all.push(token),
            }
        }
    }
    let mut words = Vec::new();
    SETTINGS.iter().for_each(|setting| names(&setting.info, &mut words));
    let idents = words.iter().filter(|word| syn::parse_str::<Ident>(word).is_ok());
    let mut all: Vec<TokenTree> = idents.map(|word| Ident::new(word, Span::call_site()).into()).collect();
    all.extend(words.iter().map(|word| TokenTree::from(Literal::string(word))));
    RIGHT.iter().for_each(|right| tokens(TokenStream::from_str(right).unwrap(), &mut all));
    all.extend("=:,;!?&#.-".chars().map(|sign| TokenTree::from(Punct::new(sign, Spacing::Alone))));
    all.extend(
        ["", "💥", "Gmail", "gmail_", "10", "0s", "ca_", "http://a.example"].map(|text| Literal::string(text).into()),
    );
    all.extend(
        [Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace]
            .map(|brackets| TokenTree::from(Group::new(brackets, TokenStream::new()))),
    );
    all.extend([
        Literal::u64_unsuffixed(0).into(),
        Literal::f64_unsuffixed(1.5).into(),
        Literal::u8_suffixed(3).into(),
    ]);
    all
}

/// How many tokens there are, brackets with what they hold among them.
fn count(stream: &TokenStream) -> usize {
    let inside = |token: TokenTree| match token {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        _ => 1,
    };
    stream.clone().into_iter().map(inside).sum()
}

/// Changes the token at `place`, counted as [`count`] does.
fn change(stream: &TokenStream, place: &mut usize, choices: &mut Choices, words: &[TokenTree]) -> TokenStream {
    let mut tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        if *place == 0 {
            *place = usize::MAX;
            match choices.below(5) {
                0 => drop(tokens.remove(at)),
                1 => tokens.insert(at, tokens[at].clone()),
                2 if at + 1 < tokens.len() => tokens.swap(at, at + 1),
                3 => tokens.insert(at, choices.of(words).clone()),
                _ => tokens[at] = choices.of(words).clone(),
            }
            break;
        }
        *place -= 1;
        if let TokenTree::Group(group) = &tokens[at] {
            let within = count(&group.stream());
            if *place < within {
                let changed = change(&group.stream(), place, choices, words);
                tokens[at] = TokenTree::Group(Group::new(group.delimiter(), changed));
                break;
            }
            *place -= within;
        }
        at += 1;
    }
    tokens.into_iter().collect()
}

/// What is told of a declaration, in words, and what of it does not stand in the source.
fn told(diagnostics: &Diagnostics, file: &str) -> (Vec<String>, Vec<String>) {
    let (mut all, mut elsewhere) = (Vec::new(), Vec::new());
    for diagnostic in diagnostics.iter() {
        let message = diagnostic.message().replace('\n', " | ");
        let is_here = !diagnostic.tokens.is_empty()
            && diagnostic.tokens.clone().into_iter().all(|token| token.span().file() == file);
        if !is_here {
            elsewhere.push(message.clone());
        }
        all.push(message);
    }
    (all, elsewhere)
}

/// What is wrong with how the attribute takes a declaration.
fn complaint(declaration: &str, changes: usize) -> Result<(), String> {
    let read = || {
        let source = format!("({declaration}) {ITEM}");
        let mut tokens = TokenStream::from_str(&source).unwrap().into_iter();
        let Some(TokenTree::Group(attribute)) = tokens.next() else { return Default::default() };
        let item: TokenStream = tokens.collect();
        let file = attribute.span().file();
        let diagnostics = judged_here(attribute.stream(), item.clone());
        let errors = diagnostics.errors();
        let of_reach = diagnostics.iter().filter(|told| OF_REACH.contains(&told.rule.name)).count();
        let mistakes = errors - of_reach + of_reach.min(1);
        let expansion = expand_for(attribute.stream(), item, &CargoManifest::default(), false);
        (told(&diagnostics, &file), (errors, mistakes), expansion.to_string())
    };
    let Ok((told, counts, expansion)) = catch_unwind(read) else { return Err("panics".to_owned()) };
    let Ok(again) = catch_unwind(read) else { return Err("panics the second time".to_owned()) };
    let ((messages, elsewhere), (errors, mistakes)) = (&told, counts);
    if (&told, counts, &expansion) != (&again.0, again.1, &again.2) {
        return Err("is not the same twice".to_owned());
    }
    if let Err(error) = syn::parse_str::<syn::File>(&expansion) {
        return Err(format!("expands to what is not Rust: {error}"));
    }
    if expansion.matches("compile_error").count() < errors {
        return Err("has errors that are not told".to_owned());
    }
    if !elsewhere.is_empty() {
        return Err(format!("is told of at no place of its own: {elsewhere:#?}"));
    }
    if mistakes > changes * MESSAGES_PER_CHANGE {
        return Err(format!("has {mistakes} mistakes by {changes} changes: {messages:#?}"));
    }
    Ok(())
}

#[test]
fn what_is_changed_at_random_is_told_at_its_place() {
    let cases = std::env::var("TOOL_ROUTER_FUZZ").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let words = vocabulary();
    // The first declaration of a crate that has a catalogue has Cargo watch its file, and the others have not.
    for right in RIGHT {
        assert_eq!(complaint(right, 0).err().filter(|complaint| !complaint.contains("twice")), None, "{right}");
    }
    let mut wrong = Vec::new();
    for case in 0..cases {
        let mut choices = Choices(case);
        let mut declaration = TokenStream::from_str(RIGHT[choices.below(RIGHT.len())]).unwrap();
        let changes = 1 + choices.below(3);
        for _ in 0..changes {
            let mut place = choices.below(count(&declaration));
            declaration = change(&declaration, &mut place, &mut choices, &words);
        }
        let declaration = declaration.to_string();
        if let Err(complaint) = complaint(&declaration, changes) {
            wrong.push(format!("{case}: {complaint}\n    {declaration}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {cases}\n{}", wrong.len(), wrong.join("\n"));
}
