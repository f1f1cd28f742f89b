//! How much the API takes at once, in one place: the client refuses more before it sends a request, the embedded router when
//! one arrives.

/// The queries of one search. There is at least one.
pub const MAX_QUERIES: usize = 7;

/// The characters of a query's use case. There is at least one.
pub const MAX_USE_CASE: usize = 1024;

/// The characters of what is known for a query.
pub const MAX_KNOWN_FIELDS: usize = 500;

/// The tools of one call of [`MetaTool::MultiExecute`](crate::MetaTool::MultiExecute). There is at least one.
pub const MAX_TOOLS_AT_ONCE: usize = 50;

/// The toolkits of a session on one page.
pub const MAX_TOOLKITS_PAGE: usize = 50;

/// The tools of a session on one page.
pub const MAX_TOOLS_PAGE: usize = 500;

/// The versions of a session's configuration on one page.
pub const MAX_HISTORY_PAGE: usize = 100;

/// The files of a session on one page.
pub const MAX_FILES_PAGE: usize = 500;

/// The bytes of a file's path in a session.
pub const MAX_FILE_PATH: usize = 1024;
