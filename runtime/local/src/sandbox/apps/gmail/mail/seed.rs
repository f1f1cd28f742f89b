//! The initial content of the mailboxes.

use jiff::{SignedDuration, Timestamp};

use super::{mailbox::Mailbox, mime};
use crate::sandbox::people::Person;

/// An initial mail.
struct Seed {
    /// The sender; `None` if the mailbox's owner sent it.
    from: Option<&'static str>,
    /// The recipient; `None` if it is the mailbox's owner.
    to: Option<&'static str>,
    subject: &'static str,
    hours_ago: i64,
    labels: &'static [&'static str],
    content_type: &'static str,
    body: &'static str,
}

const PLAIN: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
/// The boundary that the seeds with attachments use.
const MIXED: &str = "multipart/mixed; boundary=\"seed\"";

/// A received mail in plain text.
const fn received(
    from: &'static str,
    subject: &'static str,
    hours_ago: i64,
    labels: &'static [&'static str],
    body: &'static str,
) -> Seed {
    Seed { from: Some(from), to: None, subject, hours_ago, labels, content_type: PLAIN, body }
}

const UNREAD: &[&str] = &["INBOX", "UNREAD"];
const READ: &[&str] = &["INBOX"];

const MAYA: [Seed; 7] = [
    received(
        "Tomás Okafor <tomas@sandbox.example>",
        "Lunch on Thursday?",
        2,
        UNREAD,
        "Hi Maya,\r\n\r\nare you free on Thursday at half past twelve? The new place by the canal has a terrace.\r\n\r\nTomás\r\n",
    ),
    Seed {
        from: Some("Northwind Billing <billing@northwind.example>"),
        to: None,
        subject: "Invoice 2041 is due on Friday",
        hours_ago: 5,
        labels: &["INBOX", "UNREAD", "IMPORTANT", "CATEGORY_UPDATES"],
        content_type: MIXED,
        body: "--seed\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello Maya,\r\n\r\ninvoice 2041 over 1,280.00 EUR \
               is due on Friday. You find it attached.\r\n\r\nNorthwind Billing\r\n--seed\r\nContent-Type: application/pdf; \
               name=\"invoice-2041.pdf\"\r\nContent-Disposition: attachment; filename=\"invoice-2041.pdf\"\r\n\
               Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQKJSBzYW5kYm94Cg==\r\n--seed--\r\n",
    },
    received(
        "Inès Moreau <ines@sandbox.example>",
        "Draft of the quarterly report",
        22,
        UNREAD,
        "Maya,\r\n\r\nthe draft is in the shared folder. Could you look at section 3 before Wednesday? The churn figures \
         changed after the last export.\r\n\r\nInès\r\n",
    ),
    Seed {
        from: Some("Harbour Weekly <news@harbour.example>"),
        to: None,
        subject: "This week at the harbour",
        hours_ago: 30,
        labels: &["INBOX", "CATEGORY_PROMOTIONS"],
        content_type: HTML,
        body: "<html><head><style>h1{color:#036}</style></head><body><h1>This week at the harbour</h1><p>Open-air cinema on \
               Friday, fish market on Saturday &amp; a regatta on Sunday.</p></body></html>\r\n",
    },
    received(
        "Rail Europe <tickets@rail.example>",
        "Your ticket to Malmö, seat 41A",
        53,
        &["INBOX", "STARRED"],
        "Dear Maya Lindqvist,\r\n\r\nyour train to Malmö leaves on the 14th at 08:12 from platform 7. Coach 4, seat 41A.\r\n",
    ),
    Seed {
        from: None,
        to: Some("Inès Moreau <ines@sandbox.example>"),
        subject: "Figures for the quarterly report",
        hours_ago: 75,
        labels: &["SENT"],
        content_type: PLAIN,
        body: "Hi Inès,\r\n\r\nhere are the figures up to last week. The rest follows on Monday.\r\n\r\nMaya\r\n",
    },
    received(
        "Prize Centre <win@prizes.example>",
        "You have been selected",
        80,
        &["SPAM", "UNREAD"],
        "Congratulations! Answer within 24 hours to claim your prize.\r\n",
    ),
];

const TOMAS: [Seed; 6] = [
    received(
        "Build Server <builds@ci.example>",
        "Build 3187 failed on main",
        1,
        &["INBOX", "UNREAD", "CATEGORY_UPDATES"],
        "Build 3187 of checkout failed after 4 min 12 s.\r\n\r\nFailing test: cart_total_rounds_half_even\r\n",
    ),
    received(
        "Priya Raman <priya@northwind.example>",
        "Contract renewal: two questions",
        6,
        &["INBOX", "UNREAD", "IMPORTANT"],
        "Hello Tomás,\r\n\r\nbefore we sign: does the new price hold for 24 months, and can we add five seats in \
         March?\r\n\r\nBest regards\r\nPriya\r\n",
    ),
    received(
        "Maya Lindqvist <maya@sandbox.example>",
        "Photos from the offsite",
        26,
        READ,
        "Hi Tomás,\r\n\r\nthe photos are up. Number 17 is the one for the wall.\r\n\r\nMaya\r\n",
    ),
    received(
        "Dr. Weiss's practice <termine@weiss.example>",
        "Reminder: appointment on Tuesday at 09:30",
        40,
        READ,
        "We look forward to seeing you on Tuesday at 09:30. Please call if you cannot come.\r\n",
    ),
    Seed {
        from: None,
        to: Some("Priya Raman <priya@northwind.example>"),
        subject: "Contract renewal",
        hours_ago: 49,
        labels: &["SENT"],
        content_type: PLAIN,
        body: "Hello Priya,\r\n\r\nattached is our offer for the renewal. It is valid until the end of the month.\r\n\r\nTomás\r\n",
    },
    received(
        "City Library <loans@library.example>",
        "Two loans are due next week",
        90,
        READ,
        "Due on Monday: The Overstory; Designing Data-Intensive Applications.\r\n",
    ),
];

const INES: [Seed; 6] = [
    received(
        "Support desk <support@helpdesk.example>",
        "Ticket 9921: customer cannot log in",
        3,
        &["INBOX", "UNREAD", "IMPORTANT"],
        "A customer reports an endless redirect after logging in with single sign-on. Since this morning, Safari only.\r\n",
    ),
    received(
        "Maya Lindqvist <maya@sandbox.example>",
        "Figures for the quarterly report",
        75,
        READ,
        "Hi Inès,\r\n\r\nhere are the figures up to last week. The rest follows on Monday.\r\n\r\nMaya\r\n",
    ),
    received(
        "Atelier Vert <bonjour@ateliervert.example>",
        "Votre commande est prête",
        12,
        UNREAD,
        "Bonjour Inès,\r\n\r\nvotre commande est prête. Vous pouvez passer la chercher dès demain à 10 h.\r\n",
    ),
    received(
        "Landlord <office@housing.example>",
        "Heating maintenance on the 21st",
        33,
        READ,
        "The heating is serviced on the 21st between 9 and 12. Somebody should be at home.\r\n",
    ),
    Seed {
        from: None,
        to: Some("Maya Lindqvist <maya@sandbox.example>"),
        subject: "Draft of the quarterly report",
        hours_ago: 22,
        labels: &["SENT"],
        content_type: PLAIN,
        body: "Maya,\r\n\r\nthe draft is in the shared folder. Could you look at section 3 before Wednesday? The churn figures \
               changed after the last export.\r\n\r\nInès\r\n",
    },
    received(
        "Open Course <hello@course.example>",
        "Week 4 is open: statistical power",
        60,
        &["INBOX", "CATEGORY_UPDATES"],
        "This week: how large a sample has to be, and what happens when it is not.\r\n",
    ),
];

/// The initial mailbox of a person.
pub(super) fn mailbox(person: &Person) -> Mailbox {
    let seeds: &[Seed] = match person.email {
        "maya@sandbox.example" => &MAYA,
        "tomas@sandbox.example" => &TOMAS,
        _ => &INES,
    };
    let mut mailbox = Mailbox::new(person);
    let now = Timestamp::now();
    let mut oldest_first: Vec<_> = seeds.iter().collect();
    oldest_first.sort_by_key(|seed| std::cmp::Reverse(seed.hours_ago));
    for (index, seed) in oldest_first.into_iter().enumerate() {
        let received = now - SignedDuration::from_hours(seed.hours_ago);
        let raw = seed.write(person, index, received);
        if let Some(parsed) = mime::parse(&raw) {
            // The seeds are far below the limits of a mailbox.
            let _id = mailbox.insert_received(raw, parsed, seed.labels, None, received.as_millisecond());
        }
    }
    mailbox
}

impl Seed {
    fn write(&self, person: &Person, index: usize, received: Timestamp) -> Vec<u8> {
        let owner = format!("{} <{}>", person.name, person.email);
        format!(
            "From: {}\r\nTo: {}\r\nSubject: {}\r\n{}Message-ID: <seed-{index}.{}>\r\nMIME-Version: 1.0\r\n\
             Content-Type: {}\r\n\r\n{}",
            self.from.unwrap_or(&owner),
            self.to.unwrap_or(&owner),
            self.subject,
            mime::date_header(received),
            person.email,
            self.content_type,
            self.body,
        )
        .into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{mailbox::Filter, query::Query},
        *,
    };
    use crate::sandbox::people::PEOPLE;

    #[test]
    fn everybody_starts_with_readable_mail_newest_first() {
        for person in &PEOPLE {
            let mailbox = mailbox(person);
            assert!((6..=8).contains(&mailbox.message_count()), "{}", person.email);
            let inbox = Filter { query: Query::parse("in:inbox"), label_ids: vec![], include_spam_trash: false };
            let inbox = mailbox.list(&inbox);
            assert!(inbox.len() >= 4 && inbox.is_sorted_by(|newer, older| newer.received_ms >= older.received_ms));
            for message in inbox {
                assert!(!message.parsed.header("Subject").is_empty() && !message.snippet().is_empty());
                assert!(message.parsed.recipients.iter().any(|to| to == person.email), "{:?}", message.parsed);
            }
        }
    }
}
