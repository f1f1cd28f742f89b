//! Short names of accounts, for agents that choose between several: `gmail_calm-otter`.

use super::{random, store::Account};

/// As many as a byte has values, divided by four.
const FIRST: [&str; 64] = [
    "amber", "ample", "azure", "bold", "brave", "brief", "bright", "brisk", "calm", "clear", "clever", "cosy", "crisp",
    "deep", "eager", "early", "easy", "fair", "fast", "fine", "firm", "fond", "free", "fresh", "gentle", "glad",
    "gold", "good", "grand", "great", "green", "happy", "hardy", "jolly", "keen", "kind", "large", "light", "lively",
    "lucky", "mellow", "merry", "mild", "neat", "noble", "pale", "plain", "proud", "quick", "quiet", "rapid", "ready",
    "red", "round", "royal", "sharp", "silver", "smart", "snowy", "soft", "steady", "sunny", "swift", "warm",
];
const SECOND: [&str; 64] = [
    "acorn", "badger", "bay", "beach", "bear", "birch", "bridge", "brook", "canyon", "castle", "cedar", "cliff",
    "cloud", "comet", "coral", "crane", "creek", "dawn", "deer", "delta", "dune", "eagle", "elm", "falcon", "fern",
    "field", "finch", "fjord", "forest", "fox", "garden", "glacier", "grove", "harbour", "hawk", "heron", "hill",
    "island", "lake", "lark", "maple", "marsh", "meadow", "moon", "oak", "otter", "owl", "pebble", "pine", "pond",
    "raven", "reef", "ridge", "river", "robin", "sparrow", "spring", "stone", "swan", "tide", "valley", "willow",
    "wolf", "wren",
];

/// The account's name of words. It follows from the account's id, so that it stays as long as the account does.
pub(crate) fn of(account: &Account) -> String {
    let hash = random::hash_bytes(account.id.as_bytes());
    let word = |words: &[&'static str; 64], byte: u8| words[usize::from(byte) % words.len()];
    format!("{}_{}-{}", account.toolkit, word(&FIRST, hash[0]), word(&SECOND, hash[1]))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_is_there_once() {
        for words in [FIRST, SECOND] {
            assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
            assert!(words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
        }
    }
}
