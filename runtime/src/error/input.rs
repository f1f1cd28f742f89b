use thiserror::Error;
use tool_router_core::config::Setting;
use tool_router_core::grammar;

/// Something supplied at run time that cannot be right. It is reported before any request is sent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidInput {
    /// A user id without a character.
    #[error("the user id is empty")]
    EmptyUserId,
    /// An id without its prefix.
    #[error("`{id}` is not a valid {kind} id; expected `{prefix}…`")]
    Id {
        /// What it should be the id of.
        kind: &'static str,
        /// How such ids start.
        prefix: &'static str,
        /// What was given.
        id: String,
    },
    /// A callback URL that a browser must not be sent to.
    #[error("the callback URL cannot be used: {reason}")]
    CallbackUrl {
        /// Why not.
        reason: String,
    },
    /// A name of an account without a character.
    #[error("the account's alias is empty")]
    EmptyAlias,
    /// `.only(..)` left no toolkit.
    #[error("`.only(..)` leaves the session no toolkit")]
    NothingLeft,
    /// An empty list of accounts.
    #[error("`{toolkit}` is pinned to an empty list of accounts")]
    NoAccounts {
        /// The toolkit's slug.
        toolkit: String,
    },
    /// More accounts for a toolkit than the declaration allows.
    #[error("`{toolkit}` is pinned to {given} accounts, and the declaration allows {allowed}: see `multi_account`")]
    TooManyAccounts {
        /// The toolkit's slug.
        toolkit: String,
        /// How many were given.
        given: usize,
        /// How many can be.
        allowed: usize,
    },
    /// An id that is empty, or a step in a path.
    #[error("`{id}` cannot be an id")]
    UnusableId {
        /// What was given.
        id: String,
    },
    /// A tool's slug without a character.
    #[error("the tool's slug is empty")]
    EmptyTool,
    /// Arguments that are not a JSON object.
    #[error("the arguments of {tool} are not a JSON object: {reason}")]
    Arguments {
        /// The tool's slug.
        tool: String,
        /// What they are instead, or why they cannot be serialised.
        reason: String,
    },
    /// A search with too many use cases.
    #[error("a search takes 1 to {limit} use cases, and {given} were given")]
    TooManyUseCases {
        /// How many were given.
        given: usize,
        /// How many can be.
        limit: usize,
    },
    /// A use case that is empty or too long.
    #[error("a use case has 1 to {limit} characters, and one has {given}")]
    UseCase {
        /// How many characters it has.
        given: usize,
        /// How many it can have.
        limit: usize,
    },
    /// Known fields that are too long.
    #[error("the known fields of a use case have up to {limit} characters, and these have {given}")]
    KnownFields {
        /// How many characters they have.
        given: usize,
        /// How many they can have.
        limit: usize,
    },
    /// A call of too many tools at once, or of none.
    #[error("a call of several tools takes 1 to {limit}, and {given} were given")]
    ToolsAtOnce {
        /// How many were given.
        given: usize,
        /// How many can be.
        limit: usize,
    },
    /// A custom tool or toolkit that cannot be registered.
    #[cfg(feature = "custom-tools")]
    #[error("the custom tool `{slug}` cannot be registered: {problem} (rule: {rule})")]
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
    /// An update that changes nothing.
    #[error("the update changes nothing")]
    EmptyUpdate,
    /// An update beyond what was declared.
    #[error(
        "the update would exceed the declaration in {}: declare it, or ask for less",
        tool_router_core::markdown::and(settings.iter().map(ToString::to_string))
    )]
    WiderThanDeclared {
        /// The settings that it widens, by their names in a declaration.
        settings: Vec<Setting>,
    },
    /// An update that reaches a toolkit again after the session was narrowed, where something for toolkits was left to
    /// run time: what was supplied for this one then is gone.
    #[error(
        "the session was narrowed to other toolkits, and accounts or auth configs of this agent are supplied at run \
         time: supply those of `{toolkit}` with the same update, or create a new session"
    )]
    ReachedAgain {
        /// The toolkit's slug.
        toolkit: String,
    },
    /// A change that no configuration can take.
    #[error("`{place}` cannot be changed like this: {problem}")]
    Change {
        /// Where it is, in the names of the wire.
        place: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// A number that is out of its bounds.
    #[error("{what} is {given}, and it can be {least} to {most}")]
    OutOfBounds {
        /// What it is a number of.
        what: &'static str,
        /// What was given.
        given: u64,
        /// The least it can be.
        least: u64,
        /// The most it can be.
        most: u64,
    },
    /// A path that no file of a session can have.
    #[error("`{path}` is not a path of a file: {reason}")]
    FilePath {
        /// What was given.
        path: String,
        /// Why not.
        reason: &'static str,
    },
    /// A call of a toolkit's own HTTP API by an agent that did not declare it.
    #[error("this agent does not call toolkits' own HTTP APIs: declare `proxy_execute = true`")]
    ProxyNotDeclared,
    /// A call of a toolkit's own HTTP API that cannot be made.
    #[error("the call of {toolkit}'s HTTP API cannot be made: {reason}")]
    ProxyCall {
        /// The toolkit's slug.
        toolkit: String,
        /// Why not.
        reason: &'static str,
    },
}

impl InvalidInput {
    /// Holds a callback URL that is supplied at run time to what a declared one is held to.
    pub(crate) fn check_callback_url(url: &str) -> Result<(), Self> {
        grammar::url::check(url).map_err(|problem| Self::CallbackUrl { reason: problem.to_string() })
    }
}
