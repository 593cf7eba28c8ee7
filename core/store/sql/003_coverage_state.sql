-- A coverage cell says what it is: a number, or why there is none. Until here an empty value meant
-- that it was not known.
CREATE TABLE coverage_new (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id          TEXT NOT NULL,
    scheme      TEXT NOT NULL,
    region      TEXT NOT NULL,
    year        INTEGER NOT NULL,
    measure     TEXT NOT NULL,
    unit        TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('number', 'dash', 'blank', 'missing')),
    value       TEXT,                    -- exact decimal, in `unit`
    source      TEXT NOT NULL,
    source_kind TEXT NOT NULL CHECK (source_kind IN ('document', 'published', 'press')),
    doc         TEXT,
    line        INTEGER,
    PRIMARY KEY (plan, id),
    CHECK ((state = 'number') = (value IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO coverage_new (plan, package, id, scheme, region, year, measure, unit, state, value,
                          source, source_kind, doc, line)
SELECT plan, package, id, scheme, region, year, measure, unit,
       CASE WHEN value IS NULL THEN 'missing' ELSE 'number' END, value, source, source_kind, doc, line
FROM coverage;

DROP TABLE coverage;
ALTER TABLE coverage_new RENAME TO coverage;
