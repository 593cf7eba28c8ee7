-- What a planner writes for the report of a year, section by section, in the order it is printed.
CREATE TABLE texts (
    plan     TEXT NOT NULL,
    package  TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    year     INTEGER NOT NULL,
    section  TEXT NOT NULL,                -- preface, summary, difficulties, outlook...
    lang     TEXT NOT NULL CHECK (lang IN ('fr', 'en')),
    position INTEGER NOT NULL CHECK (position > 0),
    role     TEXT NOT NULL CHECK (role IN ('heading', 'paragraph', 'item', 'number')),
    text     TEXT NOT NULL,                -- **bold** is the only mark-up
    PRIMARY KEY (plan, year, section, lang, position)
) STRICT, WITHOUT ROWID;

-- The plan's logo, as the file that was loaded: the one picture of its reports.
CREATE TABLE logo (
    plan    TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id      TEXT NOT NULL CHECK (id = 'logo'),
    format  TEXT NOT NULL CHECK (format IN ('png', 'jpeg')),
    width   INTEGER NOT NULL CHECK (width > 0),  -- pixels
    height  INTEGER NOT NULL CHECK (height > 0),
    data    TEXT NOT NULL,                 -- the file's bytes, in base 64
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;
