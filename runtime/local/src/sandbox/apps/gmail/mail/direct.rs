//! Mail that comes from and goes to a test, and not over the API.

use super::{
    super::Mail,
    mailbox::{Filter, MailError, Mailbox},
    mailboxes::Mailboxes,
    mime,
    query::Query,
    stored::Stored,
};
use crate::sandbox::{people::PEOPLE, testing::Person};

/// The sender of a mail that names none.
const STRANGER: &str = "Somebody <somebody@elsewhere.example>";

impl Mailboxes {
    pub(in crate::sandbox::apps::gmail) fn clear(&mut self, person: Person) {
        if let Ok(mailbox) = self.of(person.index()) {
            *mailbox = Mailbox::new(&PEOPLE[person.index()]);
        }
    }

    pub(in crate::sandbox::apps::gmail) fn receive(
        &mut self,
        person: Person,
        mail: &Mail,
    ) -> Result<String, MailError> {
        let mailbox = self.of(person.index())?;
        let owner = format!("{} <{}>", person.name(), person.email());
        let unique = mailbox.history_id() + 1;
        let raw = format!(
            "From: {}\r\nTo: {}\r\nSubject: {}\r\n{}Message-ID: <test-{unique}.{}>\r\nMIME-Version: 1.0\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\r\n{}",
            one_line(mail.from.as_deref().unwrap_or(STRANGER)),
            one_line(mail.to.as_deref().unwrap_or(&owner)),
            one_line(&mail.subject),
            mime::date_header(jiff::Timestamp::now()),
            person.email(),
            mail.body,
        );
        let parsed = mime::parse(raw.as_bytes()).ok_or_else(|| MailError::Invalid("it cannot be read".into()))?;
        let labels: Vec<_> = mail.labels.iter().map(String::as_str).collect();
        mailbox.insert(raw.into_bytes(), parsed, &labels, None)
    }

    pub(in crate::sandbox::apps::gmail) fn labelled(&mut self, person: Person, label: &str) -> Vec<Mail> {
        let Ok(mailbox) = self.of(person.index()) else { return Vec::new() };
        let filter = Filter { query: Query::default(), label_ids: vec![label.to_owned()], include_spam_trash: true };
        mailbox.list(&filter).into_iter().map(read).collect()
    }
}

fn read(stored: &Stored) -> Mail {
    let header = |name| Some(stored.parsed.header(name).to_owned());
    Mail {
        subject: stored.parsed.header("Subject").to_owned(),
        from: header("From"),
        to: header("To"),
        body: stored.parsed.text.trim_end().to_owned(),
        labels: stored.label_ids.iter().cloned().collect(),
    }
}

/// The text of a header: a line break would begin another one.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}
