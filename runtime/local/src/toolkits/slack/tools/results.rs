//! Results that several tools have. What they do not name is passed on as Slack returns it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::api::Object;

/// A channel, or a conversation of another type.
#[derive(Clone, Deserialize, Serialize, JsonSchema)]
pub(super) struct Channel {
    /// Id of the conversation, which other tools want as `channel`.
    pub(super) id: String,
    /// The name, without `#`. Direct messages have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    /// Whether the user is a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) is_member: Option<bool>,
    /// What else Slack says about it.
    #[serde(flatten)]
    pub(super) other: Object,
}

/// A message.
#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Message {
    /// The timestamp, which identifies the message in its conversation.
    ts: String,
    /// Id of the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The `ts` of the message that the thread begins with, if this is in a thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    thread_ts: Option<String>,
    /// What else Slack says about it, such as `reactions`, `reply_count` and `files`.
    #[serde(flatten)]
    other: Object,
}

/// A user.
#[derive(Clone, Deserialize, Serialize, JsonSchema)]
pub(super) struct User {
    /// Id of the user.
    pub(super) id: String,
    /// The name to log in with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    /// What else Slack says about the user, such as `real_name` and `profile`.
    #[serde(flatten)]
    pub(super) other: Object,
}

/// Where a list goes on.
#[derive(Default, Deserialize, Serialize, JsonSchema)]
pub(super) struct ResponseMetadata {
    /// Pass it as `cursor` to get the next page. It is empty on the last page.
    #[serde(default)]
    pub(super) next_cursor: String,
    /// What else Slack says about the answer.
    #[serde(flatten)]
    other: Object,
}

/// A page of conversations.
#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Channels {
    pub(super) channels: Vec<Channel>,
    #[serde(default)]
    pub(super) response_metadata: ResponseMetadata,
    #[serde(flatten)]
    other: Object,
}

/// A page of messages.
#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Messages {
    messages: Vec<Message>,
    /// Whether there are more messages.
    #[serde(default)]
    has_more: bool,
    #[serde(default)]
    response_metadata: ResponseMetadata,
    #[serde(flatten)]
    other: Object,
}

/// A page of users.
#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Members {
    pub(super) members: Vec<User>,
    #[serde(default)]
    pub(super) response_metadata: ResponseMetadata,
    #[serde(flatten)]
    other: Object,
}

/// The message that a call created or changed.
#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct ChangedMessage {
    /// Id of the conversation.
    channel: String,
    /// The message's timestamp, which identifies it in the conversation.
    ts: String,
    /// The message, unless it was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    message: Option<Object>,
    #[serde(flatten)]
    other: Object,
}

/// An answer that says little more than that it worked.
#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Done {
    /// Always true.
    ok: bool,
    #[serde(flatten)]
    other: Object,
}
