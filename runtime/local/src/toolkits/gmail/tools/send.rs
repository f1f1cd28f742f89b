//! Sending and answering mail.

use schemars::JsonSchema;
use serde::Deserialize;
use tool_router_core::config::Tag;

use super::{CREATES, ChangedMessage, me};
use crate::{
    ToolError,
    toolkits::{
        gmail::{
            api::Mailbox,
            compose::{Composition, Recipients, ThreadReply},
        },
        rest::RestApi,
        table::Tool,
    },
};

const SEND_SCOPES: &[&str] = &[
    "https://www.googleapis.com/auth/gmail.send",
    "https://www.googleapis.com/auth/gmail.compose",
    "https://www.googleapis.com/auth/gmail.modify",
    "https://mail.google.com/",
];

/// Sends an email from the connected Gmail account, at once and for good: have recipients, subject and body confirmed first.
/// Needs at least one recipient, and a subject or a body.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SendEmail {
    /// The recipient's address: `ada@example.com` or `Ada Lovelace <ada@example.com>`.
    recipient_email: Option<String>,
    /// Further recipients in `To`.
    #[serde(default)]
    extra_recipients: Vec<String>,
    /// Recipients of a copy.
    #[serde(default)]
    cc: Vec<String>,
    /// Recipients of a copy whom the others do not see.
    #[serde(default)]
    bcc: Vec<String>,
    /// The subject, one line.
    subject: Option<String>,
    /// The body, plain text or, with `is_html`, HTML.
    body: Option<String>,
    /// Whether `body` is HTML.
    #[serde(default)]
    is_html: bool,
    /// A send-as alias of the account to send from. Without it, the account's own address is used.
    from_email: Option<String>,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

impl Tool for SendEmail {
    const SLUG: &'static str = "GMAIL_SEND_EMAIL";
    const NAME: &'static str = "Send email";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = SEND_SCOPES;
    type Output = ChangedMessage;

    async fn run(self, api: &RestApi<'_>) -> Result<ChangedMessage, ToolError> {
        let recipients = Recipients::new(self.recipient_email, self.extra_recipients, self.cc, self.bcc);
        recipients.require()?;
        if self.subject.is_none() && self.body.is_none() {
            return Err(ToolError::InvalidArguments("at least one of `subject` and `body` is needed".into()));
        }
        let message = Composition {
            from: self.from_email,
            recipients,
            subject: self.subject.unwrap_or_default(),
            body: self.body.unwrap_or_default(),
            is_html: self.is_html,
            reply: None,
        };
        Mailbox::new(api, &self.user_id).send(&message.write()?).await
    }
}

/// Answers within a Gmail thread, at once and for good, under the thread's own subject. Needs at least one recipient.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplyToThread {
    /// The thread's `threadId`, as GMAIL_FETCH_EMAILS and GMAIL_LIST_THREADS return it. A message id is not a thread id.
    thread_id: String,
    /// The answer, plain text or, with `is_html`, HTML.
    #[serde(default)]
    message_body: String,
    /// The recipient's address: `ada@example.com` or `Ada Lovelace <ada@example.com>`.
    recipient_email: Option<String>,
    /// Further recipients in `To`.
    #[serde(default)]
    extra_recipients: Vec<String>,
    /// Recipients of a copy.
    #[serde(default)]
    cc: Vec<String>,
    /// Recipients of a copy whom the others do not see.
    #[serde(default)]
    bcc: Vec<String>,
    /// Whether `message_body` is HTML.
    #[serde(default)]
    is_html: bool,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

impl Tool for ReplyToThread {
    const SLUG: &'static str = "GMAIL_REPLY_TO_THREAD";
    const NAME: &'static str = "Reply to email thread";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] =
        &["https://www.googleapis.com/auth/gmail.modify", "https://mail.google.com/"];
    type Output = ChangedMessage;

    async fn run(self, api: &RestApi<'_>) -> Result<ChangedMessage, ToolError> {
        let mailbox = Mailbox::new(api, &self.user_id);
        let recipients = Recipients::new(self.recipient_email, self.extra_recipients, self.cc, self.bcc);
        recipients.require()?;
        let reply = ThreadReply::to_thread(mailbox, &self.thread_id).await?;
        let message = Composition {
            from: None,
            recipients,
            subject: reply.subject().to_owned(),
            body: self.message_body,
            is_html: self.is_html,
            reply: Some(reply),
        };
        mailbox.send(&message.write()?).await
    }
}
