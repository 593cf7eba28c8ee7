#include "store/read.h"

#include "base/i18n.h"
#include "base/str.h"
#include "model/table.h"
#include "store/sqlite.h"

#include <stdio.h>
#include <string.h>

/* Not of an import that came after :date; what data packages hold is known at all dates. */
#define KNOWN(row)                                                                                 \
    "NOT EXISTS (SELECT 1 FROM imports AS i WHERE i.package = " row                                \
    ".package AND i.received_on > :date)"

static const char *const queries[JLN_Q_COUNT] = {
    [JLN_Q_PLANS] =
        "SELECT p.name, k.title, k.title_en, p.currency, p.decimals, p.scale, p.first_year, "
        "p.last_year, (SELECT count(*) FROM results AS r WHERE r.plan = p.name), (SELECT count(*) "
        "FROM "
        "packages AS e WHERE e.plan = p.name AND e.example = 1) FROM plans AS p JOIN packages AS k "
        "ON "
        "k.name = p.name ORDER BY p.name",
    [JLN_Q_PACKAGES] =
        "SELECT name, title, title_en, is_plan, example, label, label_en FROM packages "
        "WHERE plan = :plan ORDER BY is_plan DESC, name",
    [JLN_Q_LEVELS] =
        "SELECT code, fr, fr_plural, en, en_plural FROM levels WHERE plan = :plan ORDER BY "
        "position",
    [JLN_Q_DOCUMENTS] =
        "SELECT id, title, path, package FROM documents WHERE plan = :plan ORDER BY id "
        "COLLATE jln_id",
    [JLN_Q_TEMPLATES] = "SELECT id FROM templates WHERE plan = :plan ORDER BY position",
    [JLN_Q_RESULTS] =
        "SELECT r.id, r.parent_id, r.level, r.position, r.code_printed, r.title, r.doc, r.line, "
        "l.structure, r.short_title FROM results AS r JOIN levels AS v ON v.plan = r.plan AND "
        "v.code = r.level LEFT JOIN "
        "leads AS l ON l.plan = r.plan AND l.result_id = r.id WHERE r.plan = :plan ORDER BY "
        "v.position, "
        "r.parent_id COLLATE jln_id, r.position, r.id COLLATE jln_id",
    [JLN_Q_STRUCTURES] = "SELECT id, name FROM structures WHERE plan = :plan ORDER BY id",
    [JLN_Q_FUNDERS] =
        "SELECT id, name, name_en, label_printed FROM funders WHERE plan = :plan ORDER BY "
        "position, id",
    [JLN_Q_SETTINGS] =
        "SELECT key, about, value FROM settings WHERE plan = :plan ORDER BY key, about",
    [JLN_Q_BUDGETS] =
        "SELECT activity_id, year, state, amount, doc, line FROM budgets WHERE plan = :plan "
        "ORDER BY activity_id, year",
    [JLN_Q_FINANCING] =
        "SELECT result_id, funder, year, state, amount, doc, line FROM financing WHERE "
        "plan = :plan ORDER BY result_id, funder, year",
    [JLN_Q_ALLOCATIONS] =
        "SELECT result_id, year, amount, notified_on, source FROM allocations WHERE plan "
        "= :plan AND notified_on <= :date ORDER BY result_id, year",
    [JLN_Q_REVISIONS] =
        "SELECT result_id, year, amount, date, number, decision FROM revisions WHERE plan = "
        ":plan AND funder = '' AND date <= :date ORDER BY date, number, result_id",
    [JLN_Q_PERIODS] =
        "SELECT code, year, first_day, last_day, closed FROM periods WHERE plan = :plan ORDER "
        "BY last_day, first_day DESC, code",
    [JLN_Q_RETURNS] =
        "SELECT id, period, sender, due_on, received_on, status, comment FROM returns WHERE "
        "plan = :plan ORDER BY period, sender",
    [JLN_Q_SPENDING] =
        "SELECT s.activity_id, s.funder, s.period, s.stage, s.state, s.amount, s.return_id FROM "
        "spending AS s JOIN returns AS r ON r.plan = s.plan AND r.id = s.return_id WHERE "
        "s.plan = :plan AND r.received_on <= :date ORDER BY s.activity_id, s.funder, "
        "s.period, s.stage",
    [JLN_Q_SPENDING_ALL] =
        "SELECT jln_row(activity_id, funder, period, stage, coalesce(amount, state), return_id) "
        "FROM "
        "spending WHERE plan = :plan ORDER BY activity_id, funder, period, stage",
    [JLN_Q_PROGRESS] =
        "SELECT p.activity_id, p.period, p.state, p.physical, p.quantity_planned, "
        "p.quantity_done, p.unit, p.decided_on, p.return_id, p.comment FROM progress AS p "
        "JOIN returns AS r ON r.plan = p.plan AND r.id = p.return_id WHERE p.plan = :plan AND "
        "r.received_on <= :date ORDER BY p.activity_id, p.period",
    [JLN_Q_EXTRA_WORK] =
        "SELECT e.result_id, e.period, e.title, e.funder, e.amount, e.return_id, e.comment "
        "FROM extra_work AS e JOIN returns AS r ON r.plan = e.plan AND r.id = e.return_id "
        "WHERE e.plan = :plan AND r.received_on <= :date ORDER BY e.period, e.id",
    [JLN_Q_MOBILISATION] =
        "SELECT funder, result_id, period, status, nature, state, amount, source FROM "
        "mobilisation AS m WHERE plan = :plan AND " KNOWN("m") " ORDER BY funder, "
                                                               "result_id, period, status, nature",
    [JLN_Q_CLAIMS] =
        "SELECT id, kind, about, funder, year, unit, printed_text, printed_value, label, doc, "
        "line FROM claims WHERE plan = :plan ORDER BY line, id COLLATE jln_id",
    [JLN_Q_INDICATORS] =
        "SELECT result_id, position, indicator, direction, unit, kind, baseline_text, "
        "baseline_value, baseline_year, target_text, target_value, target_year, doc, line, "
        "verification, "
        "assumptions, note FROM indicators WHERE plan = :plan ORDER BY result_id COLLATE jln_id, "
        "position",
    [JLN_Q_TARGETS] =
        "SELECT result_id, position, year, value, bound FROM targets WHERE plan = :plan ORDER BY "
        "result_id COLLATE jln_id, position, year",
    [JLN_Q_MEASUREMENTS] =
        "SELECT m.result_id, m.position, m.year, m.period, m.state, m.value, m.words, m.source, "
        "m.return_id FROM "
        "measurements AS m LEFT JOIN periods AS p ON p.plan = m.plan AND p.code = m.period LEFT "
        "JOIN returns AS r ON "
        "r.plan = m.plan AND r.id = m.return_id WHERE m.plan = :plan AND (m.return_id IS NULL OR "
        "r.received_on <= "
        ":date) AND " KNOWN("m") " ORDER BY m.result_id COLLATE jln_id, m.position, m.year, "
                                 "coalesce(p.last_day, '9999'), m.period",
    [JLN_Q_PARTS] = "SELECT m.result_id, m.position, m.year, m.sex, m.region, m.state, m.value, "
                    "m.words, m.source, m.return_id FROM "
                    "measurement_parts AS m LEFT JOIN periods AS p ON p.plan = m.plan AND p.code = "
                    "m.period LEFT JOIN returns AS r ON "
                    "r.plan = m.plan AND r.id = m.return_id WHERE m.plan = :plan AND (m.return_id "
                    "IS NULL OR r.received_on <= :date) "
                    "ORDER BY m.result_id COLLATE jln_id, m.position, m.year, m.sex, m.region, "
                    "coalesce(p.last_day, '9999'), m.period",
    [JLN_Q_FUNDER_REVISIONS] =
        "SELECT result_id, funder, year, amount, date, number, decision FROM revisions WHERE plan "
        "= "
        ":plan AND funder <> '' AND date <= :date ORDER BY date, number, result_id, funder",
    [JLN_Q_COVERAGE] = "SELECT scheme, region, year, measure, unit, value, source, doc, line, "
                       "state, sex FROM coverage "
                       "AS c WHERE plan = :plan AND " KNOWN(
                           "c") " ORDER BY scheme, region, measure, year, id COLLATE jln_id",
    [JLN_Q_POPULATIONS] =
        "SELECT region, year, source, value, '' AS sex FROM populations WHERE plan = :plan OR plan "
        "IN "
        "(SELECT name FROM packages WHERE is_plan = 0 AND plan = name) UNION ALL SELECT region, "
        "year, source, value, sex FROM population_parts WHERE plan = :plan OR plan IN (SELECT name "
        "FROM packages WHERE is_plan = 0 AND plan = name) ORDER BY region, year, source, sex",
    [JLN_Q_REGISTRATIONS] =
        "SELECT id, programme, operator, regions, unit, count, doc, line, date_text FROM "
        "registrations WHERE plan = :plan ORDER BY id COLLATE jln_id",
    [JLN_Q_RECOMMENDATIONS] =
        "SELECT r.number, r.due, r.recurring, coalesce(f.state, r.state), CASE WHEN f.state IS "
        "NULL THEN "
        "r.done_on ELSE f.done_on END, r.text, r.doc, r.line, r.responsible, r.state, r.done_on "
        "FROM recommendations "
        "AS r LEFT "
        "JOIN follow_ups AS f ON f.plan = r.plan AND f.number = r.number AND f.period = (SELECT "
        "g.period "
        "FROM follow_ups AS g JOIN periods AS p ON p.plan = g.plan AND p.code = g.period LEFT JOIN "
        "imports AS "
        "i ON i.package = g.package WHERE g.plan = r.plan AND g.number = r.number AND "
        "coalesce(i.received_on, '') <= :date ORDER BY p.last_day DESC, p.first_day, p.code LIMIT "
        "1) WHERE "
        "r.plan = :plan ORDER BY r.number",
    [JLN_Q_FOLLOW_UPS] =
        "SELECT f.number, p.last_day, f.state, f.done_on FROM follow_ups AS f JOIN periods AS p ON "
        "p.plan = f.plan AND p.code = f.period WHERE f.plan = :plan AND " KNOWN(
            "f") " ORDER BY f.number, p.last_day, p.first_day DESC, p.code DESC",
    [JLN_Q_CONFIRMATIONS] =
        "SELECT return_id, rule, line, found, compared, confirmed_by, explanation FROM "
        "confirmations WHERE plan = :plan ORDER BY return_id, rule, line",
    [JLN_Q_ORIGINS] =
        "SELECT o.about, o.key, o.sheet, o.cell, i.file, i.sender, i.received_on, o.package FROM "
        "origins AS o LEFT JOIN imports AS i ON i.package = o.package WHERE o.plan = :plan "
        "ORDER BY o.about, o.key",
    [JLN_Q_WORDINGS] = "SELECT section, result_id, level, code_printed, title, doc, line FROM "
                       "wordings WHERE plan = :plan "
                       "ORDER BY section, doc, line, id COLLATE jln_id",
    [JLN_Q_FIGURES] = "SELECT id, series, about, year, unit, printed_text, value, doc, line FROM "
                      "figures WHERE plan = :plan "
                      "ORDER BY series, year, doc, line, id COLLATE jln_id",
    [JLN_Q_LOGO] = "SELECT format, width, height, data FROM logo WHERE plan = :plan",
    [JLN_Q_NARRATIVES] = "SELECT kind, result_id, heading, text, doc, line FROM narratives WHERE "
                         "plan = :plan ORDER BY "
                         "doc, line, id COLLATE jln_id",
    [JLN_Q_ROLES] = "SELECT result_id, role, structure, printed FROM roles WHERE plan = :plan "
                    "ORDER BY result_id COLLATE "
                    "jln_id, role DESC, position",
    [JLN_Q_MILESTONES] = "SELECT result_id, indicator_code, text, count, unit, date_text, date, "
                         "state, doc, line FROM "
                         "milestones WHERE plan = :plan ORDER BY coalesce(result_id, '') COLLATE "
                         "jln_id, doc, line, id "
                         "COLLATE jln_id",
    [JLN_Q_TEXTS] = "SELECT section, lang, role, text FROM texts WHERE plan = :plan AND year = "
                    ":year ORDER BY section, "
                    "lang, position",
};

jln_status jln_query_open(jln_db *db, jln_query query, const jln_params *params, jln_cursor **out,
                          jln_err *err) {
    return jln_cursor_open(db, queries[query], params, out, err);
}

jln_status jln_query_each(jln_db *db, jln_query query, const jln_params *params, jln_row_fn *each,
                          void *ctx, jln_err *err) {
    jln_cursor *cursor = NULL;
    if (query == JLN_Q_SPENDING_ALL) return jln_db_pass(db, queries[query], params, each, ctx, err);
    jln_status status = jln_query_open(db, query, params, &cursor, err);
    while (status == JLN_OK) {
        jln_status step = jln_cursor_next(cursor, err);
        if (step != JLN_ROW) {
            status = step;
            break;
        }
        status = each(cursor, ctx, err);
    }
    jln_cursor_close(cursor);
    return status;
}

static jln_status note_plan(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    jln_str *names = ctx;
    jln_str_fmt(names, "%s%s", names->length ? ", " : "", jln_cursor_text(row, 0));
    return JLN_OK;
}

static jln_status unknown_plan(jln_db *db, const char *plan, jln_err *err) {
    jln_str names = {0};
    jln_params none = {0};
    jln_status status = jln_query_each(db, JLN_Q_PLANS, &none, note_plan, &names, err);
    if (status == JLN_OK)
        status = jln_err_set(err, JLN_ENOTFOUND, NULL,
                             _("le plan « %s » n'est pas dans la base ; plans chargés : %s"), plan,
                             names.length ? jln_str_c(&names) : _("aucun"));
    jln_str_free(&names);
    return status;
}

typedef struct {
    const char *name;
    bool found;
} plan_search;

static jln_status match_plan(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    plan_search *search = ctx;
    if (strcmp(jln_cursor_text(row, 0), search->name) == 0) search->found = true;
    return JLN_OK;
}

jln_status jln_plan_exists(jln_db *db, const char *plan, jln_err *err) {
    plan_search search = {plan, false};
    jln_params none = {0};
    jln_status status = jln_query_each(db, JLN_Q_PLANS, &none, match_plan, &search, err);
    return status == JLN_OK && !search.found ? unknown_plan(db, plan, err) : status;
}

/* The tidy tables whose columns are a contract. The others are exported as they are stored. */
static const struct {
    const char *name, *sql;
} exports[] = {
    {"results", "SELECT plan, id, coalesce(parent_id, '') AS parent, level, position, "
                "code_printed, title, doc, "
                "line FROM results WHERE plan = :plan ORDER BY id COLLATE jln_id"},
    {"budgets",
     "SELECT b.plan, b.activity_id, r.code_printed, p.parent_id AS outcome, r.parent_id AS output, "
     "r.position, b.year, b.state, CASE b.state WHEN 'dash' THEN 0 ELSE b.amount END AS amount, "
     "b.doc, b.line FROM budgets AS b JOIN results AS r ON r.plan = b.plan AND r.id = "
     "b.activity_id "
     "LEFT JOIN results AS p ON p.plan = r.plan AND p.id = r.parent_id WHERE b.plan = :plan ORDER "
     "BY "
     "b.activity_id COLLATE jln_id, b.year"},
    {"financing",
     "SELECT plan, result_id, funder, year, state, CASE state WHEN 'dash' THEN 0 ELSE amount END "
     "AS "
     "amount, doc, line FROM financing WHERE plan = :plan ORDER BY result_id COLLATE jln_id, "
     "funder, year"},
    {"claims",
     "SELECT plan, kind, CASE WHEN funder IS NULL THEN coalesce(about, '') WHEN about IS NULL THEN "
     "funder ELSE about || '/' || funder END AS about, year, printed_text, printed_value, doc, "
     "line "
     "FROM claims WHERE plan = :plan ORDER BY kind, about COLLATE jln_id, year, line, id"},
    {"spending", "SELECT plan, activity_id, funder, period, stage, state, amount, return_id AS "
                 "source FROM spending "
                 "WHERE plan = :plan ORDER BY activity_id COLLATE jln_id, funder, period, stage"},
    {"progress",
     "SELECT p.plan, p.activity_id, p.period, r.status, p.state, p.physical, p.quantity_planned, "
     "p.quantity_done, p.unit, p.comment, p.return_id AS source FROM progress AS p JOIN returns AS "
     "r "
     "ON r.plan = p.plan AND r.id = p.return_id WHERE p.plan = :plan ORDER BY p.activity_id "
     "COLLATE "
     "jln_id, p.period"},
    {"mobilisation",
     "SELECT m.plan, m.funder, m.result_id, q.year, m.status, m.state, m.amount, m.source FROM "
     "mobilisation AS m JOIN periods AS q ON q.plan = m.plan AND q.code = m.period WHERE m.plan = "
     ":plan AND m.nature = 'cash' AND NOT EXISTS (SELECT 1 FROM mobilisation AS n JOIN periods AS "
     "o ON "
     "o.plan = n.plan AND o.code = n.period WHERE n.plan = m.plan AND n.funder = m.funder AND "
     "n.result_id "
     "= m.result_id AND n.status = m.status AND n.nature = m.nature AND o.year = q.year AND "
     "o.last_day > "
     "q.last_day) ORDER BY m.funder, m.result_id COLLATE jln_id, q.year, m.status"},
    {"revisions", "SELECT plan, number, date, result_id, funder, year, amount, decision FROM "
                  "revisions WHERE plan = "
                  ":plan ORDER BY number, result_id COLLATE jln_id, funder, year"},
    {"indicators",
     "SELECT i.plan, i.result_id, r.level, i.position, i.indicator, i.direction, i.unit, i.kind, "
     "i.baseline_text, i.baseline_value, i.baseline_year, i.target_text, i.target_value, "
     "i.target_year, "
     "i.verification, i.assumptions, i.doc, i.line FROM indicators AS i LEFT JOIN results AS r ON "
     "r.plan = "
     "i.plan AND r.id = i.result_id WHERE i.plan = :plan ORDER BY i.result_id COLLATE jln_id, "
     "i.position"},
    {"measurements",
     "SELECT plan, result_id, position, year, period, state, value, words, source, return_id FROM "
     "measurements WHERE plan = :plan ORDER BY result_id COLLATE jln_id, position, year, period"},
    {"origins", "SELECT o.plan, o.about, o.key, i.file, o.sheet, o.cell, i.sender, i.period, "
                "i.received_on, i.made_by "
                "FROM origins AS o LEFT JOIN imports AS i ON i.package = o.package WHERE o.plan = "
                ":plan ORDER BY "
                "o.about, o.key COLLATE jln_id"},
    {"registrations", "SELECT plan, programme, operator, regions, unit, count, date_text, doc, "
                      "line FROM registrations "
                      "WHERE plan = :plan ORDER BY id COLLATE jln_id"},
    {"milestones", "SELECT plan, result_id, indicator_code, text, count, unit, date_text, date, "
                   "state, doc, line FROM "
                   "milestones WHERE plan = :plan ORDER BY id COLLATE jln_id"},
    {"coverage", "SELECT scheme, region, year, measure, unit, value, source, source_kind, doc, "
                 "line FROM coverage WHERE "
                 "plan = :plan ORDER BY scheme, region, year, measure, id COLLATE jln_id"},
    {"populations", "SELECT region, year, value, source, source_kind FROM populations WHERE plan = "
                    ":plan ORDER BY region, "
                    "year, source"},
};

enum { EXPORT_COUNT = sizeof exports / sizeof *exports, NAMES_MAX = 64 };

static const char *contract_sql(const char *table) {
    for (int i = 0; i < EXPORT_COUNT; i++)
        if (strcmp(exports[i].name, table) == 0) return exports[i].sql;
    return NULL;
}

/* All columns of a plan's rows of a table, the plan first. */
static void stored_sql(jln_str *sql, const jln_table *table) {
    jln_str_add(sql, "SELECT plan");
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].type != JLN_COL_PRINTED)
            jln_str_fmt(sql, ", %s", table->columns[i].name);
    jln_str_fmt(sql, " FROM %s WHERE plan = :plan", table->name);
}

static void order_by_key(jln_str *sql, const jln_table *table) {
    jln_str_add(sql, " ORDER BY plan");
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].flags & JLN_COL_KEY)
            jln_str_fmt(sql, ", %s COLLATE jln_id", table->columns[i].name);
}

const char *const *jln_export_names(void) {
    static const char *names[NAMES_MAX];
    for (size_t i = 0; i < jln_table_count && i < NAMES_MAX - 1; i++)
        names[i] = jln_tables[i]->name;
    return names;
}

static jln_status unknown_table(const char *table, jln_err *err) {
    jln_str names = {0};
    for (const char *const *name = jln_export_names(); *name; name++)
        jln_str_fmt(&names, "%s%s", names.length ? ", " : "", *name);
    jln_status status =
        jln_err_set(err, JLN_ENOTFOUND, NULL, _("la table « %s » n'existe pas ; tables : %s"),
                    table, jln_str_c(&names));
    jln_str_free(&names);
    return status;
}

jln_status jln_export_open(jln_db *db, const char *table, const char *plan, jln_cursor **out,
                           jln_err *err) {
    *out = NULL;
    const jln_table *stored = jln_table_find(table);
    if (!stored) return unknown_table(table, err);
    jln_params params = {.plan = plan};
    plan_search search = {plan, false};
    jln_status status = jln_query_each(db, JLN_Q_PACKAGES, &params, match_plan, &search, err);
    if (status == JLN_OK && !search.found) status = jln_plan_exists(db, plan, err);
    if (status != JLN_OK) return status;
    const char *contract = contract_sql(table);
    if (contract) return jln_cursor_open(db, contract, &params, out, err);
    jln_str sql = {0};
    stored_sql(&sql, stored); /* a table without a contract of its own */
    order_by_key(&sql, stored);
    status =
        sql.failed ? jln_err_nomem(err) : jln_cursor_open(db, jln_str_c(&sql), &params, out, err);
    jln_str_free(&sql);
    return status;
}

jln_status jln_export_is_example(jln_db *db, const char *table, const char *plan, bool *out,
                                 jln_err *err) {
    jln_str sql = {0};
    jln_cursor *cursor = NULL;
    const jln_params params = {.plan = plan};
    jln_str_fmt(&sql,
                "SELECT 1 FROM packages p WHERE p.example AND EXISTS "
                "(SELECT 1 FROM %s t WHERE t.plan = :plan AND t.package = p.name)",
                jln_table_find(table)->name);
    *out = false;
    jln_status status = sql.failed ? jln_err_nomem(err)
                                   : jln_cursor_open(db, jln_str_c(&sql), &params, &cursor, err);
    if (status == JLN_OK) status = jln_cursor_next(cursor, err);
    *out = status == JLN_ROW;
    jln_cursor_close(cursor);
    jln_str_free(&sql);
    return status == JLN_ROW ? JLN_OK : status;
}

static uint64_t hash_text(uint64_t hash, const char *text) {
    for (const char *p = text ? text : "\x01"; *p; p++)
        hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    return (hash ^ 0x1F) * 1099511628211u; /* the end of a field */
}

/* Spreads each bit over all others (the finaliser of MurmurHash3), so that sums tell rows apart. */
static uint64_t mixed(uint64_t hash) {
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDu;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53u;
    return hash ^ hash >> 33;
}

/* Rows are hashed one by one and added up: their order says nothing, and need not be made. */
static jln_status hash_table(jln_db *db, const jln_table *table, const char *plan, uint64_t *hash,
                             jln_err *err) {
    jln_str sql = {0};
    jln_cursor *cursor = NULL;
    jln_params params = {.plan = plan};
    stored_sql(&sql, table);
    jln_status status = sql.failed ? jln_err_nomem(err)
                                   : jln_cursor_open(db, jln_str_c(&sql), &params, &cursor, err);
    uint64_t name = hash_text(14695981039346656037u, table->name);
    while (status == JLN_OK && (status = jln_cursor_next(cursor, err)) == JLN_ROW) {
        uint64_t row = name;
        for (int i = 0; i < jln_cursor_columns(cursor); i++)
            row = hash_text(row, jln_cursor_text(cursor, i));
        *hash += mixed(row);
        status = JLN_OK;
    }
    jln_cursor_close(cursor);
    jln_str_free(&sql);
    return status;
}

jln_status jln_fingerprint(jln_db *db, const char *plan, char out[JLN_FINGERPRINT_MAX],
                           jln_err *err) {
    uint64_t hash = 0;
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < jln_table_count; i++)
        status = hash_table(db, jln_tables[i], plan, &hash, err);
    snprintf(out, JLN_FINGERPRINT_MAX, "%016llx", (unsigned long long)hash);
    return status;
}
