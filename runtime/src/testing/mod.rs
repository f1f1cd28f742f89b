//! Tests of your own agents: how do I test my agent?
//!
//! With a [`TestRouter`] for each test: a router in the process, with a Gmail, a Slack and a GitHub of its own, in which no
//! mail, message or issue is real. The agent under test is unchanged: it gets the router that it would get in production, and goes through the
//! same requests. The test connects the user's accounts, fills them, lets calls fail, and looks at what the agent did.
//!
//! ```toml
//! [dev-dependencies]
//! tool-router = { version = "0.1", features = ["testing"] }
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```
//!
//! Each example below runs as it is printed. It is the body of a test:
//! `#[tokio::test] async fn it_answers() -> Result<(), tool_router::Error>`.
//!
//! # Connecting
//!
//! ## On demand
//!
//! An agent whose user connects a toolkit when it is needed is tested with an account that is there, and without one.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tool_router::Error> {
//! use serde_json::json;
//! use tool_router::testing::TestRouter;
//! use tool_router::{MetaTool, tool_router_session};
//!
//! #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
//! struct InboxAgent;
//!
//! let router = TestRouter::start().await?;
//! router.connect("ada", InboxAgent::GMAIL).await?;
//! let session = InboxAgent::session("ada").create(&router).await?;
//! // Here the agent does its work.
//! session.execute(InboxAgent::GMAIL_FETCH_EMAILS, json!({ "max_results": 5 })).await?.into_data()?;
//! router.calls().assert_called(InboxAgent::GMAIL_FETCH_EMAILS).by("ada").completed();
//!
//! // The agent of a user without an account shows a link, which the user follows.
//! let session = InboxAgent::session("grace").create(&router).await?;
//! let connect = json!({ "toolkits": ["gmail"] });
//! let shown = session.execute_meta(MetaTool::ManageConnections, connect).await?.into_data()?;
//! let link = shown["results"]["gmail"]["redirect_url"].as_str().expect("a link");
//! router.follow(link).await?;
//! assert!(session.connection(InboxAgent::GMAIL).await?.is_some_and(|gmail| gmail.is_active()));
//! # Ok(())
//! # }
//! ```
//!
//! ## Upfront
//!
//! `create` waits for the user. [`follow_links`](TestRouter::follow_links) is a user who consents,
//! [`deny_links`](TestRouter::deny_links) one who does not.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tool_router::Error> {
//! use tool_router::testing::{Person, TestRouter};
//! use tool_router::{Error, tool_router_session};
//!
//! #[tool_router_session(toolkits = ["gmail", "slack"], manage_connections(enable, wait))]
//! struct InboxAgent;
//!
//! let router = TestRouter::start().await?;
//! let consents = router.follow_links(Person::Maya);
//! let session = InboxAgent::session("ada").on_auth_link(consents).create(&router).await?;
//! assert_eq!(session.connections().await?.len(), 2);
//!
//! let denied = InboxAgent::session("grace").on_auth_link(router.deny_links()).create(&router).await;
//! assert!(matches!(denied, Err(Error::ConnectionFailed(_))));
//! # Ok(())
//! # }
//! ```
//!
//! ## Preconnected
//!
//! Nobody is there to authenticate, so the test connects the accounts, or leaves them out.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tool_router::Error> {
//! use tool_router::testing::TestRouter;
//! use tool_router::{Error, tool_router_session};
//!
//! #[tool_router_session(
//!     app = automation,
//!     toolkits = ["gmail"],
//!     tools(gmail = ["GMAIL_FETCH_EMAILS"]),
//!     manage_connections = false,
//! )]
//! struct NightlyDigest;
//!
//! let router = TestRouter::start().await?;
//! let missing = NightlyDigest::session("ada").create(&router).await;
//! assert!(matches!(missing, Err(Error::MissingConnections { .. })));
//!
//! router.connect("ada", NightlyDigest::GMAIL).await?;
//! let session = NightlyDigest::session("ada").create(&router).await?;
//!
//! // What the digest does when the access ends overnight.
//! router.expire("ada", NightlyDigest::GMAIL).await?;
//! let refused = session.execute(NightlyDigest::GMAIL_FETCH_EMAILS, ()).await;
//! assert!(refused.is_err_and(|error| error.to_string().contains("No connected account")));
//! router.calls().assert_called(NightlyDigest::GMAIL_FETCH_EMAILS).refused();
//! # Ok(())
//! # }
//! ```
//!
//! ## Manual
//!
//! The application makes the links, and the user comes back to its page. Nothing has to listen there: [`Followed`] has the URL
//! that the browser would open.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use tool_router::testing::TestRouter;
//! use tool_router::{CallbackQuery, tool_router_session};
//!
//! #[tool_router_session(
//!     app = manual_auth,
//!     toolkits = ["gmail"],
//!     manage_connections(disable, callback_url = "https://app.example.com/settings"),
//! )]
//! struct Settings;
//!
//! let router = TestRouter::start().await?;
//! let session = Settings::session("ada").create(&router).await?;
//! let link = session.authorize(Settings::GMAIL).await?;
//! let page = router.follow(&link).await?.callback_url.expect("the settings page");
//! // What the page's handler gets.
//! let (_, query) = page.split_once('?').expect("a query");
//! let query = CallbackQuery::parse(query)?;
//! assert!(query.is_success());
//! assert_eq!(query.connected_account_id.as_ref(), Some(link.connected_account_id()));
//! # Ok(())
//! # }
//! ```
//!
//! # What is in the accounts
//!
//! The sandbox provider has three [people](Person), each with a mailbox, and with one Slack and one GitHub for all of them.
//! Everybody begins with some mail, messages and issues; [`clear`](Mailbox::clear) removes them. [`connect`](TestRouter::connect) connects Maya's
//! account, unless it is told another [person](ConnectRequest::person): two users who are to see different mail need two people.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tool_router::Error> {
//! use serde_json::json;
//! use tool_router::testing::{Mail, Person, TestRouter};
//! use tool_router::tool_router_session;
//!
//! #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]))]
//! struct InboxAgent;
//!
//! let router = TestRouter::start().await?;
//! let mailbox = router.gmail(Person::Maya);
//! mailbox.clear().receive(Mail::new("Invoice 7").from("billing@northwind.example").body("Due on Friday."));
//! router.connect("ada", InboxAgent::GMAIL).await?;
//! let session = InboxAgent::session("ada").create(&router).await?;
//!
//! let newest = json!({ "max_results": 1 });
//! let mails = session.execute(InboxAgent::GMAIL_FETCH_EMAILS, newest).await?.into_data()?;
//! let reply = json!({ "recipient_email": mails["messages"][0]["sender"], "subject": "Paid", "body": "Done." });
//! session.execute(InboxAgent::GMAIL_SEND_EMAIL, reply).await?.into_data()?;
//!
//! assert_eq!(mailbox.sent()[0].recipients(), "billing@northwind.example");
//! # Ok(())
//! # }
//! ```
//!
//! [`slack`](TestRouter::slack) and [`github`](TestRouter::github) work alike. What the agent does there is read from there:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tool_router::Error> {
//! use serde_json::json;
//! use tool_router::testing::{Person, TestRouter};
//! use tool_router::tool_router_session;
//!
//! #[tool_router_session(toolkits = ["github"], tools(github = ["GITHUB_CREATE_AN_ISSUE_COMMENT"]))]
//! struct TriageAgent;
//!
//! let router = TestRouter::start().await?;
//! let github = router.github();
//! let number = github.clear().open(Person::Ines, "maya/checkout", "Totals are off", "By a cent.");
//! router.connect("ada", TriageAgent::GITHUB).await?;
//! let session = TriageAgent::session("ada").create(&router).await?;
//!
//! let comment = json!({ "owner": "maya", "repo": "checkout", "issue_number": number, "body": "Which cart?" });
//! session.execute(TriageAgent::GITHUB_CREATE_AN_ISSUE_COMMENT, comment).await?.into_data()?;
//!
//! assert_eq!(github.issues("maya/checkout")[0].comments[0].body, "Which cart?");
//! # Ok(())
//! # }
//! ```
//!
//! # What goes wrong
//!
//! [`on_call`](TestRouter::on_call) says what calls of a tool do, all of them or the next few: fail, time out, hang, answer
//! something else, ask the user. [`expire`](TestRouter::expire) and [`revoke`](TestRouter::revoke) end accounts,
//! [`refuse`](TestRouter::refuse) leaves one that its user has denied, and [`stop`](TestRouter::stop) takes the router away. Custom
//! tools run in the program: what they work on decides whether they fail.
//!
//! A tool that fails:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tool_router::Error> {
//! # use serde_json::json;
//! # use tool_router::testing::TestRouter;
//! # use tool_router::tool_router_session;
//! # #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"]))]
//! # struct InboxAgent;
//! # let router = TestRouter::start().await?;
//! # router.connect("ada", InboxAgent::GMAIL).await?;
//! # let session = InboxAgent::session("ada").create(&router).await?;
//! router.on_call(InboxAgent::GMAIL_SEND_EMAIL).once().fail("the daily limit is reached");
//!
//! let mail = json!({ "recipient_email": "grace@example.com", "subject": "Hello", "body": "Good morning." });
//! let first = session.execute(InboxAgent::GMAIL_SEND_EMAIL, &mail).await?;
//! assert_eq!(first.to_string(), "failed: the daily limit is reached");
//! assert!(session.execute(InboxAgent::GMAIL_SEND_EMAIL, &mail).await?.is_completed());
//! # Ok(())
//! # }
//! ```
//!
//! An approval. A tool that the agent declares under `require_approval` asks by itself; `ask_for_approval` is for the others.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tool_router::Error> {
//! # use serde_json::json;
//! # use tool_router::testing::{Person, TestRouter};
//! # use tool_router::tool_router_session;
//! # #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_SEND_EMAIL"]))]
//! # struct InboxAgent;
//! # let router = TestRouter::start().await?;
//! # router.connect("ada", InboxAgent::GMAIL).await?;
//! # let session = InboxAgent::session("ada").create(&router).await?;
//! use tool_router::session::{Execution, InputResponse};
//!
//! router.on_call(InboxAgent::GMAIL_SEND_EMAIL).ask_for_approval();
//!
//! let mail = json!({ "recipient_email": "grace@example.com", "subject": "Hello", "body": "Good morning." });
//! let outcome = session.execute(InboxAgent::GMAIL_SEND_EMAIL, mail).await?;
//! let Execution::InputRequired(input) = outcome else { panic!("the user is asked: {outcome}") };
//! session.respond(&input, input.responses(InputResponse::deny())).await?;
//!
//! router.calls().assert_called(InboxAgent::GMAIL_SEND_EMAIL).times(1).declined();
//! assert!(router.gmail(Person::Maya).sent().iter().all(|mail| mail.subject() != "Hello"));
//! # Ok(())
//! # }
//! ```
//!
//! # What was called
//!
//! [`calls`](TestRouter::calls) has every call with its arguments, its user, its session and its outcome. Assertions compare the
//! tools, or the arguments as well:
//!
//! ```should_panic
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tool_router::Error> {
//! # use serde_json::json;
//! # use tool_router::testing::TestRouter;
//! # use tool_router::tool_router_session;
//! # #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"]))]
//! # struct InboxAgent;
//! # let router = TestRouter::start().await?;
//! # router.connect("ada", InboxAgent::GMAIL).await?;
//! # let session = InboxAgent::session("ada").create(&router).await?;
//! # session.execute(InboxAgent::GMAIL_FETCH_EMAILS, json!({ "max_results": 5 })).await?.into_data()?;
//! # let mail = json!({ "recipient_email": "ines@sandbox.example", "subject": "Hello", "body": "Good morning." });
//! # session.execute(InboxAgent::GMAIL_SEND_EMAIL, mail).await?.into_data()?;
//! use tool_router::testing::call;
//!
//! router.calls().assert_eq([
//!     call(InboxAgent::GMAIL_FETCH_EMAILS),
//!     call(InboxAgent::GMAIL_SEND_EMAIL).containing(json!({ "recipient_email": "tomas@sandbox.example" })),
//! ]);
//! # Ok(())
//! # }
//! ```
//!
//! This one fails, and says:
//!
//! ```text
//! the calls are not as expected:
//!
//!   - expected
//!   + called
//!
//!     GMAIL_FETCH_EMAILS {
//!       "max_results": 5
//!     }
//!     GMAIL_SEND_EMAIL {
//!       "body": "Good morning.",
//!   -   "recipient_email": "tomas@sandbox.example",
//!   +   "recipient_email": "ines@sandbox.example",
//!       "subject": "Hello"
//!     }
//! ```
//!
//! The router's own tools, with which a model finds and runs the others, are left out unless they are
//! [asked for](Calls::with_meta_tools): a test says which mail was sent, and not how the model got there. The calls of one
//! message of a model run at the same time: [`assert_eq_in_any_order`](Calls::assert_eq_in_any_order) is for them.
//!
//! # Toolkits that the embedded router does not have
//!
//! A [`FakeToolkit`] has tools that are functions of the test. It needs no account, unless it is
//! [connected](FakeToolkit::connected). A toolkit of your own that implements [`LocalToolkit`](crate::local::LocalToolkit) is
//! added with [`toolkit`](TestRouterBuilder::toolkit).
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tool_router::Error> {
//! use serde_json::json;
//! use tool_router::testing::{FakeToolkit, TestRouter, call};
//! use tool_router::tool_router_session;
//!
//! #[tool_router_session(toolkits = ["crm"], tools(crm = ["CRM_FIND_CUSTOMER"]))]
//! struct SalesAgent;
//!
//! let crm = FakeToolkit::new("crm")
//!     .tool("CRM_FIND_CUSTOMER", |arguments| json!({ "name": arguments["name"], "orders": 3 }))
//!     .connected();
//! let router = TestRouter::builder().fake(crm).start().await?;
//! router.connect("ada", SalesAgent::CRM).await?;
//! let session = SalesAgent::session("ada").create(&router).await?;
//!
//! let found = session.execute(SalesAgent::CRM_FIND_CUSTOMER, json!({ "name": "Grace" })).await?.into_data()?;
//! assert_eq!(found, json!({ "name": "Grace", "orders": 3 }));
//! router.calls().assert_eq([call(SalesAgent::CRM_FIND_CUSTOMER).with(json!({ "name": "Grace" }))]);
//!
//! // It fails as any other tool does; a function that fails by itself returns an `Err` with anything that can be shown.
//! router.on_call(SalesAgent::CRM_FIND_CUSTOMER).once().fail("there is no such customer");
//! let failed = session.execute(SalesAgent::CRM_FIND_CUSTOMER, json!({ "name": "Alan" })).await?;
//! assert_eq!(failed.to_string(), "failed: there is no such customer");
//! # Ok(())
//! # }
//! ```
//!
//! # Runtimes and time
//!
//! The router has a thread and a runtime of its own. It answers on `#[tokio::test]`, with its one thread, and on every other
//! flavour; tests run at the same time, each with its router; dropping it stops it at once, in async code and outside of it.
//!
//! Requests go over loopback, so do not pause Tokio's clock: it would advance to the client's deadlines while an answer is on
//! its way.

mod calls;
mod connect;
#[cfg(feature = "custom-tools")]
mod custom;
mod diff;
mod expected;
mod follow;
mod matching;
mod router;

pub use self::calls::{Called, Calls};
pub use self::connect::{ConnectRequest, LinkUrl, NamesConnection};
#[cfg(feature = "custom-tools")]
pub(crate) use self::custom::CustomCall;
pub use self::expected::{ExpectedCall, call};
pub use self::follow::FollowRequest;
pub use self::router::{TestRouter, TestRouterBuilder};
#[doc(inline)]
pub use tool_router_local::testing::{
    CallOutcome, FakeAnswer, FakeToolkit, Followed, GitHubComment, GitHubIssue, Mail, Mailbox, OnCall, PROXY_EXECUTE,
    Person, RecordedCall, Repositories, SlackMessage, TestError, Workspace,
};
