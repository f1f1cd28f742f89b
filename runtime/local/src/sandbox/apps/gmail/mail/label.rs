//! Labels.

use serde::{Deserialize, Serialize};

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

/// Labels that only Gmail itself adds and removes.
pub(super) const IMMUTABLE_LABELS: [&str; 2] = ["SENT", "DRAFT"];

/// A label as the API returns it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Label {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    #[serde(flatten)]
    pub(crate) settings: Settings,
}

/// A client's request to create a label.
#[derive(Debug, Deserialize)]
pub(crate) struct NewLabel {
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) settings: Settings,
}

/// The appearance of a label.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Settings {
    #[serde(skip_serializing_if = "Option::is_none")]
    message_list_visibility: Option<MessageListVisibility>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label_list_visibility: Option<LabelListVisibility>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<Color>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
enum MessageListVisibility {
    Show,
    Hide,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
enum LabelListVisibility {
    #[serde(rename = "labelShow")]
    Show,
    #[serde(rename = "labelShowIfUnread")]
    ShowIfUnread,
    #[serde(rename = "labelHide")]
    Hide,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Color {
    background_color: Rgb,
    text_color: Rgb,
}

/// A colour as `#rrggbb`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(try_from = "String")]
struct Rgb(String);

impl TryFrom<String> for Rgb {
    type Error = &'static str;

    fn try_from(color: String) -> Result<Self, Self::Error> {
        let digits = color.strip_prefix('#').unwrap_or_default();
        let is_rgb = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_rgb.then_some(Self(color)).ok_or("a colour is written as #rrggbb")
    }
}
