/* jalon export TABLE PLAN: a tidy table, as its contract says. */
#include "cli/listing.h"
#include "cli/subject.h"
#include "cli/words.h"
#include "model/table.h"
#include "store/read.h"

#include <string.h>

enum { TEXT_MOST = 60 };

typedef enum { PLAIN, AMOUNT, BOOLEAN, STATE } cell_kind;

typedef struct {
    jln_cli *cli;
    const jln_plan *plan; /* NULL for a package about no plan */
    jln_arena *scratch;   /* the cells of one row */
    size_t count;
    jln_list_column columns[JLN_TABLE_COLUMNS_MAX + 1];
    cell_kind kinds[JLN_TABLE_COLUMNS_MAX + 1];
} export;

/* The type of an exported column: that of its table, or of any table that has the name ("position"
 * of an activity). */
static jln_col_type type_of(const jln_table *table, const char *name) {
    int at = jln_table_column(table, name);
    if (at >= 0) return table->columns[at].type;
    for (size_t i = 0; i < jln_table_count; i++)
        if ((at = jln_table_column(jln_tables[i], name)) >= 0)
            return jln_tables[i]->columns[at].type;
    return JLN_COL_TEXT;
}

static bool is_number(jln_col_type type) {
    return type == JLN_COL_INT || type == JLN_COL_AMOUNT || type == JLN_COL_YEAR ||
           type == JLN_COL_DECIMAL;
}

static void describe(export *e, const jln_table *table, const jln_cursor *cursor) {
    e->count = (size_t)jln_cursor_columns(cursor);
    if (e->count > JLN_TABLE_COLUMNS_MAX + 1) e->count = JLN_TABLE_COLUMNS_MAX + 1;
    for (size_t i = 0; i < e->count; i++) {
        const char *name = jln_cursor_name(cursor, (int)i);
        jln_col_type type = type_of(table, name);
        e->columns[i] = (jln_list_column){name, NULL, is_number(type), TEXT_MOST};
        e->kinds[i] = strcmp(name, "amount") == 0  ? AMOUNT
                      : strcmp(name, "state") == 0 ? STATE
                      : type == JLN_COL_BOOL       ? BOOLEAN
                                                   : PLAIN;
    }
}

static const char *boolean(const export *e, int64_t value) {
    if (e->cli->format != JLN_FORMAT_TEXT) return value ? "true" : "false";
    return value ? _("oui") : _("non");
}

static const char *amount(const export *e, int64_t minor) {
    int decimals = e->plan ? e->plan->decimals : 0;
    if (e->cli->format != JLN_FORMAT_TEXT) return jln_words_plain(e->scratch, minor, decimals);
    return jln_words_amount(e->scratch, minor, decimals, e->cli->lang);
}

static const char *cell_of(const export *e, const jln_cursor *cursor, int column) {
    if (jln_cursor_null(cursor, column)) return NULL;
    switch (e->kinds[column]) {
    case AMOUNT:
        return amount(e, jln_cursor_int(cursor, column));
    case BOOLEAN:
        return boolean(e, jln_cursor_int(cursor, column));
    case STATE:
        if (e->cli->format == JLN_FORMAT_TEXT)
            return jln_words_state(jln_cursor_text(cursor, column));
        break;
    case PLAIN:
        break;
    }
    return jln_cursor_text(cursor, column);
}

static jln_status write_rows(export *e, jln_cursor *cursor, jln_err *err) {
    jln_list *list = NULL;
    jln_status status =
        jln_list_open(e->cli->format, e->cli->arena, e->columns, e->count, &list, err);
    while (status == JLN_OK) {
        const char *cells[JLN_TABLE_COLUMNS_MAX + 1];
        jln_status step = jln_cursor_next(cursor, err);
        if (step == JLN_OK) return jln_list_close(list, err);
        if (step != JLN_ROW) return step;
        jln_arena_reset(e->scratch);
        for (size_t i = 0; i < e->count; i++) cells[i] = cell_of(e, cursor, (int)i);
        status = jln_list_row(list, cells, err);
    }
    return status;
}

/* The table is there: a name that is no plan is that of a package about none. */
static jln_status read_plan(export *e, jln_db *db, jln_err *err) {
    jln_status status = jln_plan_read(db, e->cli->args[1], e->cli->arena, &e->plan, err);
    if (status != JLN_ENOTFOUND) return status;
    e->plan = NULL;
    jln_err_clear(err);
    return JLN_OK;
}

jln_status jln_cmd_export(jln_cli *cli, jln_err *err) {
    export e = {.cli = cli, .scratch = jln_arena_new()};
    jln_db *db = NULL;
    jln_cursor *cursor = NULL;
    jln_status status = e.scratch ? JLN_OK : jln_err_nomem(err);
    if (status == JLN_OK) status = jln_db_open(cli->db, JLN_DB_READ, &db, err);
    if (status == JLN_OK) status = jln_export_open(db, cli->args[0], cli->args[1], &cursor, err);
    if (status == JLN_OK) status = read_plan(&e, db, err);
    if (status == JLN_OK) {
        describe(&e, jln_table_find(cli->args[0]), cursor);
        status = write_rows(&e, cursor, err);
    }
    jln_cursor_close(cursor);
    jln_db_close(db);
    jln_arena_free(e.scratch);
    return status;
}
