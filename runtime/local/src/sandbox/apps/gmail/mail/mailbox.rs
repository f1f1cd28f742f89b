//! One person's mailbox.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    label::{IMMUTABLE_LABELS, Label, NewLabel, SYSTEM_LABELS, Settings},
    mime::{self, Parsed},
    query::Query,
    stored::Stored,
};
use crate::sandbox::people::Person;

const MAX_MESSAGES: usize = 1_000;
const MAX_BYTES: usize = 16 * 1024 * 1024;
const MAX_LABELS: usize = 200;
const MAX_LABEL_NAME_CHARS: usize = 225;

/// Why an operation on a mailbox failed.
#[derive(Debug)]
pub(crate) enum MailError {
    NotFound,
    Invalid(String),
    Conflict(&'static str),
    Full,
}

/// A draft: a separate id for a message.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) id: String,
    pub(crate) message_id: String,
}

/// Which messages a list contains.
pub(crate) struct Filter {
    pub(crate) query: Query,
    pub(crate) label_ids: Vec<String>,
    pub(crate) include_spam_trash: bool,
}

/// A mailbox in memory, bounded in messages, bytes and labels.
pub(crate) struct Mailbox {
    name: &'static str,
    address: &'static str,
    /// In order of arrival.
    messages: Vec<Stored>,
    drafts: Vec<Draft>,
    user_labels: Vec<Label>,
    last_id: u64,
    bytes: usize,
}

impl Mailbox {
    pub(super) fn new(person: &Person) -> Self {
        Self {
            name: person.name,
            address: person.email,
            messages: Vec::new(),
            drafts: Vec::new(),
            user_labels: Vec::new(),
            last_id: 0x0190_0000_0000_0000,
            bytes: 0,
        }
    }

    pub(crate) fn address(&self) -> &'static str {
        self.address
    }

    pub(crate) fn message_count(&self) -> usize {
        self.messages.len()
    }

    pub(crate) fn thread_count(&self) -> usize {
        self.messages.iter().map(|message| &message.thread_id).collect::<BTreeSet<_>>().len()
    }

    /// A counter that increases with every change.
    pub(crate) fn history_id(&self) -> u64 {
        self.last_id & 0xffff_ffff
    }

    pub(crate) fn labels(&self) -> Vec<Label> {
        let system = SYSTEM_LABELS.map(|id| Label {
            id: id.into(),
            name: id.into(),
            kind: "system",
            settings: Settings::default(),
        });
        system.into_iter().chain(self.user_labels.iter().cloned()).collect()
    }

    pub(crate) fn create_label(&mut self, new: NewLabel) -> Result<Label, MailError> {
        let name = new.name.trim();
        if name.is_empty() || name.chars().count() > MAX_LABEL_NAME_CHARS {
            return Err(MailError::Invalid("Invalid label name".into()));
        }
        if self.labels().iter().any(|label| label.name.eq_ignore_ascii_case(name)) {
            return Err(MailError::Conflict("Label name exists or conflicts"));
        }
        if self.user_labels.len() >= MAX_LABELS {
            return Err(MailError::Full);
        }
        let id = format!("Label_{}", self.user_labels.len() + 1);
        let label = Label { id, name: name.to_owned(), kind: "user", settings: new.settings };
        self.user_labels.push(label.clone());
        Ok(label)
    }

    pub(crate) fn get(&self, id: &str) -> Result<&Stored, MailError> {
        self.messages.iter().find(|message| message.id == id).ok_or(MailError::NotFound)
    }

    /// The messages of a thread, oldest first.
    pub(crate) fn thread(&self, id: &str) -> Result<Vec<&Stored>, MailError> {
        let mut messages: Vec<_> = self.messages.iter().filter(|message| message.thread_id == id).collect();
        messages.sort_by_key(|message| message.received_ms);
        if messages.is_empty() { Err(MailError::NotFound) } else { Ok(messages) }
    }

    /// The messages that match `filter`, newest first.
    pub(crate) fn list(&self, filter: &Filter) -> Vec<&Stored> {
        let hidden = |message: &Stored| ["SPAM", "TRASH"].into_iter().any(|label| message.has_label(label));
        let wants_hidden = filter.include_spam_trash
            || filter.query.looks_everywhere()
            || filter.label_ids.iter().any(|id| id == "SPAM" || id == "TRASH");
        let mut messages: Vec<_> = self
            .messages
            .iter()
            .filter(|message| wants_hidden || !hidden(message))
            .filter(|message| filter.label_ids.iter().all(|id| message.has_label(id)))
            .filter(|message| filter.query.matches(message, &self.user_labels))
            .collect();
        // Stable: of two messages in the same millisecond, the later one is newer.
        messages.reverse();
        messages.sort_by_key(|message| std::cmp::Reverse(message.received_ms));
        messages
    }

    /// Adds labels to a message and removes others.
    pub(crate) fn modify(&mut self, id: &str, add: &[String], remove: &[String]) -> Result<&Stored, MailError> {
        let known: Vec<String> = self.labels().into_iter().map(|label| label.id).collect();
        for label in add.iter().chain(remove) {
            if !known.contains(label) || IMMUTABLE_LABELS.contains(&label.as_str()) {
                return Err(MailError::Invalid(format!("Invalid label: {label}")));
            }
        }
        self.relabel(id, add, remove)
    }

    /// Moves a message to the trash.
    pub(crate) fn trash(&mut self, id: &str) -> Result<&Stored, MailError> {
        self.relabel(id, &["TRASH".to_owned()], &["INBOX".to_owned(), "SPAM".to_owned()])
    }

    fn relabel(&mut self, id: &str, add: &[String], remove: &[String]) -> Result<&Stored, MailError> {
        let message = self.messages.iter_mut().find(|message| message.id == id).ok_or(MailError::NotFound)?;
        message.label_ids.retain(|label| !remove.contains(label));
        message.label_ids.extend(add.iter().cloned());
        self.last_id += 1;
        Ok(message)
    }

    /// Adds what a message needs and its author left out: sender, date, message id.
    pub(super) fn sign(&mut self, raw: &[u8]) -> Result<Vec<u8>, MailError> {
        let unreadable = || MailError::Invalid("the message cannot be read".into());
        let parsed = mime::parse(raw).ok_or_else(unreadable)?;
        if parsed.sender.as_deref().is_some_and(|sender| sender != self.address) {
            return Err(MailError::Invalid(format!("the sandbox sends only from {}", self.address)));
        }
        let now = Timestamp::now();
        let mut headers = String::new();
        if parsed.sender.is_none() {
            headers.push_str(&format!("From: \"{}\" <{}>\r\n", self.name, self.address));
        }
        if !parsed.has_date {
            headers.push_str(&mime::date_header(now));
        }
        if parsed.message_id.is_none() {
            let unique = format!("{:x}.{:x}", now.as_millisecond(), self.last_id + 1);
            headers.push_str(&format!("Message-ID: <{unique}@sandbox.example>\r\n"));
        }
        Ok([headers.as_bytes(), raw].concat())
    }

    /// Files a message under `labels`, received now, in a thread of this mailbox or in a new one. Returns its id.
    pub(super) fn insert(
        &mut self,
        raw: Vec<u8>,
        parsed: Parsed,
        labels: &[&str],
        thread_id: Option<&str>,
    ) -> Result<String, MailError> {
        self.insert_received(raw, parsed, labels, thread_id, Timestamp::now().as_millisecond())
    }

    /// As [`insert`](Self::insert), with another time of arrival.
    pub(super) fn insert_received(
        &mut self,
        raw: Vec<u8>,
        parsed: Parsed,
        labels: &[&str],
        thread_id: Option<&str>,
        received_ms: i64,
    ) -> Result<String, MailError> {
        if self.messages.len() >= MAX_MESSAGES || self.bytes + raw.len() > MAX_BYTES {
            return Err(MailError::Full);
        }
        if thread_id.is_some_and(|thread| self.messages.iter().all(|message| message.thread_id != thread)) {
            return Err(MailError::NotFound);
        }
        self.last_id += 1;
        self.bytes += raw.len();
        let id = format!("{:016x}", self.last_id);
        self.messages.push(Stored {
            thread_id: thread_id.map_or_else(|| id.clone(), str::to_owned),
            id: id.clone(),
            label_ids: labels.iter().map(|label| (*label).to_owned()).collect(),
            received_ms,
            raw,
            parsed,
        });
        Ok(id)
    }

    /// The thread of a message that `parsed` refers to.
    pub(super) fn thread_of_references(&self, parsed: &Parsed) -> Option<String> {
        let refers =
            |message: &&Stored| message.parsed.message_id.as_ref().is_some_and(|id| parsed.references.contains(id));
        Some(self.messages.iter().rev().find(refers)?.thread_id.clone())
    }

    /// The drafts, newest first.
    pub(crate) fn drafts(&self) -> Vec<&Draft> {
        self.drafts.iter().rev().collect()
    }

    pub(crate) fn draft(&self, id: &str) -> Result<&Draft, MailError> {
        self.drafts.iter().find(|draft| draft.id == id).ok_or(MailError::NotFound)
    }

    pub(crate) fn create_draft(&mut self, raw: &[u8], thread_id: Option<&str>) -> Result<&Draft, MailError> {
        let raw = self.sign(raw)?;
        let parsed = mime::parse(&raw).ok_or_else(|| MailError::Invalid("the message cannot be read".into()))?;
        let message_id = self.insert(raw, parsed, &["DRAFT"], thread_id)?;
        self.drafts.push(Draft { id: format!("r{}", self.last_id), message_id });
        self.drafts.last().ok_or(MailError::NotFound)
    }

    pub(super) fn delete_draft(&mut self, id: &str) {
        let Some(index) = self.drafts.iter().position(|draft| draft.id == id) else { return };
        let draft = self.drafts.remove(index);
        if let Some(index) = self.messages.iter().position(|message| message.id == draft.message_id) {
            self.bytes -= self.messages.remove(index).raw.len();
        }
    }
}
