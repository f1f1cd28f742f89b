//! A message in a mailbox, and its form in the API.

use std::collections::BTreeSet;

use base64::prelude::{BASE64_URL_SAFE, Engine};
use serde::Deserialize;
use serde_json::{Value, json};

use super::mime::Parsed;

/// How much of a message the API returns.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    Minimal,
    #[default]
    Full,
    Raw,
    Metadata,
}

/// A message in a mailbox.
pub(crate) struct Stored {
    pub(crate) id: String,
    pub(crate) thread_id: String,
    pub(super) label_ids: BTreeSet<String>,
    /// Milliseconds since 1970.
    pub(super) received_ms: i64,
    pub(super) raw: Vec<u8>,
    pub(super) parsed: Parsed,
}

impl Stored {
    pub(super) fn has_label(&self, id: &str) -> bool {
        self.label_ids.contains(id)
    }

    pub(crate) fn snippet(&self) -> &str {
        &self.parsed.snippet
    }

    /// Ids and labels, as the API returns them after a change.
    pub(crate) fn changed(&self) -> Value {
        json!({ "id": self.id, "threadId": self.thread_id, "labelIds": self.label_ids })
    }

    /// The message as the API returns it. `only_headers`, if any, narrows the headers of [`Format::Metadata`].
    pub(crate) fn render(&self, format: Format, only_headers: &[String]) -> Value {
        let mut message = json!({
            "id": self.id,
            "threadId": self.thread_id,
            "labelIds": self.label_ids,
            "snippet": self.parsed.snippet,
            "historyId": self.received_ms.to_string(),
            "internalDate": self.received_ms.to_string(),
            "sizeEstimate": self.raw.len(),
        });
        match format {
            Format::Minimal => {}
            Format::Full => message["payload"] = self.parsed.payload.clone(),
            Format::Raw => message["raw"] = json!(BASE64_URL_SAFE.encode(&self.raw)),
            Format::Metadata => {
                let wanted = |header: &&Value| {
                    let name = header["name"].as_str().unwrap_or_default();
                    only_headers.is_empty() || only_headers.iter().any(|wanted| wanted.eq_ignore_ascii_case(name))
                };
                let headers: Vec<_> = self.parsed.headers().iter().filter(wanted).collect();
                message["payload"] = json!({ "mimeType": self.parsed.payload["mimeType"], "headers": headers });
            }
        }
        message
    }
}
