//! Reading conversations.

use schemars::JsonSchema;
use serde::Deserialize;
use tool_router_core::config::Tag;

use super::{
    HISTORY_SCOPES, READ_ONLY,
    arguments::{Filled, Limit, MessageTs, Moment, hundred},
    results::Messages,
};
use crate::{
    ToolError,
    toolkits::{
        rest::{Parameters, RestApi},
        slack::api::WebApi,
        table::Tool,
    },
};

/// Fetches the messages of a conversation, newest first. Replies in threads are not among them: fetch those with
/// SLACK_FETCH_MESSAGE_THREAD_FROM_A_CONVERSATION.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FetchConversationHistory {
    /// Id of the conversation, not its name.
    channel: Filled,
    /// The largest number of messages to return, 1 to 1000.
    #[serde(default = "hundred")]
    limit: Limit,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only messages before this time, in seconds since 1970 or as a message's `ts`.
    latest: Option<Moment>,
    /// Only messages after this time, in seconds since 1970 or as a message's `ts`.
    oldest: Option<Moment>,
    /// Whether messages of exactly the time `latest` or `oldest` are included.
    inclusive: Option<bool>,
    /// Whether to include the metadata of messages.
    include_all_metadata: Option<bool>,
}

impl Tool for FetchConversationHistory {
    const SLUG: &'static str = "SLACK_FETCH_CONVERSATION_HISTORY";
    const NAME: &'static str = "Fetch conversation history";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = HISTORY_SCOPES;
    type Output = Messages;

    async fn run(self, api: &RestApi<'_>) -> Result<Messages, ToolError> {
        let form = Parameters::default()
            .with("channel", self.channel)
            .with("limit", self.limit)
            .maybe("cursor", self.cursor)
            .maybe("latest", self.latest)
            .maybe("oldest", self.oldest)
            .maybe("inclusive", self.inclusive)
            .maybe("include_all_metadata", self.include_all_metadata);
        WebApi::new(api).call("conversations.history", form).await
    }
}

/// Fetches a thread: the message that it begins with, and the replies, oldest first.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FetchMessageThread {
    /// Id of the conversation, not its name.
    channel: Filled,
    /// The `ts` of the message that the thread begins with.
    ts: MessageTs,
    /// The largest number of messages to return, 1 to 1000.
    #[serde(default = "hundred")]
    limit: Limit,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only messages before this time, in seconds since 1970 or as a message's `ts`.
    latest: Option<Moment>,
    /// Only messages after this time, in seconds since 1970 or as a message's `ts`.
    oldest: Option<Moment>,
    /// Whether messages of exactly the time `latest` or `oldest` are included.
    inclusive: Option<bool>,
    /// Whether to include the metadata of messages.
    include_all_metadata: Option<bool>,
    /// Id of the workspace, for tokens of a whole organization.
    team_id: Option<String>,
}

impl Tool for FetchMessageThread {
    const SLUG: &'static str = "SLACK_FETCH_MESSAGE_THREAD_FROM_A_CONVERSATION";
    const NAME: &'static str = "Retrieve conversation replies";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = HISTORY_SCOPES;
    type Output = Messages;

    async fn run(self, api: &RestApi<'_>) -> Result<Messages, ToolError> {
        let form = Parameters::default()
            .with("channel", self.channel)
            .with("ts", self.ts)
            .with("limit", self.limit)
            .maybe("cursor", self.cursor)
            .maybe("latest", self.latest)
            .maybe("oldest", self.oldest)
            .maybe("inclusive", self.inclusive)
            .maybe("include_all_metadata", self.include_all_metadata)
            .maybe("team_id", self.team_id);
        WebApi::new(api).call("conversations.replies", form).await
    }
}
