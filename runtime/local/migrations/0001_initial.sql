-- Times are milliseconds since the Unix epoch. Columns that end in _hash hold SHA-256 of a random token that only its bearer
-- knows; columns that hold a secret are sealed by the vault.

CREATE TABLE vault (
    -- One row: a sealed constant, by which a wrong key is noticed before anything is written with it.
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sealed_check BLOB NOT NULL
) STRICT;

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    config TEXT NOT NULL,
    config_version INTEGER NOT NULL
) STRICT;

-- Every configuration that a session has had, the current one included.
CREATE TABLE config_history (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    config TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (session_id, version)
) STRICT;

CREATE TABLE connected_accounts (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    toolkit TEXT NOT NULL,
    auth_config_id TEXT NOT NULL,
    alias TEXT,
    status TEXT NOT NULL,
    status_reason TEXT,
    -- Grows with every account made or connected: the highest is the latest.
    rank INTEGER NOT NULL,
    access_token BLOB,
    refresh_token BLOB,
    token_expires_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX connected_accounts_by_user ON connected_accounts (user_id, toolkit, rank);
CREATE INDEX connected_accounts_by_rank ON connected_accounts (rank);

CREATE TABLE links (
    token_hash BLOB PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES connected_accounts (id) ON DELETE CASCADE,
    -- What the user is told on the connect page comes from here.
    session_id TEXT REFERENCES sessions (id) ON DELETE SET NULL,
    callback_url TEXT,
    expires_at INTEGER NOT NULL,
    -- Set when the user goes on to the provider.
    browser_hash BLOB,
    state_hash BLOB UNIQUE,
    sealed_verifier BLOB,
    redirect_uri TEXT,
    -- Set when the provider has sent the user back.
    finished_at INTEGER
) STRICT;

CREATE INDEX links_by_account ON links (account_id);
CREATE INDEX links_by_session ON links (session_id);
CREATE INDEX links_by_expiry ON links (expires_at) WHERE finished_at IS NULL;

CREATE TABLE approval_requests (
    token_hash BLOB PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    call_hash BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX approval_requests_by_session ON approval_requests (session_id);

CREATE TABLE approvals (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    tool TEXT NOT NULL,
    PRIMARY KEY (session_id, tool)
) STRICT;

CREATE TABLE files (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    mimetype TEXT,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    modified_at INTEGER NOT NULL,
    PRIMARY KEY (session_id, path)
) STRICT;

-- URLs by which a file is moved without the API key.
CREATE TABLE file_links (
    token_hash BLOB PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    mimetype TEXT,
    -- Whether the file is put there, or fetched.
    is_upload INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX file_links_by_expiry ON file_links (expires_at);
