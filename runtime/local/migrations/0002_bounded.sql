-- What is looked for often is found by an index, however much there is, and what has ended is deleted after a while.

-- When the router has to act on a link: it expires, or the provider's answer to it has led to nothing. NULL once it has.
ALTER TABLE links ADD COLUMN due_at INTEGER;
UPDATE links SET due_at = coalesce(finished_at, expires_at)
WHERE account_id IN (SELECT id FROM connected_accounts WHERE status = 'INITIATED');
DROP INDEX links_by_expiry;
CREATE INDEX links_by_due ON links (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX links_by_expiry ON links (expires_at);

-- "TLRT", by which the router recognises its own databases.
PRAGMA application_id = 0x544c5254;

-- When an account was connected; NULL if it never was.
ALTER TABLE connected_accounts ADD COLUMN connected_at INTEGER;
UPDATE connected_accounts SET connected_at = created_at
WHERE status IN ('ACTIVE', 'INACTIVE')
OR (status = 'EXPIRED' AND id NOT IN (SELECT account_id FROM links WHERE finished_at IS NULL));

-- Lists of accounts go through these in their order, page by page.
CREATE INDEX connected_accounts_by_creation ON connected_accounts (created_at);
CREATE INDEX connected_accounts_by_update ON connected_accounts (updated_at);
CREATE INDEX connected_accounts_by_toolkit ON connected_accounts (toolkit, created_at);
CREATE INDEX connected_accounts_by_status ON connected_accounts (status, created_at);
-- What calls use, and what may still become of a user's links.
CREATE INDEX connected_accounts_active ON connected_accounts (user_id, toolkit, rank) WHERE status = 'ACTIVE';
CREATE INDEX connected_accounts_unused ON connected_accounts (user_id, rank) WHERE connected_at IS NULL;

-- How many accounts there are: every page of a list says so, and counting them takes longer the more there are.
CREATE TABLE account_counts (
    toolkit TEXT NOT NULL,
    auth_config_id TEXT NOT NULL,
    status TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (toolkit, auth_config_id, status)
) STRICT, WITHOUT ROWID;

INSERT INTO account_counts
SELECT toolkit, auth_config_id, status, count(*) FROM connected_accounts GROUP BY toolkit, auth_config_id, status;

CREATE TRIGGER account_made AFTER INSERT ON connected_accounts BEGIN
    INSERT INTO account_counts VALUES (new.toolkit, new.auth_config_id, new.status, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
END;

CREATE TRIGGER account_deleted AFTER DELETE ON connected_accounts BEGIN
    UPDATE account_counts SET total = total - 1
    WHERE toolkit = old.toolkit AND auth_config_id = old.auth_config_id AND status = old.status;
END;

CREATE TRIGGER account_changed AFTER UPDATE OF status ON connected_accounts WHEN old.status <> new.status BEGIN
    UPDATE account_counts SET total = total - 1
    WHERE toolkit = old.toolkit AND auth_config_id = old.auth_config_id AND status = old.status;
    INSERT INTO account_counts VALUES (new.toolkit, new.auth_config_id, new.status, 1)
    ON CONFLICT DO UPDATE SET total = total + 1;
END;

CREATE INDEX approval_requests_by_expiry ON approval_requests (expires_at);
