use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use tool_router_local::testing::{Answer, FakeToolkit, Harness, Mailbox, OnCall, Person, Repositories, Workspace};
use tool_router_local::{LocalRouter, LocalRouterBuilder, LocalToolkit, SandboxProvider};

use super::calls::Calls;
use super::connect::{ConnectRequest, LinkUrl, NamesConnection, options};
use super::follow::FollowRequest;
use crate::{AuthLink, ConnectedAccountId, Error, Reply, ToolRouter, UserId};

/// A router for one test: the embedded router with its sandbox provider, and what a test needs to direct and to observe it.
///
/// It is used as a [`ToolRouter`], into which it dereferences: `create(&router)`. It runs on a thread of its own, so that it
/// answers on every flavour of runtime, and while the test's own thread is busy. Each test starts its own; they share nothing.
///
/// It stops when it is dropped, together with the last of its clients and their sessions.
///
/// # Examples
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), tool_router::Error> {
/// use tool_router::testing::TestRouter;
/// use tool_router::tool_router_session;
///
/// #[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
/// struct InboxAgent;
///
/// let router = TestRouter::start().await?;
/// router.connect("ada", InboxAgent::GMAIL).await?;
/// let session = InboxAgent::session("ada").create(&router).await?;
/// session.execute(InboxAgent::GMAIL_FETCH_EMAILS, ()).await?.into_data()?;
/// router.calls().assert_eq([InboxAgent::GMAIL_FETCH_EMAILS]);
/// # Ok(())
/// # }
/// ```
#[must_use = "the router stops when it is dropped"]
pub struct TestRouter {
    client: ToolRouter,
    harness: Arc<Harness>,
}

impl TestRouter {
    /// Starts a router with the sandbox provider's Gmail, Slack and GitHub.
    ///
    /// # Errors
    ///
    /// [`Error::Local`] if it does not start.
    pub fn start() -> Reply<Self> {
        Self::builder().start()
    }

    /// Starts building a router with other toolkits.
    pub fn builder() -> TestRouterBuilder {
        TestRouterBuilder { router: LocalRouter::builder(), fakes: Vec::new() }
    }

    /// A client, for what wants a [`ToolRouter`] of its own. The router runs as long as a client exists.
    #[must_use]
    pub fn client(&self) -> ToolRouter {
        self.client.clone()
    }

    /// Stops the router at once, to see what the agent does without it. Requests find nobody from then on.
    pub fn stop(&self) {
        self.harness.stop();
    }

    /// Connects an account of a toolkit for a user; await it. The toolkit is named by the agent's constant or by its slug.
    ///
    /// It is what a user does who follows a link, without the link, so that it works for every agent: also for those whose
    /// accounts are connected beforehand.
    ///
    /// # Errors
    ///
    /// [`Error::Test`] if the router does not serve the toolkit, or if it needs no account.
    pub fn connect(&self, user: impl Into<UserId>, toolkit: impl NamesConnection) -> ConnectRequest {
        ConnectRequest::new(Arc::clone(&self.harness), user.into(), toolkit)
    }

    /// Follows an auth link as its user does, and consents; await it. The link is an [`AuthLink`], or the URL that the agent was
    /// given.
    ///
    /// # Errors
    ///
    /// [`Error::Test`] if the account is not connected afterwards, e.g. because the link has expired.
    pub fn follow(&self, link: impl Into<LinkUrl>) -> FollowRequest {
        FollowRequest::new(Arc::clone(&self.harness), link.into(), Answer::Allow(Person::default()))
    }

    /// Follows an auth link as its user does, and denies access; await it.
    ///
    /// # Errors
    ///
    /// [`Error::Test`] if the link does not work.
    pub fn deny(&self, link: impl Into<LinkUrl>) -> FollowRequest {
        FollowRequest::new(Arc::clone(&self.harness), link.into(), Answer::Deny)
    }

    /// A user who follows each link and consents, for [`on_auth_link`](crate::SessionBuilder::on_auth_link).
    ///
    /// The person's accounts are used. If a link cannot be followed, `create` fails and says why.
    pub fn follow_links(&self, person: Person) -> impl FnMut(AuthLink) + Send + 'static + use<> {
        self.each_link(Answer::Allow(person))
    }

    /// A user who follows each link and denies access, for [`on_auth_link`](crate::SessionBuilder::on_auth_link).
    pub fn deny_links(&self) -> impl FnMut(AuthLink) + Send + 'static + use<> {
        self.each_link(Answer::Deny)
    }

    fn each_link(&self, answer: Answer) -> impl FnMut(AuthLink) + Send + 'static + use<> {
        let harness = Arc::clone(&self.harness);
        move |link| harness.follow_in_background(link.url().into(), answer)
    }

    /// Ends a user's active accounts of a toolkit: their access has expired, and the user has to connect again.
    ///
    /// # Errors
    ///
    /// [`Error::Test`] if the user has none.
    pub fn expire(&self, user: impl Into<UserId>, toolkit: impl NamesConnection) -> Reply<()> {
        let (harness, user, toolkit) = (Arc::clone(&self.harness), user.into(), toolkit.slug());
        Reply::new(async move { Ok(harness.expire(user.into(), toolkit).await?) })
    }

    /// Has the provider take back the access to a user's active accounts of a toolkit, as when the user removes the
    /// application in their Google account. The router learns of it by the next call, which fails and ends the account.
    ///
    /// # Errors
    ///
    /// [`Error::Test`] if the user has none.
    pub fn revoke(&self, user: impl Into<UserId>, toolkit: impl NamesConnection) -> Reply<()> {
        let (harness, user, toolkit) = (Arc::clone(&self.harness), user.into(), toolkit.slug());
        Reply::new(async move { Ok(harness.revoke(user.into(), toolkit).await?) })
    }

    /// Leaves an account of a user as it is after the user has denied access, and gives its id.
    ///
    /// To see what an agent does with a denial while it waits, use [`deny`](Self::deny) and [`deny_links`](Self::deny_links).
    ///
    /// # Errors
    ///
    /// As for [`connect`](Self::connect).
    pub fn refuse(&self, user: impl Into<UserId>, toolkit: impl NamesConnection) -> Reply<ConnectedAccountId> {
        let (harness, user) = (Arc::clone(&self.harness), user.into());
        let (slug, options) = (toolkit.slug(), options(&toolkit));
        Reply::new(async move { Ok(harness.refuse(user.into(), slug, options).await?.into()) })
    }

    /// Says what calls of a tool do: fail, hang, ask the user. The tool is named by the agent's constant or by its slug.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tool_router::Error> {
    /// # let router = tool_router::testing::TestRouter::start().await?;
    /// router.on_call("GMAIL_SEND_EMAIL").once().fail("the mailbox is full");
    /// router.on_call("GMAIL_FETCH_EMAILS").ask_for_approval();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If the router does not serve the tool: nothing would ever happen. A custom tool is not the router's; what it works on can be
    /// made to fail.
    #[track_caller]
    pub fn on_call(&self, tool: impl AsRef<str>) -> OnCall {
        self.harness.on_call(tool.as_ref())
    }

    /// The calls so far, in the order in which they began: whoever made them, in whichever session, and whether by
    /// themselves, in one call of several tools, or over MCP.
    ///
    /// Custom tools of this router's clients are among them, by the names that sessions list them under, and so are proxied
    /// calls of a provider's own API, as [`PROXY_EXECUTE`](super::PROXY_EXECUTE):
    ///
    /// ```
    /// # #[cfg(not(feature = "custom-tools"))]
    /// # fn main() {}
    /// # #[cfg(feature = "custom-tools")]
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tool_router::Error> {
    /// use serde_json::json;
    /// use tool_router::testing::TestRouter;
    /// use tool_router::{custom_tool, tool_router_session};
    ///
    /// #[tool_router_session(toolkits = ["gmail"])]
    /// struct SupportAgent;
    ///
    /// /// Finds the orders of a customer.
    /// #[custom_tool]
    /// async fn find_orders(email: String) -> Result<Vec<u32>, std::io::Error> {
    ///     Ok(if email.ends_with("@example.com") { vec![1843] } else { vec![] })
    /// }
    ///
    /// let router = TestRouter::start().await?;
    /// let session = SupportAgent::session("ada").custom_tool(FindOrders).create(&router).await?;
    /// session.execute_named("LOCAL_FIND_ORDERS", json!({ "email": "grace@example.com" })).await?.into_data()?;
    /// router.calls().assert_called("LOCAL_FIND_ORDERS").by("ada").completed();
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn calls(&self) -> Calls {
        Calls::new(self.harness.calls(), self.harness.tools())
    }

    /// Forgets the calls so far: what follows is counted from here.
    pub fn forget_calls(&self) {
        self.harness.forget_calls();
    }

    /// The mailbox of one of the sandbox provider's people, to put mail in and to read what was sent.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tool_router::Error> {
    /// # let router = tool_router::testing::TestRouter::start().await?;
    /// use tool_router::testing::{Mail, Person};
    ///
    /// let mailbox = router.gmail(Person::Maya);
    /// mailbox.clear().receive(Mail::new("Invoice 7").from("billing@northwind.example").body("Due on Friday."));
    /// assert_eq!(mailbox.inbox().len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If another toolkit took the place of the sandbox's Gmail.
    #[must_use]
    #[track_caller]
    pub fn gmail(&self, person: Person) -> Mailbox {
        self.harness.mailbox(person)
    }

    /// The sandbox provider's Slack, to post messages and to read what was posted.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tool_router::Error> {
    /// # let router = tool_router::testing::TestRouter::start().await?;
    /// use tool_router::testing::Person;
    ///
    /// let slack = router.slack();
    /// slack.clear().post(Person::Tomas, "general", "The build is green.");
    /// assert_eq!(slack.messages("general")[0].text, "The build is green.");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If another toolkit took the place of the sandbox's Slack.
    #[must_use]
    #[track_caller]
    pub fn slack(&self) -> Workspace {
        self.harness.workspace()
    }

    /// The sandbox provider's GitHub, to open issues and to write files, and to read what is there.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), tool_router::Error> {
    /// # let router = tool_router::testing::TestRouter::start().await?;
    /// use tool_router::testing::Person;
    ///
    /// let github = router.github();
    /// let number = github.clear().open(Person::Ines, "maya/checkout", "Totals are off", "By a cent.");
    /// github.label("maya/checkout", number, ["bug"]).comment(Person::Tomas, "maya/checkout", number, "I see it too.");
    /// assert_eq!(github.issues("maya/checkout")[0].comments.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If another toolkit took the place of the sandbox's GitHub.
    #[must_use]
    #[track_caller]
    pub fn github(&self) -> Repositories {
        self.harness.repositories()
    }
}

impl Deref for TestRouter {
    type Target = ToolRouter;

    fn deref(&self) -> &ToolRouter {
        &self.client
    }
}

impl fmt::Debug for TestRouter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TestRouter").field("base_url", &self.client.base_url().as_str()).finish_non_exhaustive()
    }
}

/// A builder for a [`TestRouter`] with other toolkits.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), tool_router::Error> {
/// use serde_json::json;
/// use tool_router::testing::{FakeToolkit, TestRouter};
///
/// let crm = FakeToolkit::new("crm").tool("CRM_FIND_CUSTOMER", |_| json!({ "name": "Grace" }));
/// let router = TestRouter::builder().fake(crm).start().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is started"]
pub struct TestRouterBuilder {
    router: LocalRouterBuilder,
    fakes: Vec<FakeToolkit>,
}

impl TestRouterBuilder {
    /// Adds a toolkit that the test makes up. It replaces one of the sandbox provider with the same slug.
    pub fn fake(mut self, toolkit: FakeToolkit) -> Self {
        self.fakes.push(toolkit);
        self
    }

    /// Adds a toolkit of your own. It replaces one of the sandbox provider with the same slug.
    ///
    /// If it needs accounts, [`connect`](TestRouter::connect) gives it a made-up access token.
    pub fn toolkit(mut self, toolkit: impl LocalToolkit) -> Self {
        self.router = self.router.toolkit(toolkit);
        self
    }

    /// Replaces the sandbox provider: one whose access tokens expire soon, for example.
    pub fn sandbox(mut self, sandbox: SandboxProvider) -> Self {
        self.router = self.router.sandbox(sandbox);
        self
    }

    /// Sets how long a connect link is valid. The default is ten minutes.
    pub fn link_lifetime(mut self, lifetime: Duration) -> Self {
        self.router = self.router.link_lifetime(lifetime);
        self
    }

    /// Starts the router.
    ///
    /// # Errors
    ///
    /// [`Error::Local`] if it does not start.
    pub fn start(self) -> Reply<TestRouter> {
        Reply::new(async move {
            let harness = Arc::new(Harness::start(self.router, self.fakes).await?);
            let client = ToolRouter::builder();
            let client =
                client.keeping(harness.api_key(), harness.url().as_str(), Arc::clone(&harness) as _).build()?;
            Ok::<_, Error>(TestRouter { client, harness })
        })
    }
}
