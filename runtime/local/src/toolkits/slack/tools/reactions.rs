//! Reactions.

use schemars::JsonSchema;
use serde::Deserialize;
use tool_router_core::config::Tag;

use super::{
    CREATES, DESTRUCTIVE,
    arguments::{Filled, MessageTs},
    results::Done,
};
use crate::{
    ToolError,
    toolkits::{
        rest::{Parameters, RestApi},
        slack::api::WebApi,
        table::Tool,
    },
};

const SCOPES: &[&str] = &["reactions:write"];

/// An emoji's name without the colons that people write around it.
fn emoji(name: &Filled) -> &str {
    let name = name.as_str();
    name.strip_prefix(':').and_then(|name| name.strip_suffix(':')).unwrap_or(name)
}

/// Adds an emoji to a message as the connected user.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AddReaction {
    /// Id of the conversation.
    channel: Filled,
    /// The emoji's name without colons: `thumbsup`, or `wave::skin-tone-3`.
    name: Filled,
    /// The `ts` of the message.
    timestamp: MessageTs,
}

impl Tool for AddReaction {
    const SLUG: &'static str = "SLACK_ADD_REACTION_TO_AN_ITEM";
    const NAME: &'static str = "Add reaction to message";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = SCOPES;
    type Output = Done;

    async fn run(self, api: &RestApi<'_>) -> Result<Done, ToolError> {
        let form = Parameters::default()
            .with("channel", self.channel)
            .with("name", emoji(&self.name))
            .with("timestamp", self.timestamp);
        WebApi::new(api).call("reactions.add", form).await
    }
}

/// Removes an emoji that the connected user has added to a message or a file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RemoveReaction {
    /// The emoji's name without colons.
    name: Filled,
    /// Id of the conversation. It goes with `timestamp`.
    channel: Option<Filled>,
    /// The `ts` of the message. It goes with `channel`.
    timestamp: Option<MessageTs>,
    /// Id of a file, instead of a message.
    file: Option<Filled>,
    /// Id of a comment on a file, instead of a message.
    file_comment: Option<Filled>,
}

impl Tool for RemoveReaction {
    const SLUG: &'static str = "SLACK_REMOVE_REACTION_FROM_ITEM";
    const NAME: &'static str = "Remove reaction from item";
    const TAGS: &'static [Tag] = DESTRUCTIVE;
    const SCOPES: &'static [&'static str] = SCOPES;
    type Output = Done;

    async fn run(self, api: &RestApi<'_>) -> Result<Done, ToolError> {
        let (message, half) = (self.channel.is_some(), self.channel.is_some() != self.timestamp.is_some());
        let items = [message, self.file.is_some(), self.file_comment.is_some()];
        if half || items.iter().filter(|item| **item).count() != 1 {
            let message = "one item is needed: `channel` with `timestamp`, or `file`, or `file_comment`";
            return Err(ToolError::InvalidArguments(message.into()));
        }
        let form = Parameters::default()
            .with("name", emoji(&self.name))
            .maybe("channel", self.channel)
            .maybe("timestamp", self.timestamp)
            .maybe("file", self.file)
            .maybe("file_comment", self.file_comment);
        WebApi::new(api).call("reactions.remove", form).await
    }
}
