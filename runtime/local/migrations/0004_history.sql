-- A session's current configuration stands in its own row alone, so that making a session writes a single one.
ALTER TABLE sessions ADD COLUMN configured_at INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET configured_at = coalesce(
    (SELECT created_at FROM config_history WHERE session_id = sessions.id AND version = sessions.config_version), 0
);
DELETE FROM config_history
WHERE version = (SELECT config_version FROM sessions WHERE id = config_history.session_id);
