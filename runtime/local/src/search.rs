//! The search for tools: a ranking by the words of the use case.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::registered::Found;

/// The weight of a word, depending on where it appears.
const IN_NAME: f64 = 3.0;
const IN_DESCRIPTION: f64 = 1.0;
/// The share of its weight that a word has in addition if it is the very same, and not only a synonym.
const SAME: f64 = 0.5;

/// The share that a tool's score grows by if it takes every field that is known.
const KNOWN: f64 = 0.5;

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

/// How much of a tool's description is searched, in bytes: a client's own tools have longer ones than anybody reads.
const LONGEST: usize = 2_000;

/// Tools by their words, for several searches.
pub(crate) struct Index<'a> {
    tools: Vec<Found<'a>>,
    /// The tools that have a word, by their position, and its weight there.
    by_word: HashMap<String, Vec<(usize, f64)>>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(tools: impl IntoIterator<Item = Found<'a>>) -> Self {
        let tools: Vec<_> = tools.into_iter().collect();
        let mut by_word: HashMap<_, Vec<_>> = HashMap::new();
        for (position, found) in tools.iter().enumerate() {
            for (word, weight) in weights(*found) {
                by_word.entry(word).or_default().push((position, weight));
            }
        }
        Self { tools, by_word }
    }

    /// The tools that match `use_case`, best first. Of those, the ones that take the `known` fields gain on the others.
    pub(crate) fn rank(&self, use_case: &str, known: &str) -> Vec<Found<'a>> {
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        for having in words(use_case).iter().filter_map(|word| self.by_word.get(word)) {
            let rarity = self.rarity(having.len());
            for (position, weight) in having {
                *scores.entry(*position).or_default() += weight * rarity;
            }
        }
        let known: Vec<_> = known.split([',', ';', '\n']).filter_map(field).collect();
        for (position, score) in &mut scores {
            *score *= 1.0 + KNOWN * share_taken(&self.tools[*position].tool.input_schema, &known);
        }
        let mut scored: Vec<_> = scores.into_iter().collect();
        // Stable: tools with equal scores stay in the order of their toolkit.
        scored.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let best = scored.first().map_or(0.0, |(_, score)| *score);
        let fitting = scored.into_iter().filter(|(_, score)| *score >= best * CUT);
        fitting.map(|(position, _)| self.tools[position]).collect()
    }

    /// A word that few tools have is more significant than a common one.
    fn rarity(&self, having: usize) -> f64 {
        let (all, having) = (self.tools.len() as f64, having as f64);
        (1.0 + (all + 1.0) / (having + 1.0)).ln()
    }
}

/// The words of a known field's name.
fn field(said: &str) -> Option<Vec<String>> {
    let name = said.split([':', '=']).next().map(words)?;
    (!name.is_empty()).then_some(name)
}

/// The share of the known fields that a tool takes.
fn share_taken(schema: &Value, known: &[Vec<String>]) -> f64 {
    if known.is_empty() {
        return 0.0;
    }
    let taken: Vec<_> = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| words(name)).collect();
    let is_taken = |name: &&Vec<String>| taken.iter().any(|argument| name.iter().all(|word| argument.contains(word)));
    known.iter().filter(is_taken).count() as f64 / known.len() as f64
}

fn weights(found: Found<'_>) -> HashMap<String, f64> {
    let fields = [
        (IN_NAME, found.tool.slug.as_str()),
        (IN_NAME, found.tool.name.as_str()),
        (IN_NAME, found.toolkit.name()),
        (IN_DESCRIPTION, beginning(&found.tool.description)),
    ];
    let mut weights = HashMap::new();
    for (weight, text) in fields {
        for word in words(text) {
            let share = if word.starts_with(EXACTLY) { SAME } else { 1.0 };
            let known: &mut f64 = weights.entry(word).or_default();
            *known = known.max(weight * share);
        }
    }
    weights
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// Begins a word that stands for itself, and not for its synonyms.
const EXACTLY: char = '=';

/// The distinct words of a text, normalised. One that has synonyms is there twice: for all of them, and for itself.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !STOP_WORDS.contains(&word.as_str()))
        .flat_map(|word| {
            let stem = stem(&word);
            match SYNONYMS.iter().find(|group| group.contains(&stem)) {
                Some(group) => vec![group[0].to_owned(), format!("{EXACTLY}{stem}")],
                None => vec![stem.to_owned()],
            }
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn stem(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::{
        super::{
            registered::RegisteredToolkits,
            toolkit::{BoxFuture, LocalToolkit, ToolCall, ToolDefinition, ToolError},
            toolkits::{GitHub, Gmail, Slack},
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
        let slack = Slack::builder("client").build();
        let github = GitHub::builder("client").build();
        let registered = RegisteredToolkits::new(vec![Arc::new(gmail), Arc::new(slack), Arc::new(github)]).unwrap();
        Index::new(registered.tools()).rank(use_case, "").iter().map(|found| found.tool.slug.clone()).collect()
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
            ("post a message to a slack channel", "SLACK_SEND_MESSAGE"),
            ("list the channels of the workspace", "SLACK_LIST_ALL_CHANNELS"),
            ("search messages in slack", "SLACK_SEARCH_MESSAGES"),
            ("react to a message with an emoji", "SLACK_ADD_REACTION_TO_AN_ITEM"),
            ("read the history of a channel", "SLACK_FETCH_CONVERSATION_HISTORY"),
            ("upload a file", "SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK"),
            ("find a user by email address", "SLACK_FIND_USER_BY_EMAIL_ADDRESS"),
            ("create a github issue", "GITHUB_CREATE_AN_ISSUE"),
            ("list my repositories", "GITHUB_LIST_REPOSITORIES_FOR_THE_AUTHENTICATED_USER"),
            ("list the open pull requests of a repository", "GITHUB_LIST_PULL_REQUESTS"),
            ("merge a pull request", "GITHUB_MERGE_A_PULL_REQUEST"),
            ("comment on an issue", "GITHUB_CREATE_AN_ISSUE_COMMENT"),
            ("read a file of a repository", "GITHUB_GET_REPOSITORY_CONTENT"),
            ("search code", "GITHUB_SEARCH_CODE"),
            ("star a repository", "GITHUB_STAR_A_REPOSITORY_FOR_THE_AUTHENTICATED_USER"),
        ] {
            let found = found(use_case);
            assert_eq!(found.first().map(String::as_str), Some(tool), "{use_case}: {found:?}");
        }
    }

    #[test]
    fn known_fields_bring_the_tools_that_take_them_forward() {
        let taking = |slug: &str, field: &str| {
            let schema = json!({ "type": "object", "properties": { field: { "type": "string" } } });
            ToolDefinition::new(slug, "Post a note", "Posts a note.", schema)
        };
        let toolkit = Listed(vec![taking("NOTES_BY_MAIL", "recipient_email"), taking("NOTES_IN_CHAT", "channel")]);
        let registered = RegisteredToolkits::new(vec![Arc::new(toolkit)]).unwrap();
        let index = Index::new(registered.tools());
        for (known, first) in [
            ("", "NOTES_BY_MAIL"),
            ("channel: general", "NOTES_IN_CHAT"),
            ("Channel:general, urgency=high", "NOTES_IN_CHAT"),
            ("recipient_email:ada@example.com", "NOTES_BY_MAIL"),
            ("unheard of, :, =", "NOTES_BY_MAIL"),
        ] {
            let found = index.rank("post a note", known);
            assert_eq!((found.len(), found[0].tool.slug.as_str()), (2, first), "{known}");
        }
        assert!(index.rank("quantum", "channel: general").is_empty(), "they find nothing by themselves");
    }

    #[test]
    fn a_search_of_many_words_among_many_tools_is_quick() {
        let tools = (0..4_000).map(|number| ToolDefinition::new(format!("T_{number}"), "Tool", "Does it.", json!({})));
        let toolkit = Listed(tools.collect());
        let registered = RegisteredToolkits::new(vec![Arc::new(toolkit)]).unwrap();
        let index = Index::new(registered.tools());
        let use_case: String = (0..100).map(|number| format!("{number} ")).collect();
        for _ in 0..100 {
            assert_eq!(index.rank(&use_case, "").len(), 100);
        }
    }

    #[test]
    fn what_nothing_fits_finds_nothing() {
        assert!(found("quantum chromodynamics").is_empty());
        assert!(found("").is_empty());
    }
}
