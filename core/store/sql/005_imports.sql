-- Where imported rows come from, what was confirmed of them, and what becomes of recommendations.

-- A file that was imported: who sent it, when it was received, who took it in. One row per package of an import.
CREATE TABLE imports (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL PRIMARY KEY REFERENCES packages (name) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    file        TEXT NOT NULL,             -- its name, without folders
    sender      TEXT NOT NULL,
    period      TEXT NOT NULL,
    received_on TEXT NOT NULL,             -- YYYY-MM-DD: the day its figures last changed
    made_by     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The sheet and cell of each imported row. `key` is the key of the row in the table `about`, its parts between bars.
CREATE TABLE origins (
    plan    TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    about   TEXT NOT NULL,
    key     TEXT NOT NULL,
    sheet   TEXT NOT NULL,                 -- '' in a CSV file
    cell    TEXT NOT NULL,                 -- 'I6'; 'line:column' in a CSV file
    PRIMARY KEY (plan, about, key)
) STRICT, WITHOUT ROWID;

-- Figures that looked wrong and that someone answers for. A return is only taken once each of them is confirmed.
CREATE TABLE confirmations (
    plan         TEXT NOT NULL,
    package      TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    return_id    TEXT NOT NULL,            -- the return; of a follow-up form, its sender and period
    rule         TEXT NOT NULL,            -- above-allocation, going-back...
    line         TEXT NOT NULL,            -- key of the line of the form
    found        TEXT,                     -- the figure, and what it is compared with
    compared     TEXT,
    confirmed_by TEXT NOT NULL,            -- the sender, or who imported
    explanation  TEXT NOT NULL,
    PRIMARY KEY (plan, return_id, rule, line)
) STRICT, WITHOUT ROWID;

-- What became of a recommendation by the end of a period. The latest one known is its state.
CREATE TABLE follow_ups (
    plan    TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    number  INTEGER NOT NULL,
    period  TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('planned', 'executed', 'late', 'not_applicable')),
    done_on TEXT,
    source  TEXT,                          -- decision, letter, report
    comment TEXT,
    PRIMARY KEY (plan, number, period),
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
