//! MIME messages: parsed for the mailbox, and shown in the form of the Gmail API.

use base64::prelude::{BASE64_URL_SAFE, Engine};
use jiff::Timestamp;
use mail_parser::{
    Address, Header, HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};
use serde_json::{Value, json};

/// The maximum nesting of parts. Deeper parts are left out.
const MAX_DEPTH: usize = 20;
/// The maximum number of children of a part, and of its headers that are shown. Tiny ones would otherwise take many
/// times the memory that they take in the message.
const MAX_CHILDREN: usize = 50;
const MAX_HEADERS: usize = 200;
const SNIPPET_CHARS: usize = 180;

/// What the mailbox needs to know about a message.
#[derive(Clone, Debug)]
pub(crate) struct Parsed {
    /// The message's parts in the form of the API.
    pub(super) payload: Value,
    pub(super) snippet: String,
    /// The body as text, for searching.
    pub(super) text: String,
    pub(super) has_attachment: bool,
    pub(super) has_date: bool,
    /// The sender's address in lower case.
    pub(super) sender: Option<String>,
    /// Every address in To, Cc and Bcc, in lower case.
    pub(super) recipients: Vec<String>,
    pub(super) message_id: Option<String>,
    /// The ids in References and In-Reply-To.
    pub(super) references: Vec<String>,
}

impl Parsed {
    pub(super) fn headers(&self) -> &[Value] {
        self.payload["headers"].as_array().map_or(&[], Vec::as_slice)
    }

    /// The value of a header. Empty if there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        let is_named = |header: &&Value| header["name"].as_str().is_some_and(|it| it.eq_ignore_ascii_case(name));
        self.headers().iter().find(is_named).and_then(|header| header["value"].as_str()).unwrap_or_default()
    }
}

/// Parses a message. Returns `None` if it has no header at all.
pub(super) fn parse(raw: &[u8]) -> Option<Parsed> {
    let message = MessageParser::default().parse(raw)?;
    let text = message.body_text(0).unwrap_or_default().into_owned();
    let recipients = [message.to(), message.cc(), message.bcc()];
    let ids = |name| message.header_raw(name).unwrap_or_default().split_ascii_whitespace().map(str::to_owned);
    Some(Parsed {
        payload: render_part(&message, message.parts.first()?, "", 0),
        snippet: text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SNIPPET_CHARS).collect(),
        has_attachment: message.attachment_count() > 0,
        has_date: message.header_raw("Date").is_some(),
        sender: message.from().and_then(|from| addresses(from).next()),
        recipients: recipients.into_iter().flatten().flat_map(addresses).collect(),
        message_id: ids("Message-ID").next(),
        references: ids("References").chain(ids("In-Reply-To")).collect(),
        text,
    })
}

/// The message as its recipients get it: without the Bcc header.
pub(super) fn without_bcc(raw: &[u8]) -> Vec<u8> {
    let message = MessageParser::default().parse(raw);
    let bcc = message.iter().flat_map(|message| message.headers()).filter(|header| header.name == HeaderName::Bcc);
    let mut kept = Vec::with_capacity(raw.len());
    let mut from = 0;
    for header in bcc {
        kept.extend_from_slice(raw.get(from..header.offset_field as usize).unwrap_or_default());
        from = header.offset_end as usize;
    }
    kept.extend_from_slice(raw.get(from..).unwrap_or_default());
    kept
}

/// A Date header with its line end.
pub(super) fn date_header(time: Timestamp) -> String {
    format!("Date: {}\r\n", time.strftime("%a, %d %b %Y %H:%M:%S +0000"))
}

fn addresses<'a>(address: &'a Address<'_>) -> impl Iterator<Item = String> + 'a {
    address.iter().filter_map(|address| address.address()).map(str::to_lowercase)
}

fn render_part(message: &Message<'_>, part: &MessagePart<'_>, part_id: &str, depth: usize) -> Value {
    let filename = part.attachment_name().unwrap_or_default();
    let headers: Vec<_> = part
        .headers
        .iter()
        .take(MAX_HEADERS)
        .map(|header| json!({ "name": header.name(), "value": header_text(message, header) }))
        .collect();
    let mut rendered =
        json!({ "partId": part_id, "mimeType": mime_type(part), "filename": filename, "headers": headers });
    if let PartType::Multipart(children) = &part.body {
        let prefix = if part_id.is_empty() { String::new() } else { format!("{part_id}.") };
        let children = children.iter().take(MAX_CHILDREN).filter_map(|id| message.part(*id)).enumerate();
        rendered["body"] = json!({ "size": 0 });
        rendered["parts"] = children
            .filter(|_| depth < MAX_DEPTH)
            .map(|(index, child)| render_part(message, child, &format!("{prefix}{index}"), depth + 1))
            .collect();
    } else {
        let contents = part.contents();
        rendered["body"] = if filename.is_empty() {
            json!({ "size": contents.len(), "data": BASE64_URL_SAFE.encode(contents) })
        } else {
            json!({ "size": contents.len(), "attachmentId": format!("att{part_id}") })
        };
    }
    rendered
}

fn mime_type(part: &MessagePart<'_>) -> String {
    match part.content_type() {
        Some(content_type) => {
            format!("{}/{}", content_type.ctype(), content_type.subtype().unwrap_or("plain")).to_lowercase()
        }
        None if matches!(part.body, PartType::Multipart(_)) => "multipart/mixed".into(),
        None => "text/plain".into(),
    }
}

/// A header's value as Gmail shows it: words decoded, folding undone.
fn header_text(message: &Message<'_>, header: &Header<'_>) -> String {
    match (&header.name, &header.value) {
        (HeaderName::Subject, HeaderValue::Text(text)) => text.clone().into_owned(),
        (_, HeaderValue::Address(address)) => {
            let shown: Vec<String> = address
                .iter()
                .map(|entry| match (entry.name(), entry.address()) {
                    (Some(name), Some(address)) => format!("{name} <{address}>"),
                    (name, address) => address.or(name).unwrap_or_default().to_owned(),
                })
                .collect();
            shown.join(", ")
        }
        _ => {
            let range = header.offset_start as usize..header.offset_end as usize;
            let raw = message.raw_message.get(range).unwrap_or_default();
            String::from_utf8_lossy(raw).split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: =?utf-8?q?In=C3=A8s?= <Ines@Sandbox.Example>\r\n\
        To: a@example.com, \"B, C\" <b@example.com>\r\n\
        Bcc: hidden@example.com,\r\n other@example.com\r\n\
        Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\
        Message-ID: <1@x>\r\n\
        References: <0@x>\r\n <00@x>\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/html\r\n\r\n<p>Hello &amp; bye</p>\r\n\
        --b\r\nContent-Type: application/pdf; name=\"a.pdf\"\r\n\
        Content-Disposition: attachment; filename=\"a.pdf\"\r\n\r\nPDF\r\n--b--\r\n";

    #[test]
    fn a_message_is_read_with_its_attachment() {
        let mail = parse(MAIL.as_bytes()).expect("a message");
        assert_eq!(mail.header("subject"), "Grüße");
        assert_eq!(mail.header("From"), "Inès <Ines@Sandbox.Example>");
        assert_eq!(mail.sender.as_deref(), Some("ines@sandbox.example"));
        assert_eq!(mail.recipients, ["a@example.com", "b@example.com", "hidden@example.com", "other@example.com"]);
        assert_eq!(
            (mail.message_id.as_deref(), mail.references.as_slice()),
            (Some("<1@x>"), ["<0@x>", "<00@x>"].map(String::from).as_slice())
        );
        assert!(mail.has_attachment && mail.snippet.contains("Hello & bye"), "{mail:?}");
        assert_eq!(mail.payload["parts"][1]["filename"], "a.pdf");
        assert_eq!(mail.payload["parts"][1]["mimeType"], "application/pdf");
        assert_eq!(mail.payload["parts"][1]["body"]["size"], 3);
    }

    #[test]
    fn recipients_do_not_see_bcc() {
        let delivered = without_bcc(MAIL.as_bytes());
        let delivered = String::from_utf8(delivered).expect("ASCII");
        assert!(!delivered.contains("hidden") && !delivered.contains("other@"), "{delivered}");
        assert!(delivered.contains("To: a@example.com") && delivered.contains("\r\nSubject:"), "{delivered}");
    }

    #[test]
    fn hostile_nesting_and_rubbish_cause_no_panic() {
        let nested: String =
            (0..20_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")).collect();
        let _any = parse(nested.as_bytes());
        for rubbish in [&b""[..], b"\0\0\0", b"\r\n\r\n", b"Content-Type: multipart/mixed", b"\xff: \xff\r\n\xff"] {
            let _any = parse(rubbish);
        }
    }
}
