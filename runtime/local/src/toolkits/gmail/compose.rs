//! Builds the MIME message that the Gmail API sends from a tool's arguments.

use base64::prelude::{BASE64_URL_SAFE, Engine};
use lettre::{
    Address, Message,
    address::Envelope,
    message::{Mailbox, MultiPart, SinglePart, header},
};
use mail_parser::decoders::html::html_to_text;

use super::{
    api::{Format, Mailbox as GmailMailbox, Outgoing, Thread},
    message::Part,
};
use crate::ToolError;

/// The recipients of a message.
#[derive(Default)]
pub(super) struct Recipients {
    pub(super) to: Vec<String>,
    pub(super) cc: Vec<String>,
    pub(super) bcc: Vec<String>,
}

impl Recipients {
    pub(super) fn new(first: Option<String>, extra: Vec<String>, cc: Vec<String>, bcc: Vec<String>) -> Self {
        Self { to: first.into_iter().chain(extra).collect(), cc, bcc }
    }

    /// # Errors
    ///
    /// If there are no recipients.
    pub(super) fn require(&self) -> Result<(), ToolError> {
        if self.to.is_empty() && self.cc.is_empty() && self.bcc.is_empty() {
            let message = "at least one of `recipient_email`, `cc` and `bcc` is needed";
            return Err(ToolError::InvalidArguments(message.into()));
        }
        Ok(())
    }
}

/// A message to be written.
#[derive(Default)]
pub(super) struct Composition {
    /// By default, Gmail uses the account's own address.
    pub(super) from: Option<String>,
    pub(super) recipients: Recipients,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) is_html: bool,
    pub(super) reply: Option<ThreadReply>,
}

/// What makes a message part of a thread.
pub(super) struct ThreadReply {
    thread_id: String,
    subject: String,
    in_reply_to: Option<String>,
    references: Vec<String>,
}

impl ThreadReply {
    /// Reads the last mail of a thread for the headers of a reply.
    pub(super) async fn to_thread(mailbox: GmailMailbox<'_>, thread_id: &str) -> Result<Self, ToolError> {
        let thread = mailbox.thread(thread_id, Format::Metadata).await?;
        Ok(Self::to(&thread))
    }

    fn to(thread: &Thread) -> Self {
        let is_draft = |labels: &[String]| labels.iter().any(|label| label == "DRAFT");
        let last = thread.messages.iter().rfind(|message| !is_draft(&message.label_ids)).and_then(Part::of);
        let header = |name| last.as_ref().and_then(|part| part.header(name)).unwrap_or_default();
        let in_reply_to = message_ids(&header("Message-ID")).next();
        Self {
            thread_id: thread.id.clone(),
            subject: reply_subject(&header("Subject")),
            references: message_ids(&header("References")).chain(in_reply_to.clone()).collect(),
            in_reply_to,
        }
    }

    /// The subject of a reply in the thread.
    pub(super) fn subject(&self) -> &str {
        &self.subject
    }
}

/// `Re: ` once. The original was written by someone else, so characters that could break out of a header become spaces.
fn reply_subject(original: &str) -> String {
    let clean: String = original.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match clean.get(..3) {
        Some(prefix) if prefix.eq_ignore_ascii_case("re:") => clean,
        _ => format!("Re: {clean}"),
    }
}

/// The message ids in a header, and nothing else.
fn message_ids(header: &str) -> impl Iterator<Item = String> {
    header
        .split_ascii_whitespace()
        .filter(|id| id.starts_with('<') && id.ends_with('>') && id.bytes().all(|byte| byte.is_ascii_graphic()))
        .map(str::to_owned)
}

impl Composition {
    /// Writes the message.
    ///
    /// # Errors
    ///
    /// [`ToolError::InvalidArguments`] if an address or a subject is not allowed in a header.
    pub(super) fn write(self) -> Result<Outgoing, ToolError> {
        let mut builder = Message::builder().keep_bcc().envelope(unused_envelope()?);
        for address in &self.recipients.to {
            builder = builder.to(mailbox(address)?);
        }
        for address in &self.recipients.cc {
            builder = builder.cc(mailbox(address)?);
        }
        for address in &self.recipients.bcc {
            builder = builder.bcc(mailbox(address)?);
        }
        let has_sender = self.from.is_some();
        builder = builder.from(match &self.from {
            Some(from) => mailbox(from)?,
            None => Mailbox::new(None, unused_address()?),
        });
        builder = builder.subject(header_text("subject", &self.subject)?);
        if let Some(id) = self.reply.as_ref().and_then(|reply| reply.in_reply_to.clone()) {
            builder = builder.in_reply_to(id);
        }
        if let Some(reply) = self.reply.as_ref().filter(|reply| !reply.references.is_empty()) {
            builder = builder.references(reply.references.join(" "));
        }
        let message = if self.is_html {
            let text = html_to_text(&self.body);
            builder.multipart(MultiPart::alternative_plain_html(text, self.body))
        } else {
            builder.singlepart(SinglePart::plain(self.body))
        };
        let mut message = message.map_err(|error| ToolError::InvalidArguments(error.to_string()))?;
        if !has_sender {
            // lettre requires a sender; Gmail adds the account's own address and display name if there is none.
            message.headers_mut().remove::<header::From>();
        }
        Ok(Outgoing {
            raw: BASE64_URL_SAFE.encode(message.formatted()),
            thread_id: self.reply.map(|reply| reply.thread_id),
        })
    }
}

/// lettre requires delivery addresses. Gmail reads them from the headers instead.
fn unused_envelope() -> Result<Envelope, ToolError> {
    Envelope::new(None, vec![unused_address()?]).map_err(|error| ToolError::InvalidArguments(error.to_string()))
}

fn unused_address() -> Result<Address, ToolError> {
    Address::new("unused", "example.invalid").map_err(|error| ToolError::InvalidArguments(error.to_string()))
}

fn mailbox(address: &str) -> Result<Mailbox, ToolError> {
    header_text("address", address)?
        .parse()
        .map_err(|_| ToolError::InvalidArguments(format!("`{address}` is not an email address")))
}

/// Refuses line breaks and other control characters, with which a value could inject headers.
fn header_text(what: &str, value: &str) -> Result<String, ToolError> {
    if value.chars().any(char::is_control) {
        return Err(ToolError::InvalidArguments(format!(
            "the {what} contains a line break or another control character"
        )));
    }
    Ok(value.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(composition: Composition) -> Result<String, ToolError> {
        let raw = composition.write()?.raw;
        Ok(String::from_utf8(BASE64_URL_SAFE.decode(raw).expect("base64url")).expect("ASCII"))
    }

    fn to(address: &str) -> Composition {
        let recipients = Recipients::new(Some(address.into()), vec![], vec![], vec!["hidden@example.com".into()]);
        Composition { recipients, subject: "Hello".into(), body: "Text".into(), ..Composition::default() }
    }

    #[test]
    fn an_email_leaves_the_sender_to_gmail_and_keeps_bcc() {
        let mime = written(to("Ada Lovelace <ada@example.com>")).expect("a message");
        assert!(mime.contains("To: \"Ada Lovelace\" <ada@example.com>\r\n"), "{mime}");
        assert!(mime.contains("Bcc: hidden@example.com\r\n"), "{mime}");
        assert!(!mime.contains("From:") && !mime.contains("invalid"), "{mime}");
    }

    #[test]
    fn html_comes_with_a_plain_alternative() {
        let mime =
            written(Composition { body: "<p>Fish &amp; chips</p>".into(), is_html: true, ..to("a@example.com") });
        let mime = mime.expect("a message");
        assert!(mime.contains("multipart/alternative") && mime.contains("Fish & chips"), "{mime}");
    }

    #[test]
    fn no_value_adds_a_header() {
        let breaks = ["\r\nBcc: evil@example.com", "\nX: y", "\rX: y", "\0"];
        for injected in breaks {
            let subject = Composition { subject: format!("Hi{injected}"), ..to("a@example.com") };
            assert!(matches!(written(subject), Err(ToolError::InvalidArguments(_))), "subject {injected:?}");
            for address in [format!("a@example.com{injected}"), format!("A{injected} <a@example.com>")] {
                assert!(matches!(written(to(&address)), Err(ToolError::InvalidArguments(_))), "address {address:?}");
            }
            let from = Composition { from: Some(format!("a@example.com{injected}")), ..to("a@example.com") };
            assert!(matches!(written(from), Err(ToolError::InvalidArguments(_))), "from {injected:?}");
        }
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        for address in ["", "Ada", "ada@", "@example.com", "a@b@c", "a@example.com, b@example.com", "<>"] {
            let error = written(to(address)).expect_err(address).to_string();
            assert!(error.contains("not an email address"), "{error}");
        }
    }

    #[test]
    fn replies_join_the_thread_and_trust_nothing_in_it() {
        let thread: Thread = serde_json::from_value(json!({
            "id": "t1",
            "messages": [
                { "id": "m1", "payload": { "headers": [
                    { "name": "Subject", "value": "Plan\r\nBcc: evil@example.com" },
                    { "name": "Message-Id", "value": "<2@x>" },
                    { "name": "References", "value": "<1@x>\r\nBcc: evil@example.com" },
                ] } },
                { "id": "m2", "labelIds": ["DRAFT"], "payload": { "headers": [] } },
            ],
        }))
        .expect("a thread");
        let reply = ThreadReply::to(&thread);
        let composition = Composition { subject: reply.subject().into(), reply: Some(reply), ..to("a@example.com") };
        let mime = written(composition).expect("a message");
        assert!(mime.contains("Subject: Re: Plan  Bcc: evil@example.com\r\n"), "{mime}");
        assert!(mime.contains("In-Reply-To: <2@x>\r\n") && mime.contains("References: <1@x> <2@x>\r\n"), "{mime}");
    }

    #[test]
    fn a_thread_without_message_ids_adds_no_empty_headers() {
        let thread: Thread = serde_json::from_value(json!({ "id": "t1" })).expect("a thread");
        let composition = Composition { reply: Some(ThreadReply::to(&thread)), ..to("a@example.com") };
        let mime = written(composition).expect("a message");
        assert!(!mime.contains("References") && !mime.contains("In-Reply-To"), "{mime}");
    }

    #[test]
    fn a_reply_has_one_prefix() {
        assert_eq!(reply_subject("Plan"), "Re: Plan");
        assert_eq!(reply_subject("RE: Plan"), "RE: Plan");
        assert_eq!(reply_subject("é"), "Re: é");
    }
}
