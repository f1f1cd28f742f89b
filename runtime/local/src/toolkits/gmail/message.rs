//! Converts messages of the Gmail API to what the tools return: decoded text, sender, attachments.

use std::borrow::Cow;

use base64::{Engine, alphabet, engine};
use jiff::Timestamp;
use mail_parser::{MessageParser, decoders::html::html_to_text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::api::Message;

/// The length of `preview.body` in characters.
const PREVIEW_CHARS: usize = 200;

/// Providers differ in whether they pad, so both forms are accepted.
const BASE64URL: engine::GeneralPurpose = engine::GeneralPurpose::new(
    &alphabet::URL_SAFE,
    engine::GeneralPurposeConfig::new().with_decode_padding_mode(engine::DecodePaddingMode::Indifferent),
);

/// A mail, as every tool that reads mail returns it. What was not fetched is left out.
#[derive(Debug, Default, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Email {
    /// Id of the message.
    pub(super) message_id: String,
    /// Id of the thread that the message belongs to.
    pub(super) thread_id: String,
    /// Ids of the labels on the message, such as INBOX and UNREAD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label_ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<String>,
    /// The `From` header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sender: Option<String>,
    /// The `To` header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<String>,
    /// When Gmail received the message, RFC 3339 in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message_timestamp: Option<String>,
    /// The body as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) preview: Option<Preview>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) attachment_list: Option<Vec<Attachment>>,
    /// The message's parts as the Gmail API returns them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) payload: Option<Value>,
    /// The whole message in base64url, only for format `raw`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) raw: Option<String>,
}

/// The beginning of a mail.
#[derive(Debug, PartialEq, Serialize, JsonSchema)]
pub(super) struct Preview {
    pub(super) subject: String,
    pub(super) body: String,
}

/// A file in a mail.
#[derive(Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Attachment {
    pub(super) filename: String,
    pub(super) mime_type: String,
    pub(super) attachment_id: Option<String>,
}

impl Email {
    /// Reads `message`, keeping its parts only if `include_payload`.
    pub(super) fn from_api(message: Message, include_payload: bool) -> Self {
        let part = message.payload.as_ref().and_then(|payload| Part::deserialize(payload).ok());
        let preview_of = |body: &str, subject: &str| Preview {
            subject: subject.to_owned(),
            body: body.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(PREVIEW_CHARS).collect(),
        };
        let mut email = Self {
            message_timestamp: message.internal_date.as_deref().and_then(rfc3339),
            message_id: message.id,
            thread_id: message.thread_id,
            label_ids: Some(message.label_ids),
            raw: message.raw,
            ..Self::default()
        };
        if let Some(part) = part {
            let header = |name| part.header(name).unwrap_or_default().into_owned();
            let subject = header("Subject");
            email.message_text = part.text();
            let opening = if message.snippet.is_empty() { email.message_text.as_deref() } else { None };
            email.preview = Some(preview_of(opening.unwrap_or(&message.snippet), &subject));
            email.subject = Some(subject);
            email.sender = Some(header("From"));
            email.to = Some(header("To"));
            email.attachment_list = Some(part.attachments());
        }
        email.payload = message.payload.filter(|_| include_payload);
        email
    }

    /// Only the two ids.
    pub(super) fn reference(message_id: String, thread_id: String) -> Self {
        Self { message_id, thread_id, ..Self::default() }
    }
}

fn rfc3339(milliseconds: &str) -> Option<String> {
    let timestamp = Timestamp::from_millisecond(milliseconds.parse().ok()?).ok()?;
    Some(timestamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Decodes the encoded words (RFC 2047) of a header. Gmail has already done so; some emulators have not.
fn decode_words(value: &str) -> Cow<'_, str> {
    if !value.contains("=?") {
        return Cow::Borrowed(value);
    }
    // Subject is a header whose value is only text.
    let header = format!("Subject: {}\r\n\r\n", value.replace(['\r', '\n'], " "));
    let decoded = MessageParser::default().parse(&header).and_then(|message| Some(message.subject()?.to_owned()));
    decoded.map_or(Cow::Borrowed(value), Cow::Owned)
}

/// One part of a MIME message as the Gmail API returns it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Part {
    mime_type: String,
    filename: String,
    headers: Vec<Header>,
    body: Body,
    parts: Vec<Part>,
}

#[derive(Debug, Deserialize)]
struct Header {
    name: String,
    value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Body {
    data: Option<String>,
    attachment_id: Option<String>,
}

impl Part {
    /// Reads the parts of an API message. `None` if it has none, or they are malformed.
    pub(super) fn of(message: &Message) -> Option<Self> {
        Self::deserialize(message.payload.as_ref()?).ok()
    }

    /// The value of a header, whose name is matched without regard to case, with its encoded words decoded.
    pub(super) fn header(&self, name: &str) -> Option<Cow<'_, str>> {
        let header = self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(decode_words(&header.value))
    }

    /// The body as text: the first plain part, or else the first HTML part without its markup.
    fn text(&self) -> Option<String> {
        self.first_body("text/plain").or_else(|| Some(html_to_text(&self.first_body("text/html")?)))
    }

    fn first_body(&self, mime_type: &str) -> Option<String> {
        // An attached text file is not a body.
        if self.mime_type.eq_ignore_ascii_case(mime_type) && self.filename.is_empty() {
            let bytes = BASE64URL.decode(self.body.data.as_deref()?).ok()?;
            return Some(String::from_utf8_lossy(&bytes).into_owned());
        }
        self.parts.iter().find_map(|part| part.first_body(mime_type))
    }

    fn attachments(&self) -> Vec<Attachment> {
        let own = (!self.filename.is_empty()).then(|| Attachment {
            filename: self.filename.clone(),
            mime_type: self.mime_type.clone(),
            attachment_id: self.body.attachment_id.clone(),
        });
        own.into_iter().chain(self.parts.iter().flat_map(Self::attachments)).collect()
    }
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD};
    use serde_json::json;

    use super::*;

    fn message(payload: Value) -> Message {
        Message {
            id: "m1".into(),
            thread_id: "t1".into(),
            internal_date: Some("1735689600000".into()),
            payload: Some(payload),
            ..Message::default()
        }
    }

    #[test]
    fn plain_text_is_preferred_even_deep_inside() {
        let email = Email::from_api(
            message(json!({
                "mimeType": "multipart/mixed",
                "headers": [
                    { "name": "subject", "value": "Hi" }, { "name": "From", "value": "Ada <ada@example.com>" },
                    { "name": "To", "value": "bob@example.com" },
                ],
                "parts": [
                    { "mimeType": "text/plain", "filename": "notes.txt", "body": { "attachmentId": "a1", "data": "bm8=" } },
                    { "mimeType": "multipart/alternative", "parts": [
                        { "mimeType": "text/html", "body": { "data": BASE64_URL_SAFE.encode("<p>no</p>") } },
                        { "mimeType": "text/plain", "body": { "data": BASE64_URL_SAFE_NO_PAD.encode("Grüße??") } },
                    ] },
                ],
            })),
            false,
        );
        assert_eq!(email.message_text.as_deref(), Some("Grüße??"));
        assert_eq!(email.subject.as_deref(), Some("Hi"));
        assert_eq!(email.sender.as_deref(), Some("Ada <ada@example.com>"));
        assert_eq!(email.message_timestamp.as_deref(), Some("2025-01-01T00:00:00Z"));
        assert_eq!(email.preview, Some(Preview { subject: "Hi".into(), body: "Grüße??".into() }));
        assert_eq!(email.payload, None);
        let attachment = Attachment {
            filename: "notes.txt".into(),
            mime_type: "text/plain".into(),
            attachment_id: Some("a1".into()),
        };
        assert_eq!(email.attachment_list, Some(vec![attachment]));
    }

    #[test]
    fn without_plain_text_html_is_read_without_its_markup() {
        let html = BASE64_URL_SAFE.encode("<style>p{}</style><p>Fish &amp; <b>chips</b></p>");
        let email = Email::from_api(message(json!({ "mimeType": "text/html", "body": { "data": html } })), true);
        let text = email.message_text.expect("a text");
        assert!(text.contains("Fish & chips") && !text.contains('<') && !text.contains("p{}"), "{text}");
        assert!(email.payload.is_some());
    }

    #[test]
    fn words_that_the_api_left_encoded_are_decoded() {
        let headers = json!([
            { "name": "Subject", "value": "=?utf-8?b?R3LDvMOfZQ==?=" },
            { "name": "From", "value": "=?utf-8?q?Zo=C3=AB?= <zoe@example.com>" },
            { "name": "To", "value": "=?broken" },
        ]);
        let email = Email::from_api(message(json!({ "headers": headers })), false);
        assert_eq!(email.subject.as_deref(), Some("Grüße"));
        assert_eq!(email.sender.as_deref(), Some("Zoë <zoe@example.com>"));
        assert_eq!(email.to.as_deref(), Some("=?broken"));
    }

    #[test]
    fn malformed_parts_cause_no_panic() {
        for payload in [
            json!(null),
            json!([]),
            json!({ "parts": 3 }),
            json!({ "mimeType": "text/plain", "body": { "data": "*" } }),
        ] {
            let email = Email::from_api(message(payload), false);
            assert_eq!(email.message_text, None);
            assert_eq!(email.message_id, "m1");
        }
        let odd_date = Message { internal_date: Some("99999999999999999999".into()), ..Message::default() };
        assert_eq!(Email::from_api(odd_date, false).message_timestamp, None);
    }
}
