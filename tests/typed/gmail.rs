///The arguments of the agent's tools.
#[allow(
    dead_code,
    missing_copy_implementations,
    unreachable_pub,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
    rustdoc::all
)]
pub mod gmail_tools {
    /**The arguments of `GMAIL_ADD_LABEL_TO_EMAIL`.

Adds labels to an email and removes labels from it, by id. Removing `UNREAD` marks it as read, removing `INBOX` archives
it, adding `STARRED` stars it.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailAddLabelToEmail {
        ///The email's `messageId`, as GMAIL_FETCH_EMAILS returns it.
        pub message_id: ::std::string::String,
        /**Ids of the labels to add, such as `STARRED` or `Label_12`.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub add_label_ids: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        /**Ids of the labels to remove, such as `UNREAD`.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub remove_label_ids: ::std::option::Option<
            ::std::vec::Vec<::std::string::String>,
        >,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    impl GmailAddLabelToEmail {
        ///With what has to be there. The rest can follow: `GmailAddLabelToEmail { add_label_ids: …, ..GmailAddLabelToEmail::new(…) }`.
        #[must_use]
        pub fn new(
            message_id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                add_label_ids: ::core::default::Default::default(),
                message_id: ::core::convert::Into::into(message_id),
                remove_label_ids: ::core::default::Default::default(),
                user_id: ::core::default::Default::default(),
            }
        }
    }
    /**The arguments of `GMAIL_CREATE_EMAIL_DRAFT`.

Writes a draft in the connected Gmail account without sending it. Send it with GMAIL_SEND_DRAFT and the `id` returned.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::default::Default,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailCreateEmailDraft {
        /**Recipients of a copy whom the others do not see.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub bcc: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ///The body, plain text or, with `is_html`, HTML.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub body: ::std::option::Option<::std::string::String>,
        /**Recipients of a copy.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub cc: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        /**Further recipients in `To`.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub extra_recipients: ::std::option::Option<
            ::std::vec::Vec<::std::string::String>,
        >,
        ///A send-as alias of the account to send from. Without it, the account's own address is used.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub from_email: ::std::option::Option<::std::string::String>,
        /**Whether `body` is HTML.

Default: `false`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub is_html: ::std::option::Option<bool>,
        ///The recipient's address: `ada@example.com` or `Ada Lovelace <ada@example.com>`. A draft can do without.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub recipient_email: ::std::option::Option<::std::string::String>,
        ///The subject, one line. Leave it out when the draft answers a thread.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub subject: ::std::option::Option<::std::string::String>,
        ///The thread that the draft answers.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub thread_id: ::std::option::Option<::std::string::String>,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    /**The arguments of `GMAIL_CREATE_LABEL`.

Creates a label in a Gmail account. Fails if there is one of this name already.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailCreateLabel {
        ///The new label's name, up to 225 characters. Slashes nest it: `Work/Invoices`.
        pub label_name: ::std::string::String,
        ///The background colour, one of Gmail's palette, such as `#16a766`. Goes with `text_color`.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub background_color: ::std::option::Option<::std::string::String>,
        /**Whether the label is shown in the list of labels.

Default: `labelShow`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub label_list_visibility: ::std::option::Option<
            GmailCreateLabelLabelListVisibility,
        >,
        /**Whether messages with the label are shown in the list of messages.

Default: `show`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub message_list_visibility: ::std::option::Option<
            GmailCreateLabelMessageListVisibility,
        >,
        ///The text colour, one of Gmail's palette, such as `#ffffff`. Goes with `background_color`.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub text_color: ::std::option::Option<::std::string::String>,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    impl GmailCreateLabel {
        ///With what has to be there. The rest can follow: `GmailCreateLabel { background_color: …, ..GmailCreateLabel::new(…) }`.
        #[must_use]
        pub fn new(
            label_name: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                background_color: ::core::default::Default::default(),
                label_list_visibility: ::core::default::Default::default(),
                label_name: ::core::convert::Into::into(label_name),
                message_list_visibility: ::core::default::Default::default(),
                text_color: ::core::default::Default::default(),
                user_id: ::core::default::Default::default(),
            }
        }
    }
    /**Whether the label is shown in the list of labels.

Default: `labelShow`.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::marker::Copy,
        ::core::cmp::Eq,
        ::core::hash::Hash,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub enum GmailCreateLabelLabelListVisibility {
        ///`labelShow`.
        #[serde(rename = "labelShow")]
        LabelShow,
        ///`labelShowIfUnread`.
        #[serde(rename = "labelShowIfUnread")]
        LabelShowIfUnread,
        ///`labelHide`.
        #[serde(rename = "labelHide")]
        LabelHide,
    }
    /**Whether messages with the label are shown in the list of messages.

Default: `show`.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::marker::Copy,
        ::core::cmp::Eq,
        ::core::hash::Hash,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub enum GmailCreateLabelMessageListVisibility {
        ///`show`.
        #[serde(rename = "show")]
        Show,
        ///`hide`.
        #[serde(rename = "hide")]
        Hide,
    }
    /**The arguments of `GMAIL_FETCH_EMAILS`.

Fetches emails of a Gmail account, newest first: all of them, or those that match a search. Returns sender, subject,
time, labels, text and attachments of each. Go on with `page_token` until there is no `nextPageToken`.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::default::Default,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailFetchEmails {
        /**Whether to return only the ids of emails and threads, which is the fastest.

Default: `false`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub ids_only: ::std::option::Option<bool>,
        /**Whether to include each email's MIME parts as the Gmail API returns them. Leave it out to keep answers short.

Default: `true`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub include_payload: ::std::option::Option<bool>,
        /**Whether to look into spam and trash as well.

Default: `false`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub include_spam_trash: ::std::option::Option<bool>,
        /**Only emails that carry all of these labels, by id (`INBOX`, `UNREAD`, `Label_12`), not by name.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub label_ids: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        /**The largest number of emails to return, 1 to 500.

Default: `1`.

Limits: `minimum` `0`, `maximum` `65535`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub max_results: ::std::option::Option<u64>,
        ///The `nextPageToken` of the page before.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub page_token: ::std::option::Option<::std::string::String>,
        /**A search in the syntax of Gmail's search box, such as `from:ada@example.com subject:invoice is:unread`. Without it,
every message is returned.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub query: ::std::option::Option<::std::string::String>,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
        /**Whether to fetch bodies and attachments. `false` is faster and returns only subject, sender, recipient, time and
labels.

Default: `true`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub verbose: ::std::option::Option<bool>,
    }
    /**The arguments of `GMAIL_FETCH_MESSAGE_BY_MESSAGE_ID`.

Fetches one email by its message id, with its text, headers and attachments.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailFetchMessageByMessageId {
        ///The email's `messageId`, as GMAIL_FETCH_EMAILS returns it.
        pub message_id: ::std::string::String,
        /**How much to return: `full` (text, parts, attachments), `metadata` (headers only), `minimal` (ids and labels only) or
`raw` (the whole message in base64url).

Default: `full`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub format: ::std::option::Option<GmailFetchMessageByMessageIdFormat>,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    impl GmailFetchMessageByMessageId {
        ///With what has to be there. The rest can follow: `GmailFetchMessageByMessageId { format: …, ..GmailFetchMessageByMessageId::new(…) }`.
        #[must_use]
        pub fn new(
            message_id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                format: ::core::default::Default::default(),
                message_id: ::core::convert::Into::into(message_id),
                user_id: ::core::default::Default::default(),
            }
        }
    }
    /**How much to return: `full` (text, parts, attachments), `metadata` (headers only), `minimal` (ids and labels only) or
`raw` (the whole message in base64url).

Default: `full`.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::marker::Copy,
        ::core::cmp::Eq,
        ::core::hash::Hash,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub enum GmailFetchMessageByMessageIdFormat {
        ///`minimal`.
        #[serde(rename = "minimal")]
        Minimal,
        ///`full`.
        #[serde(rename = "full")]
        Full,
        ///`raw`.
        #[serde(rename = "raw")]
        Raw,
        ///`metadata`.
        #[serde(rename = "metadata")]
        Metadata,
    }
    /**The arguments of `GMAIL_FETCH_MESSAGE_BY_THREAD_ID`.

Fetches every email of a thread by the thread's id, oldest first.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailFetchMessageByThreadId {
        ///The thread's `threadId`, as GMAIL_FETCH_EMAILS and GMAIL_LIST_THREADS return it.
        pub thread_id: ::std::string::String,
        ///Accepted for agents that page; a thread always comes whole.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub page_token: ::std::option::Option<::std::string::String>,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    impl GmailFetchMessageByThreadId {
        ///With what has to be there. The rest can follow: `GmailFetchMessageByThreadId { page_token: …, ..GmailFetchMessageByThreadId::new(…) }`.
        #[must_use]
        pub fn new(
            thread_id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                page_token: ::core::default::Default::default(),
                thread_id: ::core::convert::Into::into(thread_id),
                user_id: ::core::default::Default::default(),
            }
        }
    }
    /**The arguments of `GMAIL_GET_PROFILE`.

Returns the connected account's email address and how many messages and threads it holds.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::default::Default,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailGetProfile {
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    /**The arguments of `GMAIL_LIST_DRAFTS`.

Lists the drafts of a Gmail account.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::default::Default,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailListDrafts {
        /**The largest number of drafts to return, 1 to 500.

Default: `1`.

Limits: `minimum` `0`, `maximum` `65535`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub max_results: ::std::option::Option<u64>,
        ///The `nextPageToken` of the page before.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub page_token: ::std::option::Option<::std::string::String>,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
        /**Whether to return subject, recipient and text of each draft. Otherwise only ids are returned.

Default: `false`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub verbose: ::std::option::Option<bool>,
    }
    /**The arguments of `GMAIL_LIST_LABELS`.

Lists every label of a Gmail account, Gmail's own and the user's. Other tools want a label's `id`, not its name.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::default::Default,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailListLabels {
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    /**The arguments of `GMAIL_LIST_THREADS`.

Lists the threads of a Gmail account, newest first: all of them, or those that match a search.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::default::Default,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailListThreads {
        /**The largest number of threads to return, 1 to 500.

Default: `10`.

Limits: `minimum` `0`, `maximum` `65535`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub max_results: ::std::option::Option<u64>,
        ///The `nextPageToken` of the page before.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub page_token: ::std::option::Option<::std::string::String>,
        ///A search in the syntax of Gmail's search box, such as `from:ada@example.com is:unread`.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub query: ::std::option::Option<::std::string::String>,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
        /**Whether to return the emails of each thread as well.

Default: `false`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub verbose: ::std::option::Option<bool>,
    }
    /**The arguments of `GMAIL_MOVE_TO_TRASH`.

Moves an email to the trash, from which it can be restored for 30 days.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailMoveToTrash {
        ///The email's `messageId`, as GMAIL_FETCH_EMAILS returns it.
        pub message_id: ::std::string::String,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    impl GmailMoveToTrash {
        ///With what has to be there. The rest can follow: `GmailMoveToTrash { user_id: …, ..GmailMoveToTrash::new(…) }`.
        #[must_use]
        pub fn new(
            message_id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                message_id: ::core::convert::Into::into(message_id),
                user_id: ::core::default::Default::default(),
            }
        }
    }
    /**The arguments of `GMAIL_REPLY_TO_THREAD`.

Answers within a Gmail thread, at once and for good, under the thread's own subject. Needs at least one recipient.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailReplyToThread {
        ///The thread's `threadId`, as GMAIL_FETCH_EMAILS and GMAIL_LIST_THREADS return it. A message id is no thread id.
        pub thread_id: ::std::string::String,
        /**Recipients of a copy whom the others do not see.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub bcc: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        /**Recipients of a copy.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub cc: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        /**Further recipients in `To`.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub extra_recipients: ::std::option::Option<
            ::std::vec::Vec<::std::string::String>,
        >,
        /**Whether `message_body` is HTML.

Default: `false`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub is_html: ::std::option::Option<bool>,
        ///The answer, plain text or, with `is_html`, HTML.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub message_body: ::std::option::Option<::std::string::String>,
        ///The recipient's address: `ada@example.com` or `Ada Lovelace <ada@example.com>`.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub recipient_email: ::std::option::Option<::std::string::String>,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    impl GmailReplyToThread {
        ///With what has to be there. The rest can follow: `GmailReplyToThread { bcc: …, ..GmailReplyToThread::new(…) }`.
        #[must_use]
        pub fn new(
            thread_id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                bcc: ::core::default::Default::default(),
                cc: ::core::default::Default::default(),
                extra_recipients: ::core::default::Default::default(),
                is_html: ::core::default::Default::default(),
                message_body: ::core::default::Default::default(),
                recipient_email: ::core::default::Default::default(),
                thread_id: ::core::convert::Into::into(thread_id),
                user_id: ::core::default::Default::default(),
            }
        }
    }
    /**The arguments of `GMAIL_SEND_DRAFT`.

Sends a draft as it is, at once and for good. The draft must have recipients already.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailSendDraft {
        ///The draft's `id`, as GMAIL_CREATE_EMAIL_DRAFT and GMAIL_LIST_DRAFTS return it. A message id is no draft id.
        pub draft_id: ::std::string::String,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    impl GmailSendDraft {
        ///With what has to be there. The rest can follow: `GmailSendDraft { user_id: …, ..GmailSendDraft::new(…) }`.
        #[must_use]
        pub fn new(draft_id: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                draft_id: ::core::convert::Into::into(draft_id),
                user_id: ::core::default::Default::default(),
            }
        }
    }
    /**The arguments of `GMAIL_SEND_EMAIL`.

Sends an email from the connected Gmail account, at once and for good: have recipients, subject and body confirmed first.
Needs at least one recipient, and a subject or a body.*/
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::default::Default,
        ::tool_router::__private::serde::Serialize
    )]
    #[serde(crate = "::tool_router::__private::serde")]
    pub struct GmailSendEmail {
        /**Recipients of a copy whom the others do not see.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub bcc: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ///The body, plain text or, with `is_html`, HTML.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub body: ::std::option::Option<::std::string::String>,
        /**Recipients of a copy.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub cc: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        /**Further recipients in `To`.

Default: `[]`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub extra_recipients: ::std::option::Option<
            ::std::vec::Vec<::std::string::String>,
        >,
        ///A send-as alias of the account to send from. Without it, the account's own address is used.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub from_email: ::std::option::Option<::std::string::String>,
        /**Whether `body` is HTML.

Default: `false`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub is_html: ::std::option::Option<bool>,
        ///The recipient's address: `ada@example.com` or `Ada Lovelace <ada@example.com>`.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub recipient_email: ::std::option::Option<::std::string::String>,
        ///The subject, one line.
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub subject: ::std::option::Option<::std::string::String>,
        /**The account's email address, or `me` for the connected account.

Default: `me`.*/
        #[serde(skip_serializing_if = "::core::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailAddLabelToEmail {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_ADD_LABEL_TO_EMAIL",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailCreateEmailDraft {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_CREATE_EMAIL_DRAFT",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailCreateLabel {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_CREATE_LABEL",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailFetchEmails {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_FETCH_EMAILS",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer>
for gmail_tools::GmailFetchMessageByMessageId {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_FETCH_MESSAGE_BY_MESSAGE_ID",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer>
for gmail_tools::GmailFetchMessageByThreadId {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_FETCH_MESSAGE_BY_THREAD_ID",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailGetProfile {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_GET_PROFILE",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailListDrafts {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_LIST_DRAFTS",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailListLabels {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_LIST_LABELS",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailListThreads {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_LIST_THREADS",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailMoveToTrash {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_MOVE_TO_TRASH",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailReplyToThread {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_REPLY_TO_THREAD",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailSendDraft {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_SEND_DRAFT",
    );
}
#[automatically_derived]
impl ::tool_router::ToolArguments<super::Mailer> for gmail_tools::GmailSendEmail {
    const TOOL: ::tool_router::Tool<super::Mailer> = ::tool_router::Tool::__declared(
        "GMAIL_SEND_EMAIL",
    );
}
