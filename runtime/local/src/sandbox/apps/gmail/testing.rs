//! Mail that a test puts in, and reads.

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use super::{GmailApp, mail::Mailboxes};
use crate::sandbox::{lock, testing::Person};

/// A mail: one to be put into a mailbox, or one that is there.
///
/// # Examples
///
/// ```
/// # mod tool_router { pub use tool_router_local::testing; }
/// use tool_router::testing::Mail;
///
/// let mail = Mail::new("Invoice 2041").from("Billing <billing@northwind.example>").body("It is due on Friday.");
/// assert_eq!(mail.subject(), "Invoice 2041");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a mail is nowhere until a mailbox receives it"]
pub struct Mail {
    pub(super) subject: String,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) body: String,
    pub(super) labels: Vec<String>,
}

impl Mail {
    /// A mail with this subject, unread, from a stranger to the mailbox's owner.
    pub fn new(subject: impl Into<String>) -> Self {
        let labels = ["INBOX", "UNREAD"].map(str::to_owned).into();
        Self { subject: subject.into(), from: None, to: None, body: String::new(), labels }
    }

    /// Sets the sender: `ada@example.com` or `Ada <ada@example.com>`.
    pub fn from(mut self, sender: impl Into<String>) -> Self {
        self.from = Some(sender.into());
        self
    }

    /// Sets the recipient, if it is not the mailbox's owner.
    pub fn to(mut self, recipient: impl Into<String>) -> Self {
        self.to = Some(recipient.into());
        self
    }

    /// Sets the text.
    pub fn body(mut self, text: impl Into<String>) -> Self {
        self.body = text.into();
        self
    }

    /// Replaces the labels, which are `INBOX` and `UNREAD`.
    pub fn labels<L: Into<String>>(mut self, labels: impl IntoIterator<Item = L>) -> Self {
        self.labels = labels.into_iter().map(Into::into).collect();
        self
    }

    /// The subject.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The sender, as the mail's header says it.
    #[must_use]
    pub fn sender(&self) -> &str {
        self.from.as_deref().unwrap_or_default()
    }

    /// The recipients, as the mail's header says them.
    #[must_use]
    pub fn recipients(&self) -> &str {
        self.to.as_deref().unwrap_or_default()
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.body
    }

    /// Whether the mail has this label: `UNREAD`, for example.
    #[must_use]
    pub fn has_label(&self, label: &str) -> bool {
        self.labels.iter().any(|other| other == label)
    }
}

/// The mailbox of one of the sandbox provider's people.
#[derive(Clone)]
pub struct Mailbox {
    mailboxes: Arc<Mutex<Mailboxes>>,
    person: Person,
}

impl GmailApp {
    pub(in crate::sandbox) fn mailbox(&self, person: Person) -> Mailbox {
        Mailbox { mailboxes: Arc::clone(&self.mailboxes), person }
    }
}

impl Mailbox {
    /// Removes everything, the mail that each mailbox begins with included.
    pub fn clear(&self) -> &Self {
        lock(&self.mailboxes).clear(self.person);
        self
    }

    /// Puts a mail in, as the newest one, and returns its id.
    ///
    /// # Panics
    ///
    /// If the mailbox is full: it holds 1,000 mails and 16 MiB.
    #[track_caller]
    pub fn receive(&self, mail: Mail) -> String {
        match lock(&self.mailboxes).receive(self.person, &mail) {
            Ok(id) => id,
            Err(error) => {
                panic!("{}'s mailbox does not take the mail `{}`: {error:?}", self.person.name(), mail.subject)
            }
        }
    }

    /// The mail in the inbox, newest first.
    #[must_use]
    pub fn inbox(&self) -> Vec<Mail> {
        self.labelled("INBOX")
    }

    /// The mail that was sent from here, newest first.
    #[must_use]
    pub fn sent(&self) -> Vec<Mail> {
        self.labelled("SENT")
    }

    /// The drafts, newest first.
    #[must_use]
    pub fn drafts(&self) -> Vec<Mail> {
        self.labelled("DRAFT")
    }

    /// The mail with this label, newest first.
    #[must_use]
    pub fn labelled(&self, label: &str) -> Vec<Mail> {
        lock(&self.mailboxes).labelled(self.person, label)
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailbox").field("person", &self.person).finish_non_exhaustive()
    }
}
