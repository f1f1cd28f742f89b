//! Toolkit slugs (`google_maps`) and tool slugs (`GOOGLE_MAPS_GEOCODE`).

use std::cmp::Ordering;

use super::ascii::{ALPHANUMERIC, LOWER};

/// Google toolkits whose slug has an underscore where the name has a space; the others omit it.
const SPACED_GOOGLE: [&str; 7] = ["address", "admin", "analytics", "classroom", "cloud", "maps", "search"];

/// Whether `text` has the form of a toolkit slug: lower-case letters and digits, joined by single `_` or `-`. Usable in
/// constants.
#[must_use]
pub const fn is_toolkit(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut next = 0;
    while next < bytes.len() {
        if !matches!(bytes[next], b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-') {
            return false;
        }
        next += 1;
    }
    joins_words(bytes, 0)
}

/// Whether `text` has the form of a tool slug: upper-case words joined by single `_`. A name that begins with a digit
/// may have one `_` before it, as in `_21RISK_GET_TASK`. Usable in constants.
#[must_use]
pub const fn is_tool(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut next, mut letters) = (0, false);
    while next < bytes.len() {
        if !matches!(bytes[next], b'A'..=b'Z' | b'0'..=b'9' | b'_') {
            return false;
        }
        letters = letters || bytes[next].is_ascii_uppercase();
        next += 1;
    }
    let start = if bytes.len() > 1 && bytes[0] == b'_' && bytes[1].is_ascii_digit() { 1 } else { 0 };
    letters && joins_words(bytes, start)
}

/// Whether there is text from `start` on, with a word on both sides of each separator.
const fn joins_words(bytes: &[u8], start: usize) -> bool {
    let (mut next, mut in_word) = (start, false);
    while next < bytes.len() {
        let is_word = bytes[next].is_ascii_alphanumeric();
        if !is_word && !in_word {
            return false;
        }
        in_word = is_word;
        next += 1;
    }
    in_word
}

/// The slug that a name like `Gmail` or `Google Calendar` most likely means.
#[must_use]
pub fn likely_toolkit(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let slug = match &words[..] {
        [google, product, ..] if google == "google" && !SPACED_GOOGLE.contains(&product.as_str()) => words.concat(),
        // A slug in which only the separators are wrong keeps them.
        words if text.contains('-') && !text.contains([' ', '_']) => words.join("-"),
        words => words.join("_"),
    };
    is_toolkit(&slug).then_some(slug)
}

/// The slug that `gmail_send_email`, `gmail-send-email` or `gmailSendEmail` most likely means.
#[must_use]
pub fn likely_tool(text: &str) -> Option<String> {
    let mut slug = String::new();
    let mut after_lower = false;
    for character in text.trim().chars() {
        if character.is_ascii_uppercase() && after_lower {
            slug.push('_');
        }
        slug.push(if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' });
        after_lower = character.is_ascii_lowercase();
    }
    let words: Vec<&str> = slug.split('_').filter(|word| !word.is_empty()).collect();
    let before_digit = slug.starts_with('_') && words.first().is_some_and(|word| word.as_bytes()[0].is_ascii_digit());
    // A single word could only be a toolkit.
    let slug = format!("{}{}", if before_digit { "_" } else { "" }, words.join("_"));
    (is_tool(&slug) && words.len() > 1).then_some(slug)
}

/// The number of characters of `tool` that name the toolkit `toolkit`, or `None` if the tool cannot belong to it.
/// Usable in constants.
///
/// Underscores and dashes are ignored, because the catalogue itself is not consistent about them: `ONEDRIVE_GET_FILE`
/// and `ONE_DRIVE_GET_FILE` can both be tools of `one_drive`.
#[must_use]
pub const fn toolkit_prefix(tool: &str, toolkit: &str) -> Option<usize> {
    let (tool, toolkit) = (tool.as_bytes(), toolkit.as_bytes());
    let (mut read, mut wanted, mut named) = (0, 0, false);
    loop {
        while wanted < toolkit.len() && ALPHANUMERIC[toolkit[wanted] as usize] == 0 {
            wanted += 1;
        }
        if wanted == toolkit.len() {
            // The tool's own name has to follow.
            let ends = named && read + 1 < tool.len() && tool[read] == b'_';
            return if ends { Some(read) } else { None };
        }
        while read < tool.len() && tool[read] == b'_' {
            read += 1;
        }
        if read == tool.len() || LOWER[tool[read] as usize] != LOWER[toolkit[wanted] as usize] {
            return None;
        }
        (read, wanted, named) = (read + 1, wanted + 1, true);
    }
}

/// The toolkit among `toolkits` that `tool` belongs to: the one with the longest name, because `google` and
/// `google_maps` are both prefixes of `GOOGLE_MAPS_GEOCODE`.
pub fn toolkit_of<'a>(tool: &str, toolkits: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut owner = Owner::UNKNOWN;
    toolkits.into_iter().for_each(|toolkit| owner = owner.or(tool, toolkit));
    owner.toolkit
}

/// The owner of a tool among the toolkits examined so far: [`toolkit_of`] for constants, which have no iterators.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The toolkit with the longest name.
    pub toolkit: Option<&'a str>,
    length: usize,
}

impl<'a> Owner<'a> {
    /// No known owner.
    pub const UNKNOWN: Self = Self { toolkit: None, length: 0 };

    /// Replaces the owner with `toolkit` if `tool` can belong to it and its name is longer.
    #[must_use]
    pub const fn or(self, tool: &str, toolkit: &'a str) -> Self {
        match toolkit_prefix(tool, toolkit) {
            Some(length) if self.toolkit.is_none() || length > self.length => Self { toolkit: Some(toolkit), length },
            _ => self,
        }
    }

    /// Whether this owner matches more of the tool's name than `other`.
    #[must_use]
    pub const fn is_longer_than(&self, other: &Self) -> bool {
        self.toolkit.is_some() && self.length > other.length
    }

    /// Whether the owner is certain: what follows the toolkit's name in `tool` is an action. `ZOHO_CREATE_LEAD` is a
    /// tool of `zoho`, but `ZOHO_BOOKS_DELETE_INVOICE` may belong to a toolkit that is not named anywhere.
    #[must_use]
    pub const fn is_certain(&self, tool: &str) -> bool {
        self.toolkit.is_some() && begins_with_verb(tool, self.length)
    }
}

/// The words that follow the toolkit's name in the tools of the catalogue. None of them is part of a toolkit's name.
static VERBS: [&str; 54] = [
    "ACCEPT",
    "ACTIVATE",
    "ADD",
    "APPEND",
    "APPROVE",
    "ARCHIVE",
    "ASSIGN",
    "ATTACH",
    "CANCEL",
    "CHANGE",
    "CLEAR",
    "CLOSE",
    "CREATE",
    "DEACTIVATE",
    "DECLINE",
    "DELETE",
    "DISABLE",
    "DOWNLOAD",
    "DUPLICATE",
    "EDIT",
    "ENABLE",
    "EXECUTE",
    "EXPORT",
    "FETCH",
    "FIND",
    "FORWARD",
    "GENERATE",
    "GET",
    "IMPORT",
    "INSERT",
    "INVITE",
    "JOIN",
    "LEAVE",
    "LIST",
    "MERGE",
    "MODIFY",
    "MOVE",
    "PATCH",
    "PUT",
    "QUERY",
    "REMOVE",
    "RENAME",
    "REPLACE",
    "REPLY",
    "RETRIEVE",
    "REVOKE",
    "SEND",
    "SET",
    "START",
    "STOP",
    "UNARCHIVE",
    "UPDATE",
    "UPLOAD",
    "UPSERT",
];

/// Whether the word at `start` in `tool`, after underscores, is one of [`VERBS`].
const fn begins_with_verb(tool: &str, mut start: usize) -> bool {
    let bytes = tool.as_bytes();
    while start < bytes.len() && bytes[start] == b'_' {
        start += 1;
    }
    let mut end = start;
    while end < bytes.len() && bytes[end] != b'_' {
        end += 1;
    }
    let mut next = 0;
    while next < VERBS.len() {
        let verb = VERBS[next].as_bytes();
        if verb.len() == end - start {
            let mut read = 0;
            while read < verb.len() && LOWER[bytes[start + read] as usize] == LOWER[verb[read] as usize] {
                read += 1;
            }
            if read == verb.len() {
                return true;
            }
        }
        next += 1;
    }
    false
}

/// Compares two names in the order of a list for [`find`]: case is ignored, and separators are ignored too if
/// `squashed`, as for the names of toolkits.
#[must_use]
pub const fn compare(left: &str, right: &str, squashed: bool) -> Ordering {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let (mut at, mut against) = (0, 0);
    loop {
        while squashed && at < left.len() && ALPHANUMERIC[left[at] as usize] == 0 {
            at += 1;
        }
        while squashed && against < right.len() && ALPHANUMERIC[right[against] as usize] == 0 {
            against += 1;
        }
        if at == left.len() || against == right.len() {
            return match (at == left.len(), against == right.len()) {
                (true, true) => Ordering::Equal,
                (true, false) => Ordering::Less,
                _ => Ordering::Greater,
            };
        }
        let (one, other) = (LOWER[left[at] as usize], LOWER[right[against] as usize]);
        if one != other {
            return if one < other { Ordering::Less } else { Ordering::Greater };
        }
        at += 1;
        against += 1;
    }
}

/// The position of `name` in a list that is sorted by [`compare`].
#[must_use]
pub const fn find(sorted: &[&str], name: &str) -> Option<usize> {
    let (mut low, mut high) = (0, sorted.len());
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(sorted[middle], name, false) {
            Ordering::Equal => return Some(middle),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_told_from_names() {
        for slug in ["gmail", "google_maps", "21risk", "active-campaign"] {
            assert!(is_toolkit(slug), "{slug}");
        }
        for name in
            ["", "Gmail", "google calendar", "gmäil", "gmail!", "_", "-", "--", "_gmail", "gmail_", "-gmail", "gmail-"]
        {
            assert!(!is_toolkit(name), "{name}");
        }
        for name in ["google__maps", "active--campaign", "a_-b", "_21risk"] {
            assert!(!is_toolkit(name), "{name}");
        }
        for slug in ["GMAIL_SEND_EMAIL", "_21RISK_GET_TASK", "21RISK_GET_TASK", "GMAIL"] {
            assert!(is_tool(slug), "{slug}");
        }
        for name in ["", "gmail_send_email", "GMAIL-SEND", "_", "__", "_GMAIL_SEND", "GMAIL_SEND_", "GMAIL__SEND"] {
            assert!(!is_tool(name), "{name}");
        }
        for name in ["__21RISK_GET_TASK", "_21RISK_", "_21_22", "1"] {
            assert!(!is_tool(name), "{name}");
        }
    }

    #[test]
    fn names_get_their_slug() {
        for (name, slug) in [
            ("Gmail", "gmail"),
            ("GMAIL", "gmail"),
            ("Google Calendar", "googlecalendar"),
            ("Google Maps", "google_maps"),
            ("Microsoft Teams", "microsoft_teams"),
            (" slack ", "slack"),
            ("google__maps", "google_maps"),
            ("active--campaign-", "active-campaign"),
            ("_21risk", "21risk"),
        ] {
            assert_eq!(likely_toolkit(name).as_deref(), Some(slug), "{name}");
        }
        assert_eq!(likely_toolkit("💥"), None);
    }

    #[test]
    fn tools_get_their_slug() {
        for name in ["gmail_send_email", "gmail-send-email", "gmailSendEmail", "Gmail Send Email", "GmailSendEmail"] {
            assert_eq!(likely_tool(name).as_deref(), Some("GMAIL_SEND_EMAIL"), "{name}");
        }
        for name in ["GMAIL__SEND_EMAIL", "_GMAIL_SEND_EMAIL", "GMAIL_SEND_EMAIL_"] {
            assert_eq!(likely_tool(name).as_deref(), Some("GMAIL_SEND_EMAIL"), "{name}");
        }
        assert_eq!(likely_tool("__21risk_get_task").as_deref(), Some("_21RISK_GET_TASK"));
        for name in ["", "gmail", "_gmail_", "💥"] {
            assert_eq!(likely_tool(name), None, "{name}");
        }
    }

    #[test]
    fn a_tool_belongs_to_the_toolkit_its_name_begins_with() {
        assert!(toolkit_prefix("GMAIL_SEND_EMAIL", "gmail").is_some());
        assert!(toolkit_prefix("SLACKBOT_SEND", "slack").is_none());
        assert!(toolkit_prefix("GMAIL", "gmail").is_none());
        assert!(toolkit_prefix("GMAIL_", "gmail").is_none());
        assert!(toolkit_prefix("_21RISK_GET_TASK", "21risk").is_some());
        assert!(toolkit_prefix("ONEDRIVE_GET_FILE", "one_drive").is_some());
        assert!(toolkit_prefix("ONE_DRIVE_GET_FILE", "onedrive").is_some());
        assert!(toolkit_prefix("ACTIVE_CAMPAIGN_LIST", "active-campaign").is_some());
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(toolkit_of("GOOGLE_MAPS_GEOCODE", ["google", "google_maps"]), Some("google_maps"));
        assert_eq!(toolkit_of("GOOGLE_SEARCH", ["google", "google_maps"]), Some("google"));
        assert_eq!(toolkit_of("SLACK_SEND", ["gmail"]), None);
    }

    #[test]
    fn an_owner_is_certain_where_a_verb_follows_its_name() {
        let is_certain = |tool: &str, toolkit| Owner::UNKNOWN.or(tool, toolkit).is_certain(tool);
        assert!(is_certain("ZOHO_CREATE_LEAD", "zoho"));
        assert!(is_certain("ONEDRIVE_DELETE_ITEM", "one_drive"));
        assert!(!is_certain("ZOHO_BOOKS_DELETE_INVOICE", "zoho"));
        assert!(!is_certain("GOOGLE_MAPS_GEOCODE", "google"));
        assert!(!is_certain("SLACK_SEND_MESSAGE", "gmail"));
    }

    #[test]
    fn a_sorted_list_finds_names_in_either_case() {
        let mut tools = ["SLACK_SEND", "GMAIL_SEND", "GMAIL_FETCH", "GMAIL"];
        tools.sort_by(|left, right| compare(left, right, false));
        for (index, tool) in tools.iter().enumerate() {
            assert_eq!(find(&tools, &tool.to_ascii_lowercase()), Some(index), "{tool}");
        }
        assert_eq!(find(&tools, "GMAIL_SEN"), None);
        assert_eq!(compare("one_drive", "ONEDRIVE", true), Ordering::Equal);
        assert_eq!(compare("one_drive", "ONEDRIVE_", false), Ordering::Less);
    }
}
