-- Who received, checked and validated a return that was imported, and when. The last step is the return's status.
-- A return that is replaced keeps its steps; one that goes away takes them with it.
CREATE TABLE return_steps (
    plan      TEXT NOT NULL,
    return_id TEXT NOT NULL,
    position  INTEGER NOT NULL CHECK (position > 0),
    status    TEXT NOT NULL CHECK (status IN ('received', 'checked', 'validated')),
    made_by   TEXT NOT NULL,
    made_on   TEXT NOT NULL,               -- YYYY-MM-DD
    PRIMARY KEY (plan, return_id, position),
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
