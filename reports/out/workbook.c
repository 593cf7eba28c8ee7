#include "out/workbook.h"

#include "base/utf8.h"
#include "out/cell_text.h"
#include "out/formula.h"
#include "out/pages.h"
#include "out/sheets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    COMMENT_CELLS = 400,  /* tables with more cells have no comments */
    MOST_COMMENTS = 2000, /* in the whole workbook */
    WIDE = 120,           /* characters beyond which a sheet prints in landscape */
    FROZEN_WIDTH = 70,    /* characters that frozen columns may take of a screen */
    FROZEN_ROWS = 9,      /* rows above the table and its header, that a screen can spare */
    FROZEN_LINES = 4,
    LONG_LABEL = 14,    /* categories longer than this are written beside lying bars */
    WIDEST_CHART = 920, /* pixels */
    LONGEST_NAME = 200  /* Excel allows 255 */
};

#define LINE_HEIGHT 13.0 /* points, of the text of a cell */

typedef struct {
    const jln_doc *doc;
    jln_arena *arena;
    jln_book *book;
    jln_sheets plan;
    jln_formulas formulas;
    size_t comment_count;
} writer;

static bool failed(const writer *w) {
    return jln_book_failed(w->book);
}

static void out_of_memory(writer *w) {
    jln_book_have(w->book, NULL);
}

static size_t pattern_of(writer *w, jln_kind kind, int64_t scale, int decimals,
                         const jln_cell *cell, const char *where) {
    jln_str s = {0};
    size_t pattern = 0;
    unsigned note = cell ? cell->note : 0;
    jln_light light = cell ? cell->light : JLN_LIGHT_NONE;
    if (!jln_number_format(&s, kind, scale, decimals, note, light))
        jln_book_fail(w->book,
                      jln_err_set(jln_book_err(w->book), JLN_EDATA, where, "%s",
                                  _("l'échelle d'un montant doit être une puissance de mille")));
    if (s.failed) out_of_memory(w);
    else if (s.length) pattern = jln_book_pattern(w->book, jln_str_c(&s));
    jln_str_free(&s);
    return pattern;
}

/* --- texts --- */

/* From the sheet's first column over the width of its texts. */
static jln_area line_area(const writer *w, size_t sheet, uint32_t row) {
    return (jln_area){sheet, row, 0, row, (uint16_t)(w->plan.sheets[sheet].span - 1)};
}

/* One line that may run over the empty cells on its right. */
static void put_line(writer *w, size_t sheet, uint32_t row, jln_look look, const char *text) {
    jln_book_text(w->book, jln_area_cell(sheet, row, 0), text, (jln_book_style){.look = look},
                  w->plan.sheets[sheet].name);
    jln_book_row(w->book, sheet, row, jln_book_font_size(look) * 1.45, 0);
}

/* A paragraph over the width of the sheet, high enough for its lines: merged cells do not grow by
 * themselves. */
static void put_paragraph(writer *w, size_t sheet, uint32_t row, jln_look look, const char *text) {
    if (!text) return;
    jln_area a = line_area(w, sheet, row);
    double width =
        (jln_sheets_width(&w->plan.sheets[sheet], 0, a.last_column) - 1) * jln_book_fitting(look);
    jln_book_rich(w->book, a, text, (jln_book_style){.look = look, .wrap = true},
                  w->plan.sheets[sheet].name);
    jln_book_row(w->book, sheet, row,
                 jln_text_lines(text, width) * jln_book_font_size(look) * 1.36 + 2, 0);
}

/* --- cells --- */

/* A value and how it is shown: of a table's cell or a card's. */
typedef struct {
    const jln_cell *cell;
    jln_kind kind;
    int64_t scale;
    int decimals;
    jln_book_style style;
    jln_area area;
    const char *where;
    size_t *usual; /* 1 + the pattern of a cell without note or light, once known; NULL */
} shown_cell;

static jln_side side_of(jln_kind kind) {
    if (kind == JLN_KIND_TEXT || kind == JLN_KIND_CODE) return JLN_SIDE_LEFT;
    return kind == JLN_KIND_LIGHT ? JLN_SIDE_CENTRE : JLN_SIDE_RIGHT;
}

static void put_formula(writer *w, const shown_cell *c, const jln_shown *shown) {
    jln_str text = {0};
    jln_book_fail(w->book, jln_formulas_text(&w->formulas, c->cell, c->kind, c->area.sheet, shown,
                                             c->where, &text, jln_book_err(w->book)));
    jln_book_formula(w->book, c->area, jln_str_c(&text), shown->number,
                     shown->is_number ? NULL : shown->words, c->style, c->where);
    jln_str_free(&text);
}

static size_t cell_pattern(writer *w, const shown_cell *c) {
    bool usual = c->usual && !c->cell->note && c->cell->light == JLN_LIGHT_NONE;
    if (usual && *c->usual) return *c->usual - 1;
    size_t pattern = pattern_of(w, c->kind, c->scale, c->decimals, c->cell, c->where);
    if (usual) *c->usual = pattern + 1;
    return pattern;
}

static void put_shown(writer *w, shown_cell *c, const jln_shown *shown) {
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
static void put_comment(writer *w, const shown_cell *c) {
    const char *source = c->cell->source, *reason = jln_reason_words(c->cell->value.reason);
    if (failed(w) || w->comment_count >= MOST_COMMENTS || (!source && !*reason)) return;
    const char *text = source ? source : reason;
    if (source && *reason) text = jln_arena_fmt(w->arena, "%s\n%s", source, reason);
    if (!jln_book_have(w->book, text)) return;
    jln_book_comment(w->book, c->area, text, jln_text_lines(text, 28), c->where);
    w->comment_count++;
}

/* --- tables --- */

typedef struct {
    const jln_doc_table *table;
    const jln_block_place *place;
    size_t block;
    size_t words; /* its first column of text, where rows are indented */
    bool comments;
    size_t *patterns; /* of its columns; see shown_cell */
    jln_area *areas;  /* of its columns, on row 0 */
} table_job;

static size_t first_words(const jln_doc_table *t) {
    for (size_t c = 0; c < t->column_count; c++)
        if (t->columns[c].kind == JLN_KIND_TEXT) return c;
    return 0;
}

static jln_look look_of(jln_row_role role) {
    static const jln_look looks[] = {[JLN_ROW_BODY] = JLN_LOOK_BODY,
                                     [JLN_ROW_GROUP] = JLN_LOOK_GROUP,
                                     [JLN_ROW_SUBTOTAL] = JLN_LOOK_SUBTOTAL,
                                     [JLN_ROW_TOTAL] = JLN_LOOK_TOTAL,
                                     [JLN_ROW_MEMO] = JLN_LOOK_MEMO};
    return looks[role];
}

/* The area of a table's column on a row: words may take several columns of the sheet. */
static jln_area column_area(const jln_block_place *p, size_t column, uint32_t row) {
    jln_area a = jln_area_cell(p->sheet, row, jln_sheets_column(p, column));
    a.last_column = jln_sheets_last(p, column);
    return a;
}

/* A filter needs one header row: the group goes into the title. */
static const char *header_title(writer *w, const jln_doc_table *t, size_t column) {
    const jln_doc_column *c = &t->columns[column];
    const char *title = c->title ? c->title : "";
    if (!c->group || !t->filters) return title;
    title = jln_arena_fmt(w->arena, "%s – %s", c->group, title);
    return jln_book_have(w->book, title) ? title : "";
}

static const jln_book_style HEADER = {
    .look = JLN_LOOK_HEADER, .side = JLN_SIDE_CENTRE, .wrap = true};

static void put_header_title(writer *w, const table_job *j, size_t column, const char *title) {
    jln_area a = column_area(j->place, column, j->place->header);
    bool two_rows = j->place->body - j->place->header == 2;
    if (two_rows && j->table->columns[column].group) a.row = a.last_row = j->place->header + 1;
    else if (two_rows) a.last_row++;
    jln_book_text(w->book, a, title, HEADER, j->table->key);
}

static size_t group_end(const jln_doc_table *t, size_t column) {
    size_t end = column + 1;
    while (end < t->column_count && jln_str_eq(t->columns[end].group, t->columns[column].group))
        end++;
    return end;
}

static void put_groups(writer *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    for (size_t c = 0, end; c < t->column_count; c = end) {
        end = group_end(t, c);
        if (!t->columns[c].group) continue;
        jln_area a = column_area(j->place, c, j->place->header);
        a.last_column = column_area(j->place, end - 1, j->place->header).last_column;
        jln_book_text(w->book, a, t->columns[c].group, HEADER, t->key);
    }
}

static void put_header(writer *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    const jln_sheet *sheet = &w->plan.sheets[j->place->sheet];
    int lines = 1;
    for (size_t c = 0; c < t->column_count; c++) {
        jln_area a = column_area(j->place, c, 0);
        double width = jln_sheets_width(sheet, a.column, a.last_column) - (t->filters ? 3.5 : 1);
        const char *title = header_title(w, t, c);
        int here = jln_text_lines(title, width * jln_book_fitting(JLN_LOOK_HEADER));
        if (here > lines) lines = here;
        put_header_title(w, j, c, title);
    }
    if (j->place->body - j->place->header == 2) put_groups(w, j);
    jln_book_row(w->book, j->place->sheet, j->place->body - 1, 14.0 * lines + 4, 0);
}

/* A heading inside the table runs over its row when the rest of the row is empty. */
static bool runs_over(const table_job *j, const jln_doc_row *row) {
    if (row->role != JLN_ROW_GROUP) return false;
    for (size_t c = j->words + 1; c < j->table->column_count; c++) {
        const jln_cell *cell = &row->cells[c];
        if (cell->text || cell->expr || cell->light || cell->value.state != JLN_NA ||
            cell->value.reason)
            return false;
    }
    return true;
}

static void put_cell(writer *w, const table_job *j, size_t r, size_t c, bool over) {
    const jln_doc_table *t = j->table;
    const jln_doc_row *row = &t->rows[r];
    const jln_doc_column *column = &t->columns[c];
    char where[JLN_WHERE_MAX];
    jln_cell_place at = {t, j->block, r, c, &row->cells[c]};
    shown_cell cell = {.cell = at.cell,
                       .kind = column->kind,
                       .scale = column->scale,
                       .decimals = column->decimals,
                       .area = j->areas[c],
                       .where = jln_cell_name(&at, where),
                       .usual = &j->patterns[c]};
    cell.area.row = cell.area.last_row = j->place->body + (uint32_t)r;
    bool words = column->kind == JLN_KIND_TEXT;
    cell.style = (jln_book_style){.look = look_of(row->role), .wrap = words && !over, .over = over};
    if (words) cell.style.indent = c == j->words ? row->level : c > 0;
    jln_shown shown;
    jln_book_fail(w->book,
                  jln_formulas_table_cell(&w->formulas, &at, &shown, jln_book_err(w->book)));
    if (failed(w)) return;
    put_shown(w, &cell, &shown);
    if (j->comments) put_comment(w, &cell);
}

/* Lines of a text in a table's cell. */
static int text_lines(const writer *w, jln_area a, const char *text, int indent) {
    double width =
        jln_sheets_width(&w->plan.sheets[a.sheet], a.column, a.last_column) - 1 - 1.3 * indent;
    return jln_text_lines(text, (width > 4 ? width : 4) * jln_book_fitting(JLN_LOOK_BODY));
}

/* Height set by us, 0 for the usual one: rows with an outline level or merged cells do not grow
 * with their text everywhere. */
static double row_height(const writer *w, const table_job *j, const jln_doc_row *row) {
    int lines = 1;
    for (size_t c = 0; c < j->table->column_count; c++) {
        const char *text = row->cells[c].text;
        if (!text || j->table->columns[c].kind != JLN_KIND_TEXT) continue;
        int here = text_lines(w, j->areas[c], text, c == j->words ? row->level : 1);
        if (here > lines) lines = here;
    }
    return lines > 1 ? LINE_HEIGHT * lines + 2 : 0;
}

static void put_row(writer *w, const table_job *j, size_t r) {
    const jln_doc_row *row = &j->table->rows[r];
    bool over = runs_over(j, row);
    for (size_t c = 0; c < j->table->column_count && !failed(w); c++) put_cell(w, j, r, c, over);
    double height = over ? 0 : row_height(w, j, row);
    if (row->level > 0 || height > 0)
        jln_book_row(w->book, j->place->sheet, j->place->body + (uint32_t)r, height, row->level);
}

static void put_table_titles(writer *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    uint32_t row = j->place->row;
    if (t->filters) {
        const char *title = t->title ? t->title : t->key;
        if (t->caption) title = jln_arena_fmt(w->arena, "%s (%s)", title, t->caption);
        if (!title) out_of_memory(w);
        put_line(w, j->place->sheet, row, JLN_LOOK_TABLE_TITLE, title);
        return;
    }
    if (t->title) put_line(w, j->place->sheet, row++, JLN_LOOK_TABLE_TITLE, t->title);
    if (t->caption) put_line(w, j->place->sheet, row, JLN_LOOK_CAPTION, t->caption);
}

static void put_notes(writer *w, const table_job *j) {
    uint32_t row = j->place->body + (uint32_t)j->table->row_count;
    for (size_t i = 0; i < j->table->note_count; i++) {
        char *text = jln_arena_fmt(w->arena, "(%zu) %s", i + 1, j->table->notes[i]);
        if (!text) out_of_memory(w);
        put_paragraph(w, j->place->sheet, row + (uint32_t)i, JLN_LOOK_NOTE, text);
    }
}

/* The totals that close a table stay out of its filter. */
static void put_filter(writer *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    size_t rows = t->row_count;
    while (rows && t->rows[rows - 1].role >= JLN_ROW_TOTAL) rows--;
    if (!t->filters || !t->column_count) return;
    jln_area a = column_area(j->place, 0, j->place->header);
    a.last_row = j->place->body + (uint32_t)(rows ? rows - 1 : 0);
    a.last_column = column_area(j->place, t->column_count - 1, 0).last_column;
    jln_book_filter(w->book, a);
}

/* A bar behind the rates of a column, where rows can be compared. */
static void put_bars(writer *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    for (size_t c = 0; c < t->column_count && t->row_count > 1; c++) {
        if (t->columns[c].kind != JLN_KIND_RATE) continue;
        jln_area a = column_area(j->place, c, j->place->body);
        a.last_row = a.row + (uint32_t)t->row_count - 1;
        jln_book_bars(w->book, a);
    }
}

/* A key as part of a name: different keys stay different, whatever their case. */
static void add_key(jln_str *name, const char *key) {
    for (const unsigned char *p = (const unsigned char *)key; *p; p++) {
        if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9')) jln_str_addc(name, (char)*p);
        else if (*p == '-') jln_str_addc(name, '_');
        else jln_str_fmt(name, "_x%02x", *p);
    }
}

/* "tableau_prevu_axes" for the table of that key, its header included, so that a person's own
 * formulas and pivot tables find it. */
static void put_name(writer *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    jln_str name = {0};
    jln_str_add(&name, _("tableau_"));
    add_key(&name, t->key);
    jln_area a = column_area(j->place, 0, j->place->header);
    a.last_row = j->place->body + (uint32_t)(t->row_count ? t->row_count - 1 : 0);
    a.last_column = column_area(j->place, t->column_count - 1, 0).last_column;
    if (name.failed) out_of_memory(w);
    else if (t->column_count && name.length < LONGEST_NAME)
        jln_book_name(w->book, a, w->plan.sheets[j->place->sheet].name, jln_str_c(&name));
    jln_str_free(&name);
}

static void put_table(writer *w, size_t block) {
    const jln_doc_table *t = w->doc->blocks[block].table;
    table_job j = {
        .table = t, .place = &w->plan.places[block], .block = block, .words = first_words(t)};
    j.comments = !t->filters && t->row_count * t->column_count < COMMENT_CELLS;
    j.patterns = jln_arena_array(w->arena, t->column_count, sizeof *j.patterns);
    j.areas = jln_arena_array(w->arena, t->column_count, sizeof *j.areas);
    if (!jln_book_have(w->book, j.patterns) || !jln_book_have(w->book, j.areas)) return;
    for (size_t c = 0; c < t->column_count; c++) j.areas[c] = column_area(j.place, c, 0);
    put_table_titles(w, &j);
    put_header(w, &j);
    for (size_t r = 0; r < t->row_count && !failed(w); r++) put_row(w, &j, r);
    put_filter(w, &j);
    put_bars(w, &j);
    put_name(w, &j);
    put_notes(w, &j);
}

/* --- headline figures --- */

static const char *previous_title(const jln_block *block) {
    const char *label = block->cards.cards[0].previous_label;
    for (size_t i = 1; i < block->cards.count; i++)
        if (!jln_str_eq(label, block->cards.cards[i].previous_label)) label = NULL;
    return label ? label : _("Période précédente");
}

static void put_card_text(writer *w, const jln_block_place *p, uint32_t row, size_t column,
                          const char *text) {
    jln_book_style style = {.look = JLN_LOOK_BODY, .wrap = true, .indent = column > 0};
    jln_book_text(w->book, column_area(p, column, row), text, style, w->plan.sheets[p->sheet].name);
}

static void put_card_value(writer *w, const jln_block_place *p, uint32_t row, size_t column,
                           const jln_doc_card *card, const jln_cell *cell, jln_kind kind) {
    shown_cell c = {.cell = cell,
                    .kind = kind,
                    .scale = card->scale,
                    .decimals = card->decimals,
                    .style = {.look = JLN_LOOK_BODY},
                    .area = column_area(p, column, row),
                    .where = card->label};
    jln_shown shown;
    if (failed(w)) return;
    jln_book_fail(w->book, jln_formulas_shown(&w->formulas, cell, kind, card->label, &shown,
                                              jln_book_err(w->book)));
    if (failed(w)) return;
    put_shown(w, &c, &shown);
    put_comment(w, &c);
}

static jln_kind change_kind(jln_kind kind) {
    return kind == JLN_KIND_RATE ? JLN_KIND_POINTS : kind;
}

static void put_card(writer *w, const jln_block_place *p, uint32_t row, const jln_doc_card *card) {
    put_card_text(w, p, row, 0, card->label);
    put_card_value(w, p, row, 1, card, &card->cell, card->kind);
    put_card_value(w, p, row, 2, card, &card->previous, card->kind);
    put_card_value(w, p, row, 3, card, &card->change, change_kind(card->kind));
    put_card_text(w, p, row, 4, card->basis);
    put_card_text(w, p, row, 5, card->coverage);
    const char *texts[JLN_SHEET_CARD_COLUMNS] = {card->label, NULL,        NULL,
                                                 NULL,        card->basis, card->coverage};
    int lines = 1;
    for (size_t c = 0; c < JLN_SHEET_CARD_COLUMNS; c++) {
        int here = text_lines(w, column_area(p, c, row), texts[c], c > 0);
        if (here > lines) lines = here;
    }
    if (lines > 1) jln_book_row(w->book, p->sheet, row, 13.0 * lines + 2, 0);
}

static void put_cards(writer *w, size_t block) {
    const jln_block *b = &w->doc->blocks[block];
    const jln_block_place *p = &w->plan.places[block];
    if (!b->cards.count) return;
    const char *titles[JLN_SHEET_CARD_COLUMNS] = {_("Indicateur"), _("Valeur"), previous_title(b),
                                                  _("Évolution"),  _("Base"),   _("Couverture")};
    for (size_t c = 0; c < JLN_SHEET_CARD_COLUMNS; c++)
        jln_book_text(w->book, column_area(p, c, p->header), titles[c], HEADER, NULL);
    jln_book_row(w->book, p->sheet, p->header, 20, 0);
    for (size_t i = 0; i < b->cards.count && !failed(w); i++)
        put_card(w, p, p->body + (uint32_t)i, &b->cards.cards[i]);
}

/* --- charts --- */

static void put_series(writer *w, const jln_doc_chart *chart, size_t sheet, uint32_t header,
                       size_t s, jln_book_style style) {
    uint16_t column = (uint16_t)(s + 1);
    const jln_book_style words_style = {.look = JLN_LOOK_BODY, .wrap = true};
    jln_book_text(w->book, jln_area_cell(sheet, header, column), chart->series[s].name, HEADER,
                  chart->key);
    for (size_t i = 0; i < chart->category_count; i++) {
        jln_cell_place at;
        bool words = chart->chart == JLN_CHART_PROGRESS && s > 0;
        if (!jln_doc_find(w->formulas.index, chart->series[s].cells[i], &at)) continue;
        if (words && at.cell->text)
            jln_book_text(w->book, jln_area_cell(sheet, header + 1 + (uint32_t)i, column),
                          at.cell->text, words_style, chart->key);
        if (words || at.cell->text || !jln_value_known(&at.cell->value))
            continue; /* no cell at all: a blank one is cached as zero */
        jln_book_number(w->book, jln_area_cell(sheet, header + 1 + (uint32_t)i, column),
                        jln_rat_double(at.cell->value.number), style, chart->key);
    }
}

/* Categories and points of a chart as plain numbers: a chart over formulas would be cached as
 * zeros. */
static void put_points(writer *w, const jln_doc_chart *chart, size_t sheet, uint32_t header) {
    jln_book_style label = {.look = JLN_LOOK_BODY, .wrap = true};
    jln_book_style number = {.look = JLN_LOOK_BODY, .side = JLN_SIDE_RIGHT};
    number.pattern = pattern_of(w, chart->kind, chart->scale, chart->decimals, NULL, chart->key);
    put_line(w, sheet, header - 1, JLN_LOOK_TABLE_TITLE, chart->title);
    jln_book_text(w->book, jln_area_cell(sheet, header, 0), _("Catégorie"), HEADER, chart->key);
    for (size_t i = 0; i < chart->category_count; i++) {
        jln_area at = jln_area_cell(sheet, header + 1 + (uint32_t)i, 0);
        int lines = text_lines(w, at, chart->categories[i], 0);
        jln_book_text(w->book, at, chart->categories[i], label, chart->key);
        if (lines > 1) jln_book_row(w->book, sheet, at.row, LINE_HEIGHT * lines + 2, 0);
    }
    int most = 1;
    for (size_t s = 0; s < chart->series_count; s++) {
        jln_area at = jln_area_cell(sheet, header, (uint16_t)(s + 1));
        double width = jln_sheets_width(&w->plan.sheets[sheet], at.column, at.column) - 1;
        int lines =
            jln_text_lines(chart->series[s].name, width * jln_book_fitting(JLN_LOOK_HEADER));
        if (lines > most) most = lines;
        put_series(w, chart, sheet, header, s, number);
    }
    if (most > 1) jln_book_row(w->book, sheet, header, 14.0 * most + 4, 0);
}

static bool long_labels(const jln_doc_chart *chart) {
    for (size_t i = 0; i < chart->category_count; i++)
        if (jln_utf8_count(chart->categories[i], strlen(chart->categories[i])) > LONG_LABEL)
            return true;
    return false;
}

/* What the axis must hold: the ends of the bars, stacked or not. */
static void find_ends(writer *w, const jln_doc_chart *chart, jln_book_chart *drawn) {
    for (size_t i = 0; i < chart->category_count; i++) {
        double up = 0, down = 0;
        for (size_t s = 0; s < drawn->series_count; s++) {
            jln_cell_place at;
            if (!jln_doc_find(w->formulas.index, chart->series[s].cells[i], &at) ||
                !jln_value_known(&at.cell->value))
                continue;
            double value = jln_rat_double(at.cell->value.number);
            up = value > 0 ? (drawn->stacked ? up + value : fmax(up, value)) : up;
            down = value < 0 ? (drawn->stacked ? down + value : fmin(down, value)) : down;
        }
        drawn->high = fmax(drawn->high, up);
        drawn->low = fmin(drawn->low, down);
    }
}

enum { AXIS_STEPS = 5 };

/* Some five figures along the axis, round ones: programs left alone print as many as they can. */
static void set_axis(writer *w, const jln_doc_chart *chart, jln_book_chart *drawn) {
    find_ends(w, chart, drawn);
    double span = drawn->high - drawn->low;
    if (drawn->percent || !(span > 0) || !isfinite(span)) return;
    double least = chart->kind == JLN_KIND_RATE    ? 0.01
                   : chart->kind == JLN_KIND_COUNT ? 1
                   : chart->scale > 1              ? (double)chart->scale
                                                   : 1;
    double power = pow(10, floor(log10(span / AXIS_STEPS)));
    static const double round_ones[] = {1, 2, 5, 10};
    for (int i = 3; i >= 0; i--)
        if (round_ones[i] * power * AXIS_STEPS >= span * (1 - 1e-9))
            drawn->step = round_ones[i] * power;
    if (drawn->step < least) drawn->step = least;
    drawn->high = ceil(drawn->high / drawn->step - 1e-9) * drawn->step;
    drawn->low = floor(drawn->low / drawn->step + 1e-9) * drawn->step;
}

static size_t target_of(const jln_doc_chart *chart) {
    for (size_t s = 0; s < chart->series_count; s++)
        if (chart->series[s].target) return s + 1;
    return 0;
}

static void put_chart(writer *w, size_t block) {
    const jln_doc_chart *chart = w->doc->blocks[block].chart;
    const jln_block_place *p = &w->plan.places[block];
    if (!chart->series_count || !chart->category_count) return;
    size_t data = w->plan.count - 1;
    put_points(w, chart, data, p->points);
    const jln_sheet *sheet = &w->plan.sheets[p->sheet];
    double width = jln_sheets_width(sheet, 0, sheet->span - 1u) * 7; /* pixels of a digit */
    jln_book_chart drawn = {.key = chart->key,
                            .title = chart->title,
                            .unit = chart->caption,
                            .draw = long_labels(chart) ? JLN_DRAW_BARS : JLN_DRAW_COLUMNS,
                            .stacked = chart->chart == JLN_CHART_STACKED ||
                                       chart->chart == JLN_CHART_SHARES,
                            .percent = chart->chart == JLN_CHART_SHARES,
                            .target = target_of(chart),
                            .data = data,
                            .data_name = w->plan.sheets[data].name,
                            .header = p->points,
                            .category_count = chart->category_count,
                            .series_count = chart->series_count,
                            .width = width < WIDEST_CHART ? width : WIDEST_CHART,
                            .height = JLN_SHEET_CHART_ROWS * 20 - 12};
    if (chart->chart == JLN_CHART_LINES) drawn.draw = JLN_DRAW_LINES;
    if (chart->chart == JLN_CHART_PROGRESS) {
        drawn.draw = JLN_DRAW_BARS;
        drawn.series_count = 1; /* the others are words */
    }
    set_axis(w, chart, &drawn);
    int decimals = chart->kind == JLN_KIND_RATE ? 0 : chart->decimals;
    if (!drawn.percent)
        drawn.pattern = pattern_of(w, chart->kind, chart->scale, decimals, NULL, chart->key);
    jln_book_add_chart(w->book, jln_area_cell(p->sheet, p->row, 0), &drawn);
}

/* --- other blocks --- */

static void put_cover(writer *w, const jln_block_place *p, const jln_doc_cover *cover) {
    uint32_t row = p->row;
    put_line(w, p->sheet, row++, JLN_LOOK_OWNER, cover->owner);
    put_paragraph(w, p->sheet, row++, JLN_LOOK_TITLE, cover->title);
    put_line(w, p->sheet, row++, JLN_LOOK_SUBTITLE, cover->subtitle);
    for (size_t i = 0; i < cover->line_count; i++)
        put_line(w, p->sheet, row++, JLN_LOOK_COVER_LINE, cover->lines[i]);
}

static void put_prose(writer *w, const jln_block_place *p, jln_text_role role, const char *text,
                      int number) {
    static const jln_look looks[] = {[JLN_TEXT_BODY] = JLN_LOOK_TEXT,
                                     [JLN_TEXT_LEAD] = JLN_LOOK_LEAD,
                                     [JLN_TEXT_NOTE] = JLN_LOOK_NOTE,
                                     [JLN_TEXT_WARNING] = JLN_LOOK_WARNING,
                                     [JLN_TEXT_ITEM] = JLN_LOOK_TEXT};
    if (role == JLN_TEXT_ITEM && text) {
        text = number ? jln_arena_fmt(w->arena, "%d. %s", number, text)
                      : jln_arena_fmt(w->arena, "• %s", text);
        if (!jln_book_have(w->book, text)) return;
    }
    put_paragraph(w, p->sheet, p->row, looks[role], text);
}

static void put_signatures(writer *w, const jln_block_place *p, const jln_block *block) {
    uint32_t row = p->row;
    put_line(w, p->sheet, row++, JLN_LOOK_TEXT, block->signatures.made_at);
    for (size_t i = 0; i < block->signatures.count; i++) {
        put_line(w, p->sheet, row++, JLN_LOOK_SUBSECTION, block->signatures.signatories[i].title);
        put_line(w, p->sheet, row++, JLN_LOOK_TEXT, block->signatures.signatories[i].name);
    }
}

static void put_block(writer *w, size_t b) {
    const jln_block *block = &w->doc->blocks[b];
    const jln_block_place *p = &w->plan.places[b];
    int level = block->kind == JLN_BLOCK_HEADING ? block->heading.level : 0;
    switch (block->kind) {
    case JLN_BLOCK_COVER:
        put_cover(w, p, &block->cover);
        break;
    case JLN_BLOCK_HEADING:
        put_line(w, p->sheet, p->row,
                 level <= 1   ? JLN_LOOK_CHAPTER
                 : level == 2 ? JLN_LOOK_SECTION
                              : JLN_LOOK_SUBSECTION,
                 block->heading.text);
        break;
    case JLN_BLOCK_TEXT:
        put_prose(w, p, block->text.role, block->text.text, block->text.number);
        break;
    case JLN_BLOCK_CARDS:
        put_cards(w, b);
        break;
    case JLN_BLOCK_TABLE:
        put_table(w, b);
        break;
    case JLN_BLOCK_CHART:
        put_chart(w, b);
        break;
    case JLN_BLOCK_SIGNATURES:
        put_signatures(w, p, block);
        break;
    case JLN_BLOCK_CONTENTS:
    case JLN_BLOCK_PAGE:
    case JLN_BLOCK_SLOT:
        break;
    }
}

/* --- sheets --- */

static void add_header(const writer *w, jln_str *s) {
    const char *running = w->doc->running ? w->doc->running : w->doc->title;
    if (w->doc->band) {
        jln_str_add(s, "&C&\"-,Bold\"&9");
        jln_page_text(s, w->doc->band, 110);
        jln_str_add(s, "\n&\"-,Regular\"&9 ");
        jln_page_text(s, running, 90);
    } else {
        jln_str_add(s, "&L&9 ");
        jln_page_text(s, running, 160);
    }
}

static void add_footer(const writer *w, jln_str *s) {
    jln_str_add(s, "&L&8 ");
    jln_page_text(s, w->doc->footer, 180);
    jln_str_add(s, "&R&8 &P / &N");
}

/* The table whose header a sheet repeats and freezes: the only one, not too far down. */
static const jln_block_place *leading_table(const writer *w, const jln_sheet *s) {
    if (s->table_count != 1 || w->doc->blocks[s->last_table].kind != JLN_BLOCK_TABLE) return NULL;
    const jln_block_place *p = &w->plan.places[s->last_table];
    int lines = 0; /* of the texts above it, which would stay on the screen too */
    for (size_t b = 0; b < s->last_table; b++)
        if (w->plan.places[b].used && w->plan.places[b].sheet == p->sheet &&
            w->doc->blocks[b].kind == JLN_BLOCK_TEXT)
            lines +=
                jln_text_lines(w->doc->blocks[b].text.text, jln_sheets_width(s, 0, s->span - 1u));
    if (lines > FROZEN_LINES) return NULL;
    return p->body <= FROZEN_ROWS || s->kind == JLN_SHEET_DATA ? p : NULL;
}

static void freeze(writer *w, size_t number, const jln_block_place *p) {
    const jln_sheet *s = &w->plan.sheets[number];
    if (s->kind == JLN_SHEET_FRONT || s->kind == JLN_SHEET_CHARTS) return;
    if (!p) {
        jln_book_freeze(w->book, number, w->plan.top + 1, 0);
        return;
    }
    const jln_doc_table *t = w->doc->blocks[s->last_table].table;
    size_t columns = t->frozen_columns < t->column_count ? t->frozen_columns : 0;
    while (columns && jln_sheets_width(s, 0, columns - 1 + p->shift) > FROZEN_WIDTH) columns--;
    jln_book_freeze(w->book, number, p->body, (uint16_t)(columns ? columns + p->shift : 0));
}

static bool is_landscape(const jln_sheet *s) {
    return jln_sheets_width(s, 0, s->span - 1u) > WIDE;
}

static double top_margin(const writer *w) {
    return w->doc->band ? 0.85 : 0.7;
}

static void set_print(writer *w, size_t number, uint32_t rows, const jln_block_place *leading) {
    const jln_sheet *s = &w->plan.sheets[number];
    jln_str header = {0}, footer = {0};
    add_header(w, &header);
    add_footer(w, &footer);
    if (header.failed || footer.failed) out_of_memory(w);
    jln_book_page page = {.area = line_area(w, number, 0),
                          .landscape = is_landscape(s),
                          .top = top_margin(w),
                          .header = jln_str_c(&header),
                          .footer = jln_str_c(&footer)};
    page.area.last_row = rows ? rows - 1 : 0;
    if (leading && s->kind != JLN_SHEET_FRONT) {
        page.repeat = leading->header;
        page.repeat_count = leading->body - leading->header;
    }
    jln_book_print(w->book, number, &page);
    jln_str_free(&header);
    jln_str_free(&footer);
}

static void put_band(writer *w, size_t number) {
    const jln_sheet *s = &w->plan.sheets[number];
    if (!w->doc->band) return;
    jln_area a = line_area(w, number, 0);
    jln_book_text(w->book, a, w->doc->band, (jln_book_style){.look = JLN_LOOK_BAND, .wrap = true},
                  s->name);
    int lines = jln_text_lines(w->doc->band, jln_sheets_width(s, 0, a.last_column) * 0.9);
    jln_book_row(w->book, number, 0, 15.0 * lines + 5, 0);
}

static void prepare_sheet(writer *w, size_t number) {
    const jln_sheet *s = &w->plan.sheets[number];
    for (uint16_t c = 0; c < s->span; c++) jln_book_width(w->book, number, c, s->widths[c]);
    put_band(w, number);
    const jln_block_place *leading = leading_table(w, s);
    freeze(w, number, leading);
    if (s->kind != JLN_SHEET_FRONT)
        set_print(w, number, s->rows, leading); /* the first one still grows */
}

/* What the first sheet has on top when there is no cover. */
static void put_front_title(writer *w) {
    for (size_t b = 0; b < w->doc->block_count; b++)
        if (w->plan.places[b].used && w->doc->blocks[b].kind == JLN_BLOCK_COVER) return;
    put_paragraph(w, 0, w->plan.top, JLN_LOOK_TITLE, w->doc->title);
    put_line(w, 0, w->plan.top + 1, JLN_LOOK_SUBTITLE, w->doc->author);
}

/* Below its blocks: the list of the sheets, the situation, the fingerprint. */
static void put_front_end(writer *w) {
    uint32_t row = w->plan.sheets[0].rows + 1;
    if (w->plan.count > 1) put_line(w, 0, row++, JLN_LOOK_SECTION, _("Feuilles de ce classeur"));
    for (size_t i = 1; i < w->plan.count; i++) {
        const jln_sheet *s = &w->plan.sheets[i];
        jln_book_link(w->book, jln_area_cell(0, row++, 0), s->name, s->title ? s->title : s->name);
    }
    put_paragraph(w, 0, ++row, JLN_LOOK_NOTE, w->doc->footer);
    if (w->doc->fingerprint) {
        const char *text =
            jln_arena_fmt(w->arena, _("Empreinte des données : %s"), w->doc->fingerprint);
        if (jln_book_have(w->book, text)) put_paragraph(w, 0, ++row, JLN_LOOK_NOTE, text);
    }
    set_print(w, 0, row + 1, NULL);
}

static void fill(writer *w) {
    const jln_doc *d = w->doc;
    jln_book_properties(w->book, d->running ? d->running : d->title, d->author, d->subject,
                        d->fingerprint, d->date);
    for (size_t i = 0; i < w->plan.count; i++) jln_book_add_sheet(w->book, w->plan.sheets[i].name);
    for (size_t i = 0; i < w->plan.count; i++) prepare_sheet(w, i);
    const jln_sheet *last = &w->plan.sheets[w->plan.count - 1];
    if (last->kind == JLN_SHEET_CHARTS)
        put_line(w, w->plan.count - 1, w->plan.top, JLN_LOOK_CHAPTER, last->title);
    put_front_title(w);
    for (size_t b = 0; b < d->block_count && !failed(w); b++)
        if (w->plan.places[b].used) put_block(w, b);
    for (size_t i = 1; i < w->plan.count && !failed(w); i++)
        if (w->plan.sheets[i].kind == JLN_SHEET_CHAPTER)
            jln_pages_break(w->book, d, &w->plan, i, is_landscape(&w->plan.sheets[i]),
                            top_margin(w), w->arena);
    put_front_end(w);
}

jln_status jln_workbook_fill(jln_book *book, const jln_doc *doc, jln_arena *arena, jln_err *err) {
    writer w = {.doc = doc, .arena = arena, .book = book};
    jln_status status = jln_sheets_plan(&w.plan, doc, arena, err);
    if (!status) status = jln_formulas_init(&w.formulas, doc, &w.plan, arena, err);
    if (status) return status;
    fill(&w);
    return JLN_OK; /* the book knows of its failures */
}
