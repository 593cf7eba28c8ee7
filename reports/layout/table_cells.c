#include "layout/table_parts.h"

#include "doc/format.h"
#include "layout/light.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

static const float LONGEST_PART = 13;        /* em: a longer word may be divided */
static const float HALF = 0.56f, BRIEF = 18; /* a brief cell on two lines; em on one */
static const float FEED = 1e6f;

bool jln_table_is_text(jln_kind kind) {
    return kind == JLN_KIND_TEXT || kind == JLN_KIND_CODE;
}

bool jln_table_runs_over(const jln_doc_table *table, size_t row) {
    const jln_doc_row *r = &table->rows[row];
    if (r->role != JLN_ROW_MEMO) return r->open || r->role == JLN_ROW_GROUP;
    for (size_t c = 1; c < table->column_count; c++) {
        const jln_cell *cell = &r->cells[c];
        bool empty = cell->value.state == JLN_NA && cell->value.reason == JLN_REASON_NONE;
        if (cell->text || cell->light != JLN_LIGHT_NONE || !empty) return false;
    }
    return true;
}

static bool is_bold(const jln_doc_row *row, const jln_cell *cell) {
    return cell->strong || row->role == JLN_ROW_GROUP || row->role == JLN_ROW_SUBTOTAL ||
           row->role == JLN_ROW_TOTAL;
}

jln_font jln_table_font(const jln_doc_row *row, const jln_cell *cell) {
    if (is_bold(row, cell)) return JLN_FONT_BOLD;
    return row->role == JLN_ROW_MEMO ? JLN_FONT_OBLIQUE : JLN_FONT_REGULAR;
}

size_t jln_table_mark(unsigned note, char out[16]) {
    char digits[8];
    size_t n = 0, length = 0;
    do digits[n++] = (char)('0' + note % 10);
    while ((note /= 10) > 0);
    out[length++] = '(';
    while (n > 0) out[length++] = digits[--n];
    out[length++] = ')';
    return length;
}

static float mark_width(const jln_flow *f, unsigned note) {
    char text[16];
    size_t length = jln_table_mark(note, text);
    return jln_metrics_width(f->metrics, JLN_FONT_REGULAR, text, length) * JLN_TABLE_MARK_SCALE;
}

static float max2(float a, float b) {
    return a > b ? a : b;
}

/* Words where a number is expected may wrap; a number never does. */
static bool never_wraps(const jln_cell *cell, jln_kind kind, float width) {
    if (kind == JLN_KIND_TEXT) return false;
    if (kind == JLN_KIND_CODE) return width <= LONGEST_PART;
    return !cell->text || width <= 5;
}

/* In a row whose words run over the others: a date after those words, that needs its own room. */
static bool is_set_apart(const jln_doc_table *table, size_t row, const jln_table_column *c,
                         float width) {
    const jln_cell *cells = table->rows[row].cells;
    if (c->doc->kind != JLN_KIND_CODE || !never_wraps(&cells[c->at], JLN_KIND_CODE, width))
        return false;
    for (size_t i = 0; i < c->at; i++)
        if (table->columns[i].kind == JLN_KIND_TEXT && cells[i].text) return true;
    return false;
}

static void measure_cell(jln_table_state *t, jln_table_column *c, size_t at, jln_table_words *w) {
    const jln_doc_row *row = &t->doc->rows[at];
    const jln_cell *cell = &row->cells[c->at];
    const jln_metrics *m = t->f->metrics;
    jln_font font = jln_table_font(row, cell);
    if (cell->note) c->trail = max2(c->trail, mark_width(t->f, cell->note));
    if (c->doc->kind == JLN_KIND_LIGHT) {
        c->fit.natural = max2(c->fit.natural, jln_light_width(t->f, cell->light, 1));
        return;
    }
    if (cell->light) c->lit = true;
    if (w->length == 0) return;
    w->width = jln_metrics_width(m, font, w->text, w->length);
    if (!jln_table_is_text(c->doc->kind) || !jln_table_runs_over(t->doc, at) ||
        is_set_apart(t->doc, at, c, w->width)) {
        float indent = c->doc->kind == JLN_KIND_TEXT && row->level > 0 ? (float)row->level : 0;
        float part = never_wraps(cell, c->doc->kind, w->width)
                         ? w->width
                         : fminf(jln_text_longest(m, font, w->text, w->length), LONGEST_PART);
        float wanted = cell->brief && !t->f->brief.on
                           ? fminf(w->width, max2(w->width * HALF, BRIEF))
                           : w->width;
        c->fit.natural = max2(c->fit.natural, wanted + indent);
        c->word = max2(c->word, part);
        c->fit.solid = max2(c->fit.solid, part + fminf(indent, 3));
    }
    if (memchr(w->text, '\n', w->length)) w->width = FEED;
}

static void format_cell(jln_table_state *t, const jln_cell *cell, const jln_doc_column *c,
                        jln_str *s, jln_table_words *w) {
    if (c->kind == JLN_KIND_LIGHT) return;
    if (cell->text) {
        *w = (jln_table_words){cell->text, (uint32_t)strlen(cell->text), 0};
        return;
    }
    jln_str_clear(s);
    jln_format_cell(s, cell, c->kind, c->scale, c->decimals, t->f->doc->lang);
    if (s->failed) t->failed = true;
    if (s->length == 0 || t->failed) return;
    char *copy = jln_arena_strn(t->texts, s->text, s->length);
    if (!copy) t->failed = true;
    else *w = (jln_table_words){copy, (uint32_t)s->length, 0};
}

static void measure_title(jln_table_state *t, jln_table_column *c) {
    const char *title = c->doc->title ? c->doc->title : "";
    const jln_metrics *m = t->f->metrics;
    c->fit.head = fminf(jln_text_longest(m, JLN_FONT_BOLD, title, strlen(title)), LONGEST_PART);
    c->fit.good_head = c->fit.head;
    float whole = jln_metrics_width(m, JLN_FONT_BOLD, title, strlen(title));
    c->fit.whole_head = whole < 24 ? whole : 0;
    for (int step = 0; step <= 8 && whole < 24; step++) { /* the narrowest that gives two lines */
        float width = c->fit.head + (whole - c->fit.head) * (float)step / 8;
        jln_span span = {title, strlen(title), JLN_FONT_BOLD};
        jln_lines lines;
        jln_arena_reset(t->f->scratch);
        if (!jln_text_break(t->f->scratch, m, &span, 1, 1, width, &lines)) t->failed = true;
        c->fit.good_head = width;
        if (t->failed || lines.count <= 2) return;
    }
}

void jln_table_measure(jln_table_state *t) {
    const jln_doc_table *d = t->doc;
    t->cells = jln_arena_array(t->own, d->row_count * d->column_count + 1, sizeof *t->cells);
    t->all = jln_arena_array(t->own, d->column_count + 1, sizeof *t->all);
    t->columns = jln_arena_array(t->own, d->column_count + 1, sizeof *t->columns);
    t->broken = jln_arena_array(t->own, d->column_count + 1, sizeof *t->broken);
    if (!t->cells || !t->all || !t->columns || !t->broken) {
        t->failed = true;
        return;
    }
    jln_str text = {0};
    for (size_t c = 0; c < d->column_count; c++) {
        t->all[c].doc = &d->columns[c];
        t->all[c].at = c;
        measure_title(t, &t->all[c]);
    }
    for (size_t r = 0; r < d->row_count && !t->failed; r++)
        for (size_t c = 0; c < d->column_count && !t->failed; c++) {
            jln_table_words *w = &t->cells[r * d->column_count + c];
            format_cell(t, &d->rows[r].cells[c], &d->columns[c], &text, w);
            measure_cell(t, &t->all[c], r, w);
        }
    jln_str_free(&text);
    for (size_t c = 0; c < d->column_count; c++) {
        jln_table_column *col = &t->all[c];
        col->lead = col->lit ? 1.1f : 0;
        col->fit.gutter = col->lead + col->trail;
        col->fit.wraps =
            col->doc->kind == JLN_KIND_TEXT || col->fit.natural > col->fit.solid + 0.01f;
        if (col->doc->kind == JLN_KIND_LIGHT) col->fit.wraps = false;
        col->fit.weight = col->doc->kind == JLN_KIND_TEXT ? max2(col->doc->weight, 0) : 0;
    }
}

bool jln_table_fit(jln_table_state *t, size_t frozen, size_t from, size_t to) {
    jln_fit_column *fit = jln_arena_array(t->own, t->doc->column_count + 1, sizeof *fit);
    if (!fit) return !(t->failed = true);
    t->count = 0;
    for (size_t c = 0; c < frozen; c++) t->columns[t->count++] = t->all[c];
    for (size_t c = from; c < to; c++) t->columns[t->count++] = t->all[c];
    for (size_t i = 0; i < t->count; i++) fit[i] = t->columns[i].fit;
    float size = t->f->brief.on ? JLN_SIZE_TABLE_BRIEF : JLN_SIZE_TABLE;
    bool fits = jln_fit_columns(fit, t->count, t->f->width, size, JLN_SIZE_TABLE_MIN, &t->fit);
    float x = t->f->left;
    t->text_column = t->count;
    for (size_t i = 0; i < t->count; i++) {
        jln_table_column *c = &t->columns[i];
        c->x = x;
        c->width = fit[i].width;
        x += c->width;
        if (c->doc->kind == JLN_KIND_TEXT && t->text_column == t->count) t->text_column = i;
    }
    t->left = t->f->left;
    t->width = x - t->left;
    t->leading = t->fit.size * JLN_LEADING_TIGHT;
    t->baseline = jln_flow_baseline(t->f, t->fit.size, t->leading);
    return fits;
}
