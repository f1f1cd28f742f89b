-- An approval is for one account, one kind of need and, where every call is asked for, the arguments. The earlier ones did not
-- say for which, so the user is asked again.

DROP TABLE approvals;

CREATE TABLE approvals (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    need TEXT NOT NULL,
    tool TEXT NOT NULL,
    -- Empty for tools without an account.
    account TEXT NOT NULL,
    -- Empty where an approval is for any arguments.
    arguments_hash BLOB NOT NULL,
    PRIMARY KEY (session_id, need, tool, account, arguments_hash)
) STRICT;
