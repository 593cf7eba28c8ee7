/* What must hold over a whole load, checked in SQL over the staging tables before anything is
 * written. */
#include "store/stage.h"

#include "base/i18n.h"

#include <string.h>

/* Runs a query over staged rows; `each` sees every row and reports it. Frees nothing of the
 * caller's. */
typedef jln_status row_handler(jln_load *load, sqlite3_stmt *row, const void *ctx);

static jln_status for_each(jln_load *load, jln_str *sql, row_handler *each, const void *ctx,
                           jln_err *err) {
    if (sql->failed) return jln_err_nomem(err);
    sqlite3_stmt *statement = NULL;
    jln_status status = jln_db_prepare(load->db, jln_str_c(sql), &statement, err);
    while (status == JLN_OK || status == JLN_ROW) {
        status = jln_db_step(load->db, statement, err);
        if (status != JLN_ROW) break;
        jln_status reported = each(load, statement, ctx);
        if (reported != JLN_OK) {
            status =
                jln_err_set(err, reported, NULL, "%s",
                            _("trop de problèmes : les premiers sont donnés, rien n'a été écrit"));
            break;
        }
    }
    sqlite3_finalize(statement);
    jln_str_clear(sql);
    return status;
}

static const char *text(sqlite3_stmt *row, int column) {
    const char *value = (const char *)sqlite3_column_text(row, column);
    return value ? value : "";
}

/* The key of a row as a person reads it: "1.2.3, 2011". */
static void add_key_words(jln_str *sql, const jln_table *table, const char *alias) {
    const char *joint = "";
    for (size_t i = 0; i < table->column_count; i++) {
        if (!(table->columns[i].flags & JLN_COL_KEY)) continue;
        jln_str_fmt(sql, "%s%s.%s", joint, alias, table->columns[i].name);
        joint = " || ', ' || ";
    }
}

static const char *first_key(const jln_table *table) {
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].flags & JLN_COL_KEY) return table->columns[i].name;
    return NULL;
}

static jln_status report_duplicate(jln_load *load, sqlite3_stmt *row, const void *ctx) {
    const jln_table *table = ctx;
    const jln_stage_file *first = &load->files[sqlite3_column_int64(row, 3)];
    return jln_stage_problem(load, sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1),
                             first_key(table),
                             _("« %s » est déjà défini à %s:%lld ; une clé ne sert qu'une fois"),
                             text(row, 2), first->name, (long long)sqlite3_column_int64(row, 4));
}

static jln_status check_duplicates(jln_load *load, const jln_table *table, jln_str *sql,
                                   jln_err *err) {
    jln_str_add(sql, "SELECT b.file_, b.line_, ");
    add_key_words(sql, table, "b");
    jln_str_fmt(sql, ", a.file_, a.line_ FROM stage_%s AS b JOIN stage_%s AS a ON ", table->name,
                table->name);
    jln_stage_key_match(sql, table, "a", "b");
    jln_str_fmt(sql,
                " WHERE b.rowid > a.rowid AND NOT EXISTS (SELECT 1 FROM stage_%s AS c WHERE "
                "c.rowid < a.rowid AND ",
                table->name);
    jln_stage_key_match(sql, table, "c", "b");
    jln_str_add(sql, ") ORDER BY b.rowid");
    return for_each(load, sql, report_duplicate, table, err);
}

static jln_status report_foreign(jln_load *load, sqlite3_stmt *row, const void *ctx) {
    return jln_stage_problem(
        load, sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), first_key(ctx),
        _("« %s » vient déjà du paquet « %s » ; une ligne n'appartient qu'à un "
          "paquet : la retirer de l'un des deux"),
        text(row, 2), text(row, 3));
}

static jln_status check_owners(jln_load *load, const jln_table *table, jln_str *sql, jln_err *err) {
    jln_str_add(sql, "SELECT s.file_, s.line_, ");
    add_key_words(sql, table, "s");
    jln_str_fmt(sql, ", t.package FROM stage_%s AS s JOIN main.%s AS t ON ", table->name,
                table->name);
    jln_stage_key_match(sql, table, "s", "t");
    jln_str_add(sql, " WHERE t.package NOT IN (SELECT name FROM stage_packages)");
    if (strcmp(table->name, "returns") ==
        0) /* an import answers a return that was only announced */
        jln_str_add(sql, " AND NOT (t.status = 'expected' AND s.package LIKE 'import:%')");
    jln_str_add(sql, " ORDER BY s.rowid");
    return for_each(load, sql, report_foreign, table, err);
}

typedef struct {
    const jln_table *table;
    const jln_column *column;
} reference;

static jln_status report_reference(jln_load *load, sqlite3_stmt *row, const void *ctx) {
    const reference *r = ctx;
    return jln_stage_problem(load, sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1),
                             r->column->name,
                             _("« %s » n'existe pas dans la table « %s » du plan « %s » ; corriger "
                               "ce nom ou ajouter la ligne qui manque"),
                             text(row, 2), r->column->ref, text(row, 3));
}

/* A reference is met by a row of this load, or by one in the store that this load does not replace.
 */
static jln_status check_reference(jln_load *load, const reference *r, jln_str *sql, jln_err *err) {
    const jln_table *target = jln_table_find(r->column->ref);
    const char *key = first_key(target), *column = r->column->name;
    jln_str_fmt(
        sql,
        "SELECT s.file_, s.line_, s.%s, s.plan FROM stage_%s AS s WHERE s.%s <> '' AND NOT EXISTS "
        "(SELECT 1 FROM stage_%s AS n WHERE n.plan = s.plan AND n.%s = s.%s) AND NOT EXISTS "
        "(SELECT 1 FROM main.%s AS o WHERE o.plan = s.plan AND o.%s = s.%s AND o.package NOT "
        "IN (SELECT name FROM stage_packages)) ORDER BY s.rowid",
        column, r->table->name, column, target->name, key, column, target->name, key, column);
    return for_each(load, sql, report_reference, r, err);
}

static jln_status report_removed(jln_load *load, sqlite3_stmt *row, const void *ctx) {
    const reference *r = ctx;
    int64_t count = sqlite3_column_int64(row, 2);
    jln_err problem = {.status = JLN_EDATA};
    jln_err_clear(&problem);
    jln_err_set(
        &problem, JLN_EDATA, text(row, 3),
        P_("« %s » (table « %s ») est retiré, mais %lld ligne de « %s » (paquet « %s ») le "
           "nomme encore : %s ; le garder, ou corriger d'abord ce paquet",
           "« %s » (table « %s ») est retiré, mais %lld lignes de « %s » (paquet « %s ») le "
           "nomment encore : %s ; le garder, ou corriger d'abord ce paquet",
           (unsigned long)count),
        text(row, 0), r->column->ref, (long long)count, r->table->name, text(row, 3), text(row, 1));
    return jln_diag_emit(load->diag, &problem);
}

/* Rows of other packages that name what this load removes. */
static jln_status check_removed(jln_load *load, const reference *r, jln_str *sql, jln_err *err) {
    const jln_table *target = jln_table_find(r->column->ref);
    const char *key = first_key(target), *column = r->column->name;
    jln_str_fmt(sql, "SELECT t.%s, substr(group_concat(", column);
    add_key_words(sql, r->table, "t");
    jln_str_fmt(
        sql,
        ", ' ; '), 1, 200), count(*), t.package FROM main.%s AS t JOIN main.%s AS o ON o.plan = "
        "t.plan AND "
        "o.%s = t.%s WHERE t.package NOT IN (SELECT name FROM stage_packages) AND o.package "
        "IN (SELECT name FROM stage_packages) AND NOT EXISTS (SELECT 1 FROM stage_%s AS n "
        "WHERE n.plan = t.plan AND n.%s = t.%s) GROUP BY t.%s, t.package",
        r->table->name, target->name, key, column, target->name, key, column, column);
    return for_each(load, sql, report_removed, r, err);
}

static jln_status report_moved(jln_load *load, sqlite3_stmt *row, const void *ctx) {
    const reference *r = ctx;
    return jln_stage_problem(
        load, sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), "parent_id",
        _("« %s » passe de « %s » à « %s », mais la table « %s » (paquet « %s ») "
          "le nomme : un nœud qui porte des données ne se déplace pas ; lui donner "
          "un nouvel id"),
        text(row, 2), text(row, 3), text(row, 4), r->table->name, text(row, 5));
}

/* Nodes that change parent although rows of other packages name them. */
static jln_status check_moved(jln_load *load, const reference *r, jln_str *sql, jln_err *err) {
    jln_str_fmt(
        sql,
        "SELECT s.file_, s.line_, s.id, coalesce(o.parent_id, ''), coalesce(s.parent_id, ''), "
        "min(t.package) FROM stage_results AS s JOIN main.results AS o ON o.plan = s.plan AND o.id "
        "= "
        "s.id JOIN main.%s AS t ON t.plan = s.plan AND t.%s = s.id WHERE o.parent_id IS NOT "
        "s.parent_id AND t.package NOT IN (SELECT name FROM stage_packages) GROUP BY s.rowid",
        r->table->name, r->column->name);
    return for_each(load, sql, report_moved, r, err);
}

static jln_status report_year(jln_load *load, sqlite3_stmt *row, const void *ctx) {
    const jln_column *column = ctx;
    return jln_stage_problem(
        load, sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), column->name,
        _("l'année %lld est hors du plan « %s », qui va de %lld à %lld"),
        (long long)sqlite3_column_int64(row, 2), text(row, 3),
        (long long)sqlite3_column_int64(row, 4), (long long)sqlite3_column_int64(row, 5));
}

/* The plans as they will be: those of this load, and those of the store it does not replace. */
static const char plans_after[] =
    "(SELECT name, first_year, last_year FROM stage_plans UNION ALL SELECT name, first_year, "
    "last_year FROM main.plans WHERE name NOT IN (SELECT name FROM stage_plans)) AS p";

static jln_status check_years(jln_load *load, const jln_table *table, const jln_column *column,
                              jln_str *sql, jln_err *err) {
    jln_str_fmt(
        sql,
        "SELECT s.file_, s.line_, s.%s, p.name, p.first_year, p.last_year FROM stage_%s AS s JOIN "
        "%s ON p.name = s.plan WHERE s.%s NOT BETWEEN p.first_year AND p.last_year ORDER BY "
        "s.rowid",
        column->name, table->name, plans_after, column->name);
    return for_each(load, sql, report_year, column, err);
}

static jln_status report_simple(jln_load *load, sqlite3_stmt *row, const void *ctx) {
    return jln_stage_problem(load, sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1),
                             text(row, 2), ctx, text(row, 3), text(row, 4));
}

/* Rules of one kind of row: the query gives file, line, column at fault, and two texts for the
 * message. */
static const struct {
    const char *sql, *message;
} rules[] = {
    {"SELECT s.file_, s.line_, NULL, s.plan, '' FROM stage_packages AS s WHERE s.plan <> s.name "
     "AND s.plan NOT "
     "IN (SELECT name FROM stage_plans) AND s.plan NOT IN (SELECT name FROM main.plans)",
     N_("le plan « %s » n'est ni dans la base ni dans ce chargement ; le charger d'abord%s")},
    {"SELECT s.file_, s.line_, 'level', s.level, s.id FROM stage_results AS s LEFT JOIN "
     "stage_levels AS l ON "
     "l.plan = s.plan AND l.code = s.level WHERE l.code IS NULL",
     N_("le niveau « %s » de « %s » n'est pas l'un des niveaux du plan (datapackage.json, "
        "jalon/levels)")},
    {"SELECT s.file_, s.line_, 'parent_id', s.id, s.level FROM stage_results AS s JOIN "
     "stage_levels AS l ON "
     "l.plan = s.plan AND l.code = s.level LEFT JOIN stage_results AS p ON p.plan = s.plan AND "
     "p.id = "
     "s.parent_id LEFT JOIN stage_levels AS k ON k.plan = p.plan AND k.code = p.level WHERE "
     "CASE WHEN s.parent_id IS NULL THEN l.position <> 1 WHEN p.id IS NULL THEN 0 ELSE k.position "
     "IS "
     "NOT l.position - 1 END",
     N_("« %s » (%s) n'est pas rangé sous un nœud du niveau juste au-dessus ; corriger parent_id "
        "ou "
        "level")},
    {"SELECT s.file_, s.line_, 'position', a.id, s.id FROM stage_results AS s JOIN stage_results "
     "AS a ON "
     "a.plan = s.plan AND a.parent_id IS s.parent_id AND a.position = s.position AND a.rowid < "
     "s.rowid "
     "AND a.id <> s.id",
     N_("« %s » et « %s » ont la même position sous le même parent")},
    {"SELECT s.file_, s.line_, 'sender', s.id, a.id FROM stage_returns AS s JOIN stage_returns AS "
     "a ON a.plan = "
     "s.plan AND a.period = s.period AND a.sender = s.sender AND a.id <> s.id AND a.rowid < "
     "s.rowid",
     N_("« %s » et « %s » sont deux fiches d'une même structure pour une même période ; n'en "
        "garder "
        "qu'une")},
    {"SELECT s.file_, s.line_, 'sender', s.id, t.id || ' (' || t.package || ')' FROM stage_returns "
     "AS s JOIN "
     "main.returns AS t ON t.plan = s.plan AND t.period = s.period AND t.sender = s.sender AND "
     "t.id <> s.id "
     "WHERE t.package NOT IN (SELECT name FROM stage_packages)",
     N_("« %s » : la base a déjà la fiche « %s » de cette structure pour cette période ; reprendre "
        "son "
        "id, ou retirer l'une des deux")},
};

static jln_status check_rules(jln_load *load, jln_str *sql, jln_err *err) {
    jln_status status = jln_db_exec(
        load->db, "CREATE INDEX temp.children ON stage_results (plan, parent_id, position)", err);
    for (size_t i = 0; status == JLN_OK && i < sizeof rules / sizeof *rules; i++) {
        jln_str_add(sql, rules[i].sql);
        status = for_each(load, sql, report_simple, _(rules[i].message), err);
    }
    return status;
}

/* A column called activity_id names a node of the lowest level. */
static jln_status check_leaves(jln_load *load, const jln_table *table, jln_str *sql, jln_err *err) {
    if (jln_table_column(table, "activity_id") < 0) return JLN_OK;
    jln_str_fmt(
        sql,
        "SELECT s.file_, s.line_, 'activity_id', s.activity_id, r.level FROM stage_%s AS s JOIN "
        "stage_results AS r ON r.plan = s.plan AND r.id = s.activity_id JOIN stage_levels AS l ON "
        "l.plan = r.plan AND l.code = r.level WHERE l.position < (SELECT max(position) FROM "
        "stage_levels AS m WHERE m.plan = r.plan) ORDER BY s.rowid",
        table->name);
    return for_each(load, sql, report_simple,
                    _("« %s » est de niveau « %s » ; attendu une activité (le dernier niveau)"),
                    err);
}

static bool names_indicator(const jln_table *table) {
    static const char *const names[] = {"targets", "measurements", "measurement_parts"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(table->name, names[i]) == 0) return true;
    return false;
}

/* An indicator is named by its node and its position there. */
static jln_status check_indicators(jln_load *load, const jln_table *table, jln_str *sql,
                                   jln_err *err) {
    if (!names_indicator(table)) return JLN_OK;
    jln_str_fmt(
        sql,
        "SELECT s.file_, s.line_, 'position', s.position, s.result_id FROM stage_%s AS s WHERE "
        "NOT EXISTS (SELECT 1 FROM stage_indicators AS n WHERE n.plan = s.plan AND n.result_id IS "
        "s.result_id AND n.position = s.position) AND NOT EXISTS (SELECT 1 FROM main.indicators "
        "AS o WHERE o.plan = s.plan AND o.result_id IS s.result_id AND o.position = s.position "
        "AND o.package NOT IN (SELECT name FROM stage_packages)) ORDER BY s.rowid",
        table->name);
    return for_each(load, sql, report_simple,
                    _("aucun indicateur n'a la position %s dans « %s » ; voir la table "
                      "« indicators »"),
                    err);
}

static jln_status check_table(jln_load *load, const jln_table *table, jln_str *sql, jln_err *err) {
    jln_status status = check_duplicates(load, table, sql, err);
    if (status == JLN_OK) status = check_owners(load, table, sql, err);
    if (status == JLN_OK) status = check_indicators(load, table, sql, err);
    if (status == JLN_OK) status = check_leaves(load, table, sql, err);
    for (size_t i = 0; status == JLN_OK && i < table->column_count; i++) {
        const reference r = {table, &table->columns[i]};
        if (r.column->type == JLN_COL_YEAR) status = check_years(load, table, r.column, sql, err);
        if (status != JLN_OK || !r.column->ref) continue;
        status = check_reference(load, &r, sql, err);
        if (status == JLN_OK) status = check_removed(load, &r, sql, err);
        bool names_node =
            strcmp(r.column->ref, "results") == 0 && strcmp(table->name, "results") != 0;
        if (status == JLN_OK && names_node) status = check_moved(load, &r, sql, err);
    }
    return status;
}

jln_status jln_stage_check(jln_load *load, jln_err *err) {
    jln_str sql = {0};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < jln_stage_count(); i++)
        status = check_table(load, jln_stage_table(i), &sql, err);
    if (status == JLN_OK) status = check_rules(load, &sql, err);
    jln_str_free(&sql);
    return status;
}
