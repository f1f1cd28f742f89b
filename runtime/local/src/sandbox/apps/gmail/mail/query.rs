//! The part of Gmail's search syntax that the sandbox understands.

use jiff::{SignedDuration, Timestamp};

use super::{label::Label, stored::Stored};

/// The maximum number of terms of a search.
const MAX_TERMS: usize = 50;

/// A search: every term has to match.
///
/// Terms are words and `"quoted phrases"`, `subject:`, `from:`, `to:`, `is:` (unread, read, starred, important), `in:`
/// and `label:` (an id or a name), `has:attachment`, `newer_than:` and `older_than:` (`7d`, `12h`), each also with `-`
/// before it.
#[derive(Debug, Default)]
pub(crate) struct Query {
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Term {
    negated: bool,
    condition: Condition,
}

#[derive(Debug)]
enum Condition {
    Word(String),
    Header(&'static str, String),
    Label(String),
    Read,
    Anywhere,
    Attachment,
    After(Timestamp),
    Before(Timestamp),
}

impl Query {
    pub(crate) fn parse(text: &str) -> Self {
        let terms = split(&text.to_lowercase())
            .into_iter()
            .take(MAX_TERMS)
            .filter_map(|term| {
                let (negated, term) = match term.strip_prefix('-') {
                    Some(rest) => (true, rest),
                    None => (false, term.as_str()),
                };
                Some(Term { negated, condition: condition(term)? })
            })
            .collect();
        Self { terms }
    }

    /// Whether the search explicitly asks for spam or trash.
    pub(super) fn looks_everywhere(&self) -> bool {
        self.terms.iter().any(|term| match &term.condition {
            Condition::Anywhere => true,
            Condition::Label(label) => !term.negated && (label == "spam" || label == "trash"),
            _ => false,
        })
    }

    pub(super) fn matches(&self, message: &Stored, labels: &[Label]) -> bool {
        self.terms.iter().all(|term| term.condition.matches(message, labels) != term.negated)
    }
}

/// Splits at spaces outside quotes, and drops the quotes.
fn split(text: &str) -> Vec<String> {
    let mut terms = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => terms.push(String::new()),
            c => terms.last_mut().into_iter().for_each(|term| term.push(c)),
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}

/// `None` for a term without a meaning, such as an operator without a value.
fn condition(term: &str) -> Option<Condition> {
    let Some((operator, value)) = term.split_once(':') else {
        return (!term.is_empty()).then(|| Condition::Word(term.to_owned()));
    };
    if value.is_empty() {
        return None;
    }
    let owned = value.to_owned();
    Some(match (operator, value) {
        ("subject", _) => Condition::Header("Subject", owned),
        ("from", _) => Condition::Header("From", owned),
        ("to", _) => Condition::Header("To", owned),
        ("is", "read") => Condition::Read,
        ("in", "anywhere") => Condition::Anywhere,
        ("in", "drafts") => Condition::Label("draft".into()),
        ("is" | "in" | "label", _) => Condition::Label(owned),
        ("has", "attachment") => Condition::Attachment,
        ("newer_than", _) => Condition::After(Timestamp::now().checked_sub(age(value)?).ok()?),
        ("older_than", _) => Condition::Before(Timestamp::now().checked_sub(age(value)?).ok()?),
        _ => Condition::Word(term.to_owned()),
    })
}

fn age(value: &str) -> Option<SignedDuration> {
    let (number, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
    let hours: i64 = match unit {
        "h" => 1,
        "d" => 24,
        "m" => 24 * 30,
        "y" => 24 * 365,
        _ => return None,
    };
    let hours = number.parse::<i32>().ok().map(|number| i64::from(number) * hours)?;
    Some(SignedDuration::from_hours(hours))
}

impl Condition {
    fn matches(&self, message: &Stored, labels: &[Label]) -> bool {
        let in_header = |name: &str, value: &str| message.parsed.header(name).to_lowercase().contains(value);
        match self {
            Self::Word(word) => {
                ["Subject", "From", "To"].into_iter().any(|name| in_header(name, word))
                    || message.parsed.text.to_lowercase().contains(word)
            }
            Self::Header(name, value) => in_header(name, value),
            Self::Label(wanted) => message.label_ids.iter().any(|id| {
                let name = labels.iter().find(|label| label.id == *id).map(|label| &label.name);
                id.eq_ignore_ascii_case(wanted) || name.is_some_and(|name| written_in_search(name) == *wanted)
            }),
            Self::Read => !message.has_label("UNREAD"),
            Self::Anywhere => true,
            Self::Attachment => message.parsed.has_attachment,
            Self::After(time) => message.received_ms >= time.as_millisecond(),
            Self::Before(time) => message.received_ms < time.as_millisecond(),
        }
    }
}

/// A label's name as people write it after `label:`: in lower case, with `-` for spaces and slashes.
fn written_in_search(name: &str) -> String {
    name.to_lowercase().replace([' ', '/'], "-")
}

#[cfg(test)]
mod tests {
    use super::{super::mime, *};

    fn mail() -> Stored {
        let raw =
            "From: Ada <ada@example.com>\r\nTo: bob@example.com\r\nSubject: Invoice 42\r\n\r\nPlease pay it soon.";
        Stored {
            id: "m1".into(),
            thread_id: "m1".into(),
            label_ids: ["INBOX", "UNREAD", "Label_1"].map(String::from).into(),
            received_ms: Timestamp::now().as_millisecond() - 3 * 86_400_000,
            parsed: mime::parse(raw.as_bytes()).expect("a message"),
            raw: raw.into(),
        }
    }

    fn matches(query: &str) -> bool {
        let label: Label =
            Label { id: "Label_1".into(), name: "To Pay/Soon".into(), kind: "user", settings: Default::default() };
        Query::parse(query).matches(&mail(), &[label])
    }

    #[test]
    fn every_term_has_to_match() {
        for hit in [
            "",
            "  ",
            "invoice",
            "PAY SOON",
            "\"pay it soon\"",
            "subject:invoice from:ada",
            "to:bob@example.com",
            "is:unread",
            "in:inbox",
            "label:INBOX",
            "label:to-pay-soon",
            "-is:starred",
            "-has:attachment",
            "newer_than:4d",
            "older_than:2d",
            "subject:\"invoice 42\"",
            "subject:",
            "in:anywhere",
        ] {
            assert!(matches(hit), "{hit:?} should match");
        }
        for miss in [
            "refund",
            "\"pay soon\"",
            "subject:pay",
            "from:bob",
            "is:read",
            "is:starred",
            "in:trash",
            "label:none",
            "-invoice",
            "has:attachment",
            "newer_than:2d",
            "older_than:4d",
            "invoice refund",
            "http://x",
        ] {
            assert!(!matches(miss), "{miss:?} should not match");
        }
    }

    #[test]
    fn odd_queries_cause_no_panic() {
        for odd in
            ["\"", "-", ":", "-:", "newer_than:", "newer_than:é", "newer_than:99999999999y", "older_than:-9999999y"]
        {
            let _either = matches(odd);
        }
    }
}
