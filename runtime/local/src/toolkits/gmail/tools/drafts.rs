//! Drafts: writing, listing, sending.

use futures_util::{StreamExt, TryStreamExt, stream};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tool_router_core::config::Tag;

use super::{COMPOSE_SCOPES, CONCURRENT_FETCHES, CREATES, ChangedMessage, PageSize, READ_ONLY, me, one};
use crate::{
    ToolError,
    toolkits::{
        gmail::{
            api::{Format, Mailbox},
            compose::{Composition, Recipients, ThreadReply},
            message::Email,
        },
        rest::RestApi,
        table::Tool,
    },
};

/// Writes a draft in the connected Gmail account without sending it. Send it with GMAIL_SEND_DRAFT and the `id` returned.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateEmailDraft {
    /// The recipient's address: `ada@example.com` or `Ada Lovelace <ada@example.com>`. A draft can do without.
    recipient_email: Option<String>,
    /// Further recipients in `To`.
    #[serde(default)]
    extra_recipients: Vec<String>,
    /// Recipients of a copy.
    #[serde(default)]
    cc: Vec<String>,
    /// Recipients of a copy whom the others do not see.
    #[serde(default)]
    bcc: Vec<String>,
    /// The subject, one line. Leave it out when the draft answers a thread.
    subject: Option<String>,
    /// The body, plain text or, with `is_html`, HTML.
    #[serde(default)]
    body: String,
    /// Whether `body` is HTML.
    #[serde(default)]
    is_html: bool,
    /// The thread that the draft answers.
    thread_id: Option<String>,
    /// A send-as alias of the account to send from. Without it, the account's own address is used.
    from_email: Option<String>,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct CreatedDraft {
    /// Id of the draft, for GMAIL_SEND_DRAFT.
    id: String,
    message: ChangedMessage,
}

impl Tool for CreateEmailDraft {
    const SLUG: &'static str = "GMAIL_CREATE_EMAIL_DRAFT";
    const NAME: &'static str = "Create email draft";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = COMPOSE_SCOPES;
    type Output = CreatedDraft;

    async fn run(self, api: &RestApi<'_>) -> Result<CreatedDraft, ToolError> {
        let mailbox = Mailbox::new(api, &self.user_id);
        let reply = match &self.thread_id {
            Some(id) => Some(ThreadReply::to_thread(mailbox, id).await?),
            None => None,
        };
        let thread_subject = reply.as_ref().map(|reply| reply.subject().to_owned());
        let message = Composition {
            from: self.from_email,
            recipients: Recipients::new(self.recipient_email, self.extra_recipients, self.cc, self.bcc),
            subject: self.subject.or(thread_subject).unwrap_or_default(),
            body: self.body,
            is_html: self.is_html,
            reply,
        };
        mailbox.create_draft(&message.write()?).await
    }
}

/// Lists the drafts of a Gmail account.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListDrafts {
    /// The largest number of drafts to return, 1 to 500.
    #[serde(default = "one")]
    max_results: PageSize,
    /// The `nextPageToken` of the page before.
    page_token: Option<String>,
    /// Whether to return subject, recipient and text of each draft. Otherwise only ids are returned.
    #[serde(default)]
    verbose: bool,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DraftList {
    drafts: Vec<ListedDraft>,
    /// Pass it as `page_token` to get the next page. There is none after the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<String>,
    /// About how many drafts there are, on all pages.
    result_size_estimate: u64,
}

#[derive(Serialize, JsonSchema)]
struct ListedDraft {
    /// Id of the draft, for GMAIL_SEND_DRAFT.
    id: String,
    message: DraftMessage,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct DraftMessage {
    /// Id of the draft's message, which is not the draft's.
    id: String,
    thread_id: String,
    /// The draft's contents, only if `verbose`.
    #[serde(flatten)]
    contents: Option<Email>,
}

impl Tool for ListDrafts {
    const SLUG: &'static str = "GMAIL_LIST_DRAFTS";
    const NAME: &'static str = "List drafts";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = &[
        "https://www.googleapis.com/auth/gmail.readonly",
        "https://www.googleapis.com/auth/gmail.compose",
        "https://www.googleapis.com/auth/gmail.modify",
        "https://mail.google.com/",
    ];
    type Output = DraftList;

    async fn run(self, api: &RestApi<'_>) -> Result<DraftList, ToolError> {
        let mailbox = Mailbox::new(api, &self.user_id);
        let max_results = self.max_results.to_string();
        let mut query = vec![("maxResults", max_results.as_str())];
        query.extend(self.page_token.as_deref().map(|token| ("pageToken", token)));
        let page = mailbox.drafts(&query).await?;
        let verbose = self.verbose;
        let drafts = stream::iter(page.drafts)
            .map(|draft| async move {
                let contents = match verbose {
                    true => Some(Email::from_api(mailbox.draft(&draft.id, Format::Full).await?.message, false)),
                    false => None,
                };
                let message = DraftMessage { id: draft.message.id, thread_id: draft.message.thread_id, contents };
                Ok::<_, ToolError>(ListedDraft { id: draft.id, message })
            })
            .buffered(CONCURRENT_FETCHES)
            .try_collect()
            .await?;
        Ok(DraftList { drafts, next_page_token: page.next_page_token, result_size_estimate: page.result_size_estimate })
    }
}

/// Sends a draft as it is, at once and for good. The draft must have recipients already.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SendDraft {
    /// The draft's `id`, as GMAIL_CREATE_EMAIL_DRAFT and GMAIL_LIST_DRAFTS return it. A message id is not a draft id.
    draft_id: String,
    /// The account's email address, or `me` for the connected account.
    #[serde(default = "me")]
    user_id: String,
}

impl Tool for SendDraft {
    const SLUG: &'static str = "GMAIL_SEND_DRAFT";
    const NAME: &'static str = "Send draft";
    const TAGS: &'static [Tag] = CREATES;
    const SCOPES: &'static [&'static str] = COMPOSE_SCOPES;
    type Output = ChangedMessage;

    async fn run(self, api: &RestApi<'_>) -> Result<ChangedMessage, ToolError> {
        Mailbox::new(api, &self.user_id).send_draft(&self.draft_id).await
    }
}
