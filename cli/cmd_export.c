/* jalon export TABLE PLAN: a tidy table, as its contract says, on stdout or as a workbook. */
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/subject.h"
#include "cli/words.h"
#include "model/table.h"
#include "out/tidy.h"
#include "store/read.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

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

/* Where the rows go: a listing on stdout, or a workbook. */
typedef struct {
    jln_list *list;
    jln_tidy *book;
} sink;

static jln_status put_row(const sink *out, const char *const *cells, jln_err *err) {
    return out->book ? jln_tidy_row(out->book, cells, err) : jln_list_row(out->list, cells, err);
}

static jln_status write_rows(export *e, jln_cursor *cursor, const sink *out, jln_err *err) {
    const char *cells[JLN_TABLE_COLUMNS_MAX + 1];
    for (;;) {
        jln_status status = jln_cursor_next(cursor, err);
        if (status != JLN_ROW) return status;
        jln_arena_reset(e->scratch);
        for (size_t i = 0; i < e->count; i++) cells[i] = cell_of(e, cursor, (int)i);
        status = put_row(out, cells, err);
        if (status != JLN_OK) return status;
    }
}

static jln_status to_stdout(export *e, jln_cursor *cursor, jln_err *err) {
    sink out = {0};
    jln_status status =
        jln_list_open(e->cli->format, e->cli->arena, e->columns, e->count, &out.list, err);
    if (status == JLN_OK) status = write_rows(e, cursor, &out, err);
    return status == JLN_OK ? jln_list_close(out.list, err) : status;
}

/* ---- workbook ---- */

static jln_status check_ending(const char *path, jln_err *err) {
    const char *dot = path ? strrchr(path, '.') : NULL;
    if (!path || (dot && strcasecmp(dot, ".xlsx") == 0)) return JLN_OK;
    return jln_err_set(
        err, JLN_EUSAGE, path, "%s",
        _("une table s'écrit dans un fichier qui finit par .xlsx ; pour du CSV, sans -o : "
          "« jalon export TABLE PLAN > table.csv »"));
}

/* The label of the plan's examples, when the table holds some. */
static jln_status band_of(const export *e, jln_db *db, const char **band, jln_err *err) {
    bool example = false;
    *band = NULL;
    if (!e->plan || !e->plan->label) return JLN_OK;
    jln_status status = jln_export_is_example(db, e->cli->args[0], e->cli->args[1], &example, err);
    if (example) *band = e->cli->lang == JLN_LANG_EN ? e->plan->label_en : e->plan->label;
    return status;
}

static jln_status describe_book(const export *e, jln_db *db, jln_tidy_head *head, jln_err *err) {
    jln_tidy_column *columns = jln_arena_array(e->cli->arena, e->count, sizeof *columns);
    const char *plan = e->cli->args[1];
    if (!columns) return jln_err_nomem(err);
    for (size_t i = 0; i < e->count; i++)
        columns[i] =
            (jln_tidy_column){e->columns[i].name, e->columns[i].number || e->kinds[i] == AMOUNT,
                              e->kinds[i] == AMOUNT};
    *head =
        (jln_tidy_head){.table = e->cli->args[0],
                        .title = jln_arena_fmt(e->cli->arena, "%s – %s", e->cli->args[0], plan),
                        .about = jln_arena_fmt(e->cli->arena, _("%s, table « %s », exportée le %s"),
                                               plan, e->cli->args[0], e->cli->date),
                        .created = e->cli->days,
                        .columns = columns,
                        .column_count = e->count};
    if (!head->title || !head->about) return jln_err_nomem(err);
    return band_of(e, db, &head->band, err);
}

static jln_status to_workbook(export *e, jln_db *db, jln_cursor *cursor, jln_err *err) {
    const char *path = e->cli->values[JLN_OPT_OUTPUT];
    jln_tidy_head head;
    sink out = {0};
    e->cli->format = JLN_FORMAT_CSV; /* plain numbers and codes */
    jln_status status = describe_book(e, db, &head, err);
    if (status == JLN_OK) status = jln_tidy_begin(path, &head, &out.book, err);
    if (status == JLN_OK) status = write_rows(e, cursor, &out, err);
    if (status == JLN_OK) status = jln_tidy_end(out.book, err);
    jln_tidy_free(out.book);
    if (status == JLN_OK && !e->cli->quiet) printf(_("%s : table écrite\n"), path);
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
    jln_status status =
        e.scratch ? check_ending(cli->values[JLN_OPT_OUTPUT], err) : jln_err_nomem(err);
    if (status == JLN_OK) status = jln_db_open(cli->db, JLN_DB_READ, &db, err);
    if (status == JLN_OK) status = jln_export_open(db, cli->args[0], cli->args[1], &cursor, err);
    if (status == JLN_OK) status = read_plan(&e, db, err);
    if (status == JLN_OK) {
        describe(&e, jln_table_find(cli->args[0]), cursor);
        status = cli->values[JLN_OPT_OUTPUT] ? to_workbook(&e, db, cursor, err)
                                             : to_stdout(&e, cursor, err);
    }
    jln_cursor_close(cursor);
    jln_db_close(db);
    jln_arena_free(e.scratch);
    return status;
}
