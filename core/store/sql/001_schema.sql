-- The store of Jalon: one file, readable with any SQLite tool.
--
-- Keys are the ids people write in the CSV files; nothing is renumbered. Each row carries `package`, the data package or import
-- it came from; `plan` is the name of the plan it is about. Amounts are integers in the currency's minor unit
-- (XOF has none: francs). States: number, pm, dash, blank, missing, na. Dates are YYYY-MM-DD.

-- What was loaded. `example` 1: fictional data, `label` is printed wherever it shows.
CREATE TABLE packages (
    plan     TEXT NOT NULL,                -- its own name when it is about no plan
    package  TEXT NOT NULL,                -- always equal to name
    name     TEXT NOT NULL PRIMARY KEY CHECK (name = package),
    title    TEXT NOT NULL,
    title_en TEXT,
    is_plan  INTEGER NOT NULL CHECK (is_plan IN (0, 1)),
    example  INTEGER NOT NULL CHECK (example IN (0, 1)),
    label    TEXT CHECK (example = 0 OR label IS NOT NULL),
    label_en TEXT
) STRICT;

-- A results framework over some years.
CREATE TABLE plans (
    plan       TEXT NOT NULL,
    package    TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    name       TEXT NOT NULL PRIMARY KEY CHECK (name = plan AND name = package),
    currency   TEXT NOT NULL,              -- ISO 4217
    decimals   INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 4),
    scale      INTEGER NOT NULL CHECK (scale > 0), -- units in one printed unit: 1000 for "milliers de FCFA"
    first_year INTEGER NOT NULL,
    last_year  INTEGER NOT NULL CHECK (last_year >= first_year)
) STRICT;

-- The plan's own names for the levels of its chain, 1 at the top.
CREATE TABLE levels (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    code      TEXT NOT NULL,
    position  INTEGER NOT NULL CHECK (position > 0),
    fr        TEXT NOT NULL,
    fr_plural TEXT NOT NULL,
    en        TEXT NOT NULL,
    en_plural TEXT NOT NULL,
    PRIMARY KEY (plan, code),
    UNIQUE (plan, position)
) STRICT, WITHOUT ROWID;

-- The documents figures are quoted from; `doc` and `line` elsewhere name a place in them.
CREATE TABLE documents (
    plan    TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id      TEXT NOT NULL,
    title   TEXT NOT NULL,
    path    TEXT,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

-- The reports that apply to the plan.
CREATE TABLE templates (
    plan     TEXT NOT NULL,
    package  TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id       TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

-- The nodes of the chain. The whole plan is the empty id and has no row.
CREATE TABLE results (
    plan         TEXT NOT NULL,
    package      TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id           TEXT NOT NULL CHECK (id <> ''),
    parent_id    TEXT,                     -- NULL at the top
    level        TEXT NOT NULL,
    position     INTEGER NOT NULL CHECK (position > 0), -- in printed order within the parent
    code_printed TEXT,                     -- as the document prints it, even wrong or twice
    title        TEXT NOT NULL,
    short_title  TEXT,                     -- how the document names the node in a few words; NULL when it does not
    doc          TEXT,
    line         INTEGER,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, parent_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, level) REFERENCES levels (plan, code) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX results_parent ON results (plan, parent_id);

-- Ministries, agencies and partners.
CREATE TABLE structures (
    plan    TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id      TEXT NOT NULL,
    name    TEXT NOT NULL,
    doc     TEXT,
    line    INTEGER,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

-- Who the document names beside a node, in its order and words.
CREATE TABLE roles (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,
    role      TEXT NOT NULL CHECK (role IN ('responsible', 'partner')),
    position  INTEGER NOT NULL,
    structure TEXT NOT NULL,
    printed   TEXT NOT NULL,
    PRIMARY KEY (plan, result_id, role, position),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, structure) REFERENCES structures (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The one structure that answers for a node: our choice, editable; the document does not name it.
CREATE TABLE leads (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,
    structure TEXT NOT NULL,
    PRIMARY KEY (plan, result_id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, structure) REFERENCES structures (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE funders (
    plan          TEXT NOT NULL,
    package       TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id            TEXT NOT NULL CHECK (id <> ''),
    position      INTEGER NOT NULL,        -- in the document's order
    name          TEXT NOT NULL,
    name_en       TEXT,
    label_printed TEXT,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

-- Planned cost: the activity matrix, cell by cell.
CREATE TABLE budgets (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    activity_id TEXT NOT NULL,
    year        INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('number', 'pm', 'dash', 'blank', 'missing')),
    amount      INTEGER CHECK ((amount IS NOT NULL) = (state = 'number')), -- minor units
    doc         TEXT NOT NULL,
    line        INTEGER NOT NULL,
    PRIMARY KEY (plan, activity_id, year),
    FOREIGN KEY (plan, activity_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Planned financing by node (usually an axis), funder and year.
CREATE TABLE financing (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,               -- '' when the document does not split it by node
    funder    TEXT NOT NULL,
    year      INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('number', 'pm', 'dash', 'blank', 'missing')),
    amount    INTEGER CHECK ((amount IS NOT NULL) = (state = 'number')), -- minor units
    doc       TEXT NOT NULL,
    line      INTEGER NOT NULL,
    PRIMARY KEY (plan, result_id, funder, year),
    FOREIGN KEY (plan, funder) REFERENCES funders (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What the document prints about itself: totals, shares, headers, labels. Never used as a figure, only compared.
CREATE TABLE claims (
    plan          TEXT NOT NULL,
    package       TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id            TEXT NOT NULL,
    kind          TEXT NOT NULL,           -- row-total, subtotal, financing-total...
    about         TEXT,                    -- node; NULL for the whole plan
    funder        TEXT,
    year          INTEGER,                 -- NULL for all years together
    unit          TEXT NOT NULL CHECK (unit IN ('amount', 'currency', 'percent', 'count', 'text')),
    printed_text  TEXT,
    printed_value TEXT,                    -- exact decimal, whole currency units for amounts; NULL when not a number
    label         TEXT,                    -- label printed on the row
    doc           TEXT NOT NULL,
    line          INTEGER NOT NULL,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, about) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, funder) REFERENCES funders (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What a planner chooses for a plan: stage, base, lights, owner, stages a funder has...
CREATE TABLE settings (
    plan    TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    key     TEXT NOT NULL,
    about   TEXT NOT NULL,                 -- '' for the plan, else what the key is about (a funder)
    value   TEXT NOT NULL,
    PRIMARY KEY (plan, key, about)
) STRICT, WITHOUT ROWID;

-- Reporting periods. Amounts of a return are cumulative from 1 January to last_day.
CREATE TABLE periods (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    code      TEXT NOT NULL,               -- 2013, 2013-S1, 2013-T2
    year      INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL CHECK (last_day >= first_day),
    closed    INTEGER NOT NULL CHECK (closed IN (0, 1)),
    PRIMARY KEY (plan, code)
) STRICT, WITHOUT ROWID;

-- What structures were asked to send, and sent.
CREATE TABLE returns (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id          TEXT NOT NULL,
    period      TEXT NOT NULL,
    sender      TEXT NOT NULL,
    due_on      TEXT NOT NULL,
    received_on TEXT CHECK ((received_on IS NULL) = (status = 'expected')),
    status      TEXT NOT NULL CHECK (status IN ('expected', 'received', 'checked', 'validated')),
    comment     TEXT,
    PRIMARY KEY (plan, id),
    UNIQUE (plan, period, sender),
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, sender) REFERENCES structures (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Amounts by stage, cumulative within the year.
CREATE TABLE spending (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    activity_id TEXT NOT NULL,
    funder      TEXT NOT NULL,             -- '' when the return does not split by funder
    period      TEXT NOT NULL,
    stage       TEXT NOT NULL CHECK (stage IN ('committed', 'liquidated', 'ordered', 'paid')),
    state       TEXT NOT NULL CHECK (state IN ('number', 'missing', 'na')),
    amount      INTEGER CHECK ((amount IS NOT NULL) = (state = 'number')), -- minor units
    return_id   TEXT NOT NULL,
    comment     TEXT,
    PRIMARY KEY (plan, activity_id, funder, period, stage),
    FOREIGN KEY (plan, activity_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Physical progress: % of the year's programme, 0 to 100; quantities may pass 100.
CREATE TABLE progress (
    plan             TEXT NOT NULL,
    package          TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    activity_id      TEXT NOT NULL,
    period           TEXT NOT NULL,
    state            TEXT NOT NULL
        CHECK (state IN ('done', 'under_way', 'not_started', 'postponed', 'cancelled')),
    physical         TEXT,                 -- exact decimal; NULL: not reported
    quantity_planned TEXT,
    quantity_done    TEXT,
    unit             TEXT,
    decided_on       TEXT,                 -- date of the decision that cancelled it
    document         TEXT,                 -- supporting document
    return_id        TEXT NOT NULL,
    comment          TEXT,
    PRIMARY KEY (plan, activity_id, period),
    FOREIGN KEY (plan, activity_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Work a return names that the plan does not hold.
CREATE TABLE extra_work (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id        TEXT NOT NULL,
    result_id TEXT NOT NULL,               -- the node it is nearest to
    period    TEXT NOT NULL,
    title     TEXT NOT NULL,
    funder    TEXT,
    amount    INTEGER,                     -- minor units; NULL: not stated
    return_id TEXT NOT NULL,
    comment   TEXT,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Stages of funding, cumulative within the year: each stage is counted in the one before, they are never added.
CREATE TABLE mobilisation (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    funder    TEXT NOT NULL,
    result_id TEXT NOT NULL,               -- '' when not split by node ("non réparti")
    period    TEXT NOT NULL,
    status    TEXT NOT NULL CHECK (status IN ('announced', 'signed', 'notified', 'received')),
    nature    TEXT NOT NULL CHECK (nature IN ('cash', 'in_kind')),
    state     TEXT NOT NULL CHECK (state IN ('number', 'missing', 'na')),
    amount    INTEGER CHECK ((amount IS NOT NULL) = (state = 'number')), -- minor units
    source    TEXT NOT NULL,               -- letter, agreement, account statement
    PRIMARY KEY (plan, funder, result_id, period, status, nature),
    FOREIGN KEY (plan, funder) REFERENCES funders (plan, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, period) REFERENCES periods (plan, code) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Dated changes of the allocation of a node in a year; the last one at the report's date holds.
CREATE TABLE revisions (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    number    INTEGER NOT NULL,
    result_id TEXT NOT NULL,
    funder    TEXT NOT NULL,               -- '' when not about one funder
    year      INTEGER NOT NULL,
    date      TEXT NOT NULL,
    decision  TEXT NOT NULL,
    amount    INTEGER NOT NULL,            -- minor units: the new allocation, not the difference
    PRIMARY KEY (plan, number, result_id, funder, year),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Initial allocations as notified (another base than the planned cost).
CREATE TABLE allocations (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id   TEXT NOT NULL,
    year        INTEGER NOT NULL,
    notified_on TEXT NOT NULL,
    amount      INTEGER NOT NULL,          -- minor units
    source      TEXT NOT NULL,
    PRIMARY KEY (plan, result_id, year),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Indicators of the logical framework, in the words of the document. `position` counts from 1 within the result; the values are
-- read from the words where they hold a number. kind: stock, flow (adds up over time), rate (never summed), text.
CREATE TABLE indicators (
    plan           TEXT NOT NULL,
    package        TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id      TEXT NOT NULL,
    position       INTEGER NOT NULL,
    indicator      TEXT NOT NULL,
    direction      TEXT NOT NULL CHECK (direction IN ('up', 'down', 'none')),
    unit           TEXT,
    kind           TEXT NOT NULL CHECK (kind IN ('stock', 'flow', 'rate', 'text')),
    baseline_text  TEXT,
    baseline_value TEXT,
    baseline_year  INTEGER,
    target_text    TEXT,
    target_value   TEXT,
    target_year    INTEGER,
    verification   TEXT,
    assumptions    TEXT,
    doc            TEXT NOT NULL,
    line           INTEGER NOT NULL,
    note           TEXT,
    PRIMARY KEY (plan, result_id, position)
) STRICT, WITHOUT ROWID;

-- Targets stated for a year, when there are several ("22 % en 2014 et 28 % en 2015") or a bound ("moins de 50 %").
CREATE TABLE targets (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,
    position  INTEGER NOT NULL,
    year      INTEGER NOT NULL,
    value     TEXT NOT NULL,
    bound     TEXT NOT NULL CHECK (bound IN ('exact', 'at_most', 'at_least')),
    PRIMARY KEY (plan, result_id, position, year)
) STRICT, WITHOUT ROWID;

-- What an indicator of the logical framework was measured at. A year's figure is that of its latest period.
CREATE TABLE measurements (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    result_id TEXT NOT NULL,               -- with position, the indicator
    position  INTEGER NOT NULL,
    year      INTEGER NOT NULL,            -- the year it is about, which may be before the plan
    period    TEXT NOT NULL,               -- '' for the whole year
    state     TEXT NOT NULL CHECK (state IN ('number', 'missing', 'na', 'text')),
    value     TEXT CHECK ((value IS NOT NULL) = (state = 'number')), -- exact decimal, in the indicator's unit
    words     TEXT CHECK (state <> 'text' OR words IS NOT NULL),
    source    TEXT NOT NULL,               -- survey, register, report
    return_id TEXT,                        -- NULL when it did not come with a return: known at all dates
    PRIMARY KEY (plan, result_id, position, year, period),
    FOREIGN KEY (plan, return_id) REFERENCES returns (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The same chain as other sections of the document print it: code and words. result_id NULL: printed there only.
CREATE TABLE wordings (
    plan         TEXT NOT NULL,
    package      TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id           TEXT NOT NULL,
    section      TEXT NOT NULL,
    result_id    TEXT,
    level        TEXT NOT NULL,
    code_printed TEXT,
    title        TEXT NOT NULL,
    doc          TEXT NOT NULL,
    line         INTEGER NOT NULL,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Dated figures of the text. `series` names the quantity: two figures of one series and year should be equal.
CREATE TABLE figures (
    plan         TEXT NOT NULL,
    package      TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id           TEXT NOT NULL,
    series       TEXT NOT NULL,
    about        TEXT NOT NULL,
    year         INTEGER,
    unit         TEXT NOT NULL,
    printed_text TEXT NOT NULL,
    value        TEXT,
    doc          TEXT NOT NULL,
    line         INTEGER NOT NULL,
    note         TEXT,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

-- Registrations by programme. Households, persons and affiliates are never added together.
CREATE TABLE registrations (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id        TEXT NOT NULL,
    programme TEXT NOT NULL,
    operator  TEXT,
    regions   TEXT,
    unit      TEXT NOT NULL,
    count     INTEGER,
    date_text TEXT,
    doc       TEXT NOT NULL,
    line      INTEGER NOT NULL,
    note      TEXT,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

-- Recommendations, who executes them and by when. recurring 1: one occurrence each year.
CREATE TABLE recommendations (
    plan          TEXT NOT NULL,
    package       TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    number        INTEGER NOT NULL,
    text          TEXT NOT NULL,
    responsible   TEXT,
    deadline_text TEXT,
    due           TEXT,
    recurring     INTEGER NOT NULL CHECK (recurring IN (0, 1)),
    state         TEXT NOT NULL CHECK (state IN ('unknown', 'planned', 'executed', 'late', 'not_applicable')),
    done_on       TEXT,
    doc           TEXT NOT NULL,
    line          INTEGER NOT NULL,
    PRIMARY KEY (plan, number)
) STRICT, WITHOUT ROWID;

-- What was reached, under way or planned, with its date and count.
CREATE TABLE milestones (
    plan           TEXT NOT NULL,
    package        TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id             TEXT NOT NULL,
    result_id      TEXT,
    indicator_code TEXT,
    text           TEXT NOT NULL,
    count          INTEGER,
    unit           TEXT,
    date_text      TEXT,
    date           TEXT,
    state          TEXT NOT NULL CHECK (state IN ('reached', 'under_way', 'planned')),
    doc            TEXT NOT NULL,
    line           INTEGER NOT NULL,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What the document tells in words, by result where it does.
CREATE TABLE narratives (
    plan      TEXT NOT NULL,
    package   TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id        TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('context', 'progress', 'problem', 'measure', 'collaboration', 'institution', 'outlook')),
    result_id TEXT,
    heading   TEXT,
    text      TEXT NOT NULL,
    doc       TEXT NOT NULL,
    line      INTEGER NOT NULL,
    PRIMARY KEY (plan, id),
    FOREIGN KEY (plan, result_id) REFERENCES results (plan, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Members, beneficiaries and insured persons by scheme and region; schemes overlap and are never summed.
CREATE TABLE coverage (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    id          TEXT NOT NULL,
    scheme      TEXT NOT NULL,
    region      TEXT NOT NULL,
    year        INTEGER NOT NULL,
    measure     TEXT NOT NULL,
    unit        TEXT NOT NULL,
    value       TEXT,
    source      TEXT NOT NULL,
    source_kind TEXT NOT NULL CHECK (source_kind IN ('document', 'published', 'press')),
    doc         TEXT,
    line        INTEGER,
    PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

-- Reference populations; two censuses have other boundaries: never compared by region.
CREATE TABLE populations (
    plan        TEXT NOT NULL,
    package     TEXT NOT NULL REFERENCES packages (name) DEFERRABLE INITIALLY DEFERRED,
    region      TEXT NOT NULL,
    year        INTEGER NOT NULL,
    source      TEXT NOT NULL,
    value       INTEGER NOT NULL,
    source_kind TEXT NOT NULL CHECK (source_kind IN ('document', 'published', 'press')),
    note        TEXT,
    PRIMARY KEY (plan, region, year, source)
) STRICT, WITHOUT ROWID;
