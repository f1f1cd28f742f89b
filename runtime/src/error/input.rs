use std::borrow::Cow;
use std::fmt;

use thiserror::Error;
use tool_router_core::cause::{self, Cause};
use tool_router_core::config::Setting;
use tool_router_core::grammar;

use crate::ids::{ConnectedAccountId, SessionId};

/// Something supplied at run time that cannot be right. It is reported before any request is sent.
#[derive(Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidInput {
    /// An empty user id.
    #[error("the user id is empty")]
    EmptyUserId,
    /// A user id that cannot be one.
    #[error("the user id cannot be used: {problem}")]
    #[non_exhaustive]
    UserId {
        /// What is wrong with it.
        problem: &'static str,
    },
    /// An id without its prefix.
    #[error("`{id}` is not a valid {kind} id")]
    #[non_exhaustive]
    Id {
        /// What the id should identify.
        kind: &'static str,
        /// The prefix of such ids.
        prefix: &'static str,
        /// What was given.
        id: String,
    },
    /// A callback URL that a browser must not be sent to.
    #[error("the callback URL cannot be used: {reason}")]
    #[non_exhaustive]
    CallbackUrl {
        /// Why not.
        reason: String,
    },
    /// A query of a callback URL that no router makes.
    #[error("the callback's parameter `{parameter}` cannot be used: {problem}")]
    #[non_exhaustive]
    CallbackQuery {
        /// The name of the parameter.
        parameter: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The account of another user. It was looked up, and not changed.
    #[error("`{id}` is not an account of this user")]
    #[non_exhaustive]
    OtherUsersAccount {
        /// The account's id.
        id: ConnectedAccountId,
    },
    /// An empty alias of an account.
    #[error("the account's alias is empty")]
    EmptyAlias,
    /// An empty choice of toolkits.
    #[error("no toolkit is chosen")]
    NothingChosen,
    /// A toolkit that the agent does not declare.
    #[error("`{toolkit}` is not among the toolkits that the agent declares{}", did_you_mean(nearest.as_ref()))]
    #[non_exhaustive]
    UndeclaredToolkit {
        /// What was given.
        toolkit: String,
        /// The declared toolkit with the most similar name.
        nearest: Option<String>,
    },
    /// A toolkit that the agent declares and the session was created without, or narrowed to be without.
    #[error("`{toolkit}` is not among the session's toolkits")]
    #[non_exhaustive]
    OutOfReach {
        /// The toolkit's slug.
        toolkit: String,
    },
    /// A list of tools to keep that names none.
    #[error("`.only_tools(..)` names no tool")]
    NoTools,
    /// A tool whose toolkit the declaration does not determine.
    #[error("`{tool}` is not a tool of a toolkit that the agent declares by name")]
    #[non_exhaustive]
    UnknownTool {
        /// What was given.
        tool: String,
    },
    /// An auth config or connected account of a toolkit that the session does not have.
    #[error("an id is supplied for `{toolkit}`, which is not among the session's toolkits")]
    #[non_exhaustive]
    NotChosen {
        /// The toolkit's slug.
        toolkit: String,
    },
    /// A setting that is chosen at run time, and so has no declared value to go back to.
    #[error("this agent leaves `{setting}` to run time, so that there is nothing declared to restore")]
    #[non_exhaustive]
    NothingToRestore {
        /// The setting's name in a declaration.
        setting: Setting,
    },
    /// `.only(..)` left no toolkit.
    #[error("`.only(..)` leaves the session no toolkit")]
    NothingLeft,
    /// An empty list of accounts.
    #[error("`{toolkit}` is pinned to an empty list of accounts")]
    #[non_exhaustive]
    NoAccounts {
        /// The toolkit's slug.
        toolkit: String,
    },
    /// More accounts for a toolkit than the session allows.
    #[error("`{toolkit}` is pinned to {given} accounts; the session allows {allowed}")]
    #[non_exhaustive]
    TooManyAccounts {
        /// The toolkit's slug.
        toolkit: String,
        /// How many were given.
        given: usize,
        /// How many are allowed.
        allowed: usize,
    },
    /// An id that is empty, or that a URL would read as a relative path.
    #[error("`{id}` cannot be an id")]
    #[non_exhaustive]
    UnusableId {
        /// What was given.
        id: String,
    },
    /// An empty tool slug.
    #[error("the tool's slug is empty")]
    EmptyTool,
    /// Arguments that are not a JSON object.
    #[error("the arguments of {tool} are not a JSON object: {reason}")]
    #[non_exhaustive]
    Arguments {
        /// The tool's slug.
        tool: String,
        /// What they are instead.
        reason: &'static str,
        /// Why they cannot be serialised.
        source: Option<Cause>,
    },
    /// Too many use cases in a search.
    #[error("expected 1 to {limit} use cases, got {given}")]
    #[non_exhaustive]
    TooManyUseCases {
        /// How many were given.
        given: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// A use case that is empty or too long.
    #[error("expected a use case of 1 to {limit} characters, got {given}")]
    #[non_exhaustive]
    UseCase {
        /// How many characters it has.
        given: usize,
        /// How many it may have.
        limit: usize,
    },
    /// Known fields that are too long.
    #[error("expected known fields of up to {limit} characters, got {given}")]
    #[non_exhaustive]
    KnownFields {
        /// How many characters they have.
        given: usize,
        /// How many they may have.
        limit: usize,
    },
    /// A call of too many tools at once, or of none.
    #[error("expected 1 to {limit} tools, got {given}")]
    #[non_exhaustive]
    ToolsAtOnce {
        /// How many were given.
        given: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// A custom tool or toolkit that cannot be registered.
    #[cfg(feature = "custom-tools")]
    #[error("the custom tool `{slug}` cannot be registered: {problem}")]
    #[non_exhaustive]
    CustomTool {
        /// The slug of the tool or of the toolkit.
        slug: String,
        /// What is wrong with it.
        problem: String,
        /// The name of the rule that it breaks; see [`rules`](crate::rules).
        rule: &'static str,
    },
    /// No toolkit where at least one has to be named.
    #[error("no toolkit is named")]
    NoToolkits,
    /// A session that is narrowed to toolkits without one that its agent requires to be connected.
    #[error("the agent requires `{toolkit}` to be connected, and the session was narrowed to other toolkits")]
    #[non_exhaustive]
    RequiredToolkit {
        /// The toolkit's slug.
        toolkit: String,
    },
    /// An update that changes nothing.
    #[error("the update changes nothing")]
    EmptyUpdate,
    /// An update that exceeds the declaration.
    #[error(
        "the update would exceed the declaration in {}",
        tool_router_core::markdown::and(settings.iter().map(ToString::to_string))
    )]
    #[non_exhaustive]
    WiderThanDeclared {
        /// The settings that it would widen, by their names in a declaration.
        settings: Vec<Setting>,
    },
    /// An update that reaches a toolkit again after the session was narrowed. What was supplied for this toolkit at run
    /// time is no longer known.
    #[error("the session was narrowed, and the accounts and auth configs that were supplied for `{toolkit}` are gone")]
    #[non_exhaustive]
    ReachedAgain {
        /// The toolkit's slug.
        toolkit: String,
    },
    /// A change that is invalid for any configuration.
    #[error("`{place}` cannot be changed like this: {problem}")]
    #[non_exhaustive]
    Change {
        /// The place in the configuration, in wire names.
        place: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// A number out of bounds.
    #[error("{what} is {given}; expected {least} to {most}")]
    #[non_exhaustive]
    OutOfBounds {
        /// The name of the number.
        what: &'static str,
        /// What was given.
        given: u64,
        /// The minimum.
        least: u64,
        /// The maximum.
        most: u64,
    },
    /// A path that no file of a session can have.
    #[error("`{path}` is not a file path: {reason}")]
    #[non_exhaustive]
    FilePath {
        /// What was given.
        path: String,
        /// Why not.
        reason: &'static str,
    },
    /// What the user said to the question of another session.
    #[error("session {session} was given the answer to a question from session {asked}")]
    #[non_exhaustive]
    OtherSession {
        /// The session that asked.
        asked: SessionId,
        /// The session that was given the answer.
        session: SessionId,
    },
    /// A response to a question that was not asked.
    #[error("there is no question `{id}` to respond to")]
    #[non_exhaustive]
    NotAsked {
        /// The request's id, as it was given.
        id: String,
    },
    /// A tool of another agent than the one whose session a custom tool is called in.
    #[error("`{tool}` is a tool of the agent `{declared_by}`, and the session belongs to `{agent}`")]
    #[non_exhaustive]
    OtherAgent {
        /// The tool's slug.
        tool: String,
        /// The agent that declares the tool.
        declared_by: &'static str,
        /// The agent of the session.
        agent: &'static str,
    },
    /// A call of a toolkit's own HTTP API by an agent that did not declare it.
    #[error("this agent does not call toolkits' own HTTP APIs")]
    ProxyNotDeclared,
    /// A call of a toolkit's own HTTP API that cannot be made.
    #[error("the call of {toolkit}'s HTTP API cannot be made: {reason}")]
    #[non_exhaustive]
    ProxyCall {
        /// The toolkit's slug.
        toolkit: String,
        /// Why not.
        reason: &'static str,
        /// Why its body cannot be serialised.
        source: Option<Cause>,
    },
}

fn did_you_mean(nearest: Option<&String>) -> String {
    nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default()
}

impl InvalidInput {
    /// Checks a callback URL supplied at run time as a declared one is checked.
    pub(crate) fn check_callback_url(url: &str) -> Result<(), Self> {
        grammar::url::check(url).map_err(|problem| Self::CallbackUrl { reason: problem.to_string() })
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Id { prefix, .. } => format!("such an id begins with `{prefix}`").into(),
            Self::TooManyAccounts { .. } => "allow more with `multi_account(max_per_toolkit = …)`".into(),
            #[cfg(feature = "custom-tools")]
            Self::CustomTool { rule, .. } => format!("see {}", tool_router_core::rule_names::url(rule)).into(),
            Self::WiderThanDeclared { .. } => "declare it, or ask for less".into(),
            Self::ReachedAgain { .. } => "supply them with the same update, or create a new session".into(),
            Self::RequiredToolkit { toolkit } => {
                format!("name `{toolkit}` among the toolkits that are left, or remove it from `required`").into()
            }
            Self::EmptyUserId | Self::UserId { .. } => "give the id by which your program knows the user".into(),
            Self::OtherUsersAccount { .. } => "list the user's own with `router.connected_accounts(user)`".into(),
            Self::NothingChosen | Self::NoToolkits => {
                "name at least one of the toolkits that the agent declares".into()
            }
            Self::UndeclaredToolkit { .. } => {
                "name one that is declared, or declare it in `toolkits`; the agent's `manifest()` lists what is".into()
            }
            Self::OutOfReach { .. } => "create the session with it, or reach it again with an update".into(),
            Self::NotChosen { .. } => "choose the toolkit as well, or leave the id out".into(),
            Self::NoTools => "name the tools to keep, or leave the call out".into(),
            Self::UnknownTool { .. } => {
                "choose the toolkits before it, or declare the tool's toolkit by name in `toolkits`".into()
            }
            Self::NothingLeft => "keep at least one toolkit, or create no session".into(),
            Self::NoAccounts { .. } => "name an account, or leave the toolkit out".into(),
            Self::Arguments { .. } => "give an object, such as `json!({ … })`, or `()` for none".into(),
            Self::EmptyUpdate => "call at least one method that changes something".into(),
            Self::OtherSession { asked, .. } => format!("retrieve session {asked}, and give it the answer").into(),
            Self::NotAsked { .. } => {
                "take the ids from `requests()`, or give the same to all with `responses(..)`".into()
            }
            Self::OtherAgent { .. } => "name the tool by its slug, with `execute_named(..)`".into(),
            Self::ProxyNotDeclared => "declare `proxy_execute = true`".into(),
            _ => return None,
        })
    }
}

/// What it says, what it comes from, and what to do about it, in one line.
impl fmt::Debug for InvalidInput {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        cause::debug(formatter, self, self.help().as_deref())
    }
}
