//! Reading and searching mail.

use futures_util::{StreamExt, TryStreamExt, stream};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::{CONCURRENT_FETCHES, PageSize, READ_ONLY, READ_SCOPES, me, one};
use crate::{
    ToolError,
    toolkits::{
        gmail::{
            api::{Format, Mailbox, MessageRef},
            message::Email,
        },
        rest::RestApi,
        table::Tool,
    },
};

/// Fetches emails of a Gmail account, newest first: all of them, or those that match a search. Returns sender, subject,
/// time, labels, text and attachments of each. Go on with `page_token` until there is no `nextPageToken`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FetchEmails {
    /// A search in the syntax of Gmail's search box, such as `from:ada@example.com subject:invoice is:unread`. Without it,
    /// every message is returned.
    query: Option<String>,
    /// The largest number of emails to return, 1 to 500.
    #[serde(default = "one")]
    max_results: PageSize,
    /// Only emails that carry all of these labels, by id (`INBOX`, `UNREAD`, `Label_12`), not by name.
    #[serde(default)]
    label_ids: Vec<String>,
    /// Whether to include each email's MIME parts as the Gmail API returns them. Leave it out to keep answers short.
    #[serde(default = "yes")]
    include_payload: bool,
    /// Whether to return only the ids of emails and threads, which is the fastest.
    #[serde(default)]
    ids_only: bool,
    /// Whether to fetch bodies and attachments. `false` is faster and returns only subject, sender, recipient, time and
    /// labels.
    #[serde(default = "yes")]
    verbose: bool,
    /// The `nextPageToken` of the page before.
    page_token: Option<String>,
    /// Whether to look into spam and trash as well.
    #[serde(default)]
    include_spam_trash: bool,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

fn ten() -> PageSize {
    PageSize::of::<10>()
}

fn yes() -> bool {
    true
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct EmailPage {
    messages: Vec<Email>,
    /// Pass it as `page_token` to get the next page. There is none after the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<String>,
    /// About how many emails match, on all pages.
    result_size_estimate: u64,
}

impl Tool for FetchEmails {
    const SLUG: &'static str = "GMAIL_FETCH_EMAILS";
    const NAME: &'static str = "Fetch emails";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = READ_SCOPES;
    type Output = EmailPage;

    async fn run(self, api: &RestApi<'_>) -> Result<EmailPage, ToolError> {
        let mailbox = Mailbox::new(api, &self.user_id);
        let max_results = self.max_results.to_string();
        let mut query = vec![("maxResults", max_results.as_str())];
        query.extend(self.query.as_deref().map(|words| ("q", words)));
        query.extend(self.page_token.as_deref().map(|token| ("pageToken", token)));
        query.extend(self.label_ids.iter().map(|id| ("labelIds", id.as_str())));
        query.extend(self.include_spam_trash.then_some(("includeSpamTrash", "true")));
        let page = mailbox.messages(&query).await?;

        let messages = if self.ids_only {
            page.messages.into_iter().map(|found| Email::reference(found.id, found.thread_id)).collect()
        } else {
            let format = if self.verbose { Format::Full } else { Format::Metadata };
            stream::iter(page.messages)
                .map(|found| fetch(mailbox, found, format, self.include_payload && self.verbose))
                .buffered(CONCURRENT_FETCHES)
                .try_filter_map(|email| std::future::ready(Ok(email)))
                .try_collect()
                .await?
        };
        Ok(EmailPage {
            messages,
            next_page_token: page.next_page_token,
            result_size_estimate: page.result_size_estimate,
        })
    }
}

/// Fetches a message of a page. `None` if it was deleted since the page was fetched.
async fn fetch(
    mailbox: Mailbox<'_>,
    found: MessageRef,
    format: Format,
    include_payload: bool,
) -> Result<Option<Email>, ToolError> {
    match mailbox.message(&found.id, format).await {
        Ok(message) => Ok(Some(Email::from_api(message, include_payload))),
        Err(ToolError::Upstream { status: 404, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Fetches one email by its message id, with its text, headers and attachments.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FetchMessageByMessageId {
    /// The email's `messageId`, as GMAIL_FETCH_EMAILS returns it.
    message_id: String,
    /// How much to return: `full` (text, parts, attachments), `metadata` (headers only), `minimal` (ids and labels only) or
    /// `raw` (the whole message in base64url).
    #[serde(default)]
    format: MessageFormat,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

#[derive(Clone, Copy, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum MessageFormat {
    Minimal,
    #[default]
    Full,
    Raw,
    Metadata,
}

impl From<MessageFormat> for Format {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Minimal => Self::Minimal,
            MessageFormat::Full => Self::Full,
            MessageFormat::Raw => Self::Raw,
            MessageFormat::Metadata => Self::Metadata,
        }
    }
}

impl Tool for FetchMessageByMessageId {
    const SLUG: &'static str = "GMAIL_FETCH_MESSAGE_BY_MESSAGE_ID";
    const NAME: &'static str = "Fetch message by message ID";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = READ_SCOPES;
    type Output = Email;

    async fn run(self, api: &RestApi<'_>) -> Result<Email, ToolError> {
        let message = Mailbox::new(api, &self.user_id).message(&self.message_id, self.format.into()).await?;
        Ok(Email::from_api(message, true))
    }
}

/// Fetches every email of a thread by the thread's id, oldest first.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FetchMessageByThreadId {
    /// The thread's `threadId`, as GMAIL_FETCH_EMAILS and GMAIL_LIST_THREADS return it.
    thread_id: String,
    /// Accepted for agents that page; a thread always comes whole.
    #[expect(dead_code, reason = "Gmail returns whole threads, so there is never a further page")]
    page_token: Option<String>,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ThreadEmails {
    thread_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    history_id: Option<String>,
    messages: Vec<Email>,
}

impl Tool for FetchMessageByThreadId {
    const SLUG: &'static str = "GMAIL_FETCH_MESSAGE_BY_THREAD_ID";
    const NAME: &'static str = "Fetch messages by thread ID";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = READ_SCOPES;
    type Output = ThreadEmails;

    async fn run(self, api: &RestApi<'_>) -> Result<ThreadEmails, ToolError> {
        fetch_thread(Mailbox::new(api, &self.user_id), &self.thread_id).await
    }
}

async fn fetch_thread(mailbox: Mailbox<'_>, id: &str) -> Result<ThreadEmails, ToolError> {
    let thread = mailbox.thread(id, Format::Full).await?;
    Ok(ThreadEmails {
        thread_id: thread.id,
        history_id: thread.history_id,
        messages: thread.messages.into_iter().map(|message| Email::from_api(message, true)).collect(),
    })
}

/// Lists the threads of a Gmail account, newest first: all of them, or those that match a search.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListThreads {
    /// A search in the syntax of Gmail's search box, such as `from:ada@example.com is:unread`.
    query: Option<String>,
    /// The largest number of threads to return, 1 to 500.
    #[serde(default = "ten")]
    max_results: PageSize,
    /// The `nextPageToken` of the page before.
    page_token: Option<String>,
    /// Whether to return the emails of each thread as well.
    #[serde(default)]
    verbose: bool,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ThreadList {
    threads: Vec<ThreadSummary>,
    /// Pass it as `page_token` to get the next page. There is none after the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<String>,
    /// About how many threads match, on all pages.
    result_size_estimate: u64,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct ThreadSummary {
    /// Id of the thread.
    id: String,
    /// The beginning of its last email.
    snippet: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    history_id: Option<String>,
    /// Its emails, only if `verbose`.
    #[serde(skip_serializing_if = "Option::is_none")]
    messages: Option<Vec<Email>>,
}

impl Tool for ListThreads {
    const SLUG: &'static str = "GMAIL_LIST_THREADS";
    const NAME: &'static str = "List threads";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = READ_SCOPES;
    type Output = ThreadList;

    async fn run(self, api: &RestApi<'_>) -> Result<ThreadList, ToolError> {
        let mailbox = Mailbox::new(api, &self.user_id);
        let max_results = self.max_results.to_string();
        let mut query = vec![("maxResults", max_results.as_str())];
        query.extend(self.query.as_deref().map(|words| ("q", words)));
        query.extend(self.page_token.as_deref().map(|token| ("pageToken", token)));
        let page = mailbox.threads(&query).await?;
        let verbose = self.verbose;
        let threads = stream::iter(page.threads)
            .map(|thread| async move {
                let messages = if verbose { Some(fetch_thread(mailbox, &thread.id).await?.messages) } else { None };
                let (id, snippet, history_id) = (thread.id, thread.snippet, thread.history_id);
                Ok::<_, ToolError>(ThreadSummary { id, snippet, history_id, messages })
            })
            .buffered(CONCURRENT_FETCHES)
            .try_collect()
            .await?;
        Ok(ThreadList {
            threads,
            next_page_token: page.next_page_token,
            result_size_estimate: page.result_size_estimate,
        })
    }
}
