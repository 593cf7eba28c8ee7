#include "out/xlsx.h"

#include "base/utf8.h"
#include "out/atomic.h"
#include "out/formula.h"
#include "out/sheets.h"

#include <assert.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

enum {
    COMMENT_CELLS = 400,  /* tables with more cells have no comments */
    MOST_COMMENTS = 2000, /* in the whole workbook */
    WIDE = 100,           /* characters beyond which a sheet prints in landscape */
    FROZEN_WIDTH = 70,    /* characters that frozen columns may take of a screen */
    FROZEN_ROWS = 9,      /* rows above the table and its header, that a screen can spare */
    FROZEN_LINES = 4,
    LONG_LABEL = 14,      /* categories longer than this are written beside lying bars */
    LONGEST_TEXT = 32767, /* Excel's limit for a cell */
    A4 = 9
};

/* --- looks --- */

typedef enum {
    LOOK_BAND,
    LOOK_OWNER,
    LOOK_TITLE,
    LOOK_SUBTITLE,
    LOOK_COVER_LINE,
    LOOK_CHAPTER,
    LOOK_SECTION,
    LOOK_SUBSECTION,
    LOOK_TEXT,
    LOOK_LEAD,
    LOOK_NOTE,
    LOOK_WARNING,
    LOOK_CAPTION_TITLE,
    LOOK_CAPTION,
    LOOK_LINK,
    LOOK_HEADER,
    LOOK_BODY,
    LOOK_GROUP,
    LOOK_SUBTOTAL,
    LOOK_TOTAL,
    LOOK_MEMO
} look_id;

#define NAVY 0x1F3864
#define GREY 0x7F7F7F
#define RULE 0xBFC7D5
#define NONE -1

static const struct {
    double size;
    bool bold, italic;
    int32_t ink, paper;
    bool ruled; /* a cell of a table */
} LOOKS[] = {
    [LOOK_BAND] = {11, true, false, 0x7F3F00, 0xFFE3B3, false},
    [LOOK_OWNER] = {11, false, false, GREY, NONE, false},
    [LOOK_TITLE] = {20, true, false, NAVY, NONE, false},
    [LOOK_SUBTITLE] = {13, false, false, NAVY, NONE, false},
    [LOOK_COVER_LINE] = {11, false, false, NONE, NONE, false},
    [LOOK_CHAPTER] = {16, true, false, NAVY, NONE, false},
    [LOOK_SECTION] = {13, true, false, NAVY, NONE, false},
    [LOOK_SUBSECTION] = {11, true, false, NAVY, NONE, false},
    [LOOK_TEXT] = {11, false, false, NONE, NONE, false},
    [LOOK_LEAD] = {12, false, false, NONE, NONE, false},
    [LOOK_NOTE] = {9, false, false, 0x595959, NONE, false},
    [LOOK_WARNING] = {11, false, false, 0x7F3F00, 0xFFF4DF, false},
    [LOOK_CAPTION_TITLE] = {12, true, false, NAVY, NONE, false},
    [LOOK_CAPTION] = {10, false, true, 0x595959, NONE, false},
    [LOOK_LINK] = {11, false, false, 0x1155CC, NONE, false},
    [LOOK_HEADER] = {10, true, false, 0xFFFFFF, NAVY, true},
    [LOOK_BODY] = {10, false, false, NONE, NONE, true},
    [LOOK_GROUP] = {10, true, false, NAVY, 0xDCE4F0, true},
    [LOOK_SUBTOTAL] = {10, true, false, NONE, 0xF1F4F9, true},
    [LOOK_TOTAL] = {10, true, false, NONE, 0xDCE4F0, true},
    [LOOK_MEMO] = {10, false, true, 0x595959, NONE, true},
};

static const int32_t LIGHTS[JLN_LIGHT_COUNT] = {
    [JLN_LIGHT_NONE] = NONE,       [JLN_LIGHT_GREEN] = 0xC6E0B4, [JLN_LIGHT_YELLOW] = 0xFFEB9C,
    [JLN_LIGHT_ORANGE] = 0xF8CBAD, [JLN_LIGHT_RED] = 0xF4A09A,   [JLN_LIGHT_GREY] = 0xD9D9D9,
};

typedef enum { LEFT, CENTRE, RIGHT } side;

/* A key of the formats already made: one format per cell would cost memory (libxlsxwriter #453). */
typedef struct {
    look_id look;
    side side;
    jln_light light;
    int indent;
    bool strong, dim, wrap;
    bool over;      /* text runs over it: no rule between it and its neighbours */
    size_t pattern; /* number format, 0 for the general one */
} style;

typedef struct {
    style key;
    lxw_format *format;
} made_style;

typedef struct {
    const jln_doc *doc;
    const char *path;
    jln_err *err;
    jln_status status; /* the first failure; then every call is ignored */
    jln_arena *arena;
    jln_sheets plan;
    jln_formulas formulas;
    lxw_workbook *book;
    lxw_worksheet **sheets;
    made_style *styles;
    size_t style_count, style_capacity;
    const char **patterns;
    size_t pattern_count, pattern_capacity;
    size_t comment_count;
    jln_str buffer;
} writer;

static bool failed(const writer *w) {
    return w->status != JLN_OK;
}

static void out_of_memory(writer *w) {
    if (!failed(w)) w->status = jln_err_nomem(w->err);
}

/* Takes note of what the library returned. */
static void check(writer *w, lxw_error code, const char *where) {
    if (code == LXW_NO_ERROR || failed(w)) return;
    if (code == LXW_ERROR_MEMORY_MALLOC_FAILED) {
        out_of_memory(w);
        return;
    }
    bool machine = code <= LXW_ERROR_ZIP_CLOSE;
    w->status = jln_err_set(w->err, machine ? JLN_EIO : JLN_ELIMIT, where ? where : w->path,
                            _("écriture du classeur impossible : %s"), lxw_strerror(code));
}

static bool same_style(const style *a, const style *b) {
    return a->look == b->look && a->side == b->side && a->light == b->light &&
           a->indent == b->indent && a->strong == b->strong && a->dim == b->dim &&
           a->wrap == b->wrap && a->over == b->over && a->pattern == b->pattern;
}

static void set_ink(lxw_format *f, const style *s) {
    format_set_font_size(f, LOOKS[s->look].size);
    if (LOOKS[s->look].bold || s->strong) format_set_bold(f);
    if (LOOKS[s->look].italic) format_set_italic(f);
    int32_t ink = s->dim ? GREY : LOOKS[s->look].ink;
    if (ink != NONE) format_set_font_color(f, (lxw_color_t)ink);
    if (s->look == LOOK_LINK) format_set_underline(f, LXW_UNDERLINE_SINGLE);
}

static void set_paper(lxw_format *f, const style *s) {
    int32_t paper = s->light != JLN_LIGHT_NONE ? LIGHTS[s->light] : LOOKS[s->look].paper;
    if (paper != NONE) {
        format_set_pattern(f, LXW_PATTERN_SOLID);
        format_set_fg_color(f, (lxw_color_t)paper);
    }
    if (s->look == LOOK_WARNING) {
        format_set_left(f, LXW_BORDER_THICK);
        format_set_left_color(f, 0xE08A00);
    }
    if (!LOOKS[s->look].ruled) return;
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, RULE);
    if (s->over) format_set_left(f, LXW_BORDER_NONE);
    if (s->over) format_set_right(f, LXW_BORDER_NONE);
    if (s->look != LOOK_TOTAL) return;
    format_set_top(f, LXW_BORDER_MEDIUM);
    format_set_top_color(f, NAVY);
}

static void set_place(lxw_format *f, const style *s) {
    static const uint8_t sides[] = {LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT};
    format_set_align(f, sides[s->side]);
    bool middle = s->look == LOOK_HEADER || s->look == LOOK_BAND;
    format_set_align(f, middle ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
    if (s->indent > 0) format_set_indent(f, (uint8_t)(s->indent > 15 ? 15 : s->indent));
    if (s->wrap) format_set_text_wrap(f);
}

/* The format of that style; NULL (the default one) once something failed. */
static lxw_format *format_of(writer *w, style key) {
    if (failed(w)) return NULL;
    for (size_t i = w->style_count; i-- > 0;)
        if (same_style(&w->styles[i].key, &key)) return w->styles[i].format;
    made_style *grown =
        jln_arena_grow(w->arena, w->styles, &w->style_capacity, w->style_count + 1, sizeof *grown);
    lxw_format *f = grown ? workbook_add_format(w->book) : NULL;
    if (!f) {
        out_of_memory(w);
        return NULL;
    }
    w->styles = grown;
    grown[w->style_count++] = (made_style){key, f};
    set_ink(f, &key);
    set_paper(f, &key);
    set_place(f, &key);
    if (key.pattern) format_set_num_format(f, w->patterns[key.pattern - 1]);
    return f;
}

static size_t pattern_of(writer *w, jln_kind kind, int64_t scale, int decimals, unsigned note,
                         const char *where) {
    jln_str_clear(&w->buffer);
    if (!jln_sheets_number_format(&w->buffer, kind, scale, decimals, note) && !failed(w))
        w->status = jln_err_set(w->err, JLN_EDATA, where, "%s",
                                _("l'échelle d'un montant doit être une puissance de mille"));
    const char *pattern = jln_str_c(&w->buffer);
    if (!*pattern) return 0;
    for (size_t i = 0; i < w->pattern_count; i++)
        if (strcmp(w->patterns[i], pattern) == 0) return i + 1;
    const char **grown = jln_arena_grow(w->arena, w->patterns, &w->pattern_capacity,
                                        w->pattern_count + 1, sizeof *grown);
    const char *copy = jln_arena_str(w->arena, pattern);
    if (!grown || !copy || w->buffer.failed) return out_of_memory(w), 0;
    w->patterns = grown;
    grown[w->pattern_count] = copy;
    return ++w->pattern_count;
}

/* --- texts --- */

/* A rectangle of cells on a sheet: one cell, or merged. */
typedef struct {
    size_t sheet;
    uint32_t row;
    uint16_t column;
    uint32_t last_row;
    uint16_t last_column;
} area;

static area cell_area(size_t sheet, uint32_t row, uint16_t column) {
    return (area){sheet, row, column, row, column};
}

/* From the sheet's first column over the width of its texts. */
static area line_area(const writer *w, size_t sheet, uint32_t row) {
    return (area){sheet, row, 0, row, (uint16_t)(w->plan.sheets[sheet].span - 1)};
}

static bool is_one(area a) {
    return a.row == a.last_row && a.column == a.last_column;
}

/* The gate of all text. */
static bool is_clean(writer *w, const char *text, const char *where) {
    size_t bad;
    if (failed(w)) return false;
    if (jln_utf8_valid(text, strlen(text), &bad)) return true;
    w->status =
        jln_err_set(w->err, JLN_EDATA, where, _("texte mal codé (UTF-8) à l'octet %zu"), bad + 1);
    return false;
}

static void put_text(writer *w, area a, const char *text, lxw_format *format, const char *where) {
    if (!text) text = "";
    if (!is_clean(w, text, where)) return;
    if (jln_utf8_count(text, strlen(text)) >
        LONGEST_TEXT) /* merging loses the library's own refusal */
        check(w, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED, where);
    if (failed(w)) return;
    lxw_worksheet *sheet = w->sheets[a.sheet];
    if (!is_one(a))
        check(
            w,
            worksheet_merge_range(sheet, a.row, a.column, a.last_row, a.last_column, text, format),
            where);
    else if (*text) check(w, worksheet_write_string(sheet, a.row, a.column, text, format), where);
    else check(w, worksheet_write_blank(sheet, a.row, a.column, format), where);
}

static void set_height(writer *w, size_t sheet, uint32_t row, double points) {
    if (failed(w)) return;
    if (points > LXW_DEF_ROW_HEIGHT_PIXELS * 20)
        points = LXW_DEF_ROW_HEIGHT_PIXELS * 20; /* Excel: 409 */
    check(w, worksheet_set_row(w->sheets[sheet], row, points, NULL), NULL);
}

/* One line that may run over the empty cells on its right. */
static void put_line(writer *w, size_t sheet, uint32_t row, look_id look, const char *text) {
    lxw_format *format = format_of(w, (style){.look = look});
    put_text(w, cell_area(sheet, row, 0), text, format, w->plan.sheets[sheet].name);
    set_height(w, sheet, row, LOOKS[look].size * 1.45);
}

/* Characters of a text that fit in one of width: a column is measured in digits of 11 points, wider
 * than letters. */
static double fitting(look_id look) {
    return 11 / LOOKS[look].size * (LOOKS[look].bold ? 1.05 : 1.12);
}

enum { MOST_PARTS = 64 };

/* Splits "a **b** c" into parts, odd ones bold; 0 when there is no complete pair of marks (or too
 * many). */
static size_t split_bold(writer *w, const char *text, const char *parts[MOST_PARTS]) {
    size_t count = 0;
    for (const char *from = text;;) {
        const char *mark = strstr(from, "**");
        size_t length = mark ? (size_t)(mark - from) : strlen(from);
        if (count == MOST_PARTS) return 0;
        parts[count] = jln_arena_strn(w->arena, from, length);
        if (!parts[count++]) return out_of_memory(w), 0;
        if (!mark) break;
        from = mark + 2;
    }
    return count > 1 && count % 2 ? count : 0;
}

/* Writes the parts into a cell that already has its format; a rich string needs two parts that are
 * not empty. */
static void put_rich(writer *w, area a, const char **parts, size_t count, style s,
                     const char *where) {
    lxw_rich_string_tuple tuples[MOST_PARTS], *list[MOST_PARTS + 1];
    size_t n = 0;
    style bold = s;
    bold.strong = true;
    lxw_format *plain_format = format_of(w, s), *bold_format = format_of(w, bold);
    for (size_t i = 0; i < count; i++) {
        if (!*parts[i]) continue;
        tuples[n] = (lxw_rich_string_tuple){i % 2 ? bold_format : plain_format, (char *)parts[i]};
        list[n] = &tuples[n];
        n++;
    }
    list[n] = NULL;
    if (failed(w) || n == 0) return;
    lxw_worksheet *sheet = w->sheets[a.sheet];
    if (n == 1)
        check(w, worksheet_write_string(sheet, a.row, a.column, tuples[0].string, tuples[0].format),
              where);
    else check(w, worksheet_write_rich_string(sheet, a.row, a.column, list, plain_format), where);
}

/* A paragraph over the width of the sheet, high enough for its lines: merged cells do not grow by
 * themselves. */
static void put_paragraph(writer *w, size_t sheet, uint32_t row, look_id look, const char *text) {
    const char *parts[MOST_PARTS], *where = w->plan.sheets[sheet].name;
    style s = {.look = look, .wrap = true};
    area a = line_area(w, sheet, row);
    double width = jln_sheets_width(&w->plan.sheets[sheet], 0, a.last_column) * fitting(look);
    if (!text || !is_clean(w, text, where)) return;
    size_t count = split_bold(w, text, parts);
    put_text(w, a, count ? "" : text, format_of(w, s), where);
    if (count) put_rich(w, a, parts, count, s, where);
    set_height(w, sheet, row, jln_sheets_lines(text, width) * LOOKS[look].size * 1.36 + 2);
}

/* --- cells --- */

/* A value and how it is shown: of a table's cell or a card's. */
typedef struct {
    const jln_cell *cell;
    jln_kind kind;
    int64_t scale;
    int decimals;
    style style;
    area area;
    const char *where;
} shown_cell;

static side side_of(jln_kind kind) {
    if (kind == JLN_KIND_TEXT || kind == JLN_KIND_CODE) return LEFT;
    return kind == JLN_KIND_LIGHT ? CENTRE : RIGHT;
}

static void put_formula(writer *w, const shown_cell *c, const jln_shown *shown,
                        lxw_format *format) {
    jln_str text = {0};
    w->status = jln_formulas_text(&w->formulas, c->cell, c->kind, c->area.sheet, shown, c->where,
                                  &text, w->err);
    lxw_worksheet *sheet = w->sheets[c->area.sheet];
    const char *formula = jln_str_c(&text);
    if (failed(w) || !is_clean(w, formula, c->where) || !is_clean(w, shown->words, c->where)) {
        jln_str_free(&text);
        return;
    }
    uint32_t row = c->area.row;
    uint16_t column = c->area.column;
    if (!is_one(c->area)) put_text(w, c->area, "", format, c->where);
    if (shown->is_number)
        check(w, worksheet_write_formula_num(sheet, row, column, formula, format, shown->number),
              c->where);
    else
        check(w, worksheet_write_formula_str(sheet, row, column, formula, format, shown->words),
              c->where);
    jln_str_free(&text);
}

static void put_shown(writer *w, shown_cell *c, const jln_shown *shown) {
    style *s = &c->style;
    s->pattern = pattern_of(w, c->kind, c->scale, c->decimals, c->cell->note, c->where);
    s->side = side_of(c->kind);
    s->light = c->cell->light;
    s->strong = c->cell->strong || (c->kind == JLN_KIND_LIGHT && c->cell->light);
    s->dim = !shown->is_number && s->side == RIGHT && c->kind != JLN_KIND_COVER;
    lxw_format *format = format_of(w, *s);
    if (failed(w)) return;
    if (c->cell->expr) put_formula(w, c, shown, format);
    else if (!shown->is_number) put_text(w, c->area, shown->words, format, c->where);
    else {
        if (!is_one(c->area)) put_text(w, c->area, "", format, c->where);
        lxw_worksheet *sheet = w->sheets[c->area.sheet];
        check(w, worksheet_write_number(sheet, c->area.row, c->area.column, shown->number, format),
              c->where);
    }
}

/* Where the figure comes from, and why there is none. */
static void put_comment(writer *w, const shown_cell *c) {
    const char *source = c->cell->source, *reason = jln_reason_words(c->cell->value.reason);
    if (failed(w) || w->comment_count >= MOST_COMMENTS || (!source && !*reason)) return;
    jln_str_clear(&w->buffer);
    jln_str_add(&w->buffer, source ? source : "");
    if (*reason) jln_str_fmt(&w->buffer, source ? "\n%s" : "%s", reason);
    const char *text = jln_str_c(&w->buffer);
    if (w->buffer.failed) out_of_memory(w);
    if (!is_clean(w, text, c->where)) return;
    lxw_comment_options options = {.width = 200,
                                   .height = (uint16_t)(24 + 16 * jln_sheets_lines(text, 28))};
    check(w,
          worksheet_write_comment_opt(w->sheets[c->area.sheet], c->area.row, c->area.column, text,
                                      &options),
          c->where);
    w->comment_count++;
}

/* --- tables --- */

typedef struct {
    const jln_doc_table *table;
    const jln_block_place *place;
    size_t block;
    size_t words; /* its first column of text, where rows are indented */
    bool comments;
} table_job;

static size_t first_words(const jln_doc_table *t) {
    for (size_t c = 0; c < t->column_count; c++)
        if (t->columns[c].kind == JLN_KIND_TEXT) return c;
    return 0;
}

static look_id look_of(jln_row_role role) {
    static const look_id looks[] = {[JLN_ROW_BODY] = LOOK_BODY,
                                    [JLN_ROW_GROUP] = LOOK_GROUP,
                                    [JLN_ROW_SUBTOTAL] = LOOK_SUBTOTAL,
                                    [JLN_ROW_TOTAL] = LOOK_TOTAL,
                                    [JLN_ROW_MEMO] = LOOK_MEMO};
    return looks[role];
}

/* The area of a table's column on a row: the first one may take the place of a code beside it. */
static area column_area(const jln_block_place *p, size_t column, uint32_t row) {
    area a = cell_area(p->sheet, row, jln_sheets_column(p, column));
    if (column == 0) a.last_column = (uint16_t)(a.column + p->shift);
    return a;
}

/* A filter needs one header row: the group goes into the title. */
static const char *header_title(writer *w, const jln_doc_table *t, size_t column) {
    const jln_doc_column *c = &t->columns[column];
    if (!c->group || !t->filters) return c->title ? c->title : "";
    const char *title = jln_arena_fmt(w->arena, "%s – %s", c->group, c->title ? c->title : "");
    if (!title) out_of_memory(w);
    return title;
}

static void put_header_title(writer *w, const table_job *j, size_t column, const char *title,
                             lxw_format *format) {
    area a = column_area(j->place, column, j->place->header);
    bool two_rows = j->place->body - j->place->header == 2;
    if (two_rows && j->table->columns[column].group) a.row = a.last_row = j->place->header + 1;
    else if (two_rows) a.last_row++;
    put_text(w, a, title, format, j->table->key);
}

static size_t group_end(const jln_doc_table *t, size_t column) {
    size_t end = column + 1;
    while (end < t->column_count && jln_str_eq(t->columns[end].group, t->columns[column].group))
        end++;
    return end;
}

static void put_groups(writer *w, const table_job *j, lxw_format *format) {
    const jln_doc_table *t = j->table;
    for (size_t c = 0, end; c < t->column_count; c = end) {
        end = group_end(t, c);
        if (!t->columns[c].group) continue;
        area a = column_area(j->place, c, j->place->header);
        a.last_column = column_area(j->place, end - 1, j->place->header).last_column;
        put_text(w, a, t->columns[c].group, format, t->key);
    }
}

static void put_header(writer *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    const jln_sheet *sheet = &w->plan.sheets[j->place->sheet];
    lxw_format *format = format_of(w, (style){.look = LOOK_HEADER, .side = CENTRE, .wrap = true});
    int lines = 1;
    for (size_t c = 0; c < t->column_count; c++) {
        area a = column_area(j->place, c, 0);
        double width = jln_sheets_width(sheet, a.column, a.last_column) - (t->filters ? 3 : 0.5);
        const char *title = header_title(w, t, c);
        int here = jln_sheets_lines(title, width * fitting(LOOK_HEADER));
        if (here > lines) lines = here;
        put_header_title(w, j, c, title, format);
    }
    if (j->place->body - j->place->header == 2) put_groups(w, j, format);
    set_height(w, j->place->sheet, j->place->body - 1, 14.0 * lines + 4);
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
    char where[256];
    snprintf(where, sizeof where, "%s/%s/%s", t->key, row->key, column->key);
    shown_cell cell = {.cell = &row->cells[c],
                       .kind = column->kind,
                       .scale = column->scale,
                       .decimals = column->decimals,
                       .area = column_area(j->place, c, j->place->body + (uint32_t)r),
                       .where = where};
    bool words = column->kind == JLN_KIND_TEXT;
    cell.style = (style){.look = look_of(row->role), .wrap = words && !over, .over = over};
    if (c == j->words && words) cell.style.indent = row->level;
    jln_cell_place at = {t, j->block, r, c, cell.cell};
    jln_shown shown;
    w->status = jln_formulas_table_cell(&w->formulas, &at, &shown, w->err);
    if (failed(w)) return;
    put_shown(w, &cell, &shown);
    if (j->comments) put_comment(w, &cell);
}

/* Height set by us: rows with an outline level or merged cells do not grow with their text
 * everywhere. */
static double row_height(const writer *w, const table_job *j, const jln_doc_row *row) {
    int lines = 1;
    for (size_t c = 0; c < j->table->column_count; c++) {
        const char *text = row->cells[c].text;
        if (!text || j->table->columns[c].kind != JLN_KIND_TEXT) continue;
        area a = column_area(j->place, c, 0);
        double width = jln_sheets_width(&w->plan.sheets[a.sheet], a.column, a.last_column) *
                       fitting(LOOK_BODY);
        if (c == j->words) width -= 2.0 * row->level;
        int here = jln_sheets_lines(text, width > 4 ? width : 4);
        if (here > lines) lines = here;
    }
    return lines > 1 ? 13.0 * lines + 2 : LXW_DEF_ROW_HEIGHT;
}

static void put_row(writer *w, const table_job *j, size_t r) {
    const jln_doc_row *row = &j->table->rows[r];
    bool over = runs_over(j, row);
    for (size_t c = 0; c < j->table->column_count && !failed(w); c++) put_cell(w, j, r, c, over);
    double height = over ? LXW_DEF_ROW_HEIGHT : row_height(w, j, row);
    if (failed(w) || (row->level <= 0 && height == LXW_DEF_ROW_HEIGHT)) return;
    lxw_row_col_options options = {.level = (uint8_t)(row->level < 0   ? 0
                                                      : row->level > 7 ? 7
                                                                       : row->level)};
    check(w,
          worksheet_set_row_opt(w->sheets[j->place->sheet], j->place->body + (uint32_t)r, height,
                                NULL, &options),
          j->table->key);
}

static void put_table_titles(writer *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    uint32_t row = j->place->row;
    if (t->filters) {
        const char *title = t->title ? t->title : t->key;
        if (t->caption) title = jln_arena_fmt(w->arena, "%s (%s)", title, t->caption);
        if (!title) out_of_memory(w);
        put_line(w, j->place->sheet, row, LOOK_CAPTION_TITLE, title);
        return;
    }
    if (t->title) put_line(w, j->place->sheet, row++, LOOK_CAPTION_TITLE, t->title);
    if (t->caption) put_line(w, j->place->sheet, row, LOOK_CAPTION, t->caption);
}

static void put_notes(writer *w, const table_job *j) {
    uint32_t row = j->place->body + (uint32_t)j->table->row_count;
    for (size_t i = 0; i < j->table->note_count; i++) {
        char *text = jln_arena_fmt(w->arena, "(%zu) %s", i + 1, j->table->notes[i]);
        if (!text) out_of_memory(w);
        put_paragraph(w, j->place->sheet, row + (uint32_t)i, LOOK_NOTE, text);
    }
}

/* The totals that close a table stay out of its filter. */
static void put_filter(writer *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    size_t rows = t->row_count;
    while (rows && t->rows[rows - 1].role >= JLN_ROW_TOTAL) rows--;
    if (!t->filters || !t->column_count || failed(w)) return;
    check(w,
          worksheet_autofilter(w->sheets[j->place->sheet], j->place->header, 0,
                               j->place->body + (uint32_t)(rows ? rows - 1 : 0),
                               jln_sheets_column(j->place, t->column_count - 1)),
          t->key);
}

static void put_table(writer *w, size_t block) {
    const jln_doc_table *t = w->doc->blocks[block].table;
    table_job j = {
        .table = t, .place = &w->plan.places[block], .block = block, .words = first_words(t)};
    j.comments = !t->filters && t->row_count * t->column_count < COMMENT_CELLS;
    put_table_titles(w, &j);
    put_header(w, &j);
    for (size_t r = 0; r < t->row_count && !failed(w); r++) put_row(w, &j, r);
    put_filter(w, &j);
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
    lxw_format *format = format_of(w, (style){.look = LOOK_BODY, .wrap = true});
    put_text(w, column_area(p, column, row), text, format, w->plan.sheets[p->sheet].name);
}

static void put_card_value(writer *w, const jln_block_place *p, uint32_t row, size_t column,
                           const jln_doc_card *card, const jln_cell *cell, jln_kind kind) {
    shown_cell c = {.cell = cell,
                    .kind = kind,
                    .scale = card->scale,
                    .decimals = card->decimals,
                    .style = {.look = LOOK_BODY},
                    .area = column_area(p, column, row),
                    .where = card->label};
    jln_shown shown;
    if (failed(w)) return;
    w->status = jln_formulas_shown(&w->formulas, cell, kind, card->label, &shown, w->err);
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
}

static void put_cards(writer *w, size_t block) {
    const jln_block *b = &w->doc->blocks[block];
    const jln_block_place *p = &w->plan.places[block];
    if (!b->cards.count) return;
    const char *titles[JLN_SHEET_CARD_COLUMNS] = {_("Indicateur"), _("Valeur"), previous_title(b),
                                                  _("Évolution"),  _("Base"),   _("Couverture")};
    lxw_format *format = format_of(w, (style){.look = LOOK_HEADER, .side = CENTRE, .wrap = true});
    for (size_t c = 0; c < JLN_SHEET_CARD_COLUMNS; c++)
        put_text(w, column_area(p, c, p->header), titles[c], format, NULL);
    set_height(w, p->sheet, p->header, 32);
    for (size_t i = 0; i < b->cards.count && !failed(w); i++)
        put_card(w, p, p->body + (uint32_t)i, &b->cards.cards[i]);
}

/* --- charts --- */

/* Categories and points of a chart as plain numbers: a chart over formulas would be cached as
 * zeros. */
static void put_points(writer *w, const jln_doc_chart *chart, size_t sheet, uint32_t header) {
    lxw_format *head = format_of(w, (style){.look = LOOK_HEADER, .side = CENTRE, .wrap = true});
    lxw_format *label = format_of(w, (style){.look = LOOK_BODY, .wrap = true});
    size_t pattern = pattern_of(w, chart->kind, chart->scale, chart->decimals, 0, chart->key);
    lxw_format *number =
        format_of(w, (style){.look = LOOK_BODY, .side = RIGHT, .pattern = pattern});
    put_line(w, sheet, header - 1, LOOK_CAPTION_TITLE, chart->title);
    put_text(w, cell_area(sheet, header, 0), _("Catégorie"), head, chart->key);
    for (size_t i = 0; i < chart->category_count; i++)
        put_text(w, cell_area(sheet, header + 1 + (uint32_t)i, 0), chart->categories[i], label,
                 chart->key);
    for (size_t s = 0; s < chart->series_count; s++) {
        uint16_t column = (uint16_t)(s + 1);
        put_text(w, cell_area(sheet, header, column), chart->series[s].name, head, chart->key);
        for (size_t i = 0; i < chart->category_count && !failed(w); i++) {
            jln_cell_place at;
            uint32_t row = header + 1 + (uint32_t)i;
            bool found = jln_doc_find(w->formulas.index, chart->series[s].cells[i], &at);
            if (!found || !jln_value_known(&at.cell->value) || at.cell->text)
                continue; /* no cell at all: a blank one is cached as zero */
            double point = jln_rat_double(at.cell->value.number);
            check(w, worksheet_write_number(w->sheets[sheet], row, column, point, number),
                  chart->key);
        }
    }
}

static bool long_labels(const jln_doc_chart *chart) {
    for (size_t i = 0; i < chart->category_count; i++)
        if (jln_utf8_count(chart->categories[i], strlen(chart->categories[i])) > LONG_LABEL)
            return true;
    return false;
}

static uint8_t chart_type(const jln_doc_chart *chart) {
    if (chart->chart == JLN_CHART_LINES) return LXW_CHART_LINE;
    bool lying = long_labels(chart);
    if (chart->chart == JLN_CHART_STACKED)
        return lying ? LXW_CHART_BAR_STACKED : LXW_CHART_COLUMN_STACKED;
    return lying ? LXW_CHART_BAR : LXW_CHART_COLUMN;
}

static void set_series_ink(lxw_chart_series *series, size_t number, bool line) {
    /* told apart in black and white too: dark and light alternate */
    static const lxw_color_t inks[] = {NAVY,     0x9DB4DC, 0xC55A11, 0xF4C89A,
                                       0x375623, 0xA9D18E, 0x595959, 0xBFBFBF};
    lxw_color_t ink = inks[number % (sizeof inks / sizeof *inks)];
    lxw_chart_fill fill = {.color = ink};
    if (!line) {
        chart_series_set_fill(series, &fill);
        return;
    }
    lxw_chart_line stroke = {.color = ink, .width = 2.25};
    chart_series_set_line(series, &stroke);
    static const uint8_t markers[] = {LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE,
                                      LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_TRIANGLE};
    chart_series_set_marker_type(series, markers[number % 4]);
    chart_series_set_marker_fill(series, &fill);
}

static void add_series(writer *w, lxw_chart *drawn, const jln_doc_chart *chart, uint32_t header) {
    size_t last = w->plan.count - 1;
    const char *name = w->plan.sheets[last].name;
    uint32_t first = header + 1, end = header + (uint32_t)chart->category_count;
    for (size_t s = 0; s < chart->series_count; s++) {
        uint16_t column = (uint16_t)(s + 1);
        lxw_chart_series *series = chart_add_series(drawn, NULL, NULL);
        if (!series) {
            out_of_memory(w);
            return;
        }
        chart_series_set_categories(series, name, first, 0, end, 0);
        chart_series_set_values(series, name, first, column, end, column);
        chart_series_set_name_range(series, name, header, column);
        set_series_ink(series, s, chart->chart == JLN_CHART_LINES);
    }
}

static char *chart_text(writer *w, const char *text) {
    if (!is_clean(w, text, text)) return NULL;
    char *copy =
        jln_arena_fmt(w->arena, *text == '=' ? " %s" : "%s", text); /* '=' would be a reference */
    if (!copy) out_of_memory(w);
    return copy;
}

static void set_chart_texts(writer *w, lxw_chart *drawn, const jln_doc_chart *chart) {
    lxw_chart_font title = {.size = 12, .bold = LXW_TRUE, .color = NAVY};
    lxw_chart_font small = {.size = 9, .bold = LXW_EXPLICIT_FALSE, .color = 0x595959};
    lxw_chart_axis *values = chart->category_count ? drawn->y_axis : NULL,
                   *categories = drawn->x_axis;
    size_t pattern = pattern_of(w, chart->kind, chart->scale,
                                chart->kind == JLN_KIND_RATE ? 0 : chart->decimals, 0, chart->key);
    char *name = chart->title ? chart_text(w, chart->title) : NULL;
    char *unit = chart->caption ? chart_text(w, chart->caption) : NULL;
    if (failed(w) || !values) return;
    if (name) chart_title_set_name(drawn, name);
    chart_title_set_name_font(drawn, &title);
    if (unit) chart_axis_set_name(values, unit);
    chart_axis_set_name_font(values, &small);
    chart_axis_set_num_font(values, &small);
    chart_axis_set_num_font(categories, &small);
    if (pattern) chart_axis_set_num_format(values, w->patterns[pattern - 1]);
}

static void set_chart_shape(lxw_chart *drawn, const jln_doc_chart *chart, uint8_t type) {
    lxw_chart_line rule = {.color = 0xD9D9D9, .width = 0.75};
    lxw_chart_axis *values = drawn->y_axis, *categories = drawn->x_axis;
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &rule);
    chart_axis_set_label_position(categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (type == LXW_CHART_BAR || type == LXW_CHART_BAR_STACKED) {
        chart_axis_set_reverse(categories); /* first category on top */
        chart_axis_set_label_position(values, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    }
    if (chart->chart == JLN_CHART_BARS) chart_set_series_gap(drawn, 60);
    if (chart->chart == JLN_CHART_STACKED) chart_set_series_gap(drawn, 50);
    if (chart->series_count == 1) chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    else chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
    chart_show_blanks_as(drawn, LXW_CHART_BLANKS_AS_GAP);
}

static void put_chart(writer *w, size_t block) {
    const jln_doc_chart *chart = w->doc->blocks[block].chart;
    const jln_block_place *p = &w->plan.places[block];
    if (!chart->series_count || !chart->category_count || failed(w)) return;
    put_points(w, chart, w->plan.count - 1, p->points);
    uint8_t type = chart_type(chart);
    lxw_chart *drawn = failed(w) ? NULL : workbook_add_chart(w->book, type);
    if (!drawn) {
        out_of_memory(w);
        return;
    }
    add_series(w, drawn, chart, p->points);
    if (failed(w)) return;
    set_chart_texts(w, drawn, chart);
    set_chart_shape(drawn, chart, type);
    const jln_sheet *sheet = &w->plan.sheets[p->sheet];
    double wide = jln_sheets_width(sheet, 0, sheet->span - 1u) * 7.0;
    if (wide > 920) wide = 920;
    lxw_chart_options options = {.x_offset = 4,
                                 .y_offset = 6,
                                 .x_scale = wide / 480.0,
                                 .y_scale = (JLN_SHEET_CHART_ROWS * 20 - 12) / 288.0,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = (char *)chart->title};
    check(w, worksheet_insert_chart_opt(w->sheets[p->sheet], p->row, 0, drawn, &options),
          chart->key);
}

/* --- other blocks --- */

static void put_cover(writer *w, const jln_block_place *p, const jln_doc_cover *cover) {
    uint32_t row = p->row;
    put_line(w, p->sheet, row++, LOOK_OWNER, cover->owner);
    put_paragraph(w, p->sheet, row++, LOOK_TITLE, cover->title);
    put_line(w, p->sheet, row++, LOOK_SUBTITLE, cover->subtitle);
    for (size_t i = 0; i < cover->line_count; i++)
        put_line(w, p->sheet, row++, LOOK_COVER_LINE, cover->lines[i]);
}

static void put_prose(writer *w, const jln_block_place *p, jln_text_role role, const char *text) {
    static const look_id looks[] = {[JLN_TEXT_BODY] = LOOK_TEXT,
                                    [JLN_TEXT_LEAD] = LOOK_LEAD,
                                    [JLN_TEXT_NOTE] = LOOK_NOTE,
                                    [JLN_TEXT_WARNING] = LOOK_WARNING,
                                    [JLN_TEXT_ITEM] = LOOK_TEXT};
    if (role == JLN_TEXT_ITEM && text) {
        text = jln_arena_fmt(w->arena, "• %s", text);
        if (!text) out_of_memory(w);
    }
    put_paragraph(w, p->sheet, p->row, looks[role], text);
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
                 level <= 1   ? LOOK_CHAPTER
                 : level == 2 ? LOOK_SECTION
                              : LOOK_SUBSECTION,
                 block->heading.text);
        break;
    case JLN_BLOCK_TEXT:
        put_prose(w, p, block->text.role, block->text.text);
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
    case JLN_BLOCK_CONTENTS:
    case JLN_BLOCK_PAGE:
        break;
    }
}

/* --- sheets --- */

/* Appends a text where '&' starts a code, cut so that Excel's 255 characters hold all parts. */
static void add_escaped(jln_str *out, const char *text, size_t most) {
    size_t length = text ? strlen(text) : 0;
    for (size_t at = 0, n = 0; at < length && n < most; n++) {
        size_t start = at;
        int32_t code = jln_utf8_next(text, length, &at);
        if (code == '&') jln_str_addc(out, '&');
        if (code >= ' ') jln_str_addn(out, text + start, at - start);
    }
}

static void set_header(writer *w, lxw_worksheet *sheet) {
    const char *running = w->doc->running ? w->doc->running : w->doc->title;
    jln_str s = {0};
    if (w->doc->band) {
        jln_str_add(&s, "&C&\"-,Bold\"&9");
        add_escaped(&s, w->doc->band, 110);
        jln_str_add(&s, "\n&\"-,Regular\"&9 ");
        add_escaped(&s, running, 90);
    } else {
        jln_str_add(&s, "&L&9 ");
        add_escaped(&s, running, 160);
    }
    if (s.failed) out_of_memory(w);
    else if (is_clean(w, jln_str_c(&s), NULL))
        check(w, worksheet_set_header(sheet, jln_str_c(&s)), NULL);
    jln_str_free(&s);
}

static void set_footer(writer *w, lxw_worksheet *sheet) {
    jln_str s = {0};
    jln_str_add(&s, "&L&8 ");
    add_escaped(&s, w->doc->footer, 180);
    jln_str_add(&s, "&R&8 &P / &N");
    if (s.failed) out_of_memory(w);
    else if (is_clean(w, jln_str_c(&s), NULL))
        check(w, worksheet_set_footer(sheet, jln_str_c(&s)), NULL);
    jln_str_free(&s);
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
                jln_sheets_lines(w->doc->blocks[b].text.text, jln_sheets_width(s, 0, s->span - 1u));
    if (lines > FROZEN_LINES) return NULL;
    return p->body <= FROZEN_ROWS || s->kind == JLN_SHEET_DATA ? p : NULL;
}

static void freeze(writer *w, size_t number) {
    const jln_sheet *s = &w->plan.sheets[number];
    const jln_block_place *p = leading_table(w, s);
    if (s->kind == JLN_SHEET_FRONT || s->kind == JLN_SHEET_CHARTS) return;
    if (!p) {
        worksheet_freeze_panes(w->sheets[number], w->plan.top + 1, 0);
        return;
    }
    const jln_doc_table *t = w->doc->blocks[s->last_table].table;
    size_t columns = t->frozen_columns < t->column_count ? t->frozen_columns : 0;
    while (columns && jln_sheets_width(s, 0, columns - 1 + p->shift) > FROZEN_WIDTH) columns--;
    worksheet_freeze_panes(w->sheets[number], p->body,
                           (uint16_t)(columns ? columns + p->shift : 0));
    check(w, worksheet_repeat_rows(w->sheets[number], p->header, p->body - 1), s->name);
}

static void set_print(writer *w, size_t number) {
    const jln_sheet *s = &w->plan.sheets[number];
    lxw_worksheet *sheet = w->sheets[number];
    worksheet_set_paper(sheet, A4);
    if (jln_sheets_width(s, 0, s->span - 1u) > WIDE) worksheet_set_landscape(sheet);
    worksheet_set_margins(sheet, 0.5, 0.5, w->doc->band ? 0.85 : 0.7, 0.65);
    worksheet_fit_to_pages(sheet, 1, 0);
    if (number)
        check(w, worksheet_print_area(sheet, 0, 0, s->rows ? s->rows - 1 : 0, s->span - 1u),
              s->name);
    set_header(w, sheet);
    set_footer(w, sheet);
}

static void set_columns(writer *w, size_t number) {
    const jln_sheet *s = &w->plan.sheets[number];
    for (uint16_t c = 0; c < s->span && !failed(w); c++)
        check(w, worksheet_set_column(w->sheets[number], c, c, s->widths[c], NULL), s->name);
}

static void prepare_sheet(writer *w, size_t number) {
    const jln_sheet *s = &w->plan.sheets[number];
    lxw_worksheet *sheet = w->sheets[number];
    set_columns(w, number);
    if (w->doc->band) {
        lxw_format *format = format_of(w, (style){.look = LOOK_BAND, .wrap = true});
        area a = line_area(w, number, 0);
        put_text(w, a, w->doc->band, format, s->name);
        int lines = jln_sheets_lines(w->doc->band, jln_sheets_width(s, 0, a.last_column) * 0.9);
        set_height(w, number, 0, 15.0 * lines + 5);
    }
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_outline_settings(sheet, LXW_TRUE, LXW_FALSE, LXW_TRUE,
                               LXW_FALSE); /* headings are above */
    check(w, worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"),
          s->name);
    set_print(w, number);
    freeze(w, number);
}

static void add_sheets(writer *w) {
    w->sheets = jln_arena_array(w->arena, w->plan.count, sizeof *w->sheets);
    if (!w->sheets) out_of_memory(w);
    for (size_t i = 0; i < w->plan.count && !failed(w); i++) {
        if (!is_clean(w, w->plan.sheets[i].name, NULL)) return;
        w->sheets[i] = workbook_add_worksheet(w->book, w->plan.sheets[i].name);
        if (!w->sheets[i])
            w->status = jln_err_set(w->err, JLN_ELIMIT, w->plan.sheets[i].name, "%s",
                                    _("nom de feuille refusé par le classeur"));
    }
    for (size_t i = 0; i < w->plan.count && !failed(w); i++) prepare_sheet(w, i);
}

static void put_link(writer *w, uint32_t row, const jln_sheet *target) {
    jln_str url = {0};
    jln_str_add(&url, "internal:'");
    for (const char *p = target->name; *p; p++) {
        if (*p == '\'') jln_str_addc(&url, '\'');
        jln_str_addc(&url, *p);
    }
    jln_str_add(&url, "'!A1");
    const char *title = target->title ? target->title : target->name;
    lxw_format *format = format_of(w, (style){.look = LOOK_LINK});
    if (url.failed) out_of_memory(w);
    if (is_clean(w, title, target->name))
        check(w,
              worksheet_write_url_opt(w->sheets[0], row, 0, jln_str_c(&url), format, title, NULL),
              target->name);
    jln_str_free(&url);
}

/* What the first sheet has besides its blocks: a title when there is no cover, the list of sheets,
 * the fingerprint. */
static void put_front(writer *w) {
    uint32_t row = w->plan.top;
    bool covered = false;
    for (size_t b = 0; b < w->doc->block_count; b++)
        covered = covered || (w->plan.places[b].used && w->doc->blocks[b].kind == JLN_BLOCK_COVER);
    if (!covered) {
        put_paragraph(w, 0, row, LOOK_TITLE, w->doc->title);
        put_line(w, 0, row + 1, LOOK_SUBTITLE, w->doc->author);
    }
    row = w->plan.sheets[0].rows + 1;
    if (failed(w)) return;
    if (w->plan.count > 1) {
        put_line(w, 0, row++, LOOK_SECTION, _("Feuilles de ce classeur"));
        for (size_t i = 1; i < w->plan.count && !failed(w); i++)
            put_link(w, row++, &w->plan.sheets[i]);
        row++;
    }
    put_paragraph(w, 0, row, LOOK_NOTE, w->doc->footer);
    check(w, worksheet_print_area(w->sheets[0], 0, 0, row + 1, w->plan.sheets[0].span - 1u), NULL);
    if (!w->doc->fingerprint) return;
    char *text = jln_arena_fmt(w->arena, _("Empreinte des données : %s"), w->doc->fingerprint);
    if (!text) out_of_memory(w);
    put_paragraph(w, 0, row + 1, LOOK_NOTE, text);
}

static void set_properties(writer *w) {
    const jln_doc *d = w->doc;
    const char *texts[] = {d->title, d->author, d->running, d->fingerprint};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i] && !is_clean(w, texts[i], NULL)) return;
    lxw_doc_properties properties = {.title = (char *)d->title,
                                     .author = (char *)d->author,
                                     .subject = (char *)d->running,
                                     .comments = (char *)d->fingerprint,
                                     .created = d->date > 0 ? (time_t)d->date * 86400
                                                            : 1}; /* 0 is "now" */
    check(w, workbook_set_properties(w->book, &properties), NULL);
}

static void fill(writer *w) {
    set_properties(w);
    add_sheets(w);
    size_t charts = w->plan.count - 1;
    if (!failed(w) && w->plan.sheets[charts].kind == JLN_SHEET_CHARTS)
        put_line(w, charts, w->plan.top, LOOK_CHAPTER, w->plan.sheets[charts].title);
    for (size_t b = 0; b < w->doc->block_count && !failed(w); b++)
        if (w->plan.places[b].used) put_block(w, b);
    if (!failed(w)) put_front(w);
}

static void write_book(writer *w, const char *temporary) {
    lxw_workbook_options options = {.constant_memory = LXW_FALSE};
    w->book = workbook_new_opt(temporary, &options);
    if (!w->book) {
        out_of_memory(w);
        return;
    }
    fill(w);
    if (failed(w)) lxw_workbook_free(w->book);
    else check(w, workbook_close(w->book), NULL);
}

static jln_status plan_book(writer *w) {
    w->arena = jln_arena_new();
    if (!w->arena) return jln_err_nomem(w->err);
    jln_status status = jln_doc_check(w->doc, w->err);
    if (!status) status = jln_sheets_plan(&w->plan, w->doc, w->arena, w->err);
    if (!status) status = jln_formulas_init(&w->formulas, w->doc, &w->plan, w->arena, w->err);
    return status;
}

jln_status jln_xlsx_write(const jln_doc *doc, const char *path, jln_err *err) {
    assert(strcmp(localeconv()->decimal_point, ".") == 0); /* the library prints numbers with it */
    jln_err own = {0};
    writer w = {.doc = doc, .path = path, .err = err ? err : &own};
    jln_atomic file = {0};
    w.status = plan_book(&w);
    if (!failed(&w)) w.status = jln_atomic_begin(&file, path, w.err);
    if (!failed(&w)) write_book(&w, file.temporary);
    if (!failed(&w)) w.status = jln_atomic_commit(&file, w.err);
    jln_atomic_abort(&file);
    jln_str_free(&w.buffer);
    jln_arena_free(w.arena);
    return w.status;
}
