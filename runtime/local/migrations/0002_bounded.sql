-- What is looked for often is found by an index, however much there is, and what has ended is deleted after a while.

-- When the router has to act on a link: it expires, or the provider's answer to it has led to nothing. NULL once it has.
ALTER TABLE links ADD COLUMN due_at INTEGER;
UPDATE links SET due_at = expires_at
WHERE finished_at IS NULL AND account_id IN (SELECT id FROM connected_accounts WHERE status = 'INITIATED');
DROP INDEX links_by_expiry;
CREATE INDEX links_by_due ON links (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX links_by_expiry ON links (expires_at);

-- "TLRT", by which the router recognises its own databases.
PRAGMA application_id = 0x544c5254;
