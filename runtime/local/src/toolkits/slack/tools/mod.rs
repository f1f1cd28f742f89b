//! The tools, each with a struct of its arguments.

mod arguments;
mod channels;
mod files;
mod messages;
mod reactions;
mod read;
mod results;
mod search;
mod team;
mod users;

use tool_router_core::config::Tag;

use super::super::table::ToolTable;

/// Slack's scopes for each type of conversation. Any one is enough for the conversations of that type.
const LIST_SCOPES: &[&str] = &["channels:read", "groups:read", "im:read", "mpim:read"];
const HISTORY_SCOPES: &[&str] = &["channels:history", "groups:history", "im:history", "mpim:history"];

const READ_ONLY: &[Tag] = &[Tag::ReadOnly, Tag::Idempotent, Tag::OpenWorld];
const CREATES: &[Tag] = &[Tag::Create, Tag::OpenWorld];
const UPDATES: &[Tag] = &[Tag::Update, Tag::Idempotent, Tag::OpenWorld];
const DESTRUCTIVE: &[Tag] = &[Tag::Destructive, Tag::Idempotent, Tag::OpenWorld];

/// How many pages of a list are searched at most.
const SEARCHED_PAGES: usize = 20;
/// How many entries a page of a searched list has. Slack recommends no more.
const SEARCHED_PAGE: u16 = 200;

/// Every tool of the toolkit.
pub(super) fn table() -> ToolTable {
    ToolTable::default()
        .with::<channels::ListAllChannels>()
        .with::<channels::FindChannels>()
        .with::<channels::ListConversations>()
        .with::<channels::RetrieveConversationInformation>()
        .with::<channels::OpenDm>()
        .with::<read::FetchConversationHistory>()
        .with::<read::FetchMessageThread>()
        .with::<search::SearchMessages>()
        .with::<messages::SendMessage>()
        .with::<messages::UpdateMessage>()
        .with::<messages::DeleteMessage>()
        .with::<reactions::AddReaction>()
        .with::<reactions::RemoveReaction>()
        .with::<users::ListAllUsers>()
        .with::<users::FindUsers>()
        .with::<users::FindUserByEmail>()
        .with::<users::RetrieveUser>()
        .with::<files::ListFiles>()
        .with::<files::UploadFile>()
        .with::<team::FetchTeamInfo>()
        .with::<team::TestAuth>()
}
