//! Tests of your own agents.

mod calls;
mod connect;
mod diff;
mod expected;
mod follow;
mod router;

pub use self::calls::{Called, Calls};
pub use self::connect::{ConnectRequest, LinkUrl, NamesConnection};
pub use self::expected::{ExpectedCall, call};
pub use self::follow::FollowRequest;
pub use self::router::{TestRouter, TestRouterBuilder};
#[doc(inline)]
pub use tool_router_local::testing::{
    CallOutcome, FakeAnswer, FakeToolkit, Followed, Mail, Mailbox, OnCall, Person, RecordedCall, SlackMessage,
    TestError, Workspace,
};
