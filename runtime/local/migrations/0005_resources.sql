-- Accounts that several users share, links without a session, auth configs, and saved configurations of sessions.

-- PRIVATE or SHARED, and who may use a shared account, as JSON.
ALTER TABLE connected_accounts ADD COLUMN account_type TEXT NOT NULL DEFAULT 'PRIVATE';
ALTER TABLE connected_accounts ADD COLUMN acl TEXT NOT NULL DEFAULT '{}';

-- Lists show one type of accounts, so that they are counted apart.
DROP TRIGGER account_made;
DROP TRIGGER account_deleted;
DROP TRIGGER account_changed;
DROP TABLE account_counts;

CREATE TABLE account_counts (
    toolkit TEXT NOT NULL,
    auth_config_id TEXT NOT NULL,
    account_type TEXT NOT NULL,
    status TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (toolkit, auth_config_id, account_type, status)
) STRICT, WITHOUT ROWID;

INSERT INTO account_counts
SELECT toolkit, auth_config_id, account_type, status, count(*) FROM connected_accounts
GROUP BY toolkit, auth_config_id, account_type, status;

CREATE TRIGGER account_made AFTER INSERT ON connected_accounts BEGIN
    INSERT INTO account_counts VALUES (new.toolkit, new.auth_config_id, new.account_type, new.status, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
END;

CREATE TRIGGER account_deleted AFTER DELETE ON connected_accounts BEGIN
    UPDATE account_counts SET total = total - 1
    WHERE toolkit = old.toolkit AND auth_config_id = old.auth_config_id AND account_type = old.account_type
    AND status = old.status;
END;

CREATE TRIGGER account_changed AFTER UPDATE OF status ON connected_accounts WHEN old.status <> new.status BEGIN
    UPDATE account_counts SET total = total - 1
    WHERE toolkit = old.toolkit AND auth_config_id = old.auth_config_id AND account_type = old.account_type
    AND status = old.status;
    INSERT INTO account_counts VALUES (new.toolkit, new.auth_config_id, new.account_type, new.status, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
END;

CREATE INDEX connected_accounts_by_auth_config ON connected_accounts (auth_config_id);

-- Whether a link was made without a session. Otherwise, its session was deleted if it has none.
ALTER TABLE links ADD COLUMN is_own INTEGER NOT NULL DEFAULT 0;
-- Set when the application has to confirm the user: by what it redeems the connection, and the provider's code.
ALTER TABLE links ADD COLUMN claim_hash BLOB;
ALTER TABLE links ADD COLUMN sealed_code BLOB;
CREATE UNIQUE INDEX links_by_claim ON links (claim_hash) WHERE claim_hash IS NOT NULL;

CREATE TABLE auth_configs (
    id TEXT PRIMARY KEY,
    toolkit TEXT NOT NULL,
    -- What is neither a secret nor looked for, as JSON.
    settings TEXT NOT NULL,
    client_secret BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session_configs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    description TEXT,
    -- What a session made from it may reach, as in the request that makes one.
    config TEXT NOT NULL,
    is_archived INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
