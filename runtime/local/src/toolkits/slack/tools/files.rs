//! Files.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tool_router_core::config::Tag;

use super::{
    CREATES, READ_ONLY,
    arguments::{Filled, Limit, MessageTs, Ordinal, hundred},
};
use crate::{
    ToolError,
    toolkits::{
        rest::{Parameters, RestApi},
        slack::api::{Object, WebApi},
        table::Tool,
        whole::{UNBOUNDED, Whole},
    },
};

/// The longest content of a file that an argument can carry, in bytes.
const MAX_CONTENT_BYTES: usize = 1024 * 1024;

/// Lists files of the workspace, newest first, without their content.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListFiles {
    /// Only files in this conversation, by id.
    channel: Option<String>,
    /// Only files of this user, by id.
    user: Option<String>,
    /// Only files of these types, separated by commas: `images`, `pdfs`, `snippets`, `zips`. Without it, all.
    types: Option<String>,
    /// Only files created after this time, in seconds since 1970.
    ts_from: Option<Whole<0, UNBOUNDED>>,
    /// Only files created before this time, in seconds since 1970.
    ts_to: Option<Whole<0, UNBOUNDED>>,
    /// How many files a page has, 1 to 1000.
    #[serde(default = "hundred")]
    count: Limit,
    /// The page, from 1 on.
    page: Option<Ordinal>,
    /// Whether to list files that the workspace's plan hides.
    show_files_hidden_by_limit: Option<bool>,
    /// Id of the workspace, for tokens of a whole organization.
    team_id: Option<String>,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct FileList {
    files: Vec<File>,
    /// Where the list goes on: `page` of `pages`.
    #[serde(default)]
    paging: Object,
    #[serde(flatten)]
    other: Object,
}

#[derive(Deserialize, Serialize, JsonSchema)]
struct File {
    /// Id of the file.
    id: String,
    /// The file's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// What else Slack says about the file.
    #[serde(flatten)]
    other: Object,
}

impl Tool for ListFiles {
    const SLUG: &'static str = "SLACK_LIST_FILES_WITH_FILTERS_IN_SLACK";
    const NAME: &'static str = "List Slack files";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = &["files:read"];
    type Output = FileList;

    async fn run(self, api: &RestApi<'_>) -> Result<FileList, ToolError> {
        let form = Parameters::default()
            .maybe("channel", self.channel)
            .maybe("user", self.user)
            .maybe("types", self.types)
            .maybe("ts_from", self.ts_from)
            .maybe("ts_to", self.ts_to)
            .with("count", self.count)
            .maybe("page", self.page)
            .maybe("show_files_hidden_by_limit", self.show_files_hidden_by_limit)
            .maybe("team_id", self.team_id);
        WebApi::new(api).call("files.list", form).await
    }
}

/// Creates a text file in Slack, and shares it in a channel or a thread if one is named. Without `channels`, only the
/// connected user sees it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UploadFile {
    /// The text that the file contains, up to 1 MiB.
    content: String,
    /// The file's name.
    #[serde(default = "untitled")]
    filename: Filled,
    /// The type of a snippet, such as `python`.
    filetype: Option<String>,
    /// The title. Without it, the name.
    title: Option<String>,
    /// Id of the conversation to share it in.
    channels: Option<Filled>,
    /// The `ts` of the message whose thread it is shared in. It goes with `channels`.
    thread_ts: Option<MessageTs>,
    /// A message to share it with. It goes with `channels`.
    initial_comment: Option<String>,
}

fn untitled() -> Filled {
    Filled::new("untitled.txt")
}

#[derive(Deserialize)]
struct Place {
    upload_url: String,
    file_id: String,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct UploadedFiles {
    files: Vec<File>,
    #[serde(flatten)]
    other: Object,
}

impl Tool for UploadFile {
    const SLUG: &'static str = "SLACK_UPLOAD_OR_CREATE_A_FILE_IN_SLACK";
    const NAME: &'static str = "Upload or create a file in Slack";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = &["files:write"];
    type Output = UploadedFiles;

    async fn run(self, api: &RestApi<'_>) -> Result<UploadedFiles, ToolError> {
        let content = self.content.into_bytes();
        let is_shared = self.channels.is_some();
        let problem = if content.is_empty() {
            "`content`: must not be empty"
        } else if content.len() > MAX_CONTENT_BYTES {
            "`content`: must not be longer than 1 MiB"
        } else if !is_shared && (self.thread_ts.is_some() || self.initial_comment.is_some()) {
            "`thread_ts` and `initial_comment` go with `channels` only"
        } else if self.channels.as_ref().is_some_and(|channels| channels.as_str().contains(',')) {
            "`channels`: must be the id of one conversation"
        } else {
            ""
        };
        if !problem.is_empty() {
            return Err(ToolError::InvalidArguments(problem.into()));
        }
        let api = WebApi::new(api);
        let form = Parameters::default()
            .with("filename", &self.filename)
            .with("length", content.len())
            .maybe("snippet_type", self.filetype);
        let place: Place = api.call("files.getUploadURLExternal", form).await?;
        api.upload(&place.upload_url, content).await?;
        let title = self.title.unwrap_or_else(|| self.filename.to_string());
        let form = Parameters::default()
            .with("files", json!([{ "id": place.file_id, "title": title }]))
            .maybe("channel_id", self.channels)
            .maybe("thread_ts", self.thread_ts)
            .maybe("initial_comment", self.initial_comment);
        api.call("files.completeUploadExternal", form).await
    }
}
