//! The API's limits, in one place: the client refuses a request that exceeds them before sending it, the embedded
//! router when it arrives.

/// Queries per search. The minimum is one.
pub const MAX_QUERIES: usize = 7;

/// Characters of a query's use case. The minimum is one.
pub const MAX_USE_CASE: usize = 1024;

/// Characters of a query's known fields.
pub const MAX_KNOWN_FIELDS: usize = 500;

/// Tools per call of [`MetaTool::MultiExecute`](crate::MetaTool::MultiExecute). The minimum is one.
pub const MAX_TOOLS_AT_ONCE: usize = 50;

/// A session's toolkits per page.
pub const MAX_TOOLKITS_PAGE: usize = 50;

/// A session's tools per page.
pub const MAX_TOOLS_PAGE: usize = 500;

/// Versions of a session's configuration per page.
pub const MAX_HISTORY_PAGE: usize = 100;

/// A session's files per page.
pub const MAX_FILES_PAGE: usize = 500;

/// The bytes of a file's path in a session.
pub const MAX_FILE_PATH: usize = 1024;
