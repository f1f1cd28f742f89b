//! An agent with every tool of the embedded router.

use tool_router::tool_router_session;

/// Has the tools of the embedded router.
#[derive(Clone, Copy, Debug)]
#[tool_router_session(
    catalog = "../examples/tool-router.catalog.json",
    toolkits = ["gmail"],
    tools(gmail = [
        "GMAIL_ADD_LABEL_TO_EMAIL",
        "GMAIL_CREATE_EMAIL_DRAFT",
        "GMAIL_CREATE_LABEL",
        "GMAIL_FETCH_EMAILS",
        "GMAIL_FETCH_MESSAGE_BY_MESSAGE_ID",
        "GMAIL_FETCH_MESSAGE_BY_THREAD_ID",
        "GMAIL_GET_PROFILE",
        "GMAIL_LIST_DRAFTS",
        "GMAIL_LIST_LABELS",
        "GMAIL_LIST_THREADS",
        "GMAIL_MOVE_TO_TRASH",
        "GMAIL_REPLY_TO_THREAD",
        "GMAIL_SEND_DRAFT",
        "GMAIL_SEND_EMAIL",
    ]),
    typed_tools,
)]
pub struct Mailer;
