#include "import/rows.h"

#include "base/i18n.h"
#include "import/cell.h"
#include "import/csv.h"
#include "import/words.h"

#include <string.h>

typedef struct {
    const jln_package *package;
    const jln_table *table;
    const jln_resource *resource;
    const jln_sink *sink;
    jln_diag *diag;
    const char *file;
    int *places;    /* rank (from 1) in the file of each column of the table, 0 for none */
    size_t columns; /* of the file */
    char numbers[JLN_TABLE_COLUMNS_MAX][JLN_NUM_MAX];
} reader;

static jln_status emit(reader *r, jln_err *problem, long line, long column) {
    jln_words_place(problem, r->file, line, column);
    return jln_diag_emit(r->diag, problem);
}

/* An empty error without clearing its texts: this runs for each cell. */
static void expect_none(jln_err *problem) {
    problem->status = JLN_OK;
    problem->where[0] = problem->message[0] = '\0';
}

/* Names of the columns a file may have; NULL where it may not. Gives their count. */
static size_t names_of(const jln_table *table, const char *names[JLN_TABLE_COLUMNS_MAX]) {
    for (size_t i = 0; i < table->column_count; i++)
        names[i] = table->columns[i].flags & JLN_COL_DERIVED ? NULL : table->columns[i].name;
    return table->column_count;
}

static void unknown_column(const reader *r, const char *name, jln_err *problem) {
    const char *names[JLN_TABLE_COLUMNS_MAX];
    size_t count = names_of(r->table, names);
    char quoted[JLN_QUOTE_MAX], hint[JLN_QUOTE_MAX], list[JLN_LIST_MAX];
    if (*name == '\0')
        jln_err_set(problem, JLN_EDATA, NULL, _("colonne sans nom ; attendu : %s"),
                    jln_list(names, count, list));
    else
        jln_err_set(problem, JLN_EDATA, NULL, _("colonne %s inconnue%s ; attendu : %s"),
                    jln_quote(name, strlen(name), quoted), jln_suggest(name, names, count, hint),
                    jln_list(names, count, list));
}

/* Finds the place of one column of the file. */
static jln_status place_column(reader *r, const char *name, int rank, long line) {
    jln_err problem = {0};
    int column = jln_table_column(r->table, name);
    if (column < 0 || r->table->columns[column].flags & JLN_COL_DERIVED)
        unknown_column(r, name, &problem);
    else if (r->places[column])
        jln_err_set(&problem, JLN_EDATA, NULL,
                    _("la colonne « %s » est là deux fois, déjà en %d ; gardez-en une"), name,
                    r->places[column]);
    else r->places[column] = rank;
    return problem.status == JLN_OK ? JLN_OK : emit(r, &problem, line, rank);
}

static jln_status missing_columns(reader *r, long line) {
    const char *missing[JLN_TABLE_COLUMNS_MAX], *names[JLN_TABLE_COLUMNS_MAX];
    char absent[JLN_LIST_MAX], list[JLN_LIST_MAX];
    size_t n = 0, count = names_of(r->table, names);
    for (size_t i = 0; i < count; i++) {
        if (r->table->columns[i].flags & JLN_COL_OPTIONAL) names[i] = NULL;
        if (names[i] && !r->places[i]) missing[n++] = names[i];
    }
    if (n == 0) return JLN_OK;
    jln_err problem = {0};
    jln_err_set(
        &problem, JLN_EDATA, NULL,
        P_("colonne absente : %s ; attendu : %s", "colonnes absentes : %s ; attendu : %s", n),
        jln_list(missing, n, absent), jln_list(names, count, list));
    return emit(r, &problem, line, 1);
}

static bool has(const char *const *names, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) return true;
    return false;
}

/* The schema of datapackage.json and the header are the same names, in any order. */
static jln_status compare_schema(reader *r, const jln_csv_record *header) {
    const jln_resource *s = r->resource;
    bool same = s->field_count == header->count;
    for (size_t i = 0; same && i < s->field_count; i++)
        same = has(header->fields, header->count, s->fields[i]);
    if (same || s->field_count == 0) return JLN_OK;
    char declared[JLN_LIST_MAX], found[JLN_LIST_MAX];
    jln_err problem = {0};
    jln_err_set(&problem, JLN_EDATA, NULL,
                _("l'en-tête (%s) n'est pas celui du « schema » de datapackage.json (%s)"),
                jln_list(header->fields, header->count, found),
                jln_list(s->fields, s->field_count, declared));
    return emit(r, &problem, header->line, 1);
}

/* `*usable` when the rows can be read. */
static jln_status read_header(reader *r, jln_csv *csv, bool *usable, jln_err *err) {
    jln_csv_record header;
    jln_err problem = {0};
    size_t before = r->diag->count;
    *usable = false;
    jln_status status = jln_csv_next(csv, &header, &problem);
    if (status == JLN_OK) {
        const char *names[JLN_TABLE_COLUMNS_MAX];
        char list[JLN_LIST_MAX];
        size_t count = names_of(r->table, names);
        jln_err_set(&problem, JLN_EDATA, NULL, _("fichier vide ; attendu une ligne de titres : %s"),
                    jln_list(names, count, list));
        return emit(r, &problem, 1, 1);
    }
    if (status == JLN_EDATA) return emit(r, &problem, 1, 1);
    if (status != JLN_ROW) return jln_err_set(err, status, problem.where, "%s", problem.message);
    r->columns = header.count;
    status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < header.count; i++)
        status = place_column(r, header.fields[i], (int)i + 1, header.line);
    if (status == JLN_OK) status = missing_columns(r, header.line);
    if (status == JLN_OK) status = compare_schema(r, &header);
    *usable = status == JLN_OK && r->diag->count == before;
    return status;
}

static bool is_blank(const jln_csv_record *record) {
    for (size_t i = 0; i < record->count; i++)
        if (record->fields[i][0]) return false;
    return true;
}

static jln_status wrong_count(reader *r, const jln_csv_record *record) {
    jln_err problem = {0};
    jln_err_set(&problem, JLN_EDATA, NULL,
                P_("trouvé %zu cellule, attendu %zu comme dans l'en-tête ; gardez le séparateur de "
                   "l'en-tête, et "
                   "entourez de guillemets les textes qui le contiennent",
                   "trouvé %zu cellules, attendu %zu comme dans l'en-tête ; gardez le séparateur "
                   "de l'en-tête, et "
                   "entourez de guillemets les textes qui le contiennent",
                   record->count),
                record->count, r->columns);
    size_t column = record->count < r->columns ? record->count : r->columns + 1;
    return emit(r, &problem, record->line, (long)column);
}

/* Fills `fields`; each bad cell is a problem of its own. */
static jln_status read_cells(reader *r, const jln_csv_record *record, jln_field *fields) {
    for (size_t i = 0; i < r->table->column_count; i++) {
        const jln_column *column = &r->table->columns[i];
        int place = r->places[i];
        jln_err problem;
        expect_none(&problem);
        fields[i] = (jln_field){0};
        if (column->flags & JLN_COL_DERIVED) continue;
        if (!place && !(column->flags & JLN_COL_KEY)) continue;
        const char *text = place ? record->fields[place - 1] : "";
        jln_cell_read(r->package, column, text, r->numbers[i], &fields[i], &problem);
        if (problem.status == JLN_OK) continue;
        jln_status status =
            emit(r, &problem, place ? record->lines[place - 1] : record->line, place);
        if (status != JLN_OK) return status;
    }
    return JLN_OK;
}

static jln_status finish_row(reader *r, const jln_csv_record *record, jln_field *fields,
                             char scratch[64], jln_err *err) {
    jln_err problem;
    size_t column = 0;
    expect_none(&problem);
    jln_status status = r->table->finish(r->package, fields, scratch, &column, &problem);
    if (status == JLN_OK) return JLN_OK;
    if (status != JLN_EDATA) return jln_err_set(err, status, problem.where, "%s", problem.message);
    jln_err named = {0};
    const char *name = column < r->table->column_count ? r->table->columns[column].name : "";
    int place = column < r->table->column_count ? r->places[column] : 0;
    jln_err_set(&named, JLN_EDATA, NULL, _("colonne « %s » : %s"), name, problem.message);
    return emit(r, &named, place ? record->lines[place - 1] : record->line, place);
}

static jln_status send_record(reader *r, const jln_csv_record *record, jln_err *err) {
    jln_field fields[JLN_TABLE_COLUMNS_MAX];
    char scratch[64];
    size_t before = r->diag->count;
    if (is_blank(record)) return JLN_OK; /* spreadsheets leave such rows at the end */
    if (record->count != r->columns) return wrong_count(r, record);
    jln_status status = read_cells(r, record, fields);
    if (status == JLN_OK && r->diag->count == before && r->table->finish)
        status = finish_row(r, record, fields, scratch, err);
    if (status != JLN_OK || r->diag->count != before) return status;
    jln_row row = {r->table, fields, record->line};
    status = r->sink->row(r->sink->ctx, &row, err);
    if (status != JLN_OK) jln_words_place(err, r->file, record->line, 0);
    return status;
}

static jln_status send_records(reader *r, jln_csv *csv, jln_err *err) {
    jln_csv_record record;
    for (;;) {
        jln_err problem;
        expect_none(&problem);
        jln_status status = jln_csv_next(csv, &record, &problem);
        if (status == JLN_OK) return JLN_OK;
        if (status == JLN_ROW) status = send_record(r, &record, err);
        else if (status == JLN_EDATA) status = emit(r, &problem, 0, 0);
        else return jln_err_set(err, status, problem.where, "%s", problem.message);
        if (status != JLN_OK) return status;
    }
}

static jln_status open_file(reader *r, jln_csv **csv, jln_err *err) {
    jln_err problem = {0};
    jln_status status = jln_csv_open(r->file, csv, &problem);
    if (status == JLN_OK) return JLN_OK;
    if (status == JLN_EDATA) return emit(r, &problem, 0, 0);
    return jln_err_set(err, status, problem.where, "%s", problem.message);
}

jln_status jln_rows_send(const jln_package *package, const jln_table *table,
                         const jln_resource *resource, jln_arena *arena, const jln_sink *sink,
                         jln_diag *diag, jln_err *err) {
    reader r = {
        .package = package, .table = table, .resource = resource, .sink = sink, .diag = diag};
    r.file = jln_arena_fmt(arena, "%s/%s", package->dir, resource->path);
    r.places = jln_arena_array(arena, JLN_TABLE_COLUMNS_MAX, sizeof *r.places);
    if (!r.file || !r.places) return jln_err_nomem(err);
    jln_csv *csv = NULL;
    bool usable = false;
    jln_status status = open_file(&r, &csv, err);
    if (csv) status = read_header(&r, csv, &usable, err);
    if (usable) {
        status = sink->file(sink->ctx, table, r.file, r.places, err);
        if (status == JLN_OK) status = send_records(&r, csv, err);
    }
    jln_csv_close(csv);
    return status;
}
