//! Everybody's mailbox, and mail between them.

use super::{
    mailbox::{MailError, Mailbox},
    mime, seed,
    stored::Stored,
};
use crate::sandbox::people::PEOPLE;

/// Every mailbox, in the order of the people.
pub(crate) struct Mailboxes(Vec<Mailbox>);

impl Mailboxes {
    /// Mailboxes with some mail in them.
    pub(crate) fn seeded() -> Self {
        Self(PEOPLE.iter().map(seed::mailbox).collect())
    }

    /// The mailbox of a person.
    pub(crate) fn of(&mut self, person: usize) -> Result<&mut Mailbox, MailError> {
        self.0.get_mut(person).ok_or(MailError::NotFound)
    }

    /// Sends a message: files it under the sender's sent mail, and delivers it to recipients with a mailbox here.
    pub(crate) fn send(&mut self, person: usize, raw: &[u8], thread_id: Option<&str>) -> Result<&Stored, MailError> {
        let mailbox = self.of(person)?;
        let raw = mailbox.sign(raw)?;
        let parsed = mime::parse(&raw).ok_or_else(|| MailError::Invalid("the message cannot be read".into()))?;
        if parsed.recipients.is_empty() {
            return Err(MailError::Invalid("Recipient address required".into()));
        }
        let id = mailbox.insert(raw.clone(), parsed.clone(), &["SENT"], thread_id)?;
        let delivered = mime::without_bcc(&raw);
        for recipient in self.0.iter_mut().filter(|mailbox| parsed.recipients.iter().any(|to| to == mailbox.address()))
        {
            let Some(received) = mime::parse(&delivered) else { continue };
            let thread = recipient.thread_of_references(&received);
            // As with real mail, a recipient's full mailbox is not the sender's error.
            let _id = recipient.insert(delivered.clone(), received, &["INBOX", "UNREAD"], thread.as_deref());
        }
        self.of(person)?.get(&id)
    }

    /// Sends a draft, which is then removed.
    pub(crate) fn send_draft(&mut self, person: usize, id: &str) -> Result<&Stored, MailError> {
        let mailbox = self.of(person)?;
        let message = mailbox.get(&mailbox.draft(id)?.message_id)?;
        let (raw, thread_id) = (message.raw.clone(), message.thread_id.clone());
        let sent = self.send(person, &raw, Some(&thread_id))?.id.clone();
        let mailbox = self.of(person)?;
        mailbox.delete_draft(id);
        mailbox.get(&sent)
    }
}
