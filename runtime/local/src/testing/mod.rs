//! What `tool_router::testing` needs of the embedded router: a thread of its own, failures on demand, a record of calls, and
//! users who connect and consent by themselves. Feature `testing`.
//!
//! Use it as `tool_router::testing`, which says what it is for.

mod accounts;
mod error;
mod follow;
mod harness;
mod on_call;
mod record;
mod script;

pub(crate) use self::script::Script;
pub use self::{
    accounts::AccountOptions,
    error::TestError,
    follow::{Answer, Followed},
    harness::Harness,
    on_call::OnCall,
    record::{CallOutcome, Entry, PROXY_EXECUTE, RecordedCall},
};
pub use crate::sandbox::testing::{
    FakeAnswer, FakeToolkit, GitHubComment, GitHubIssue, Mail, Mailbox, Person, Repositories, SlackMessage, Workspace,
};
