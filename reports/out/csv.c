#include "out/csv.h"

#include "base/str.h"
#include "out/atomic.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { FRACTION_DIGITS = 12 };

typedef struct {
    const jln_doc_index *index;
    FILE *file;
    jln_str line;
    jln_str words; /* a value under way */
} csv;

/* What the cell has to say: nothing, words, or a value with a state. */
static bool is_empty(const jln_cell *cell, jln_kind kind) {
    const jln_value *v = &cell->value;
    if (kind == JLN_KIND_LIGHT) return cell->light == JLN_LIGHT_NONE;
    if (cell->text) return !*cell->text;
    if (kind == JLN_KIND_COVER) return v->expected == 0;
    return v->state == JLN_NA && v->reason == JLN_REASON_NONE;
}

static bool is_fraction(jln_kind kind) {
    return kind == JLN_KIND_RATE || kind == JLN_KIND_POINTS;
}

/* A number without what the eye asks for: no grouping, no scale; decimals only where there are
 * some. */
static void add_number(jln_str *line, jln_rat number, jln_kind kind) {
    char text[JLN_NUM_MAX];
    if (jln_rat_text(number, FRACTION_DIGITS, !is_fraction(kind), text)) jln_str_add(line, text);
}

static void add_words(csv *c, const char *text, jln_kind kind) {
    jln_str_clear(&c->words);
    if (kind == JLN_KIND_TEXT && *text && strchr("=+-@\t\r", *text)) jln_str_addc(&c->words, '\'');
    jln_str_add(&c->words, text);
    jln_str_csv(&c->line, jln_str_c(&c->words));
    c->line.failed = c->line.failed || c->words.failed;
}

/* The two columns state and value. */
static void add_value(csv *c, const jln_cell *cell, jln_kind kind) {
    const jln_value *v = &cell->value;
    bool words = cell->text || kind == JLN_KIND_LIGHT || kind == JLN_KIND_COVER;
    jln_str_fmt(&c->line, "%s,", jln_state_code(words ? JLN_TEXT : v->state));
    if (kind == JLN_KIND_LIGHT) jln_str_add(&c->line, jln_light_code(cell->light));
    else if (cell->text) add_words(c, cell->text, kind);
    else if (kind == JLN_KIND_COVER)
        jln_str_fmt(&c->line, "%u/%u", (unsigned)v->known, (unsigned)v->expected);
    else if (jln_value_known(v)) add_number(&c->line, v->number, kind);
}

static void add_operand(csv *c, jln_cell_ref ref) {
    jln_cell_place at;
    if (!jln_doc_find(c->index, ref, &at) || at.cell->text || !jln_value_known(&at.cell->value))
        return;
    add_number(&c->line, at.cell->value.number, at.table->columns[at.column].kind);
}

static bool is_ratio(const jln_expr *e) {
    return e && (e->op == JLN_EXPR_RATIO || e->op == JLN_EXPR_SHARE) && e->count == 2;
}

static void add_cell(csv *c, const jln_doc_table *t, const jln_doc_row *row, size_t column) {
    const jln_cell *cell = &row->cells[column];
    const jln_doc_column *k = &t->columns[column];
    const char *names[] = {t->key, row->key, k->key};
    jln_str *line = &c->line;
    for (size_t i = 0; i < 3; i++) {
        jln_str_csv(line, names[i]);
        jln_str_addc(line, ',');
    }
    add_value(c, cell, k->kind);
    jln_str_addc(line, ',');
    jln_str_csv(line, k->unit);
    jln_str_addc(line, ',');
    if (is_ratio(cell->expr)) add_operand(c, cell->expr->operands[0]);
    jln_str_addc(line, ',');
    if (is_ratio(cell->expr)) add_operand(c, cell->expr->operands[1]);
    jln_str_addc(line, ',');
    jln_str_csv(line, cell->source);
    jln_str_addc(line, '\n');
}

/* False when a line could not be made (c->line.failed) or written. */
static bool write_row(csv *c, const jln_doc_table *t, const jln_doc_row *row) {
    jln_str_clear(&c->line);
    for (size_t i = 0; i < t->column_count; i++)
        if (!is_empty(&row->cells[i], t->columns[i].kind)) add_cell(c, t, row, i);
    return !c->line.failed &&
           fwrite(jln_str_c(&c->line), 1, c->line.length, c->file) == c->line.length;
}

static bool write_tables(csv *c, const jln_doc *doc) {
    static const char header[] = "table,row,column,state,value,unit,numerator,denominator,source\n";
    if (fputs(header, c->file) == EOF) return false;
    for (size_t b = 0; b < doc->block_count; b++) {
        if (doc->blocks[b].kind != JLN_BLOCK_TABLE || !(doc->blocks[b].formats & JLN_FOR_CSV))
            continue;
        const jln_doc_table *t = doc->blocks[b].table;
        for (size_t r = 0; r < t->row_count; r++)
            if (!write_row(c, t, &t->rows[r])) return false;
    }
    return true;
}

static jln_status write_file(csv *c, const jln_doc *doc, const char *temporary, const char *path,
                             jln_err *err) {
    c->file = fopen(temporary, "we");
    if (!c->file)
        return jln_err_set(err, JLN_EIO, path, _("écriture impossible : %s"), strerror(errno));
    int code = write_tables(c, doc) ? 0 : errno;
    bool written = code == 0 && !ferror(c->file) && !c->line.failed;
    if (fclose(c->file) && written) {
        code = errno;
        written = false;
    }
    if (c->line.failed) return jln_err_nomem(err);
    return written ? JLN_OK
                   : jln_err_set(err, JLN_EIO, path, _("écriture impossible : %s"), strerror(code));
}

jln_status jln_csv_write(const jln_doc *doc, const char *path, jln_err *err) {
    jln_status status = jln_doc_check(doc, err);
    if (status) return status;
    csv c = {.index = jln_doc_index_new(doc)};
    if (!c.index) return jln_err_nomem(err);
    jln_atomic file;
    status = jln_atomic_begin(&file, path, err);
    if (status) return status;
    status = write_file(&c, doc, file.temporary, path, err);
    if (!status) status = jln_atomic_commit(&file, err);
    jln_atomic_abort(&file);
    jln_str_free(&c.line);
    jln_str_free(&c.words);
    return status;
}
