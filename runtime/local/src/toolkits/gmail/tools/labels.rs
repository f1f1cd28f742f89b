//! Labels, and the trash, which is a label.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tool_router_core::config::Tag;

use super::{CREATES, ChangedMessage, DESTRUCTIVE, MODIFY_SCOPES, READ_ONLY, UPDATES, me};
use crate::{
    ToolError,
    toolkits::{gmail::api::Mailbox, rest::RestApi, table::Tool},
};

/// Lists every label of a Gmail account, Gmail's own and the user's. Other tools want a label's `id`, not its name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListLabels {
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct LabelList {
    #[serde(default)]
    labels: Vec<Label>,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Label {
    /// Id of the label, such as `INBOX` or `Label_12`.
    id: String,
    /// The name that the user sees.
    name: String,
    /// `system` or `user`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// What else Gmail says about the label.
    #[serde(flatten)]
    other: serde_json::Map<String, Value>,
}

impl Tool for ListLabels {
    const SLUG: &'static str = "GMAIL_LIST_LABELS";
    const NAME: &'static str = "List Gmail labels";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = &[
        "https://www.googleapis.com/auth/gmail.labels",
        "https://www.googleapis.com/auth/gmail.readonly",
        "https://www.googleapis.com/auth/gmail.modify",
        "https://mail.google.com/",
    ];
    type Output = LabelList;

    async fn run(self, api: &RestApi<'_>) -> Result<LabelList, ToolError> {
        Mailbox::new(api, &self.user_id).labels().await
    }
}

/// Creates a label in a Gmail account. Fails if there is one of this name already.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateLabel {
    /// The new label's name, up to 225 characters. Slashes nest it: `Work/Invoices`.
    label_name: LabelName,
    /// Whether the label is shown in the list of labels.
    #[serde(default)]
    label_list_visibility: LabelListVisibility,
    /// Whether messages with the label are shown in the list of messages.
    #[serde(default)]
    message_list_visibility: MessageListVisibility,
    /// The background colour, one of Gmail's palette, such as `#16a766`. Goes with `text_color`.
    background_color: Option<String>,
    /// The text colour, one of Gmail's palette, such as `#ffffff`. Goes with `background_color`.
    text_color: Option<String>,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(!try_from)]
struct LabelName(#[schemars(length(min = 1, max = 225))] String);

impl TryFrom<String> for LabelName {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let fits = !name.trim().is_empty() && name.chars().count() <= 225;
        fits.then_some(Self(name)).ok_or("must have 1 to 225 characters")
    }
}

#[derive(Default, Deserialize, Serialize, JsonSchema)]
enum LabelListVisibility {
    #[default]
    #[serde(rename = "labelShow")]
    Show,
    #[serde(rename = "labelShowIfUnread")]
    ShowIfUnread,
    #[serde(rename = "labelHide")]
    Hide,
}

#[derive(Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
enum MessageListVisibility {
    #[default]
    Show,
    Hide,
}

impl Tool for CreateLabel {
    const SLUG: &'static str = "GMAIL_CREATE_LABEL";
    const NAME: &'static str = "Create label";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = &[
        "https://www.googleapis.com/auth/gmail.labels",
        "https://www.googleapis.com/auth/gmail.modify",
        "https://mail.google.com/",
    ];
    type Output = Label;

    async fn run(self, api: &RestApi<'_>) -> Result<Label, ToolError> {
        let mut label = json!({
            "name": self.label_name.0,
            "labelListVisibility": self.label_list_visibility,
            "messageListVisibility": self.message_list_visibility,
        });
        match (self.background_color, self.text_color) {
            (Some(background), Some(text)) => {
                label["color"] = json!({ "backgroundColor": background, "textColor": text })
            }
            (None, None) => {}
            _ => {
                let message = "`background_color` and `text_color` go together";
                return Err(ToolError::InvalidArguments(message.into()));
            }
        }
        Mailbox::new(api, &self.user_id).create_label(&label).await
    }
}

/// Adds labels to an email and removes labels from it, by id. Removing `UNREAD` marks it as read, removing `INBOX` archives
/// it, adding `STARRED` stars it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AddLabelToEmail {
    /// The email's `messageId`, as GMAIL_FETCH_EMAILS returns it.
    message_id: String,
    /// Ids of the labels to add, such as `STARRED` or `Label_12`.
    #[serde(default)]
    add_label_ids: Vec<String>,
    /// Ids of the labels to remove, such as `UNREAD`.
    #[serde(default)]
    remove_label_ids: Vec<String>,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

impl Tool for AddLabelToEmail {
    const SLUG: &'static str = "GMAIL_ADD_LABEL_TO_EMAIL";
    const NAME: &'static str = "Modify email labels";
    const TAGS: &'static [Tag] = UPDATES;
    const SCOPES: &'static [&'static str] = MODIFY_SCOPES;
    type Output = ChangedMessage;

    async fn run(self, api: &RestApi<'_>) -> Result<ChangedMessage, ToolError> {
        if self.add_label_ids.is_empty() && self.remove_label_ids.is_empty() {
            let message = "at least one of `add_label_ids` and `remove_label_ids` is needed";
            return Err(ToolError::InvalidArguments(message.into()));
        }
        if let Some(both) = self.add_label_ids.iter().find(|id| self.remove_label_ids.contains(id)) {
            return Err(ToolError::InvalidArguments(format!("the label `{both}` is both added and removed")));
        }
        let mailbox = Mailbox::new(api, &self.user_id);
        mailbox.modify(&self.message_id, &self.add_label_ids, &self.remove_label_ids).await
    }
}

/// Moves an email to the trash, from which it can be restored for 30 days.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveToTrash {
    /// The email's `messageId`, as GMAIL_FETCH_EMAILS returns it.
    message_id: String,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

impl Tool for MoveToTrash {
    const SLUG: &'static str = "GMAIL_MOVE_TO_TRASH";
    const NAME: &'static str = "Move to trash";
    const TAGS: &'static [Tag] = DESTRUCTIVE;
    const SCOPES: &'static [&'static str] = MODIFY_SCOPES;
    type Output = ChangedMessage;

    async fn run(self, api: &RestApi<'_>) -> Result<ChangedMessage, ToolError> {
        Mailbox::new(api, &self.user_id).trash(&self.message_id).await
    }
}
