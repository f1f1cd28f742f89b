//! How long and how large things may be.

use std::time::Duration;

/// A request of the API. Official clients give up after 60 seconds.
pub(crate) const REQUEST: Duration = Duration::from_secs(58);

/// One run of a tool, with room for a refresh of the token before it.
pub(crate) const TOOL: Duration = Duration::from_secs(40);

/// One wait for connections.
pub(crate) const WAIT: Duration = Duration::from_secs(45);

/// One long poll for changes of connections.
pub(crate) const PUSH_WAIT: Duration = Duration::from_secs(30);

/// One request to an authorization server.
pub(crate) const TOKEN_REQUEST: Duration = Duration::from_secs(15);

/// One question to the user of an MCP client.
pub(crate) const ELICITATION: Duration = Duration::from_secs(10 * 60);

/// An MCP session that nobody uses.
pub(crate) const MCP_IDLE: Duration = Duration::from_secs(30 * 60);

/// The MCP sessions of one session; beyond that the one that was used least recently makes room.
pub(crate) const MCP_SESSIONS: usize = 32;

/// The body of a request, in bytes.
pub(crate) const BODY: usize = 4 * 1024 * 1024;

/// One file of a session, in bytes.
pub(crate) const FILE: usize = 32 * 1024 * 1024;

/// All files of a session, in bytes.
pub(crate) const FILES: i64 = 256 * 1024 * 1024;

/// What a toolkit's own HTTP API answers to a proxied call, in bytes.
pub(crate) const PROXY_ANSWER: usize = 16 * 1024 * 1024;

/// The answer of an authorization server, in bytes.
pub(crate) const TOKEN_RESPONSE: usize = 256 * 1024;

/// How long the rest of a request may take once the router is asked to stop.
pub(crate) const SHUTDOWN: Duration = Duration::from_secs(2);
