//! The part of the Gmail REST API that the tools call.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::super::rest::RestApi;
use crate::ToolError;

/// One user's mailbox at the Gmail API.
#[derive(Clone, Copy)]
pub(super) struct Mailbox<'a> {
    api: &'a RestApi<'a>,
    user: &'a str,
}

/// How much of a message the API returns.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Minimal,
    Metadata,
    Full,
    Raw,
}

impl Format {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Minimal => "minimal",
            Self::Metadata => "metadata",
            Self::Full => "full",
            Self::Raw => "raw",
        }
    }
}

/// A message as the API returns it; the format determines which fields are present.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Message {
    pub(super) id: String,
    pub(super) thread_id: String,
    pub(super) label_ids: Vec<String>,
    pub(super) snippet: String,
    /// Milliseconds since 1970, as a string.
    pub(super) internal_date: Option<String>,
    pub(super) payload: Option<Value>,
    pub(super) raw: Option<String>,
}

/// A thread with its messages, oldest first.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Thread {
    pub(super) id: String,
    #[serde(default)]
    pub(super) history_id: Option<String>,
    #[serde(default)]
    pub(super) messages: Vec<Message>,
}

/// Ids of a message and of its thread.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MessageRef {
    pub(super) id: String,
    #[serde(default)]
    pub(super) thread_id: String,
}

/// A draft, which wraps a message.
#[derive(Debug, Deserialize)]
pub(super) struct Draft {
    pub(super) message: Message,
}

/// A draft in a list.
#[derive(Debug, Deserialize)]
pub(super) struct DraftRef {
    pub(super) id: String,
    pub(super) message: MessageRef,
}

/// A page of references to messages.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MessagePage {
    #[serde(default)]
    pub(super) messages: Vec<MessageRef>,
    pub(super) next_page_token: Option<String>,
    #[serde(default)]
    pub(super) result_size_estimate: u64,
}

/// A page of references to drafts.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DraftPage {
    #[serde(default)]
    pub(super) drafts: Vec<DraftRef>,
    pub(super) next_page_token: Option<String>,
    #[serde(default)]
    pub(super) result_size_estimate: u64,
}

/// A thread in a list.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ThreadRef {
    pub(super) id: String,
    #[serde(default)]
    pub(super) snippet: String,
    #[serde(default)]
    pub(super) history_id: Option<String>,
}

/// A page of references to threads.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ThreadPage {
    #[serde(default)]
    pub(super) threads: Vec<ThreadRef>,
    pub(super) next_page_token: Option<String>,
    #[serde(default)]
    pub(super) result_size_estimate: u64,
}

/// A message to be sent or saved as a draft.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outgoing {
    /// The MIME message in base64url.
    pub(super) raw: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) thread_id: Option<String>,
}

/// The headers that the tools read when they do not ask for the whole message.
const METADATA_HEADERS: [&str; 8] = ["Subject", "From", "To", "Cc", "Date", "Message-ID", "References", "Reply-To"];

impl<'a> Mailbox<'a> {
    pub(super) fn new(api: &'a RestApi<'a>, user: &'a str) -> Self {
        Self { api, user }
    }

    fn path<'p>(&'p self, rest: &[&'p str]) -> Vec<&'p str> {
        ["gmail", "v1", "users", self.user].into_iter().chain(rest.iter().copied()).collect()
    }

    pub(super) async fn profile<T: DeserializeOwned>(&self) -> Result<T, ToolError> {
        self.api.get(&self.path(&["profile"]), &[]).await
    }

    pub(super) async fn messages(&self, query: &[(&str, &str)]) -> Result<MessagePage, ToolError> {
        self.api.get(&self.path(&["messages"]), query).await
    }

    pub(super) async fn message(&self, id: &str, format: Format) -> Result<Message, ToolError> {
        self.api.get(&self.path(&["messages", id]), &format_query(format)).await
    }

    pub(super) async fn send<T: DeserializeOwned>(&self, message: &Outgoing) -> Result<T, ToolError> {
        self.api.post(&self.path(&["messages", "send"]), message).await
    }

    pub(super) async fn modify<T: DeserializeOwned>(
        &self,
        id: &str,
        add: &[String],
        remove: &[String],
    ) -> Result<T, ToolError> {
        let body = json!({ "addLabelIds": add, "removeLabelIds": remove });
        self.api.post(&self.path(&["messages", id, "modify"]), &body).await
    }

    pub(super) async fn trash<T: DeserializeOwned>(&self, id: &str) -> Result<T, ToolError> {
        self.api.post(&self.path(&["messages", id, "trash"]), &json!({})).await
    }

    pub(super) async fn threads(&self, query: &[(&str, &str)]) -> Result<ThreadPage, ToolError> {
        self.api.get(&self.path(&["threads"]), query).await
    }

    pub(super) async fn thread(&self, id: &str, format: Format) -> Result<Thread, ToolError> {
        self.api.get(&self.path(&["threads", id]), &format_query(format)).await
    }

    pub(super) async fn drafts(&self, query: &[(&str, &str)]) -> Result<DraftPage, ToolError> {
        self.api.get(&self.path(&["drafts"]), query).await
    }

    pub(super) async fn draft(&self, id: &str, format: Format) -> Result<Draft, ToolError> {
        self.api.get(&self.path(&["drafts", id]), &format_query(format)).await
    }

    pub(super) async fn create_draft<T: DeserializeOwned>(&self, message: &Outgoing) -> Result<T, ToolError> {
        self.api.post(&self.path(&["drafts"]), &json!({ "message": message })).await
    }

    pub(super) async fn send_draft<T: DeserializeOwned>(&self, id: &str) -> Result<T, ToolError> {
        self.api.post(&self.path(&["drafts", "send"]), &json!({ "id": id })).await
    }

    pub(super) async fn labels<T: DeserializeOwned>(&self) -> Result<T, ToolError> {
        self.api.get(&self.path(&["labels"]), &[]).await
    }

    pub(super) async fn create_label<T: DeserializeOwned>(&self, label: &Value) -> Result<T, ToolError> {
        self.api.post(&self.path(&["labels"]), label).await
    }
}

fn format_query(format: Format) -> Vec<(&'static str, &'static str)> {
    let headers = METADATA_HEADERS.iter().filter(|_| matches!(format, Format::Metadata));
    std::iter::once(("format", format.as_str())).chain(headers.map(|name| ("metadataHeaders", *name))).collect()
}
