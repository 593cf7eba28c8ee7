#include "store/stage.h"

#include "base/i18n.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the descriptor of a package, as tables like the others ---- */

enum { KEYREQ = JLN_COL_KEY | JLN_COL_REQUIRED, REQ = JLN_COL_REQUIRED };

static const jln_column packages_columns[] = {
    {"name", JLN_COL_ID, KEYREQ, 0, 0},   {"title", JLN_COL_TEXT, REQ, 0, 0},
    {"title_en", JLN_COL_TEXT, 0, 0, 0},  {"is_plan", JLN_COL_BOOL, REQ, 0, 0},
    {"example", JLN_COL_BOOL, REQ, 0, 0}, {"label", JLN_COL_TEXT, 0, 0, 0},
    {"label_en", JLN_COL_TEXT, 0, 0, 0},
};
static const jln_column plans_columns[] = {
    {"name", JLN_COL_ID, KEYREQ, 0, 0},     {"currency", JLN_COL_TEXT, REQ, 0, 0},
    {"decimals", JLN_COL_INT, REQ, 0, 0},   {"scale", JLN_COL_INT, REQ, 0, 0},
    {"first_year", JLN_COL_INT, REQ, 0, 0}, {"last_year", JLN_COL_INT, REQ, 0, 0},
};
static const jln_column levels_columns[] = {
    {"code", JLN_COL_ID, KEYREQ, 0, 0}, {"position", JLN_COL_INT, REQ, 0, 0},
    {"fr", JLN_COL_TEXT, REQ, 0, 0},    {"fr_plural", JLN_COL_TEXT, REQ, 0, 0},
    {"en", JLN_COL_TEXT, REQ, 0, 0},    {"en_plural", JLN_COL_TEXT, REQ, 0, 0},
};
static const jln_column documents_columns[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"title", JLN_COL_TEXT, REQ, 0, 0},
    {"path", JLN_COL_TEXT, 0, 0, 0},
};
static const jln_column templates_columns[] = {
    {"id", JLN_COL_ID, KEYREQ, 0, 0},
    {"position", JLN_COL_INT, REQ, 0, 0},
};

#define DESCRIPTOR(name)                                                                           \
    { #name, name##_columns, sizeof name##_columns / sizeof *name##_columns, NULL }
enum { PACKAGES, PLANS, LEVELS, DOCUMENTS, TEMPLATES, DESCRIPTOR_COUNT };
static const jln_table descriptors[DESCRIPTOR_COUNT] = {
    [PACKAGES] = DESCRIPTOR(packages),   [PLANS] = DESCRIPTOR(plans),
    [LEVELS] = DESCRIPTOR(levels),       [DOCUMENTS] = DESCRIPTOR(documents),
    [TEMPLATES] = DESCRIPTOR(templates),
};

size_t jln_stage_count(void) {
    return DESCRIPTOR_COUNT + jln_table_count;
}

const jln_table *jln_stage_table(size_t index) {
    return index < DESCRIPTOR_COUNT ? &descriptors[index] : jln_tables[index - DESCRIPTOR_COUNT];
}

bool jln_stage_stored(const jln_column *column) {
    return column->type != JLN_COL_PRINTED;
}

/* ---- the SQL made from a description ---- */

static void add_columns(jln_str *sql, const jln_table *table, const char *prefix) {
    jln_str_fmt(sql, "%splan, %spackage", prefix, prefix);
    for (size_t i = 0; i < table->column_count; i++)
        if (jln_stage_stored(&table->columns[i]))
            jln_str_fmt(sql, ", %s%s", prefix, table->columns[i].name);
}

void jln_stage_key_match(jln_str *sql, const jln_table *table, const char *a, const char *b) {
    jln_str_fmt(sql, "%s.plan = %s.plan", a, b);
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].flags & JLN_COL_KEY)
            jln_str_fmt(sql, " AND %s.%s = %s.%s", a, table->columns[i].name, b,
                        table->columns[i].name);
}

static void add_key(jln_str *sql, const jln_table *table) {
    jln_str_add(sql, "plan");
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].flags & JLN_COL_KEY) jln_str_fmt(sql, ", %s", table->columns[i].name);
}

static jln_status exec_str(jln_load *load, jln_str *sql, jln_err *err) {
    jln_status status =
        sql->failed ? jln_err_nomem(err) : jln_db_exec(load->db, jln_str_c(sql), err);
    jln_str_clear(sql);
    return status;
}

static jln_status create_stage(jln_load *load, const jln_table *table, jln_str *sql, jln_err *err) {
    jln_str_fmt(sql, "CREATE TEMP TABLE stage_%s (", table->name);
    add_columns(sql, table, "");
    jln_str_add(sql, ", file_, line_)");
    return exec_str(load, sql, err);
}

static jln_status prepare_insert(jln_load *load, size_t index, jln_str *sql, jln_err *err) {
    const jln_table *table = jln_stage_table(index);
    jln_str_fmt(sql, "INSERT INTO stage_%s VALUES (?, ?", table->name);
    for (size_t i = 0; i < table->column_count; i++)
        if (jln_stage_stored(&table->columns[i])) jln_str_add(sql, ", ?");
    jln_str_add(sql, ", ?, ?)");
    jln_status status = sql->failed
                            ? jln_err_nomem(err)
                            : jln_db_prepare(load->db, jln_str_c(sql), &load->inserts[index], err);
    jln_str_clear(sql);
    return status;
}

static jln_status create_stages(jln_load *load, jln_err *err) {
    jln_str sql = {0};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < jln_stage_count(); i++) {
        status = create_stage(load, jln_stage_table(i), &sql, err);
        if (status == JLN_OK) status = prepare_insert(load, i, &sql, err);
    }
    jln_str_free(&sql);
    return status;
}

jln_status jln_load_begin(jln_db *db, jln_arena *arena, jln_diag *diag, jln_load **out,
                          jln_err *err) {
    *out = NULL;
    jln_load *load = jln_arena_alloc(arena, sizeof *load);
    if (load) load->inserts = jln_arena_array(arena, jln_stage_count(), sizeof *load->inserts);
    if (!load || !load->inserts) return jln_err_nomem(err);
    load->db = db;
    load->arena = arena;
    load->diag = diag;
    jln_status status = jln_db_exec(db, "BEGIN IMMEDIATE", err);
    load->in_transaction = status == JLN_OK;
    if (status == JLN_OK) status = create_stages(load, err);
    if (status == JLN_OK) *out = load;
    else jln_load_end(load);
    return status;
}

void jln_load_end(jln_load *load) {
    if (!load) return;
    for (size_t i = 0; i < jln_stage_count(); i++) sqlite3_finalize(load->inserts[i]);
    if (load->in_transaction) sqlite3_exec(load->db->handle, "ROLLBACK", NULL, NULL, NULL);
    load->in_transaction = false;
}

/* ---- the sink ---- */

static void bind_text(sqlite3_stmt *insert, int *at, const char *text) {
    ++*at;
    if (text) sqlite3_bind_text(insert, *at, text, -1, SQLITE_TRANSIENT);
    else sqlite3_bind_null(insert, *at);
}

static jln_status stage_row(jln_load *load, size_t index, const jln_field *fields, long line,
                            jln_err *err) {
    const jln_table *table = jln_stage_table(index);
    sqlite3_stmt *insert = load->inserts[index];
    int at = 0;
    bind_text(insert, &at, load->package->plan ? load->package->plan : load->package->name);
    bind_text(insert, &at, load->package->name);
    for (size_t i = 0; i < table->column_count; i++) {
        if (!jln_stage_stored(&table->columns[i])) continue;
        if (fields[i].tag == JLN_FIELD_INT) sqlite3_bind_int64(insert, ++at, fields[i].integer);
        else bind_text(insert, &at, fields[i].tag == JLN_FIELD_TEXT ? fields[i].text : NULL);
    }
    sqlite3_bind_int64(insert, ++at, (int64_t)load->file_count - 1);
    sqlite3_bind_int64(insert, ++at, line);
    jln_status status = jln_db_step(load->db, insert, err);
    sqlite3_reset(insert);
    load->rows++;
    return status;
}

static jln_status sink_row(void *ctx, const jln_row *row, jln_err *err) {
    jln_load *load = ctx;
    for (size_t i = 0; i < jln_table_count; i++)
        if (jln_tables[i] == row->table)
            return stage_row(load, DESCRIPTOR_COUNT + i, row->fields, row->line, err);
    return jln_err_set(err, JLN_EUSAGE, NULL, "%s", row->table->name);
}

static jln_status sink_file(void *ctx, const jln_table *table, const char *file, const int *places,
                            jln_err *err) {
    jln_load *load = ctx;
    jln_stage_file *grown = jln_arena_grow(load->arena, load->files, &load->file_capacity,
                                           load->file_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    load->files = grown;
    load->files[load->file_count++] = (jln_stage_file){file, table, places};
    return JLN_OK;
}

static jln_field text_field(const char *text) {
    return (jln_field){text ? JLN_FIELD_TEXT : JLN_FIELD_NULL, 0, text};
}

static jln_field int_field(int64_t value) {
    return (jln_field){JLN_FIELD_INT, value, NULL};
}

static jln_status stage_plan(jln_load *load, const jln_package *p, jln_err *err) {
    jln_field plan[] = {text_field(p->name), text_field(p->currency),  int_field(p->decimals),
                        int_field(p->scale), int_field(p->first_year), int_field(p->last_year)};
    jln_status status = stage_row(load, PLANS, plan, 1, err);
    for (size_t i = 0; status == JLN_OK && i < p->level_count; i++) {
        const jln_level *l = &p->levels[i];
        jln_field level[] = {text_field(l->code), int_field((int64_t)i + 1),
                             text_field(l->fr),   text_field(l->fr_plural),
                             text_field(l->en),   text_field(l->en_plural)};
        status = stage_row(load, LEVELS, level, 1, err);
    }
    for (size_t i = 0; status == JLN_OK && i < p->template_count; i++) {
        jln_field template[] = {text_field(p->templates[i]), int_field((int64_t)i + 1)};
        status = stage_row(load, TEMPLATES, template, 1, err);
    }
    return status;
}

static jln_status sink_package(void *ctx, const jln_package *p, jln_err *err) {
    jln_load *load = ctx;
    load->package = p;
    char *file = jln_arena_fmt(load->arena, "%s/datapackage.json", p->dir);
    if (!file) return jln_err_nomem(err);
    jln_status status = sink_file(load, &descriptors[PACKAGES], file, NULL, err);
    jln_field package[] = {text_field(p->name),    text_field(p->title),  text_field(p->title_en),
                           int_field(p->is_plan),  int_field(p->example), text_field(p->label),
                           text_field(p->label_en)};
    if (status == JLN_OK) status = stage_row(load, PACKAGES, package, 1, err);
    if (status == JLN_OK && p->is_plan) status = stage_plan(load, p, err);
    for (size_t i = 0; status == JLN_OK && i < p->document_count; i++) {
        const jln_document *d = &p->documents[i];
        jln_field document[] = {text_field(d->id), text_field(d->title), text_field(d->path)};
        status = stage_row(load, DOCUMENTS, document, 1, err);
    }
    return status;
}

jln_sink jln_load_sink(jln_load *load) {
    return (jln_sink){load, sink_package, sink_file, sink_row};
}

jln_status jln_stage_problem(jln_load *load, int64_t file, int64_t line, const char *column,
                             const char *fmt, ...) {
    const jln_stage_file *f = &load->files[file];
    int at = column ? jln_table_column(f->table, column) : -1;
    int place = at >= 0 && f->places ? f->places[at] : 0;
    jln_err problem = {.status = JLN_EDATA};
    if (!f->places) snprintf(problem.where, sizeof problem.where, "%s", f->name);
    else if (place)
        snprintf(problem.where, sizeof problem.where, "%s:%lld:%d", f->name, (long long)line,
                 place);
    else snprintf(problem.where, sizeof problem.where, "%s:%lld", f->name, (long long)line);
    va_list args;
    va_start(args, fmt);
    vsnprintf(problem.message, sizeof problem.message, fmt, args);
    va_end(args);
    return jln_diag_emit(load->diag, &problem);
}

/* ---- writing the differences ---- */

/* Rows of the packages of this load that are no longer in them. */
static void delete_sql(jln_str *sql, const jln_table *table) {
    jln_str_fmt(sql,
                "DELETE FROM main.%s AS t WHERE t.package IN (SELECT name FROM stage_packages) "
                "AND NOT EXISTS (SELECT 1 FROM stage_%s AS s WHERE ",
                table->name, table->name);
    jln_stage_key_match(sql, table, "s", "t");
    jln_str_add(sql, ")");
}

static void update_sql(jln_str *sql, const jln_table *table) {
    jln_str_fmt(sql, "UPDATE main.%s AS t SET package = s.package", table->name);
    for (size_t i = 0; i < table->column_count; i++) {
        const jln_column *c = &table->columns[i];
        if (jln_stage_stored(c) && !(c->flags & JLN_COL_KEY))
            jln_str_fmt(sql, ", %s = s.%s", c->name, c->name);
    }
    jln_str_fmt(sql, " FROM stage_%s AS s WHERE ", table->name);
    jln_stage_key_match(sql, table, "s", "t");
    jln_str_add(sql, " AND (t.package <> s.package");
    for (size_t i = 0; i < table->column_count; i++) {
        const jln_column *c = &table->columns[i];
        if (jln_stage_stored(c) && !(c->flags & JLN_COL_KEY))
            jln_str_fmt(sql, " OR t.%s IS NOT s.%s", c->name, c->name);
    }
    jln_str_add(sql, ")");
}

static void insert_sql(jln_str *sql, const jln_table *table) {
    jln_str_fmt(sql, "INSERT INTO main.%s (", table->name);
    add_columns(sql, table, "");
    jln_str_add(sql, ") SELECT ");
    add_columns(sql, table, "s.");
    jln_str_fmt(sql, " FROM stage_%s AS s WHERE NOT EXISTS (SELECT 1 FROM main.%s AS t WHERE ",
                table->name, table->name);
    jln_stage_key_match(sql, table, "s", "t");
    jln_str_add(sql, ")");
}

typedef void sql_maker(jln_str *sql, const jln_table *table);

static jln_status write_difference(jln_load *load, sql_maker *make, const jln_table *table,
                                   int64_t *changed, jln_err *err) {
    jln_str sql = {0};
    make(&sql, table);
    jln_status status = exec_str(load, &sql, err);
    if (status == JLN_OK) *changed = sqlite3_changes64(load->db->handle);
    jln_str_free(&sql);
    return status;
}

static jln_status apply_all(jln_load *load, jln_load_change *changes, jln_err *err) {
    jln_status status = JLN_OK;
    size_t count = jln_stage_count();
    for (size_t i = count; status == JLN_OK && i-- > 0;)
        status = write_difference(load, delete_sql, jln_stage_table(i), &changes[i].removed, err);
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        const jln_table *table = jln_stage_table(i);
        changes[i].table = table->name;
        status = write_difference(load, update_sql, table, &changes[i].changed, err);
        if (status == JLN_OK)
            status = write_difference(load, insert_sql, table, &changes[i].added, err);
    }
    return status;
}

static jln_status index_stages(jln_load *load, jln_err *err) {
    jln_str sql = {0};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < jln_stage_count(); i++) {
        const jln_table *table = jln_stage_table(i);
        sqlite3_finalize(load->inserts[i]);
        load->inserts[i] = NULL;
        jln_str_fmt(&sql, "CREATE INDEX temp.key_%s ON stage_%s (", table->name, table->name);
        add_key(&sql, table);
        jln_str_add(&sql, ")");
        status = exec_str(load, &sql, err);
    }
    jln_str_free(&sql);
    return status;
}

static jln_status drop_stages(jln_load *load, jln_err *err) {
    jln_str sql = {0};
    for (size_t i = 0; i < jln_stage_count(); i++)
        jln_str_fmt(&sql, "DROP TABLE temp.stage_%s;", jln_stage_table(i)->name);
    jln_status status = exec_str(load, &sql, err);
    jln_str_free(&sql);
    return status;
}

/* A package that still announces a return as expected does not undo the import that answered it. */
static const char forget_answered[] = "DELETE FROM stage_returns AS s WHERE s.status = 'expected' "
                                      "AND EXISTS (SELECT 1 FROM main.returns AS t WHERE "
                                      "t.plan = s.plan AND t.id = s.id AND t.package LIKE "
                                      "'import:%' AND t.package NOT IN (SELECT name FROM "
                                      "stage_packages))";

jln_status jln_load_write(jln_load *load, jln_load_report *report, jln_err *err) {
    memset(report, 0, sizeof *report);
    jln_load_change *changes = jln_arena_array(load->arena, jln_stage_count(), sizeof *changes);
    if (!changes) return jln_err_nomem(err);
    jln_status status = index_stages(load, err);
    if (status == JLN_OK) status = jln_db_exec(load->db, forget_answered, err);
    if (status == JLN_OK) status = jln_stage_check(load, err);
    if (status == JLN_OK && load->diag->count)
        status = jln_err_set(err, JLN_EDATA, NULL, "%s", _("rien n'a été écrit"));
    if (status == JLN_OK) status = apply_all(load, changes, err);
    if (status == JLN_OK) status = drop_stages(load, err);
    if (status != JLN_OK) return status;
    report->tables = changes;
    report->rows = load->rows;
    for (size_t i = 0; i < jln_stage_count(); i++)
        if (changes[i].added || changes[i].changed || changes[i].removed)
            changes[report->table_count++] = changes[i];
    return JLN_OK;
}

jln_status jln_load_commit(jln_load *load, jln_err *err) {
    jln_status status = jln_db_exec(load->db, "COMMIT", err);
    if (status == JLN_OK) load->in_transaction = false;
    return status;
}

jln_status jln_load_apply(jln_load *load, jln_load_report *report, jln_err *err) {
    jln_status status = jln_load_write(load, report, err);
    return status == JLN_OK ? jln_load_commit(load, err) : status;
}
