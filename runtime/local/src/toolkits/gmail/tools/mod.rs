//! The tools, each with a struct of its arguments.

mod drafts;
mod labels;
mod profile;
mod read;
mod send;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::super::{table::ToolTable, whole::Whole};

/// Google's scopes for reading. Any one is enough.
const READ_SCOPES: &[&str] = &[
    "https://www.googleapis.com/auth/gmail.readonly",
    "https://www.googleapis.com/auth/gmail.modify",
    "https://mail.google.com/",
];
const MODIFY_SCOPES: &[&str] = &["https://www.googleapis.com/auth/gmail.modify", "https://mail.google.com/"];
const COMPOSE_SCOPES: &[&str] = &[
    "https://www.googleapis.com/auth/gmail.compose",
    "https://www.googleapis.com/auth/gmail.modify",
    "https://mail.google.com/",
];

const READ_ONLY: &[Tag] = &[Tag::ReadOnly, Tag::Idempotent, Tag::OpenWorld];
const CREATES: &[Tag] = &[Tag::Create, Tag::OpenWorld];
const UPDATES: &[Tag] = &[Tag::Update, Tag::Idempotent, Tag::OpenWorld];
const DESTRUCTIVE: &[Tag] = &[Tag::Destructive, Tag::Idempotent, Tag::OpenWorld];

/// How many messages, threads or drafts of a page are fetched at the same time.
const CONCURRENT_FETCHES: usize = 8;

/// Every tool of the toolkit.
pub(super) fn table() -> ToolTable {
    ToolTable::default()
        .with::<read::FetchEmails>()
        .with::<read::FetchMessageByMessageId>()
        .with::<read::FetchMessageByThreadId>()
        .with::<read::ListThreads>()
        .with::<send::SendEmail>()
        .with::<send::ReplyToThread>()
        .with::<drafts::CreateEmailDraft>()
        .with::<drafts::ListDrafts>()
        .with::<drafts::SendDraft>()
        .with::<labels::ListLabels>()
        .with::<labels::CreateLabel>()
        .with::<labels::AddLabelToEmail>()
        .with::<labels::MoveToTrash>()
        .with::<profile::GetProfile>()
}

/// The mailbox of the connected account.
fn me() -> String {
    "me".into()
}

/// The catalogue's default for messages and drafts.
fn one() -> PageSize {
    PageSize::of::<1>()
}

/// A number of results that one page of the Gmail API can hold.
type PageSize = Whole<1, 500>;

/// The message that a call created or changed.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct ChangedMessage {
    /// Id of the message.
    id: String,
    /// Id of its thread.
    thread_id: String,
    /// Ids of its labels.
    #[serde(default)]
    label_ids: Vec<String>,
}
