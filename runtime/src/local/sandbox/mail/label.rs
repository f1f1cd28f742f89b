//! Labels.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Labels that every mailbox has.
pub(super) const SYSTEM_LABELS: [&str; 13] = [
    "INBOX",
    "SENT",
    "DRAFT",
    "UNREAD",
    "STARRED",
    "IMPORTANT",
    "SPAM",
    "TRASH",
    "CATEGORY_PERSONAL",
    "CATEGORY_SOCIAL",
    "CATEGORY_UPDATES",
    "CATEGORY_FORUMS",
    "CATEGORY_PROMOTIONS",
];

/// Labels that only Gmail itself puts on and takes off.
pub(super) const IMMUTABLE_LABELS: [&str; 2] = ["SENT", "DRAFT"];

/// A label as the API returns it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct Label {
    pub(in super::super) id: String,
    pub(in super::super) name: String,
    #[serde(rename = "type")]
    pub(in super::super) kind: &'static str,
    #[serde(flatten)]
    pub(in super::super) settings: Settings,
}

/// What a client asks for when it creates a label.
#[derive(Debug, Deserialize)]
pub(in super::super) struct NewLabel {
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) settings: Settings,
}

/// How a label looks.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct Settings {
    #[serde(skip_serializing_if = "Option::is_none")]
    message_list_visibility: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label_list_visibility: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<Value>,
}
