//! The traits of every public type.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::marker::{PhantomData, PhantomPinned};

use tool_router::config::{self, Text, ToolkitTools};
use tool_router::{
    accounts, builder, catalog, connections, custom, error, hooks, local, manifest, mcp, model, policy, session,
    testing, tool_router_session, webhook,
};

use crate::exported;

/// An agent whose own type is neither `Send` nor `Sync` nor `Unpin`, which is nobody's concern: no value of it is held.
#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
pub(crate) struct Agent {
    _own: PhantomData<(*mut (), PhantomPinned)>,
}

type Slot = builder::Next<builder::First>;

/// The traits that the table names.
#[allow(non_snake_case, reason = "each is named after what it holds")]
mod holds {
    use std::borrow;
    use std::fmt;
    use std::future;
    use std::hash;
    use std::str;

    /// What every type has.
    pub(super) fn everywhere<T: fmt::Debug + Send + Sync + Unpin + 'static>() {}

    pub(super) fn Clone<T: Clone>() {}
    pub(super) fn Copy<T: Copy>() {}
    pub(super) fn Default<T: Default>() {}
    pub(super) fn Display<T: fmt::Display>() {}
    pub(super) fn PartialEq<T: PartialEq>() {}
    pub(super) fn Ord<T: Ord>() {}
    pub(super) fn Hash<T: Eq + hash::Hash>() {}
    pub(super) fn Error<T: std::error::Error>() {}
    pub(super) fn Serialize<T: serde::Serialize>() {}
    pub(super) fn Deserialize<T: serde::de::DeserializeOwned>() {}
    pub(super) fn FromStr<T: str::FromStr<Err: std::error::Error>>() {}

    /// Data: it is cloned and compared.
    pub(super) fn Data<T: Clone + Eq>() {}

    /// A name: it is shown, compared with text, and becomes text.
    pub(super) fn Name<T>()
    where
        T: Clone + Eq + hash::Hash + fmt::Display + AsRef<str> + Into<String>,
        T: PartialEq<str> + PartialEq<&'static str>,
    {
    }

    /// A value that is written as a word. It is not compared with text: `settings == []` would not know its type.
    pub(super) fn Word<T: Clone + Eq + hash::Hash + fmt::Display + AsRef<str> + Into<String>>() {}

    /// A name by which a map is asked for text.
    pub(super) fn Borrow<T: borrow::Borrow<str> + Eq + hash::Hash>() {}

    /// A request: it is awaited, and spawned.
    pub(super) fn Request<T: future::IntoFuture<IntoFuture: Send + Unpin>>() {}
}

macro_rules! traits {
    ($($type:ty: $($holds:ident)*;)*) => {
        #[test]
        fn every_type_has_its_traits() {
            $(
                holds::everywhere::<$type>();
                $(holds::$holds::<$type>();)*
            )*
        }

        /// The types of the table, by their last name.
        const TABLE: &[&str] = &[$(stringify!($type)),*];
    };
}

traits! {
    // The client.
    tool_router::ToolRouter: Clone;
    tool_router::ToolRouterBuilder: Default;
    tool_router::Items<Text>: ;
    tool_router::Reply<Text>: Request;

    // Ids, names and times.
    tool_router::AuthConfigId: Name Borrow FromStr Ord Serialize Deserialize;
    tool_router::ConnectedAccountId: Name Borrow FromStr Ord Serialize Deserialize;
    tool_router::SessionId: Name Borrow FromStr Ord Serialize Deserialize;
    tool_router::UserId: Name Borrow FromStr Ord Serialize Deserialize;
    tool_router::EmptyId: Data Copy Hash Error;
    tool_router::ConnectionStatus: Name Borrow FromStr Serialize Deserialize;
    tool_router::MetaTool: Name Borrow FromStr Serialize Deserialize;
    // They are compared by time, and so not borrowed as text.
    tool_router::Timestamp: Data Display Ord Hash FromStr Serialize Deserialize;
    // They come from a declaration, and so not from text.
    tool_router::Tool<Agent>: Name Borrow Copy Ord Serialize;
    tool_router::Toolkit<Agent>: Name Borrow Copy Ord Serialize;

    // Sessions, and what is asked of them.
    tool_router::Session<Agent>: Clone;
    tool_router::SessionBuilder<Agent>: ;
    session::Opening<'static, Agent>: Request;
    session::RetrieveRequest<Agent>: Request;
    session::RefreshRequest<Agent>: Request;
    session::DeleteRequest: Request;
    session::SessionUpdate<Agent>: Request;
    session::Setting: Word Copy FromStr Serialize;
    session::AuthorizeRequest: Request;
    session::WaitRequest: Request;
    session::Sharing: Data Hash;
    session::ConnectionRequest: Request;
    session::ConnectionsRequest: Request;
    accounts::ConnectedAccountRequest: Request Clone;
    accounts::ConnectedAccountsRequest: Request Clone;
    accounts::AccountChange: Request Clone;
    session::AnySession: Clone;
    session::AnyAgent: Data Copy;
    session::Toolbox: Clone Default;
    session::ToolboxToolsRequest: Request;
    session::RunRequest: Request;
    session::RunAllRequest: Request;

    // The agent's loop.
    model::CallableTool: Clone;
    model::MalformedCall: Data Error;
    model::ReplyError: Data Error;
    model::PendingCall: Clone Serialize Deserialize;
    model::ToolAnswer: Clone Serialize Deserialize;
    model::ToolAnswers: Clone Default Serialize Deserialize;
    model::ToolCall: Data Serialize Deserialize;
    model::ToolCalls: Data Default Serialize Deserialize;
    model::ToolDefinition: Data Serialize Deserialize;
    model::ToolList: Data Default;
    hooks::HookedCall: ;
    hooks::Refusal: Data;

    session::ConnectionEvent: Clone;
    session::ConnectionEvents: ;
    tool_router::CallbackQuery: Data Default Deserialize;
    tool_router::CallbackStatus: Name Serialize Deserialize;
    webhook::SessionHookAnswer: Data Serialize;
    webhook::SessionHookEvent: Clone PartialEq Deserialize;
    webhook::SessionHookKind: Data Hash Serialize Deserialize;
    webhook::SessionWebhook: ;
    webhook::WebhookError: Data Error;
    session::ManageConnectionsRequest: Request;
    session::ExecuteRequest: Request;
    session::ProxyRequest: Request;
    session::ProxyMethod: Data Copy Hash Serialize Deserialize;
    session::ProxyBody: Data Hash Serialize Deserialize;
    session::InputResponse: Data Serialize Deserialize;
    session::SearchRequest: Request;
    session::UseCase: Data Hash Serialize;
    session::ToolkitsRequest<Agent>: Request;
    session::ToolsRequest: Request;
    session::ConfigHistoryRequest: Request;
    session::Files: Clone;
    session::FilesRequest: Request;
    session::UploadRequest: Request;
    session::DownloadRequest: Request;
    session::DeleteFileRequest: Request;

    // What a router answers. Where a secret is in it, it is not serialised: a link, a state, headers.
    tool_router::Execution: Clone Display Serialize Deserialize;
    session::Completed: Data Serialize Deserialize;
    session::Failed: Data Serialize Deserialize;
    session::Blocked: Data Serialize Deserialize;
    session::BlockedReason: Data Hash Serialize Deserialize;
    session::UnknownOutcome: Data Serialize Deserialize;
    session::InstantCharge: Data Hash Serialize Deserialize;
    session::InputRequired: Clone Serialize Deserialize;
    session::InputRequest: Data Serialize Deserialize;
    session::ProxyExecution: Clone Serialize Deserialize;
    session::ProxyResponse: Data Serialize Deserialize;
    session::ProxyInput: Clone Serialize Deserialize;
    session::BinaryData: Data Hash Serialize Deserialize;
    tool_router::AuthLink: Clone;
    session::Connection: Data Hash Serialize Deserialize;
    session::ConnectedAccount: Data Hash Serialize Deserialize;
    session::AuthConfigInfo: Data Hash Serialize Deserialize;
    session::ManagedConnection: Clone Serialize;
    session::SearchOutcome: Data Serialize Deserialize;
    session::SearchResult: Data Hash Serialize Deserialize;
    session::ToolSchema: Data Serialize Deserialize;
    session::ToolkitConnection: Data Hash Serialize Deserialize;
    session::ToolInfo: Data Serialize Deserialize;
    session::ToolkitName: Data Default Hash Serialize Deserialize;
    session::ToolkitInfo: Data Hash Serialize Deserialize;
    session::ToolkitMeta: Data Default Hash Serialize Deserialize;
    session::ToolkitAccount: Data Hash Serialize Deserialize;
    session::FileInfo: Data Hash Serialize Deserialize;
    session::ConfigVersion: Clone PartialEq Serialize Deserialize;
    session::Warning: Data Hash Serialize Deserialize;
    session::McpEndpoint: Clone;

    // The catalogue.
    catalog::RouterToolkitsRequest: Request;
    catalog::RouterToolsRequest: Request;
    catalog::CatalogRequest: Request;
    catalog::RouterToolkit: Data Hash Serialize Deserialize;
    catalog::RouterToolkitMeta: Data Default Hash Serialize Deserialize;
    catalog::ToolkitCategory: Data Hash Serialize Deserialize;
    // It is written and read as a file, with the format's name.
    catalog::Catalog: Data Default;
    catalog::ToolkitEntry: Data Default Serialize Deserialize;
    catalog::ToolEntry: Data Default Serialize Deserialize;
    catalog::Schema: Data Default Serialize Deserialize;
    catalog::Changes: Data Default Hash Display Serialize;
    catalog::Named: Data Hash Display Serialize;
    catalog::Progress<'static>: Data Copy Hash;
    catalog::UnknownToolkit: Data Hash Display;
    catalog::CatalogError: Error;
    catalog::Malformed: Data Error;
    catalog::TooLarge: Data Copy Hash Error;

    // The configuration.
    tool_router::SessionConfig: Clone PartialEq Default Serialize Deserialize;
    config::StoredConfig: Clone PartialEq Default Serialize Deserialize;
    config::Access: Data Default;
    config::StoredAccess: Data Default Serialize Deserialize;
    config::Experimental: Data Default Serialize Deserialize;
    config::AppliesTo: Data;
    config::Hook: Data Serialize Deserialize;
    config::HookAction: Word Copy Ord FromStr Serialize Deserialize;
    config::HookHandler: Data Serialize Deserialize;
    config::HookStage: Word Copy Ord FromStr Serialize Deserialize;
    config::Instant: Data;
    config::InstantUsage: Data Default Serialize Deserialize;
    config::StoredInstant: Data Serialize Deserialize;
    config::StoredInstantUsage: Data Default Serialize Deserialize;
    config::ManageConnections: Data Default Serialize Deserialize;
    config::StoredConnections: Data Serialize Deserialize;
    config::Map<ToolkitTools>: Data Default Serialize Deserialize;
    config::MultiAccount: Data Default Serialize Deserialize;
    config::StoredMultiAccount: Data Default Serialize Deserialize;
    config::Execute: Data Copy Default Serialize Deserialize;
    config::StoredExecute: Data Copy Serialize Deserialize;
    config::NoElicitationSupport: Word Copy Ord FromStr Serialize Deserialize;
    config::ApprovalDefault: Word Copy Ord FromStr Serialize Deserialize;
    config::ApprovalOverride: Word Copy Ord FromStr Serialize Deserialize;
    config::Permissions: Data Serialize Deserialize;
    config::Preload: Data Default Serialize Deserialize;
    config::PreloadTools: Data;
    config::StoredPreload: Data Default Serialize Deserialize;
    config::ProxyExecute: Data Copy Serialize Deserialize;
    config::StoredProxyExecute: Data Copy Serialize Deserialize;
    config::Sandbox: Data Default Serialize Deserialize;
    config::SandboxSize: Word Copy Ord FromStr Serialize Deserialize;
    config::StoredSandbox: Data Serialize Deserialize;
    config::Search: Data Copy Default Serialize Deserialize;
    config::StoredSearch: Data Copy Serialize Deserialize;
    config::SubmitFeedback: Data Copy Serialize Deserialize;
    config::Tag: Word Copy Ord FromStr Serialize Deserialize;
    config::Tags: Data Default Serialize Deserialize;
    config::AssistivePrompt: Data Serialize Deserialize;
    config::Toolkits: Data Default Serialize Deserialize;
    config::ToolAccess: Data Default;
    config::ToolkitTools: Data Default Serialize Deserialize;
    config::UnknownValue: Data Hash Error;

    // What is declared, and what it is held to.
    manifest::Manifest: Clone PartialEq Display Serialize;
    manifest::AtRunTime: Data Default Serialize Deserialize;
    policy::Policy: Clone Copy;
    policy::Rule: Clone Copy;
    policy::Verdict: Data Copy Hash;
    policy::Breach<'static>: Data Copy Display;
    policy::PolicyBreach: Data Hash Display Serialize;
    connections::Mode: Data Copy Hash Serialize Deserialize;
    connections::Missing: Data Copy;
    connections::OnDemand: ;
    connections::Upfront: ;
    connections::Preconnected: ;
    connections::Manual: ;
    mcp::Served: ;
    mcp::NotServed: ;

    // The states of a builder.
    builder::AccountIds: Data Hash;
    builder::Array: ;
    builder::Collection: ;
    builder::Iterated: ;
    builder::AccountSlot<Agent, Slot>: Data Copy Hash;
    builder::AuthConfigSlot<Agent, Slot>: Data Copy Hash;
    builder::First: ;
    builder::Next<builder::First>: ;
    builder::NotYet: Clone Copy;
    builder::Supplied: ;
    builder::Settled: ;
    builder::Optional: ;
    builder::AllSettled: ;
    builder::LeftOpen<(), (), (), (), ()>: ;
    builder::DeclaredChoice: ;
    builder::DeclaredCallback: ;
    builder::DeclaredAuthConfigs: ;
    builder::DeclaredAccounts: ;
    builder::OnAuthLink<fn()>: ;
    builder::TryOnAuthLink<fn()>: ;
    builder::OnAuthLinkAsync<fn(), ()>: ;
    builder::AuthLinksAsEvents: ;

    // Errors. Those that hold one of the system are not cloned.
    tool_router::Error: Error;
    tool_router::InvalidInput: Data Error;
    error::ApiError: Data Error;
    error::ApiErrorKind: Data Copy Hash;
    error::ConfigurationError: Data Error;
    error::Cause: Data Display;
    error::Delivery: Data Copy Hash;
    error::FailedConnection: Data Hash Display Serialize;
    error::Interrupted: Data Error;
    error::MissingConnection: Data Hash Display Serialize;
    error::UnexpectedAnswer: Data Error;

    // Custom tools.
    custom::CustomTools: Clone Default;
    custom::CustomToolkit: Clone;
    custom::State<u8>: Clone;
    custom::ToolContext: Clone;

    // The embedded router.
    local::LocalRouter: ;
    local::LocalRouterBuilder: Default;
    local::LocalError: Error;
    local::SandboxProvider: Clone Default;
    local::SandboxProviderBuilder: ;
    local::SandboxServer: ;
    local::Gmail: ;
    local::GmailBuilder: Clone;
    local::GitHub: ;
    local::GitHubBuilder: Clone;
    local::Feedback: Data Serialize;
    local::FeedbackKind: Data Copy Default Hash Serialize Deserialize;
    local::Slack: ;
    local::SlackBuilder: Clone;
    local::OAuth2Endpoints: Clone;
    local::Revocation: Data Copy Default;
    local::Caller<'static>: Clone Copy;
    local::Credentials: Data;
    local::ToolCall<'static>: Clone Copy;
    local::ToolDefinition: Data Serialize Deserialize;
    local::ToolError: Data Hash Error;

    // Tests of one's own agents.
    testing::TestRouter: ;
    testing::TestRouterBuilder: ;
    testing::ConnectRequest: Request;
    testing::FollowRequest: Request;
    testing::LinkUrl: Clone;
    testing::Followed: Data;
    testing::OnCall: ;
    testing::Calls: Clone;
    testing::Called<'static>: Clone;
    testing::ExpectedCall: Data;
    testing::RecordedCall: Data Serialize;
    testing::CallOutcome: Data Serialize;
    testing::FakeToolkit: ;
    testing::GitHubComment: Data;
    testing::GitHubIssue: Data;
    testing::Person: Data Copy Default Hash;
    testing::Mail: Data;
    testing::Mailbox: Clone;
    testing::Repositories: Clone;
    testing::SlackMessage: Data;
    testing::Workspace: Clone;
    testing::TestError: Data Error;
}

#[test]
fn every_public_type_is_in_the_table() {
    let table: BTreeSet<String> = TABLE.iter().map(|path| last_name(path)).collect();
    let exported = exported::types();
    let missing: Vec<_> = exported.difference(&table).collect();
    assert!(missing.is_empty(), "public types without a row: {missing:?}");
    let gone: Vec<_> = table.difference(&exported).collect();
    assert!(gone.is_empty(), "rows of types that the scan does not find: {gone:?}");
}

fn last_name(path: &str) -> String {
    let path = path.split('<').next().unwrap_or(path);
    path.rsplit("::").next().unwrap_or(path).trim().to_owned()
}

#[test]
fn names_are_text_to_a_map() {
    use std::collections::HashMap;
    use tool_router::{ConnectionStatus, MetaTool, Toolkit};

    let by_toolkit: HashMap<Toolkit<Agent>, u8> = HashMap::from([(Agent::GMAIL, 1)]);
    assert_eq!(by_toolkit.get("gmail"), Some(&1));
    let by_status = HashMap::from([(ConnectionStatus::Active, 1), (ConnectionStatus::from("NEW"), 2)]);
    assert_eq!((by_status.get("ACTIVE"), by_status.get("NEW")), (Some(&1), Some(&2)));
    assert_eq!(MetaTool::SearchTools, "COMPOSIO_SEARCH_TOOLS");
    let status: Result<ConnectionStatus, Infallible> = "active".parse();
    assert_eq!(status, Ok(ConnectionStatus::Active));
    assert_eq!("readOnlyHint".parse(), Ok(config::Tag::ReadOnly));
    let unknown = "novelHint".parse::<config::Tag>().unwrap_err();
    assert_eq!(unknown.to_string(), "`novelHint` is not a known `Tag`");
}
