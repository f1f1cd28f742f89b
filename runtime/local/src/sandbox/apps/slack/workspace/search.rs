//! A part of Slack's search syntax.

use jiff::{civil::Date, tz::TimeZone};

use super::{Conversation, Message, people::USERS};

/// A search: conditions that all have to hold.
pub(crate) struct Query(Vec<Condition>);

enum Condition {
    Word(String),
    In(String),
    From(String),
    Before(i64),
    After(i64),
}

impl Query {
    /// Parses a search. What is not a condition that the sandbox knows is a word.
    pub(crate) fn parse(text: &str) -> Self {
        let is_quoted = |position: usize| position % 2 == 1;
        let parts = text.split('"').enumerate().flat_map(|(position, part)| match position {
            _ if is_quoted(position) => vec![Condition::Word(part.to_lowercase())],
            _ => part.split_whitespace().map(Condition::parse).collect(),
        });
        Self(parts.collect())
    }

    pub(super) fn matches(&self, user: usize, conversation: &Conversation, message: &Message) -> bool {
        let author = USERS.get(message.user);
        self.0.iter().all(|condition| match condition {
            Condition::Word(word) => message.content.text.to_lowercase().contains(word),
            Condition::In(place) => *place == conversation.name || *place == conversation.id.to_lowercase(),
            Condition::From(name) if name == "me" => message.user == user,
            Condition::From(name) => {
                author.is_some_and(|author| author.handle == name || author.id.to_lowercase() == *name)
            }
            Condition::Before(day) => message.ts.seconds() < *day,
            Condition::After(day) => message.ts.seconds() >= *day,
        })
    }
}

impl Condition {
    fn parse(part: &str) -> Self {
        let lower = part.to_lowercase();
        let word = || Self::Word(lower.clone());
        let Some((name, value)) = lower.split_once(':') else { return word() };
        let day = |days: i64| {
            let date: Date = value.parse().ok()?;
            let date = date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
            Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
        };
        let bare = value.trim_start_matches(['#', '@', '<']).trim_end_matches('>').trim_start_matches(['#', '@']);
        match name {
            "in" if !bare.is_empty() => Self::In(bare.to_owned()),
            "from" if !bare.is_empty() => Self::From(bare.to_owned()),
            "before" => day(0).map_or_else(word, Self::Before),
            // As at Slack, the day itself is not after it.
            "after" => day(1).map_or_else(word, Self::After),
            _ => word(),
        }
    }
}
