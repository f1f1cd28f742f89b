//! The tools, each with a struct of its arguments.

mod drafts;
mod labels;
mod profile;
mod read;
mod send;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::super::table::ToolTable;

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
    PageSize(1)
}

/// A number of results that one page of the Gmail API can hold.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "u64")]
#[schemars(!try_from)]
struct PageSize(#[schemars(range(min = 1, max = 500))] u16);

impl TryFrom<u64> for PageSize {
    type Error = &'static str;

    fn try_from(size: u64) -> Result<Self, Self::Error> {
        let size = u16::try_from(size).ok().filter(|size| (1..=500).contains(size));
        size.map(Self).ok_or("must be between 1 and 500")
    }
}

impl std::fmt::Display for PageSize {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

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
