//! The search for tools: a ranking by the words of the use case.

use std::collections::HashMap;

use super::registered::Found;

/// The weight of a word, depending on where it appears.
const IN_NAME: f64 = 3.0;
const IN_DESCRIPTION: f64 = 1.0;

/// Tools that score less than this share of the best score are not shown.
const CUT: f64 = 0.4;

/// Words with the same meaning to an agent; the first one represents all.
const SYNONYMS: &[&[&str]] = &[
    &["email", "mail", "gmail", "inbox", "message"],
    &["get", "read", "fetch", "list", "show", "view", "check", "retrieve", "look", "see", "search", "find", "query"],
    &["send", "write", "compose", "deliver"],
    &["create", "add", "make", "new"],
    &["delete", "remove", "trash", "discard", "erase"],
    &["update", "modify", "edit", "change", "set"],
    &["reply", "answer", "respond"],
    &["latest", "recent", "newest", "last", "unread"],
];

/// Words that carry no information about a tool.
const STOP_WORDS: &[&str] = &[
    "a", "all", "an", "and", "are", "by", "can", "do", "for", "from", "i", "in", "into", "is", "it", "its", "me", "my",
    "of", "on", "or", "our", "please", "that", "the", "their", "them", "this", "to", "user", "want", "we", "with",
    "you", "your",
];

/// A tool with its words and their weights.
type Document<'a> = (Found<'a>, HashMap<String, f64>);

/// The tools that match `use_case`, best first.
pub(crate) fn rank<'a>(tools: impl IntoIterator<Item = Found<'a>>, use_case: &str) -> Vec<Found<'a>> {
    rank_by(tools, use_case, rarity)
}

/// As [`rank`], with words weighted by their `rarity`.
fn rank_by<'a>(
    tools: impl IntoIterator<Item = Found<'a>>,
    use_case: &str,
    mut rarity: impl FnMut(&[Document<'a>], &str) -> f64,
) -> Vec<Found<'a>> {
    let documents: Vec<_> = tools.into_iter().map(|found| (found, weights(found))).collect();
    // Computed once per word: a client's own tools can be thousands.
    let query: Vec<_> = words(use_case).into_iter().map(|word| (rarity(&documents, &word), word)).collect();
    let score = |document: &HashMap<String, f64>| -> f64 {
        query.iter().map(|(rarity, word)| document.get(word).unwrap_or(&0.0) * rarity).sum()
    };
    let mut scored: Vec<_> = documents.iter().map(|(found, weights)| (score(weights), *found)).collect();
    scored.retain(|(score, _)| *score > 0.0);
    // Stable: tools with equal scores stay in the order of their toolkit.
    scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let best = scored.first().map_or(0.0, |(score, _)| *score);
    scored.into_iter().filter(|(score, _)| *score >= best * CUT).map(|(_, found)| found).collect()
}

/// A word that few tools have is more significant than a common one.
fn rarity(documents: &[Document<'_>], word: &str) -> f64 {
    let having = documents.iter().filter(|(_, weights)| weights.contains_key(word)).count();
    let (all, having) = (documents.len() as f64, having as f64);
    (1.0 + (all + 1.0) / (having + 1.0)).ln()
}

fn weights(found: Found<'_>) -> HashMap<String, f64> {
    let fields = [
        (IN_NAME, found.tool.slug.as_str()),
        (IN_NAME, found.tool.name.as_str()),
        (IN_NAME, found.toolkit.name()),
        (IN_DESCRIPTION, found.tool.description.as_str()),
    ];
    let mut weights = HashMap::new();
    for (weight, text) in fields {
        for word in words(text) {
            let known: &mut f64 = weights.entry(word).or_default();
            *known = known.max(weight);
        }
    }
    weights
}

/// The distinct words of a text, normalised.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !STOP_WORDS.contains(&word.as_str()))
        .map(|word| plain(&word))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn plain(word: &str) -> String {
    let stem = match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem,
        _ => word,
    };
    let group = SYNONYMS.iter().find(|group| group.contains(&stem));
    group.map_or(stem, |group| group[0]).to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::{
        super::{
            registered::RegisteredToolkits,
            toolkit::{BoxFuture, LocalToolkit, ToolCall, ToolDefinition, ToolError},
            toolkits::Gmail,
        },
        *,
    };

    /// A toolkit that only lists tools.
    struct Listed(Vec<ToolDefinition>);

    impl LocalToolkit for Listed {
        fn slug(&self) -> &str {
            "listed"
        }

        fn name(&self) -> &str {
            "Listed"
        }

        fn tools(&self) -> &[ToolDefinition] {
            &self.0
        }

        fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
            Box::pin(std::future::ready(Err(ToolError::UnknownTool(call.tool.to_owned()))))
        }
    }

    fn found(use_case: &str) -> Vec<String> {
        let gmail = Gmail::builder("client").build();
        let registered = RegisteredToolkits::new(vec![Arc::new(gmail)]).unwrap();
        rank(registered.tools(), use_case).iter().map(|found| found.tool.slug.clone()).collect()
    }

    #[test]
    fn use_cases_find_their_tool() {
        for (use_case, tool) in [
            ("read my latest mails", "GMAIL_FETCH_EMAILS"),
            ("fetch the newest emails", "GMAIL_FETCH_EMAILS"),
            ("send an email to a colleague", "GMAIL_SEND_EMAIL"),
            ("reply to a thread", "GMAIL_REPLY_TO_THREAD"),
            ("move a message to the trash", "GMAIL_MOVE_TO_TRASH"),
            ("create a label", "GMAIL_CREATE_LABEL"),
        ] {
            let found = found(use_case);
            assert_eq!(found.first().map(String::as_str), Some(tool), "{use_case}: {found:?}");
        }
    }

    #[test]
    fn all_tools_are_gone_through_once_for_each_word() {
        let tools = (0..4_000).map(|number| ToolDefinition::new(format!("T_{number}"), "Tool", "Does it.", json!({})));
        let toolkit = Listed(tools.collect());
        let registered = RegisteredToolkits::new(vec![Arc::new(toolkit)]).unwrap();
        let use_case: String = (0..100).map(|number| format!("{number} ")).collect();
        let mut passes = 0;
        let ranked = rank_by(registered.tools(), &use_case, |documents, word| {
            passes += 1;
            rarity(documents, word)
        });
        assert_eq!((ranked.len(), passes), (100, 100));
    }

    #[test]
    fn what_nothing_fits_finds_nothing() {
        assert!(found("quantum chromodynamics").is_empty());
        assert!(found("").is_empty());
    }
}
