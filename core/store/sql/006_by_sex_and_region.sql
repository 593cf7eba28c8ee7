-- Figures split by sex and by region, beside the whole they are a part of: never added to it, nor made from it.
CREATE TABLE measurement_parts (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,               -- with position, the indicator of the logical framework
    position  INTEGER NOT NULL,
    year      INTEGER NOT NULL,
    period    TEXT NOT NULL,               -- '' for the whole year
    sex       TEXT NOT NULL CHECK (sex IN ('', 'F', 'M')), -- '' for both
    region    TEXT NOT NULL CHECK (sex <> '' OR region <> ''), -- '' for all
    state     TEXT NOT NULL CHECK (state IN ('number', 'missing', 'na', 'text')),
    value     TEXT CHECK ((value IS NOT NULL) = (state = 'number')), -- exact decimal, in the indicator's unit
    words     TEXT CHECK (state <> 'text' OR words IS NOT NULL),
    source    TEXT NOT NULL,
    return_id TEXT,                        -- NULL when it did not come with a return: known at all dates
    PRIMARY KEY (plan, result_id, position, year, period, sex, region),
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE population_parts (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    region      TEXT NOT NULL,
    year        INTEGER NOT NULL,
    source      TEXT NOT NULL,
    sex         TEXT NOT NULL CHECK (sex IN ('F', 'M')),
    value       INTEGER NOT NULL,
    source_kind TEXT NOT NULL CHECK (source_kind IN ('document', 'published', 'press')),
    note        TEXT,
    PRIMARY KEY (plan, region, year, source, sex)
) STRICT, WITHOUT ROWID;

-- Of whom the figure is a count; NULL for both.
ALTER TABLE coverage ADD COLUMN sex TEXT CHECK (sex IN ('F', 'M'));
