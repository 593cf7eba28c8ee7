/* One sheet of a workbook, row by row. */
#include "import/xlsx_inside.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

typedef enum { NOTHING, VALUE, FORMULA, INLINE } place;

/* Texts of the row are kept in one buffer; `at` is where a cell's starts in it, as the buffer moves
 * when it grows. */
typedef struct {
    jln_xlsx_cell cell;
    size_t at;
    const char *shared; /* NULL when the text is in the buffer */
} kept_cell;

typedef struct {
    jln_xlsx *x;
    const char *sheet;
    const jln_xlsx_reader *reader;
    place in;
    int phonetic;
    bool in_row, in_cell;
    uint32_t row;    /* of the row or, outside of one, the next expected */
    uint32_t column; /* next expected */
    bool hidden;
    char type[12]; /* t of the cell */
    size_t style;
    kept_cell now;
    jln_str value; /* of the cell */
    jln_str texts; /* of the row */
    kept_cell *cells;
    size_t count, capacity;
    jln_xlsx_cell *sent; /* the row, once its texts no longer move */
    size_t sent_capacity;
} reading;

static jln_status fail(const reading *r, const char *message, jln_err *err) {
    char ref[JLN_XLSX_REF_MAX];
    jln_xlsx_ref_text(r->row, (uint16_t)(r->in_cell ? r->now.cell.column : 0), ref);
    return jln_xlsx_fail(r->x, r->sheet, ref, message, err);
}

/* ---- rows ---- */

static jln_status start_row(reading *r, const char **attributes, jln_err *err) {
    const char *number = jln_xml_attribute(attributes, "r"),
               *hidden = jln_xml_attribute(attributes, "hidden");
    if (number) {
        char *end;
        long row = strtol(number, &end, 10);
        if (*end || row < 1 || row > JLN_XLSX_ROWS || (uint32_t)row - 1 < r->row)
            return fail(r, _("numéro de ligne hors de la feuille, ou lignes en désordre"), err);
        r->row = (uint32_t)row - 1;
    } else if (r->row >= JLN_XLSX_ROWS) {
        return fail(r, _("plus de lignes qu'une feuille n'en a"), err);
    }
    r->in_row = true;
    r->hidden = hidden && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
    r->column = 0;
    r->count = 0;
    jln_str_clear(&r->texts);
    return JLN_OK;
}

static jln_status end_row(reading *r, jln_err *err) {
    if (r->count > r->sent_capacity) {
        jln_xlsx_cell *grown = realloc(r->sent, r->capacity * sizeof *grown);
        if (!grown) return jln_err_nomem(err);
        r->sent = grown;
        r->sent_capacity = r->capacity;
    }
    for (size_t i = 0; i < r->count; i++) {
        r->sent[i] = r->cells[i].cell;
        r->sent[i].text =
            r->cells[i].shared ? r->cells[i].shared : jln_str_c(&r->texts) + r->cells[i].at;
    }
    jln_xlsx_row row = {r->row, r->hidden, r->sent, r->count};
    jln_status status = r->count ? r->reader->row(r->reader->ctx, &row, err) : JLN_OK;
    r->in_row = false;
    r->row++;
    return status;
}

/* ---- cells ---- */

static jln_status start_cell(reading *r, const char **attributes, jln_err *err) {
    const char *ref = NULL, *type = NULL, *style = NULL;
    for (; *attributes; attributes += 2) { /* one pass: there are millions of cells */
        if (strcmp(attributes[0], "r") == 0) ref = attributes[1];
        else if (strcmp(attributes[0], "s") == 0) style = attributes[1];
        else if (strcmp(attributes[0], "t") == 0) type = attributes[1];
    }
    uint32_t row = r->row;
    uint16_t column = (uint16_t)r->column;
    r->in_cell = true;
    r->now = (kept_cell){0};
    if (r->column >= JLN_XLSX_COLUMNS)
        return fail(r, _("plus de colonnes qu'une feuille n'en a"), err);
    if (ref && (!jln_xlsx_ref(ref, &row, &column, NULL) || row != r->row || column < r->column))
        return fail(r, _("adresse de cellule hors de la feuille, ou cellules en désordre"), err);
    if (type && strlen(type) >= sizeof r->type) return fail(r, _("type de cellule inconnu"), err);
    strcpy(r->type, type ? type : "n");
    long number = style ? strtol(style, NULL, 10) : 0;
    r->style = number > 0 ? (size_t)number : 0;
    r->now.cell.column = column;
    r->column = column + 1u;
    jln_str_clear(&r->value);
    return JLN_OK;
}

static jln_status take_shared(reading *r, jln_err *err) {
    char *end;
    unsigned long index = strtoul(jln_str_c(&r->value), &end, 10);
    if (*end || end == jln_str_c(&r->value) || index >= r->x->string_count)
        return fail(r, _("la cellule renvoie à un texte qui n'existe pas"), err);
    r->now.cell.kind = JLN_XLSX_TEXT;
    r->now.shared = r->x->strings[index];
    return JLN_OK;
}

static jln_xlsx_format format_of(const reading *r) {
    return r->style < r->x->format_count ? (jln_xlsx_format)r->x->formats[r->style]
                                         : JLN_XLSX_FORMAT_PLAIN;
}

static jln_status replace_value(reading *r, const char *text, jln_err *err) {
    jln_str_clear(&r->value);
    jln_str_add(&r->value, text);
    return r->value.failed ? jln_err_nomem(err) : JLN_OK;
}

static jln_status take_number(reading *r, jln_err *err) {
    char plain[JLN_NUM_MAX], day[JLN_DATE_MAX];
    const char *text = jln_str_c(&r->value);
    jln_xlsx_format format = format_of(r);
    r->now.cell.percent = format == JLN_XLSX_FORMAT_PERCENT;
    r->now.cell.kind = JLN_XLSX_DATE;
    if (format == JLN_XLSX_FORMAT_DATE && jln_xlsx_date(text, r->x->from_1904, day))
        return replace_value(r, day, err);
    r->now.cell.kind = JLN_XLSX_NUMBER;
    if (jln_xlsx_plain(text, plain)) return replace_value(r, plain, err);
    r->now.cell.kind = JLN_XLSX_ERROR;
    return JLN_OK;
}

static jln_status take_value(reading *r, jln_err *err) {
    jln_xlsx_cell *cell = &r->now.cell;
    if (strcmp(r->type, "s") == 0) return take_shared(r, err);
    if (strcmp(r->type, "n") == 0) return take_number(r, err);
    cell->kind = strcmp(r->type, "b") == 0   ? JLN_XLSX_BOOL
                 : strcmp(r->type, "e") == 0 ? JLN_XLSX_ERROR
                 : strcmp(r->type, "d") == 0 ? JLN_XLSX_DATE
                                             : JLN_XLSX_TEXT;
    if (cell->kind == JLN_XLSX_DATE && r->value.length > 10) { /* an instant: its day */
        char day[JLN_DATE_MAX] = "";
        memcpy(day, jln_str_c(&r->value), 10);
        return replace_value(r, day, err);
    }
    return JLN_OK;
}

static jln_status end_cell(reading *r, jln_err *err) {
    if (r->value.length == 0 && !r->now.cell.formula) return JLN_OK;
    jln_status status = JLN_OK;
    if (r->value.length == 0)
        r->now.cell.kind = strcmp(r->type, "str") == 0 ? JLN_XLSX_TEXT : JLN_XLSX_NO_VALUE;
    else status = take_value(r, err);
    if (status != JLN_OK) return status;
    size_t length = r->now.shared ? strlen(r->now.shared) : r->value.length;
    r->x->sent += length;
    r->now.at = r->texts.length;
    if (r->x->sent > JLN_XLSX_SENT_MAX || r->texts.length + length > JLN_XLSX_ROW_BYTES)
        return fail(r, _("trop de texte dans la feuille"), err);
    if (!r->now.shared)
        jln_str_addn(&r->texts, jln_str_c(&r->value), length + 1); /* with its NUL */
    kept_cell *grown = r->cells;
    if (r->count == r->capacity) {
        grown = realloc(r->cells, (r->capacity * 2 + 64) * sizeof *grown);
        if (!grown) return jln_err_nomem(err);
        r->cells = grown;
        r->capacity = r->capacity * 2 + 64;
    }
    grown[r->count++] = r->now;
    return r->texts.failed ? jln_err_nomem(err) : JLN_OK;
}

static jln_status take_merge(reading *r, const char **attributes, jln_err *err) {
    const char *ref = jln_xml_attribute(attributes, "ref"), *end = NULL;
    jln_xlsx_merge m = {0};
    if (!r->reader->merge) return JLN_OK;
    bool good = ref && jln_xlsx_ref(ref, &m.row, &m.column, &end);
    m.last_row = m.row;
    m.last_column = m.column;
    if (good && *end)
        good = *end == ':' && jln_xlsx_ref(end + 1, &m.last_row, &m.last_column, NULL);
    if (!good || m.last_row < m.row || m.last_column < m.column)
        return jln_xlsx_fail(r->x, r->sheet, NULL, _("cellules fusionnées hors de la feuille"),
                             err);
    return r->reader->merge(r->reader->ctx, &m, err);
}

/* ---- elements ---- */

static jln_status on_start(void *ctx, const char *name, const char **attributes, jln_err *err) {
    reading *r = ctx;
    if (strcmp(name, "mergeCell") == 0) return take_merge(r, attributes, err);
    if (!r->in_row) return strcmp(name, "row") == 0 ? start_row(r, attributes, err) : JLN_OK;
    if (!r->in_cell) return strcmp(name, "c") == 0 ? start_cell(r, attributes, err) : JLN_OK;
    if (strcmp(name, "rPh") == 0) r->phonetic++;
    else if (strcmp(name, "v") == 0) r->in = VALUE;
    else if (strcmp(name, "t") == 0 && r->phonetic == 0) r->in = INLINE;
    else if (strcmp(name, "f") == 0) r->in = FORMULA, r->now.cell.formula = true;
    return JLN_OK;
}

static jln_status on_text(void *ctx, const char *text, size_t length, jln_err *err) {
    reading *r = ctx;
    if (r->in != VALUE && r->in != INLINE) return JLN_OK;
    if (r->value.length + length > JLN_XLSX_CELL_BYTES)
        return fail(r, _("un texte de plus de 32 767 caractères"), err);
    jln_str_addn(&r->value, text, length);
    return r->value.failed ? jln_err_nomem(err) : JLN_OK;
}

static jln_status on_end(void *ctx, const char *name, jln_err *err) {
    reading *r = ctx;
    r->in = NOTHING;
    if (strcmp(name, "rPh") == 0 && r->phonetic) r->phonetic--;
    if (r->in_cell && strcmp(name, "c") == 0) {
        jln_status status = end_cell(r, err);
        r->in_cell = false;
        return status;
    }
    if (r->in_row && !r->in_cell && strcmp(name, "row") == 0) return end_row(r, err);
    return JLN_OK;
}

jln_status jln_xlsx_read(jln_xlsx *x, size_t sheet, const jln_xlsx_reader *reader, jln_err *err) {
    const jln_xlsx_sheet *s = &x->sheets[sheet];
    if (!s->part) return JLN_OK; /* a sheet of one chart */
    reading r = {.x = x, .sheet = s->name, .reader = reader};
    jln_xml handler = {&r, on_start, on_end, on_text};
    jln_status status = jln_parts_parse(x->parts, s->part, &handler, err);
    jln_str_free(&r.value);
    jln_str_free(&r.texts);
    free(r.cells);
    free(r.sent);
    if (status != JLN_ENOTFOUND) return status;
    if (err) err->status = JLN_EDATA;
    return JLN_EDATA;
}
