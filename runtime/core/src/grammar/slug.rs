//! Toolkit slugs (`google_maps`) and tool slugs (`GOOGLE_MAPS_GEOCODE`).

/// Toolkits of Google whose slug keeps the space of the name as an underscore; all others run it together.
const SPACED_GOOGLE: [&str; 7] = ["address", "admin", "analytics", "classroom", "cloud", "maps", "search"];

/// Whether `text` has the form of a toolkit slug: lower-case letters, digits, `_` and `-`.
pub fn is_toolkit(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
}

/// Whether `text` has the form of a tool slug: upper-case words joined with `_`.
pub fn is_tool(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_uppercase())
        && text.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
}

/// The slug that a name like `Gmail` or `Google Calendar` most likely means.
pub fn likely_toolkit(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let slug = match &words[..] {
        [google, product, ..] if google == "google" && !SPACED_GOOGLE.contains(&product.as_str()) => words.concat(),
        words => words.join("_"),
    };
    is_toolkit(&slug).then_some(slug)
}

/// The slug that `gmail_send_email`, `gmail-send-email` or `gmailSendEmail` most likely means.
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
    // One word is a toolkit's, if anything's.
    (is_tool(&slug) && slug.trim_matches('_').contains('_')).then_some(slug)
}

/// How many characters of `tool` name the toolkit `toolkit`, or `None` where the tool cannot be one of it. It can be asked in a
/// constant.
///
/// Underscores and dashes are looked through, as the catalogue itself is not strict about them: `ONEDRIVE_GET_FILE` and
/// `ONE_DRIVE_GET_FILE` can both be tools of `one_drive`.
#[must_use]
pub const fn toolkit_prefix(tool: &str, toolkit: &str) -> Option<usize> {
    let (tool, toolkit) = (tool.as_bytes(), toolkit.as_bytes());
    let (mut read, mut wanted, mut named) = (0, 0, false);
    loop {
        while wanted < toolkit.len() && !toolkit[wanted].is_ascii_alphanumeric() {
            wanted += 1;
        }
        if wanted == toolkit.len() {
            // Something has to follow that is the tool's own.
            let ends = named && read + 1 < tool.len() && tool[read] == b'_';
            return if ends { Some(read) } else { None };
        }
        while read < tool.len() && tool[read] == b'_' {
            read += 1;
        }
        if read == tool.len() || !tool[read].eq_ignore_ascii_case(&toolkit[wanted]) {
            return None;
        }
        (read, wanted, named) = (read + 1, wanted + 1, true);
    }
}

/// The toolkit among `toolkits` that `tool` belongs to: the one with the longest name, for `google` and `google_maps` both
/// begin `GOOGLE_MAPS_GEOCODE`.
pub fn toolkit_of<'a>(tool: &str, toolkits: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut owner = Owner::UNKNOWN;
    toolkits.into_iter().for_each(|toolkit| owner = owner.or(tool, toolkit));
    owner.toolkit
}

/// Who owns a tool, as far as the toolkits tell that were looked at: [`toolkit_of`] for constants, which have no iterators.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The toolkit with the longest name.
    pub toolkit: Option<&'a str>,
    length: usize,
}

impl<'a> Owner<'a> {
    /// Nobody that is known.
    pub const UNKNOWN: Self = Self { toolkit: None, length: 0 };

    /// The same, or `toolkit`, if `tool` can be its own and its name is longer.
    #[must_use]
    pub const fn or(self, tool: &str, toolkit: &'a str) -> Self {
        match toolkit_prefix(tool, toolkit) {
            Some(length) if self.toolkit.is_none() || length > self.length => Self { toolkit: Some(toolkit), length },
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_told_from_names() {
        for slug in ["gmail", "google_maps", "21risk", "active-campaign"] {
            assert!(is_toolkit(slug), "{slug}");
        }
        for name in ["", "Gmail", "google calendar", "gmäil", "gmail!"] {
            assert!(!is_toolkit(name), "{name}");
        }
        assert!(is_tool("GMAIL_SEND_EMAIL"));
        assert!(!is_tool("gmail_send_email"));
        assert!(!is_tool("GMAIL-SEND"));
        assert!(!is_tool("_"));
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
        for name in ["", "gmail", "_gmail_"] {
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
}
