//! Channels and other conversations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tool_router_core::config::Tag;

use super::{
    CREATES, LIST_SCOPES, READ_ONLY, SEARCHED_PAGE, SEARCHED_PAGES,
    arguments::{Filled, Limit, fifty, hundred, one},
    results::{Channel, Channels},
};
use crate::{
    ToolError,
    toolkits::{
        rest::{Parameters, RestApi},
        slack::api::{Object, WebApi},
        table::Tool,
    },
};

/// Lists the channels of the workspace that the user can see. Go on with `cursor` until `next_cursor` is empty.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListAllChannels {
    /// The largest number of channels to return, 1 to 1000.
    #[serde(default = "one")]
    limit: Limit,
    /// Types of conversations, separated by commas: `public_channel`, `private_channel`, `im` (direct messages), `mpim`
    /// (direct messages of several people). Without it, public channels only.
    types: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only channels whose name contains this, on this page.
    channel_name: Option<String>,
    /// Whether to leave out archived channels.
    exclude_archived: Option<bool>,
    /// Id of the workspace, for tokens of a whole organization.
    team_id: Option<String>,
}

impl Tool for ListAllChannels {
    const SLUG: &'static str = "SLACK_LIST_ALL_CHANNELS";
    const NAME: &'static str = "List all channels";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = LIST_SCOPES;
    type Output = Channels;

    async fn run(self, api: &RestApi<'_>) -> Result<Channels, ToolError> {
        let form = Parameters::default()
            .with("limit", self.limit)
            .maybe("types", self.types)
            .maybe("cursor", self.cursor)
            .maybe("exclude_archived", self.exclude_archived)
            .maybe("team_id", self.team_id);
        let mut page: Channels = WebApi::new(api).call("conversations.list", form).await?;
        if let Some(wanted) = self.channel_name {
            let wanted = without_hash(&wanted).to_lowercase();
            page.channels.retain(|channel| name_of(channel).contains(&wanted));
        }
        Ok(page)
    }
}

/// Finds channels of the workspace by name, topic or purpose, and returns their ids, which other tools want.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FindChannels {
    /// What the name, the topic or the purpose contains. A leading `#` is left out.
    query: Filled,
    /// Whether the name has to be exactly `query`.
    #[serde(default)]
    exact_match: bool,
    /// Whether to leave out archived channels.
    #[serde(default = "yes")]
    exclude_archived: bool,
    /// Whether to return only channels that the user is a member of.
    #[serde(default)]
    member_only: bool,
    /// The largest number of channels to return, 1 to 1000.
    #[serde(default = "fifty")]
    limit: Limit,
    /// Types of conversations, separated by commas: `public_channel`, `private_channel`, `im`, `mpim`.
    #[serde(default = "channels")]
    types: String,
    /// Id of the workspace, for tokens of a whole organization.
    team_id: Option<String>,
}

fn yes() -> bool {
    true
}

fn channels() -> String {
    "public_channel,private_channel".into()
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FoundChannels {
    channels: Vec<Channel>,
    /// How many channels were looked at.
    total_channels_searched: usize,
}

impl Tool for FindChannels {
    const SLUG: &'static str = "SLACK_FIND_CHANNELS";
    const NAME: &'static str = "Find channels";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = LIST_SCOPES;
    type Output = FoundChannels;

    async fn run(self, api: &RestApi<'_>) -> Result<FoundChannels, ToolError> {
        let query = without_hash(self.query.as_str()).to_lowercase();
        let mut found = FoundChannels { channels: Vec::new(), total_channels_searched: 0 };
        let mut cursor = String::new();
        for _ in 0..SEARCHED_PAGES {
            let form = Parameters::default()
                .with("limit", SEARCHED_PAGE)
                .with("types", &self.types)
                .with("exclude_archived", self.exclude_archived)
                .maybe("cursor", Some(&cursor).filter(|cursor| !cursor.is_empty()))
                .maybe("team_id", self.team_id.as_ref());
            let page: Channels = WebApi::new(api).call("conversations.list", form).await?;
            found.total_channels_searched += page.channels.len();
            found.channels.extend(page.channels.into_iter().filter(|channel| {
                (!self.member_only || channel.is_member == Some(true)) && fits(channel, &query, self.exact_match)
            }));
            cursor = page.response_metadata.next_cursor;
            if cursor.is_empty() || found.channels.len() >= self.limit.count() {
                break;
            }
        }
        found.channels.truncate(self.limit.count());
        Ok(found)
    }
}

fn fits(channel: &Channel, query: &str, exactly: bool) -> bool {
    if exactly {
        let previous = channel.other.get("previous_names").and_then(Value::as_array).into_iter().flatten();
        let previous = previous.filter_map(Value::as_str).any(|name| name.to_lowercase() == query);
        return name_of(channel) == query || previous;
    }
    let text = |name: &str| channel.other.get(name).and_then(|text| text["value"].as_str()).unwrap_or_default();
    [&name_of(channel), text("topic"), text("purpose")].iter().any(|text| text.to_lowercase().contains(query))
}

fn name_of(channel: &Channel) -> String {
    channel.name.as_deref().unwrap_or_default().to_lowercase()
}

/// A channel's name without the sign that people write before it.
pub(super) fn without_hash(name: &str) -> &str {
    name.strip_prefix('#').unwrap_or(name)
}

/// Lists the conversations that a user is a member of: channels, private channels and direct messages.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListConversations {
    /// Id of the user. Without it, the connected user. Of other users, only what both are members of is listed beside
    /// public channels.
    user: Option<String>,
    /// The largest number of conversations to return, 1 to 1000.
    #[serde(default = "hundred")]
    limit: Limit,
    /// Types of conversations, separated by commas: `public_channel`, `private_channel`, `im`, `mpim`. Without it, public
    /// channels only.
    types: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// Whether to leave out archived channels.
    exclude_archived: Option<bool>,
    /// Id of the workspace, for tokens of a whole organization.
    team_id: Option<String>,
}

impl Tool for ListConversations {
    const SLUG: &'static str = "SLACK_LIST_CONVERSATIONS";
    const NAME: &'static str = "List conversations";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = LIST_SCOPES;
    type Output = Channels;

    async fn run(self, api: &RestApi<'_>) -> Result<Channels, ToolError> {
        let form = Parameters::default()
            .with("limit", self.limit)
            .maybe("user", self.user)
            .maybe("types", self.types)
            .maybe("cursor", self.cursor)
            .maybe("exclude_archived", self.exclude_archived)
            .maybe("team_id", self.team_id);
        WebApi::new(api).call("users.conversations", form).await
    }
}

/// Returns what is known about one conversation: its name, topic, purpose and whether the user is a member.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RetrieveConversationInformation {
    /// Id of the conversation.
    channel: Filled,
    /// Whether to include the locale.
    include_locale: Option<bool>,
    /// Whether to include how many members it has.
    include_num_members: Option<bool>,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct OneChannel {
    channel: Channel,
    #[serde(flatten)]
    other: Object,
}

impl Tool for RetrieveConversationInformation {
    const SLUG: &'static str = "SLACK_RETRIEVE_CONVERSATION_INFORMATION";
    const NAME: &'static str = "Retrieve conversation information";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = LIST_SCOPES;
    type Output = OneChannel;

    async fn run(self, api: &RestApi<'_>) -> Result<OneChannel, ToolError> {
        let form = Parameters::default()
            .with("channel", self.channel)
            .maybe("include_locale", self.include_locale)
            .maybe("include_num_members", self.include_num_members);
        WebApi::new(api).call("conversations.info", form).await
    }
}

/// Opens a direct message with one user or with several, or finds the one that there is. Returns the `channel` to send to.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenDm {
    /// Ids of one to eight users, separated by commas, without the connected user. Either this or `channel` is needed.
    users: Option<Filled>,
    /// Id of a direct message to open again.
    channel: Option<Filled>,
    /// Whether to return everything about the conversation, and not only its id.
    return_im: Option<bool>,
    /// Whether to fail if there is no such direct message yet.
    prevent_creation: Option<bool>,
}

impl Tool for OpenDm {
    const SLUG: &'static str = "SLACK_OPEN_DM";
    const NAME: &'static str = "Open DM";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = &["im:write", "mpim:write"];
    type Output = OneChannel;

    async fn run(self, api: &RestApi<'_>) -> Result<OneChannel, ToolError> {
        if self.users.is_some() == self.channel.is_some() {
            return Err(ToolError::InvalidArguments("exactly one of `users` and `channel` is needed".into()));
        }
        let form = Parameters::default()
            .maybe("users", self.users)
            .maybe("channel", self.channel)
            .maybe("return_im", self.return_im)
            .maybe("prevent_creation", self.prevent_creation);
        WebApi::new(api).call("conversations.open", form).await
    }
}
