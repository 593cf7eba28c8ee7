#include "out/sheets.h"

#include "base/utf8.h"
#include "doc/format.h"
#include "out/cell_text.h"
#include "out/sheet_name.h"

#include <math.h>
#include <string.h>

enum {
    TEXT_WIDTH = 96, /* characters a paragraph should have to run over */
    SPARE_WIDTH = 10,
    WIDEST_TEXT = 46,
    WIDEST_LABEL = 40,
    WIDEST_CODE = 24,
    LEAST_LOOSE = 22,     /* words that share their columns with the numbers of another table */
    MOST_COLUMNS = 16000, /* Excel has 16,384 */
    MEASURED_ROWS = 1000  /* a sample: words wrap */
};

#define BOLD 1.08 /* how much wider bold text is */

typedef struct {
    jln_sheets *plan;
    const jln_doc *doc;
    size_t chapter; /* sheet of the current chapter's blocks */
    bool failed;
} planner;

static bool is_data(const jln_block *b) {
    return b->kind == JLN_BLOCK_TABLE && b->table->filters;
}

static bool for_excel(const jln_block *b) {
    return (b->formats & JLN_FOR_XLSX) != 0;
}

static bool is_chapter(const jln_block *b) {
    return b->kind == JLN_BLOCK_HEADING && b->heading.level <= 1;
}

/* What makes a chapter worth a sheet. */
static bool is_body(const jln_block *b) {
    if (b->kind == JLN_BLOCK_TABLE) return !b->table->filters;
    return b->kind == JLN_BLOCK_CARDS || b->kind == JLN_BLOCK_CHART;
}

static size_t add_sheet(planner *p, jln_sheet_kind kind, const char *wanted, const char *title) {
    jln_sheets *plan = p->plan;
    jln_sheet *grown =
        jln_arena_grow(plan->arena, plan->sheets, &plan->capacity, plan->count + 1, sizeof *grown);
    const char **taken = jln_arena_array(plan->arena, plan->count + 1, sizeof *taken);
    if (!grown || !taken) return p->failed = true, 0;
    plan->sheets = grown;
    for (size_t i = 0; i < plan->count; i++) taken[i] = grown[i].name;
    const char *name = jln_sheet_name(plan->arena, wanted, taken, plan->count);
    if (!name) return p->failed = true, 0;
    grown[plan->count] = (jln_sheet){.kind = kind, .name = name, .title = title, .rows = plan->top};
    return plan->count++;
}

/* Whether the chapter that starts at block `at` has a table, cards or a chart before the next one.
 */
static bool has_body(const jln_doc *doc, size_t at) {
    for (size_t b = at + 1; b < doc->block_count; b++) {
        const jln_block *block = &doc->blocks[b];
        if (for_excel(block) && is_chapter(block)) return false;
        if (for_excel(block) && is_body(block)) return true;
    }
    return false;
}

/* A section of which nothing is for Excel has no heading there either. */
static bool leads_somewhere(const jln_doc *doc, size_t heading) {
    for (size_t b = heading + 1; b < doc->block_count; b++) {
        const jln_block *block = &doc->blocks[b];
        if (!for_excel(block)) continue;
        if (block->kind == JLN_BLOCK_HEADING &&
            block->heading.level <= doc->blocks[heading].heading.level)
            return false;
        if (block->kind == JLN_BLOCK_TEXT || block->kind == JLN_BLOCK_SIGNATURES || is_body(block))
            return true;
    }
    return false;
}

static uint32_t header_rows(const jln_doc_table *t) {
    if (t->filters) return 1;
    for (size_t c = 0; c < t->column_count; c++)
        if (t->columns[c].group) return 2;
    return 1;
}

static uint32_t place_table(jln_block_place *place, const jln_doc_table *t) {
    uint32_t titles = t->filters ? 1 : (t->title != NULL) + (t->caption != NULL);
    place->header = place->row + titles;
    place->body = place->header + header_rows(t);
    return titles + header_rows(t) + (uint32_t)t->row_count + (uint32_t)t->note_count + 1;
}

/* Rows that the block takes, the blank one that follows included. */
static uint32_t place_block(jln_block_place *place, const jln_block *b) {
    switch (b->kind) {
    case JLN_BLOCK_COVER:
        return 4 + (uint32_t)b->cover.line_count;
    case JLN_BLOCK_HEADING:
        return 1;
    case JLN_BLOCK_TEXT:
        return 1;
    case JLN_BLOCK_SIGNATURES:
        return 2 + 2 * (uint32_t)b->signatures.count;
    case JLN_BLOCK_TABLE:
        return place_table(place, b->table);
    case JLN_BLOCK_CARDS:
        place->header = place->row;
        place->body = place->row + 1;
        return 2 + (uint32_t)b->cards.count;
    case JLN_BLOCK_CHART:
        return JLN_SHEET_CHART_ROWS + 1;
    case JLN_BLOCK_CONTENTS:
    case JLN_BLOCK_PAGE:
    case JLN_BLOCK_SIGNS:
    case JLN_BLOCK_SLOT:
        break;
    }
    return 0;
}

static void place_on(planner *p, size_t b, size_t sheet) {
    jln_sheet *s = &p->plan->sheets[sheet];
    const jln_block *block = &p->doc->blocks[b];
    jln_block_place *place = &p->plan->places[b];
    *place = (jln_block_place){.used = true, .sheet = sheet, .row = s->rows};
    s->rows += place_block(place, block);
    if (block->kind != JLN_BLOCK_TABLE && block->kind != JLN_BLOCK_CARDS) return;
    s->table_count++;
    s->last_table = b;
}

static void place_next(planner *p, size_t b) {
    const jln_block *block = &p->doc->blocks[b];
    if (is_chapter(block)) {
        p->chapter = 0;
        if (has_body(p->doc, b))
            p->chapter = add_sheet(p, JLN_SHEET_CHAPTER,
                                   block->heading.name ? block->heading.name : block->heading.text,
                                   block->heading.text);
        if (p->failed) return;
    }
    if (block->kind == JLN_BLOCK_HEADING && !leads_somewhere(p->doc, b)) return;
    size_t sheet = p->chapter;
    if (is_data(block))
        sheet = add_sheet(p, JLN_SHEET_DATA, block->table->title, block->table->title);
    if (!p->failed) place_on(p, b, sheet);
}

/* Too many are noticed later, by the caller who can say so. */
static void need_columns(jln_sheet *s, size_t columns) {
    if (columns > MOST_COLUMNS) columns = MOST_COLUMNS + 1;
    if (columns > s->columns) s->columns = (uint16_t)columns;
}

static void place_points(planner *p) {
    size_t sheet = 0;
    for (size_t b = 0; b < p->doc->block_count && !p->failed; b++) {
        const jln_block *block = &p->doc->blocks[b];
        if (block->kind != JLN_BLOCK_CHART || !p->plan->places[b].used) continue;
        if (!sheet) {
            sheet = add_sheet(p, JLN_SHEET_CHARTS, _("Données des graphiques"),
                              _("Données des graphiques"));
            if (p->failed) return;
            p->plan->sheets[sheet].rows += 2;
        }
        jln_sheet *s = &p->plan->sheets[sheet];
        p->plan->places[b].points = s->rows + 1;
        s->rows += 3 + (uint32_t)block->chart->category_count;
        need_columns(s, block->chart->series_count + 1);
    }
}

/* --- columns and widths --- */

static bool is_words(jln_kind kind) {
    return kind == JLN_KIND_TEXT;
}

/* Tables that start with a code and tables that start with words share a sheet: the words take the
 * code's column too. */
static void set_leads(planner *p) {
    for (size_t s = 0; s < p->plan->count; s++) {
        bool coded = false, worded = false;
        for (size_t b = 0; b < p->doc->block_count; b++) {
            const jln_block *block = &p->doc->blocks[b];
            if (!p->plan->places[b].used || p->plan->places[b].sheet != s) continue;
            if (block->kind == JLN_BLOCK_CARDS) worded = true;
            if (block->kind != JLN_BLOCK_TABLE || block->table->column_count < 2) continue;
            const jln_doc_column *c = block->table->columns;
            if (is_words(c[0].kind)) worded = true;
            else if (is_words(c[1].kind)) coded = true;
        }
        p->plan->sheets[s].lead = coded && worded;
    }
}

static void set_shifts(planner *p) {
    for (size_t b = 0; b < p->doc->block_count; b++) {
        const jln_block *block = &p->doc->blocks[b];
        jln_block_place *place = &p->plan->places[b];
        if (!place->used) continue;
        jln_sheet *s = &p->plan->sheets[place->sheet];
        size_t columns = 0;
        bool worded = true;
        if (block->kind == JLN_BLOCK_CARDS) columns = JLN_SHEET_CARD_COLUMNS;
        if (block->kind == JLN_BLOCK_TABLE) {
            columns = block->table->column_count;
            worded = columns > 0 && is_words(block->table->columns[0].kind);
        }
        place->shift = columns && worded ? s->lead : 0;
        columns += place->shift;
        need_columns(s, columns);
    }
}

uint16_t jln_sheets_column(const jln_block_place *place, size_t column) {
    if (place->starts) return place->starts[column];
    return (uint16_t)(column ? column + place->shift : 0);
}

uint16_t jln_sheets_last(const jln_block_place *place, size_t column) {
    if (place->starts) return (uint16_t)(place->starts[column + 1] - 1);
    return (uint16_t)(column + place->shift);
}

static double longest_word(const char *text) {
    double longest = 0;
    char word[64];
    while (text && *text) {
        size_t n = strcspn(text, " \n/-"), kept = n < sizeof word ? n : sizeof word - 1;
        memcpy(word, text, kept);
        word[kept] = '\0';
        double width = jln_text_width(word);
        if (width > longest) longest = width;
        text += n + (text[n] != '\0');
    }
    return longest;
}

static double larger(double a, double b) {
    return a > b ? a : b;
}

static double smaller(double a, double b) {
    return a < b ? a : b;
}

static double cell_width(const jln_cell *cell, const jln_doc_column *c, jln_lang lang, jln_str *s) {
    jln_str_clear(s);
    jln_format_cell(s, cell, c->kind, c->scale, c->decimals, lang);
    return jln_text_width(jln_str_c(s)) + (cell->note ? 1 : 0);
}

/* Magnitudes above and below zero under which the numbers of a column are no wider than one already
 * measured: those with as many digits, rounding up left aside. */
typedef struct {
    double above, below;
} extent;

/* Whether a plain number surely takes no more room than one already measured. */
static bool is_within(extent *e, const jln_doc_row *row, const jln_cell *cell, jln_kind kind) {
    bool plain = cell->value.state == JLN_NUMBER && !cell->text && !cell->note && !cell->light;
    if (!plain || row->role != JLN_ROW_BODY) return false;
    if (kind == JLN_KIND_NUMBER && !jln_rat_is_integer(cell->value.number)) return false;
    double number = jln_rat_double(cell->value.number);
    double *end = number < 0 ? &e->below : &e->above, size = fabs(number);
    if (size < *end) return true;
    *end = size > 1e-6 ? 0.9 * pow(10, floor(log10(size)) + 1) : 1e-6;
    return false;
}

/* Content of a column in characters, indentation included; headings inside the table overflow and
 * do not count. Numbers are all measured, since they would be shown as ####; words wrap. */
static double content_width(const jln_doc *doc, const jln_doc_table *t, size_t column) {
    jln_str s = {0};
    double widest = 0;
    extent e = {0};
    jln_kind kind = t->columns[column].kind;
    bool words = is_words(kind);
    size_t rows = words && t->row_count > MEASURED_ROWS ? MEASURED_ROWS : t->row_count;
    for (size_t r = 0; r < rows; r++) {
        const jln_doc_row *row = &t->rows[r];
        if (row->role == JLN_ROW_GROUP) continue;
        if (!words && is_within(&e, row, &row->cells[column], kind)) continue;
        double width = cell_width(&row->cells[column], &t->columns[column], doc->lang, &s);
        if (words) width += 2.0 * row->level;
        if (row->role != JLN_ROW_BODY) width *= BOLD;
        widest = larger(widest, width);
    }
    jln_str_free(&s);
    return widest;
}

static double column_width(const jln_doc *doc, const jln_doc_table *t, size_t column) {
    const jln_doc_column *c = &t->columns[column];
    double content = content_width(doc, t, column) + 1.5;
    double arrow = t->filters ? 3 : 0; /* the button of the filter */
    double header =
        larger(longest_word(c->title), jln_text_width(c->title) / 3) * BOLD + 1.5 + arrow;
    if (c->kind == JLN_KIND_CODE) content = smaller(content, WIDEST_CODE);
    if (c->kind == JLN_KIND_TEXT)
        content = smaller(content, c->weight > 0 ? WIDEST_TEXT : WIDEST_LABEL);
    return smaller(larger(larger(content, header), 6), WIDEST_TEXT + 10);
}

static void widen(jln_sheet *s, size_t first, size_t last, double width) {
    double have = jln_sheets_width(s, first, last);
    if (have < width) s->widths[last] += width - have;
}

static const double CARD_WIDTHS[JLN_SHEET_CARD_COLUMNS] = {36, 14, 14, 14, 34, 30};

static size_t column_count(const jln_block *b) {
    if (b->kind == JLN_BLOCK_CARDS) return JLN_SHEET_CARD_COLUMNS;
    return b->kind == JLN_BLOCK_TABLE ? b->table->column_count : 0;
}

/* What a column should have, in digits. */
static double wanted_width(const planner *p, const jln_block *b, size_t column) {
    if (b->kind == JLN_BLOCK_CARDS) return CARD_WIDTHS[column];
    return column_width(p->doc, b->table, column);
}

/* Words that wrap, after the first column. */
static bool is_loose(const jln_block *b, size_t column) {
    if (column == 0) return false;
    if (b->kind == JLN_BLOCK_CARDS) return column >= 4;
    return is_words(b->table->columns[column].kind);
}

/* Columns of the sheet that the block leaves free on its right. */
static size_t slack_of(const planner *p, size_t b) {
    const jln_block_place *place = &p->plan->places[b];
    size_t taken = column_count(&p->doc->blocks[b]) + place->shift;
    size_t columns = p->plan->sheets[place->sheet].columns;
    return columns > taken ? columns - taken : 0;
}

/* Loose columns of a block that has room on its right ask for little. */
static void widen_for_block(planner *p, size_t b, double most_loose) {
    const jln_block *block = &p->doc->blocks[b];
    const jln_block_place *place = &p->plan->places[b];
    for (size_t c = 0; c < column_count(block); c++) {
        double width = wanted_width(p, block, c);
        if (is_loose(block, c)) width = smaller(width, most_loose);
        widen(&p->plan->sheets[place->sheet],
              place->starts || c ? jln_sheets_column(place, c) : place->shift,
              jln_sheets_last(place, c), width);
    }
}

/* Words run over the free columns of a sheet that a wider table made, so that they do not widen
 * its numbers. */
static bool spread(planner *p, size_t b) {
    const jln_block *block = &p->doc->blocks[b];
    jln_block_place *place = &p->plan->places[b];
    const jln_sheet *s = &p->plan->sheets[place->sheet];
    size_t count = column_count(block), slack = slack_of(p, b);
    uint16_t *starts = jln_arena_array(p->plan->arena, count + 1, sizeof *starts);
    if (!starts) return false;
    for (size_t c = 0; c < count; c++) {
        size_t last = starts[c] + (c ? 0u : place->shift);
        while (is_loose(block, c) && slack &&
               jln_sheets_width(s, starts[c], last) < wanted_width(p, block, c))
            last++, slack--;
        starts[c + 1] = (uint16_t)(last + 1);
    }
    place->starts = starts;
    return true;
}

static bool can_spread(const planner *p, size_t b) {
    if (!p->plan->places[b].used || !slack_of(p, b)) return false;
    for (size_t c = 0; c < column_count(&p->doc->blocks[b]); c++)
        if (is_loose(&p->doc->blocks[b], c)) return true;
    return false;
}

/* Once the tables that fill their sheet have set its columns. */
static bool spread_all(planner *p) {
    for (size_t b = 0; b < p->doc->block_count; b++) {
        if (!can_spread(p, b)) continue;
        if (!spread(p, b)) return false;
        widen_for_block(p, b, LEAST_LOOSE);
    }
    return true;
}

static void widen_for_points(planner *p, const jln_doc_chart *chart) {
    jln_sheet *s = &p->plan->sheets[p->plan->count - 1];
    for (size_t i = 0; i < chart->category_count; i++)
        widen(s, 0, 0, larger(24, smaller(jln_text_width(chart->categories[i]) + 2, WIDEST_TEXT)));
    for (size_t i = 0; i < chart->series_count; i++)
        widen(s, i + 1, i + 1, larger(14, longest_word(chart->series[i].name) + 2));
}

/* Blocks are visited with codes first, so that words spanning two columns only widen the second. */
static void widen_all(planner *p, bool shifted) {
    for (size_t b = 0; b < p->doc->block_count; b++) {
        const jln_block *block = &p->doc->blocks[b];
        if (!p->plan->places[b].used || (p->plan->places[b].shift > 0) != shifted) continue;
        if (column_count(block) && !can_spread(p, b)) widen_for_block(p, b, WIDEST_TEXT + 10);
        if (block->kind == JLN_BLOCK_CHART && !shifted) widen_for_points(p, block->chart);
    }
}

/* Columns enough for paragraphs to run over: a sheet with texts only has one wide column. */
static bool set_spans(planner *p) {
    for (size_t i = 0; i < p->plan->count; i++) {
        jln_sheet *s = &p->plan->sheets[i];
        size_t most = s->columns + (size_t)(TEXT_WIDTH / SPARE_WIDTH) + 1;
        s->widths = jln_arena_array(p->plan->arena, most, sizeof *s->widths);
        if (!s->widths) return false;
    }
    widen_all(p, false);
    widen_all(p, true);
    if (!spread_all(p)) return false;
    for (size_t i = 0; i < p->plan->count; i++) {
        jln_sheet *s = &p->plan->sheets[i];
        s->span = s->columns;
        if (!s->columns) s->widths[s->span++] = TEXT_WIDTH;
        if (s->kind == JLN_SHEET_DATA || s->kind == JLN_SHEET_CHARTS) continue;
        while (jln_sheets_width(s, 0, s->span - 1u) < TEXT_WIDTH)
            s->widths[s->span++] = SPARE_WIDTH;
    }
    return true;
}

static bool has_cover(const jln_doc *doc) {
    for (size_t b = 0; b < doc->block_count; b++)
        if (doc->blocks[b].kind == JLN_BLOCK_COVER && for_excel(&doc->blocks[b])) return true;
    return false;
}

jln_status jln_sheets_plan(jln_sheets *plan, const jln_doc *doc, jln_arena *arena, jln_err *err) {
    *plan = (jln_sheets){.arena = arena, .top = doc->band != NULL};
    planner p = {.plan = plan, .doc = doc};
    plan->places = jln_arena_array(arena, doc->block_count + 1, sizeof *plan->places);
    if (!plan->places) return jln_err_nomem(err);
    add_sheet(&p, JLN_SHEET_FRONT, _("Présentation"), NULL);
    if (!p.failed && !has_cover(doc)) plan->sheets[0].rows += JLN_SHEET_TITLE_ROWS;
    for (size_t b = 0; b < doc->block_count && !p.failed; b++)
        if (for_excel(&doc->blocks[b])) place_next(&p, b);
    if (!p.failed) place_points(&p);
    if (p.failed) return jln_err_nomem(err);
    set_leads(&p);
    set_shifts(&p);
    for (size_t i = 0; i < plan->count; i++)
        if (plan->sheets[i].columns > MOST_COLUMNS)
            return jln_err_set(err, JLN_ELIMIT, plan->sheets[i].name, "%s", _("trop de colonnes"));
    return set_spans(&p) ? JLN_OK : jln_err_nomem(err);
}

double jln_sheets_width(const jln_sheet *sheet, size_t first, size_t last) {
    double width = 0;
    for (size_t c = first; c <= last; c++) width += sheet->widths[c];
    return width;
}
