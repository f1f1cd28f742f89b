//! Sending, changing and deleting messages.

use schemars::JsonSchema;
use serde::Deserialize;
use tool_router_core::config::Tag;

use super::{
    CREATES, DESTRUCTIVE, UPDATES,
    arguments::{Filled, MessageTs},
    channels::without_hash,
    results::ChangedMessage,
};
use crate::{
    ToolError,
    toolkits::{
        rest::{Parameters, RestApi},
        slack::api::{Object, WebApi},
        table::Tool,
    },
};

const WRITE_SCOPES: &[&str] = &["chat:write"];

/// The most blocks that a message can have.
const MAX_BLOCKS: usize = 50;

/// What a message says.
struct Content {
    markdown_text: Option<String>,
    text: Option<String>,
    blocks: Option<Vec<Object>>,
    attachments: Option<Vec<Object>>,
    fallback_text: Option<String>,
}

impl Content {
    /// Checks what Slack would refuse, or would not show.
    fn check(&self) -> Result<(), ToolError> {
        let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
        let has_blocks = self.blocks.as_ref().is_some_and(|blocks| !blocks.is_empty());
        let has_attachments = self.attachments.as_ref().is_some_and(|attachments| !attachments.is_empty());
        let problem = if !(filled(&self.markdown_text) || filled(&self.text) || has_blocks || has_attachments) {
            "one of `markdown_text`, `text`, `blocks` and `attachments` is needed, and must not be empty"
        } else if self.markdown_text.is_some() && (self.text.is_some() || self.blocks.is_some()) {
            "`markdown_text` goes neither with `text` nor with `blocks`"
        } else if self.fallback_text.is_some() && (self.text.is_some() || !has_blocks) {
            "`fallback_text` goes with `blocks` only, and not with `text`"
        } else if self.blocks.as_ref().is_some_and(|blocks| blocks.len() > MAX_BLOCKS) {
            "a message has at most 50 `blocks`"
        } else {
            return Ok(());
        };
        Err(ToolError::InvalidArguments(problem.into()))
    }

    /// Calls `method`, which takes a message.
    async fn send(self, api: &RestApi<'_>, method: &str, form: Parameters) -> Result<ChangedMessage, ToolError> {
        self.check()?;
        let form =
            form.maybe_json("blocks", self.blocks.as_ref())?.maybe_json("attachments", self.attachments.as_ref())?;
        let form = form.maybe("text", self.text.or(self.fallback_text));
        let api = WebApi::new(api);
        match self.markdown_text {
            None => api.call(method, form).await,
            Some(markdown) => match api.call(method, form.clone().with("markdown_text", &markdown)).await {
                // A server with an older version of the API, which has not posted anything.
                Err(ToolError::Upstream { message, .. }) if message == "no_text" => {
                    api.call(method, form.with("text", markdown)).await
                }
                sent => sent,
            },
        }
    }
}

/// Posts a message to a channel or a direct message as the connected user, at once: have the text confirmed first. With
/// `thread_ts`, it is a reply in a thread. Calling it twice posts it twice.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SendMessage {
    /// Id or name of the channel; for a direct message, the id that SLACK_OPEN_DM returns.
    #[serde(alias = "channel_id")]
    channel: Filled,
    /// The message in Markdown, with mentions as `<@USER_ID>`.
    markdown_text: Option<String>,
    /// The message in Slack's own markup, instead of `markdown_text`.
    text: Option<String>,
    /// Blocks of Slack's Block Kit, instead of `markdown_text`, for buttons, images and layouts.
    blocks: Option<Vec<Object>>,
    /// What notifications show of `blocks`.
    fallback_text: Option<String>,
    /// Attachments in Slack's older format.
    attachments: Option<Vec<Object>>,
    /// The `ts` of the message to reply to, the one that the thread begins with.
    thread_ts: Option<MessageTs>,
    /// Whether a reply is shown in the channel as well.
    reply_broadcast: Option<bool>,
    /// Whether links are shown with a preview.
    unfurl_links: Option<bool>,
    /// Whether links to images and videos are shown with a preview.
    unfurl_media: Option<bool>,
    /// Whether names of channels and users in `text` become links.
    link_names: Option<bool>,
    /// Whether markup in `text` is shown as such.
    mrkdwn: Option<bool>,
    /// How `text` is read: `none` or `full`.
    parse: Option<String>,
}

impl Tool for SendMessage {
    const SLUG: &'static str = "SLACK_SEND_MESSAGE";
    const NAME: &'static str = "Send message";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = WRITE_SCOPES;
    type Output = ChangedMessage;

    async fn run(self, api: &RestApi<'_>) -> Result<ChangedMessage, ToolError> {
        let channel = without_hash(self.channel.as_str());
        if channel.is_empty() {
            return Err(ToolError::InvalidArguments("`channel`: must not be empty".into()));
        }
        if self.reply_broadcast == Some(true) && self.thread_ts.is_none() {
            return Err(ToolError::InvalidArguments("`reply_broadcast` goes with `thread_ts` only".into()));
        }
        let form = Parameters::default()
            .with("channel", channel)
            .maybe("thread_ts", self.thread_ts)
            .maybe("reply_broadcast", self.reply_broadcast)
            .maybe("unfurl_links", self.unfurl_links)
            .maybe("unfurl_media", self.unfurl_media)
            .maybe("link_names", self.link_names)
            .maybe("mrkdwn", self.mrkdwn)
            .maybe("parse", self.parse);
        let content = Content {
            markdown_text: self.markdown_text,
            text: self.text,
            blocks: self.blocks,
            attachments: self.attachments,
            fallback_text: self.fallback_text,
        };
        content.send(api, "chat.postMessage", form).await
    }
}

/// Replaces what a message of the connected user says.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UpdateMessage {
    /// Id of the conversation.
    channel: Filled,
    /// The `ts` of the message.
    ts: MessageTs,
    /// The new message in Markdown.
    markdown_text: Option<String>,
    /// The new message in Slack's own markup, instead of `markdown_text`.
    text: Option<String>,
    /// New blocks of Slack's Block Kit, instead of `markdown_text`.
    blocks: Option<Vec<Object>>,
    /// New attachments in Slack's older format.
    attachments: Option<Vec<Object>>,
    /// Whether names of channels and users in `text` become links.
    link_names: Option<bool>,
    /// How `text` is read: `none`, `full` or `client`.
    parse: Option<String>,
}

impl Tool for UpdateMessage {
    const SLUG: &'static str = "SLACK_UPDATES_A_SLACK_MESSAGE";
    const NAME: &'static str = "Update a Slack message";
    const TAGS: &'static [Tag] = UPDATES;
    const SCOPES: &'static [&'static str] = WRITE_SCOPES;
    type Output = ChangedMessage;

    async fn run(self, api: &RestApi<'_>) -> Result<ChangedMessage, ToolError> {
        let form = Parameters::default()
            .with("channel", self.channel)
            .with("ts", self.ts)
            .maybe("link_names", self.link_names)
            .maybe("parse", self.parse);
        let content = Content {
            markdown_text: self.markdown_text,
            text: self.text,
            blocks: self.blocks,
            attachments: self.attachments,
            fallback_text: None,
        };
        content.send(api, "chat.update", form).await
    }
}

/// Deletes a message of the connected user, for everybody and for good.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeleteMessage {
    /// Id of the conversation.
    channel: Filled,
    /// The `ts` of the message.
    ts: MessageTs,
    /// Whether a classic app deletes it as the user.
    as_user: Option<bool>,
}

impl Tool for DeleteMessage {
    const SLUG: &'static str = "SLACK_DELETES_A_MESSAGE_FROM_A_CHAT";
    const NAME: &'static str = "Delete a message from a chat";
    const TAGS: &'static [Tag] = DESTRUCTIVE;
    const SCOPES: &'static [&'static str] = WRITE_SCOPES;
    type Output = ChangedMessage;

    async fn run(self, api: &RestApi<'_>) -> Result<ChangedMessage, ToolError> {
        let form =
            Parameters::default().with("channel", self.channel).with("ts", self.ts).maybe("as_user", self.as_user);
        WebApi::new(api).call("chat.delete", form).await
    }
}
