//! Limits of time and size.

use std::time::Duration;

/// A request to the API. Official clients give up after 60 seconds.
pub(crate) const REQUEST: Duration = Duration::from_secs(58);

/// One run of a tool, with time for a token refresh before it.
pub(crate) const TOOL: Duration = Duration::from_secs(40);

/// All hooks before a call, and all after it. With the tool's own time they stay within that of a request.
pub(crate) const HOOKS: Duration = Duration::from_secs(6);

/// What is posted to the session webhook for a call, in bytes. A call that is larger cannot be checked.
pub(crate) const HOOK_EVENT: usize = 24 * 1024 * 1024;

/// The answer of the session webhook, in bytes.
pub(crate) const HOOK_ANSWER: usize = 64 * 1024;

/// What an agent is told by a hook, in characters.
pub(crate) const HOOK_MESSAGE: usize = 2_000;

/// The answer to a proxied call that an agent gets inline, in bytes; a longer one becomes a file.
pub(crate) const PROXY_INLINE: usize = 256 * 1024;

/// The feedback that is kept; beyond that, the oldest is forgotten.
pub(crate) const FEEDBACK: usize = 1_000;

/// One feedback of an agent, in characters.
pub(crate) const FEEDBACK_TEXT: usize = 4_000;

/// One wait for connections.
pub(crate) const WAIT: Duration = Duration::from_secs(45);

/// One long poll for changes of connections.
pub(crate) const PUSH_WAIT: Duration = Duration::from_secs(30);

/// One request to an authorization server.
pub(crate) const TOKEN_REQUEST: Duration = Duration::from_secs(15);

/// The time to store a new connection, while its user's browser waits.
pub(crate) const ACTIVATION: Duration = Duration::from_secs(30);

/// The toolkits that an agent names in one call. Each is answered, and costs more there than in the question.
pub(crate) const TOOLKITS_AT_ONCE: usize = 100;

/// The unused links of a user; beyond that, the oldest one expires.
pub(crate) const PENDING_LINKS: i64 = 100;

/// The links of a user that are unused or have failed; beyond that, the oldest one is forgotten.
pub(crate) const UNUSED_LINKS: i64 = 2 * PENDING_LINKS;

/// The configurations of a session that are kept, the current one included.
pub(crate) const CONFIG_VERSIONS: i64 = 100;

/// The users whose changes are counted apart while nobody waits for them.
pub(crate) const USERS: usize = 10_000;

/// How many auth configs there are at most, the toolkits' own included.
pub(crate) const AUTH_CONFIGS: usize = 1_000;

/// How many saved configurations of sessions there are at most.
pub(crate) const SESSION_CONFIGS: usize = 1_000;

/// How long an application may take to confirm the user of a connection.
pub(crate) const CLAIM: Duration = Duration::from_secs(10 * 60);

/// One question to the user of an MCP client.
pub(crate) const ELICITATION: Duration = Duration::from_secs(10 * 60);

/// An unused MCP session.
pub(crate) const MCP_IDLE: Duration = Duration::from_secs(30 * 60);

/// The MCP sessions of one session; beyond that, the least recently used one is ended.
pub(crate) const MCP_SESSIONS: usize = 32;

/// The MCP sessions of all sessions together; beyond that, the least recently used one is ended.
pub(crate) const ALL_MCP_SESSIONS: usize = 1_024;

/// The body of a request, in bytes.
pub(crate) const BODY: usize = 4 * 1024 * 1024;

/// One file of a session, in bytes.
pub(crate) const FILE: usize = 32 * 1024 * 1024;

/// All files of a session, in bytes.
pub(crate) const FILES: i64 = 256 * 1024 * 1024;

/// How many files a session has at most. Each new one is weighed against all others.
pub(crate) const FILE_COUNT: i64 = 1000;

/// The answer of a toolkit's own HTTP API to a proxied call, in bytes.
pub(crate) const PROXY_ANSWER: usize = 16 * 1024 * 1024;

/// The answer of an authorization server, in bytes.
pub(crate) const TOKEN_RESPONSE: usize = 256 * 1024;

/// An access token, in bytes. Servers refuse longer headers.
pub(crate) const ACCESS_TOKEN: usize = 16 * 1024;

/// The URL of a request to a provider, in bytes: a longer one cannot be sent.
pub(crate) const URL: usize = 65_534;

/// What an agent is told of a tool's error, in characters.
pub(crate) const TOOL_ERROR: usize = 4_000;

/// How long whoever deletes an account waits for its provider; the router goes on trying afterwards.
pub(crate) const REVOCATION: Duration = Duration::from_secs(5);

/// The uploads and downloads of files at the same time.
pub(crate) const TRANSFERS: usize = 32;

/// The bytes of files that are in memory for uploads and downloads, all together: four of the largest files.
pub(crate) const TRANSFER_BYTES: u32 = 4 * FILE as u32;

/// How long an upload or a download waits for others to finish.
pub(crate) const TRANSFER_WAIT: Duration = Duration::from_secs(5);

/// Searches at the same time, over tools that a client sends along.
pub(crate) const WORK: usize = 2;

/// A body that takes long enough to parse to be parsed elsewhere than on a thread of the runtime, in bytes.
pub(crate) const LARGE_BODY: usize = 256 * 1024;

/// The body of a form, in bytes.
pub(crate) const FORM: usize = 64 * 1024;

/// The head of a request, in bytes.
pub(crate) const HEAD: usize = 64 * 1024;

/// Connections at the same time. A process often has 1,024 descriptors, and needs some for providers and for the store.
pub(crate) const CONNECTIONS: usize = 512;

/// The head of a request, and the time until the next one on a connection that is kept open.
pub(crate) const HEAD_WAIT: Duration = Duration::from_secs(30);

/// The next part of a request's body.
pub(crate) const BODY_WAIT: Duration = Duration::from_secs(15);

/// A client that does not take the next part of an answer.
pub(crate) const WRITE_WAIT: Duration = Duration::from_secs(30);

/// A client that takes its answer all the time, but more slowly than it is sent: what it has not taken is in memory.
pub(crate) const SLOW_READER: Duration = Duration::from_secs(5 * 60);

/// The time for running requests to finish once the router is asked to stop: each has its own time limit, which is
/// shorter.
pub(crate) const DRAIN: Duration = Duration::from_secs(60);

/// The time for the last answers to be sent, and for the store to be closed, when the router stops.
pub(crate) const SHUTDOWN: Duration = Duration::from_secs(2);
