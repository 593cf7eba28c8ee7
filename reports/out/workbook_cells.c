/* One thing in one place of a sheet: a line, a paragraph, a value with its comment. */
#include "out/workbook_parts.h"

#include "out/cell_text.h"

enum { MOST_COMMENTS = 2000 /* in the whole workbook */ };

bool jln_filling_failed(const jln_filling *w) {
    return jln_book_failed(w->book);
}

void jln_filling_starved(jln_filling *w) {
    jln_book_have(w->book, NULL);
}

size_t jln_filling_pattern(jln_filling *w, jln_kind kind, int64_t scale, int decimals,
                           const jln_cell *cell, const char *where) {
    jln_str s = {0};
    size_t pattern = 0;
    unsigned note = cell ? cell->note : 0;
    jln_light light = cell ? cell->light : JLN_LIGHT_NONE;
    if (!jln_number_format(&s, kind, scale, decimals, note, light))
        jln_book_fail(w->book,
                      jln_err_set(jln_book_err(w->book), JLN_EDATA, where, "%s",
                                  _("l'échelle d'un montant doit être une puissance de mille")));
    if (s.failed) jln_filling_starved(w);
    else if (s.length) pattern = jln_book_pattern(w->book, jln_str_c(&s));
    jln_str_free(&s);
    return pattern;
}

/* --- texts --- */

/* From the sheet's first column over the width of its texts. */
jln_area jln_filling_line(const jln_filling *w, size_t sheet, uint32_t row) {
    return (jln_area){sheet, row, 0, row, (uint16_t)(w->plan.sheets[sheet].span - 1)};
}

/* One line that may run over the empty cells on its right. */
void jln_put_line(jln_filling *w, size_t sheet, uint32_t row, jln_look look, const char *text) {
    jln_book_text(w->book, jln_area_cell(sheet, row, 0), text, (jln_book_style){.look = look},
                  w->plan.sheets[sheet].name);
    jln_book_row(w->book, sheet, row, jln_book_font_size(look) * 1.45, 0);
}

/* A paragraph over the width of the sheet, high enough for its lines: merged cells do not grow by
 * themselves. */
void jln_put_paragraph(jln_filling *w, size_t sheet, uint32_t row, jln_look look,
                       const char *text) {
    if (!text) return;
    jln_area a = jln_filling_line(w, sheet, row);
    double width =
        (jln_sheets_width(&w->plan.sheets[sheet], 0, a.last_column) - 1) * jln_book_fitting(look);
    jln_book_rich(w->book, a, text, (jln_book_style){.look = look, .wrap = true},
                  w->plan.sheets[sheet].name);
    jln_book_row(w->book, sheet, row,
                 jln_text_lines(text, width) * jln_book_font_size(look) * 1.36 + 2, 0);
}

static jln_side side_of(jln_kind kind) {
    if (kind == JLN_KIND_TEXT || kind == JLN_KIND_CODE) return JLN_SIDE_LEFT;
    return kind == JLN_KIND_LIGHT ? JLN_SIDE_CENTRE : JLN_SIDE_RIGHT;
}

static void put_formula(jln_filling *w, const jln_shown_cell *c, const jln_shown *shown) {
    jln_str text = {0};
    jln_book_fail(w->book, jln_formulas_text(&w->formulas, c->cell, c->kind, c->area.sheet, shown,
                                             c->where, &text, jln_book_err(w->book)));
    jln_book_formula(w->book, c->area, jln_str_c(&text), shown->number,
                     shown->is_number ? NULL : shown->words, c->style, c->where);
    jln_str_free(&text);
}

static size_t cell_pattern(jln_filling *w, const jln_shown_cell *c) {
    bool usual = c->usual && !c->cell->note && c->cell->light == JLN_LIGHT_NONE;
    if (usual && *c->usual) return *c->usual - 1;
    size_t pattern = jln_filling_pattern(w, c->kind, c->scale, c->decimals, c->cell, c->where);
    if (usual) *c->usual = pattern + 1;
    return pattern;
}

void jln_put_value(jln_filling *w, jln_shown_cell *c, const jln_shown *shown) {
    jln_book_style *s = &c->style;
    s->pattern = cell_pattern(w, c);
    s->side = side_of(c->kind);
    s->light = c->cell->light;
    s->strong = c->cell->strong || (c->kind == JLN_KIND_LIGHT && c->cell->light);
    s->dim = !shown->is_number && s->side == JLN_SIDE_RIGHT && c->kind != JLN_KIND_COVER;
    if (c->cell->expr) put_formula(w, c, shown);
    else if (shown->is_number) jln_book_number(w->book, c->area, shown->number, *s, c->where);
    else jln_book_text(w->book, c->area, shown->words, *s, c->where);
}

/* Where the figure comes from, and why there is none. */
void jln_put_comment(jln_filling *w, const jln_shown_cell *c) {
    const char *source = c->cell->source, *reason = jln_reason_words(c->cell->value.reason);
    if (jln_filling_failed(w) || w->comment_count >= MOST_COMMENTS || (!source && !*reason)) return;
    const char *text = source ? source : reason;
    if (source && *reason) text = jln_arena_fmt(w->arena, "%s\n%s", source, reason);
    if (!jln_book_have(w->book, text)) return;
    jln_book_comment(w->book, c->area, text, jln_text_lines(text, 28), c->where);
    w->comment_count++;
}

/* The area of a table's column on a row: words may take several columns of the sheet. */
jln_area jln_filling_column(const jln_block_place *p, size_t column, uint32_t row) {
    jln_area a = jln_area_cell(p->sheet, row, jln_sheets_column(p, column));
    a.last_column = jln_sheets_last(p, column);
    return a;
}

/* Lines of a text in a table's cell. */
int jln_filling_lines(const jln_filling *w, jln_area a, const char *text, int indent) {
    double width =
        jln_sheets_width(&w->plan.sheets[a.sheet], a.column, a.last_column) - 1 - 1.3 * indent;
    return jln_text_lines(text, (width > 4 ? width : 4) * jln_book_fitting(JLN_LOOK_BODY));
}

void jln_put_header(jln_filling *w, jln_area area, const char *text, const char *where) {
    const jln_book_style header = {.look = JLN_LOOK_HEADER, .side = JLN_SIDE_CENTRE, .wrap = true};
    jln_book_text(w->book, area, text, header, where);
}
