#include "out/xlsx.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "out/atomic.h"
#include "out/book.h"
#include "out/sheet_name.h"
#include "out/workbook.h"

#include <assert.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

enum {
    LONGEST_TEXT = 32767, /* Excel's limit for a cell */
    HIGHEST_ROW = 400,    /* points; Excel's limit is 409 */
    MOST_PARTS = 64,      /* plain and bold parts of a text */
    A4 = 9
};

#define NAVY  0x1F3864
#define GREY  0x7F7F7F
#define RULE  0xBFC7D5
#define ENTRY 0xFFFBE6
#define BAR   0xB7C9E2
#define NONE  -1

static const struct {
    double size;
    bool bold, italic;
    int32_t ink, paper;
    bool ruled; /* a cell of a table */
} LOOKS[] = {
    [JLN_LOOK_BAND] = {11, true, false, 0x7F3F00, 0xFFE3B3, false},
    [JLN_LOOK_OWNER] = {11, false, false, GREY, NONE, false},
    [JLN_LOOK_TITLE] = {20, true, false, NAVY, NONE, false},
    [JLN_LOOK_SUBTITLE] = {13, false, false, NAVY, NONE, false},
    [JLN_LOOK_COVER_LINE] = {11, false, false, NONE, NONE, false},
    [JLN_LOOK_CHAPTER] = {16, true, false, NAVY, NONE, false},
    [JLN_LOOK_SECTION] = {13, true, false, NAVY, NONE, false},
    [JLN_LOOK_SUBSECTION] = {11, true, false, NAVY, NONE, false},
    [JLN_LOOK_TEXT] = {11, false, false, NONE, NONE, false},
    [JLN_LOOK_LEAD] = {12, false, false, NONE, NONE, false},
    [JLN_LOOK_NOTE] = {9, false, false, 0x595959, NONE, false},
    [JLN_LOOK_WARNING] = {11, false, false, 0x7F3F00, 0xFFF4DF, false},
    [JLN_LOOK_TABLE_TITLE] = {12, true, false, NAVY, NONE, false},
    [JLN_LOOK_CAPTION] = {10, false, true, 0x595959, NONE, false},
    [JLN_LOOK_LINK] = {11, false, false, 0x1155CC, NONE, false},
    [JLN_LOOK_HEADER] = {10, true, false, 0xFFFFFF, NAVY, true},
    [JLN_LOOK_BODY] = {10, false, false, NONE, NONE, true},
    [JLN_LOOK_GROUP] = {10, true, false, NAVY, 0xDCE4F0, true},
    [JLN_LOOK_SUBTOTAL] = {10, true, false, NONE, 0xF1F4F9, true},
    [JLN_LOOK_TOTAL] = {10, true, false, NONE, 0xDCE4F0, true},
    [JLN_LOOK_MEMO] = {10, false, true, 0x595959, NONE, true},
};

static const int32_t LIGHTS[JLN_LIGHT_COUNT] = {
    [JLN_LIGHT_NONE] = NONE,       [JLN_LIGHT_GREEN] = 0xC6E0B4, [JLN_LIGHT_YELLOW] = 0xFFEB9C,
    [JLN_LIGHT_ORANGE] = 0xF8CBAD, [JLN_LIGHT_RED] = 0xF4A09A,   [JLN_LIGHT_GREY] = 0xD9D9D9,
};

/* A format already made: one per cell would cost memory (libxlsxwriter #453). */
typedef struct {
    jln_book_style key;
    lxw_format *format;
} made_style;

struct jln_book {
    const char *path; /* as the user knows it */
    jln_err *err;
    jln_status status; /* the first failure */
    jln_arena *arena;
    lxw_workbook *book;
    lxw_worksheet **sheets;
    size_t sheet_count, sheet_capacity;
    made_style *styles;
    size_t style_count, style_capacity;
    const char **patterns;
    size_t pattern_count, pattern_capacity;
};

/* --- failures --- */

bool jln_book_failed(const jln_book *book) {
    return book->status != JLN_OK;
}

void jln_book_fail(jln_book *book, jln_status status) {
    if (!jln_book_failed(book)) book->status = status;
}

jln_err *jln_book_err(jln_book *book) {
    return book->err;
}

bool jln_book_have(jln_book *book, const void *p) {
    if (!p && !jln_book_failed(book)) book->status = jln_err_nomem(book->err);
    return p != NULL;
}

/* Takes note of what the library returned. */
static void check(jln_book *b, lxw_error code, const char *where) {
    if (code == LXW_NO_ERROR || jln_book_failed(b)) return;
    if (code == LXW_ERROR_MEMORY_MALLOC_FAILED) {
        jln_book_have(b, NULL);
        return;
    }
    bool machine = code <= LXW_ERROR_ZIP_CLOSE;
    b->status = jln_err_set(b->err, machine ? JLN_EIO : JLN_ELIMIT, where ? where : b->path,
                            _("écriture du classeur impossible : %s"), lxw_strerror(code));
}

/* The gate of all text; false once something failed. */
static bool is_clean(jln_book *b, const char *text, const char *where) {
    size_t bad, length = strlen(text);
    if (jln_book_failed(b)) return false;
    if (!jln_utf8_valid(text, length, &bad))
        b->status = jln_err_set(b->err, JLN_EDATA, where, _("texte mal codé (UTF-8) à l'octet %zu"),
                                bad + 1);
    else if (length > LONGEST_TEXT && jln_utf8_count(text, length) > LONGEST_TEXT)
        check(b, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED, where);
    return !jln_book_failed(b);
}

static bool is_clean_or_null(jln_book *b, const char *text, const char *where) {
    return text ? is_clean(b, text, where) : !jln_book_failed(b);
}

/* --- opening and closing --- */

static jln_book *open_book(const char *path, const char *shown_path, bool streamed,
                           jln_arena *arena, jln_err *err) {
    assert(strcmp(localeconv()->decimal_point, ".") == 0); /* the library prints numbers with it */
    jln_book *b = jln_arena_alloc(arena, sizeof *b);
    lxw_workbook_options options = {.constant_memory = streamed};
    if (b) *b = (jln_book){.path = shown_path, .err = err, .arena = arena};
    if (b) b->book = workbook_new_opt(path, &options);
    if (b && b->book) return b;
    (void)jln_err_nomem(err);
    return NULL;
}

jln_book *jln_book_open(const char *path, const char *shown_path, jln_arena *arena, jln_err *err) {
    return open_book(path, shown_path, false, arena, err);
}

jln_book *jln_book_open_streamed(const char *path, const char *shown_path, jln_arena *arena,
                                 jln_err *err) {
    return open_book(path, shown_path, true, arena, err);
}

jln_status jln_book_close(jln_book *b) {
    if (jln_book_failed(b)) lxw_workbook_free(b->book);
    else check(b, workbook_close(b->book), NULL);
    b->book = NULL;
    return b->status;
}

void jln_book_properties(jln_book *b, const char *title, const char *author, const char *subject,
                         const char *comments, int32_t created) {
    const char *texts[] = {title, author, subject, comments};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!is_clean_or_null(b, texts[i], NULL)) return;
    lxw_doc_properties properties = {.title = (char *)title,
                                     .author = (char *)author,
                                     .subject = (char *)subject,
                                     .comments = (char *)comments,
                                     .created = created > 0 ? (time_t)created * 86400
                                                            : 1}; /* 0 is "now" */
    check(b, workbook_set_properties(b->book, &properties), NULL);
}

void jln_book_add_sheet(jln_book *b, const char *name) {
    if (!is_clean(b, name, NULL)) return;
    lxw_worksheet **grown =
        jln_arena_grow(b->arena, b->sheets, &b->sheet_capacity, b->sheet_count + 1, sizeof *grown);
    if (!jln_book_have(b, grown)) return;
    b->sheets = grown;
    lxw_worksheet *sheet = workbook_add_worksheet(b->book, name);
    if (!sheet) {
        b->status =
            jln_err_set(b->err, JLN_ELIMIT, name, "%s", _("nom de feuille refusé par le classeur"));
        return;
    }
    grown[b->sheet_count++] = sheet;
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_outline_settings(sheet, LXW_TRUE, LXW_FALSE, LXW_TRUE,
                               LXW_FALSE); /* headings are above */
    check(b, worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"),
          name);
}

void jln_book_width(jln_book *b, size_t sheet, uint16_t column, double digits) {
    if (jln_book_failed(b)) return;
    check(b, worksheet_set_column(b->sheets[sheet], column, column, digits, NULL), NULL);
}

void jln_book_row(jln_book *b, size_t sheet, uint32_t row, double height, int level) {
    if (jln_book_failed(b)) return;
    lxw_row_col_options options = {.level = (uint8_t)(level < 0 ? 0 : level > 7 ? 7 : level)};
    if (height <= 0) height = LXW_DEF_ROW_HEIGHT;
    if (height > HIGHEST_ROW) height = HIGHEST_ROW;
    check(b, worksheet_set_row_opt(b->sheets[sheet], row, height, NULL, &options), NULL);
}

/* --- styles --- */

double jln_book_font_size(jln_look look) {
    return LOOKS[look].size;
}

double jln_book_fitting(jln_look look) {
    return 11 / LOOKS[look].size * (LOOKS[look].bold ? 0.9 : 0.97); /* with a little to spare */
}

size_t jln_book_pattern(jln_book *b, const char *format) {
    for (size_t i = 0; i < b->pattern_count; i++)
        if (strcmp(b->patterns[i], format) == 0) return i + 1;
    const char **grown = jln_arena_grow(b->arena, b->patterns, &b->pattern_capacity,
                                        b->pattern_count + 1, sizeof *grown);
    const char *copy = jln_arena_str(b->arena, format);
    if (!jln_book_have(b, grown) || !jln_book_have(b, copy)) return 0;
    b->patterns = grown;
    grown[b->pattern_count] = copy;
    return ++b->pattern_count;
}

static bool same_style(const jln_book_style *a, const jln_book_style *b) {
    return a->look == b->look && a->side == b->side && a->light == b->light &&
           a->indent == b->indent && a->strong == b->strong && a->dim == b->dim &&
           a->wrap == b->wrap && a->over == b->over && a->entry == b->entry &&
           a->pattern == b->pattern;
}

static void set_ink(lxw_format *f, const jln_book_style *s) {
    format_set_font_size(f, LOOKS[s->look].size);
    if (LOOKS[s->look].bold || s->strong) format_set_bold(f);
    if (LOOKS[s->look].italic) format_set_italic(f);
    int32_t ink = s->dim ? GREY : LOOKS[s->look].ink;
    if (ink != NONE) format_set_font_color(f, (lxw_color_t)ink);
    if (s->look == JLN_LOOK_LINK) format_set_underline(f, LXW_UNDERLINE_SINGLE);
}

static void set_paper(lxw_format *f, const jln_book_style *s) {
    int32_t paper = s->light != JLN_LIGHT_NONE ? LIGHTS[s->light]
                    : s->entry                 ? ENTRY
                                               : LOOKS[s->look].paper;
    if (paper != NONE) {
        format_set_pattern(f, LXW_PATTERN_SOLID);
        format_set_fg_color(f, (lxw_color_t)paper);
    }
    if (s->look == JLN_LOOK_WARNING) {
        format_set_left(f, LXW_BORDER_THICK);
        format_set_left_color(f, 0xE08A00);
    }
    if (!LOOKS[s->look].ruled) return;
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, RULE);
    if (s->over) format_set_left(f, LXW_BORDER_NONE);
    if (s->over) format_set_right(f, LXW_BORDER_NONE);
    if (s->look != JLN_LOOK_TOTAL) return;
    format_set_top(f, LXW_BORDER_MEDIUM);
    format_set_top_color(f, NAVY);
}

static void set_place(lxw_format *f, const jln_book_style *s) {
    static const uint8_t sides[] = {LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT};
    format_set_align(f, sides[s->side]);
    bool middle = s->look == JLN_LOOK_HEADER || s->look == JLN_LOOK_BAND;
    format_set_align(f, middle ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
    if (s->indent > 0) format_set_indent(f, (uint8_t)(s->indent > 15 ? 15 : s->indent));
    if (s->wrap) format_set_text_wrap(f);
}

/* The format of that style; NULL once something failed. */
static lxw_format *format_of(jln_book *b, jln_book_style key) {
    if (jln_book_failed(b)) return NULL;
    for (size_t i = b->style_count; i-- > 0;)
        if (same_style(&b->styles[i].key, &key)) return b->styles[i].format;
    made_style *grown =
        jln_arena_grow(b->arena, b->styles, &b->style_capacity, b->style_count + 1, sizeof *grown);
    lxw_format *f = grown ? workbook_add_format(b->book) : NULL;
    if (!jln_book_have(b, f)) return NULL;
    b->styles = grown;
    grown[b->style_count++] = (made_style){key, f};
    set_ink(f, &key);
    set_paper(f, &key);
    set_place(f, &key);
    if (key.pattern) format_set_num_format(f, b->patterns[key.pattern - 1]);
    if (key.entry) format_set_unlocked(f);
    return f;
}

/* --- cells --- */

jln_area jln_area_cell(size_t sheet, uint32_t row, uint16_t column) {
    return (jln_area){sheet, row, column, row, column};
}

/* Merges an area of several cells; a text written there must come after. */
static void merge(jln_book *b, jln_area a, lxw_format *f, const char *where) {
    if (jln_book_failed(b) || (a.row == a.last_row && a.column == a.last_column)) return;
    check(b,
          worksheet_merge_range(b->sheets[a.sheet], a.row, a.column, a.last_row, a.last_column, "",
                                f),
          where);
}

void jln_book_text(jln_book *b, jln_area a, const char *text, jln_book_style s, const char *where) {
    lxw_format *f = format_of(b, s);
    if (!text) text = "";
    if (!is_clean(b, text, where)) return;
    merge(b, a, f, where);
    lxw_worksheet *sheet = b->sheets[a.sheet];
    if (*text) check(b, worksheet_write_string(sheet, a.row, a.column, text, f), where);
    else check(b, worksheet_write_blank(sheet, a.row, a.column, f), where);
}

void jln_book_number(jln_book *b, jln_area a, double number, jln_book_style s, const char *where) {
    lxw_format *f = format_of(b, s);
    if (!jln_book_failed(b) && !isfinite(number))
        b->status = jln_err_set(b->err, JLN_EDATA, where, "%s", _("nombre infini ou indéfini"));
    merge(b, a, f, where);
    if (jln_book_failed(b)) return;
    check(b, worksheet_write_number(b->sheets[a.sheet], a.row, a.column, number, f), where);
}

void jln_book_formula(jln_book *b, jln_area a, const char *formula, double number,
                      const char *words, jln_book_style s, const char *where) {
    lxw_format *f = format_of(b, s);
    if (!is_clean(b, formula, where) || !is_clean_or_null(b, words, where)) return;
    if (!words && !isfinite(number))
        b->status = jln_err_set(b->err, JLN_EDATA, where, "%s", _("nombre infini ou indéfini"));
    merge(b, a, f, where);
    if (jln_book_failed(b)) return;
    lxw_worksheet *sheet = b->sheets[a.sheet];
    if (words)
        check(b, worksheet_write_formula_str(sheet, a.row, a.column, formula, f, words), where);
    else check(b, worksheet_write_formula_num(sheet, a.row, a.column, formula, f, number), where);
}

/* Splits "a **b** c" into parts, odd ones bold; 0 when there is no complete pair of marks (or too
 * many). */
static size_t split_bold(jln_book *b, const char *text, const char *parts[MOST_PARTS]) {
    size_t count = 0;
    for (const char *from = text;;) {
        const char *mark = strstr(from, "**");
        size_t length = mark ? (size_t)(mark - from) : strlen(from);
        if (count == MOST_PARTS) return 0;
        parts[count] = jln_arena_strn(b->arena, from, length);
        if (!jln_book_have(b, parts[count++])) return 0;
        if (!mark) break;
        from = mark + 2;
    }
    return count > 1 && count % 2 ? count : 0;
}

/* Empty parts are left out; a rich string needs two. */
static void put_parts(jln_book *b, jln_area a, const char **parts, size_t count, jln_book_style s,
                      const char *where) {
    lxw_rich_string_tuple tuples[MOST_PARTS], *list[MOST_PARTS + 1];
    jln_book_style bold = s;
    bold.strong = true;
    lxw_format *plain = format_of(b, s), *strong = format_of(b, bold);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!*parts[i]) continue;
        tuples[n] = (lxw_rich_string_tuple){i % 2 ? strong : plain, (char *)parts[i]};
        list[n] = &tuples[n];
        n++;
    }
    list[n] = NULL;
    merge(b, a, plain, where);
    if (jln_book_failed(b) || n == 0) return;
    lxw_worksheet *sheet = b->sheets[a.sheet];
    if (n > 1) check(b, worksheet_write_rich_string(sheet, a.row, a.column, list, plain), where);
    else
        check(b, worksheet_write_string(sheet, a.row, a.column, tuples[0].string, tuples[0].format),
              where);
}

void jln_book_rich(jln_book *b, jln_area a, const char *text, jln_book_style s, const char *where) {
    const char *parts[MOST_PARTS];
    if (!is_clean_or_null(b, text, where)) return;
    size_t count = text ? split_bold(b, text, parts) : 0;
    if (count) put_parts(b, a, parts, count, s, where);
    else jln_book_text(b, a, text, s, where);
}

void jln_book_comment(jln_book *b, jln_area a, const char *text, int lines, const char *where) {
    if (!is_clean(b, text, where)) return;
    if (lines > 20) lines = 20;
    lxw_comment_options options = {.width = 200, .height = (uint16_t)(24 + 16 * lines)};
    check(b, worksheet_write_comment_opt(b->sheets[a.sheet], a.row, a.column, text, &options),
          where);
}

void jln_book_name(jln_book *b, jln_area a, const char *sheet_name, const char *name) {
    char range[48];
    jln_str formula = {0};
    if (jln_book_failed(b)) return;
    lxw_rowcol_to_range_abs(range, a.row, a.column, a.last_row, a.last_column);
    jln_str_addc(&formula, '=');
    jln_sheet_reference(&formula, sheet_name);
    jln_str_add(&formula, range);
    if (formula.failed) jln_book_have(b, NULL);
    else if (is_clean(b, name, sheet_name))
        check(b, workbook_define_name(b->book, name, jln_str_c(&formula)), name);
    jln_str_free(&formula);
}

void jln_book_bars(jln_book *b, jln_area a) {
    lxw_conditional_format bars = {.type = LXW_CONDITIONAL_DATA_BAR,
                                   .data_bar_2010 = LXW_TRUE,
                                   .bar_solid = LXW_TRUE,
                                   .bar_color = BAR,
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = 0,
                                   .max_value = 1};
    if (jln_book_failed(b)) return;
    check(b,
          worksheet_conditional_format_range(b->sheets[a.sheet], a.row, a.column, a.last_row,
                                             a.last_column, &bars),
          NULL);
}

void jln_book_link(jln_book *b, jln_area a, const char *sheet_name, const char *title) {
    jln_str url = {0};
    jln_str_add(&url, "internal:");
    jln_sheet_reference(&url, sheet_name);
    jln_str_add(&url, "A1");
    lxw_format *f = format_of(b, (jln_book_style){.look = JLN_LOOK_LINK});
    if (url.failed) jln_book_have(b, NULL);
    if (is_clean(b, title, sheet_name))
        check(b,
              worksheet_write_url_opt(b->sheets[a.sheet], a.row, a.column, jln_str_c(&url), f,
                                      title, NULL),
              sheet_name);
    jln_str_free(&url);
}

/* --- sheets --- */

void jln_book_filter(jln_book *b, jln_area a) {
    if (jln_book_failed(b)) return;
    check(b, worksheet_autofilter(b->sheets[a.sheet], a.row, a.column, a.last_row, a.last_column),
          NULL);
}

void jln_book_freeze(jln_book *b, size_t sheet, uint32_t rows, uint16_t columns) {
    if (!jln_book_failed(b)) worksheet_freeze_panes(b->sheets[sheet], rows, columns);
}

void jln_book_print(jln_book *b, size_t number, const jln_book_page *page) {
    const char *name = jln_book_failed(b) ? NULL : b->sheets[number]->name;
    if (!is_clean(b, page->header, name) || !is_clean(b, page->footer, name)) return;
    lxw_worksheet *sheet = b->sheets[number];
    jln_area a = page->area;
    worksheet_set_paper(sheet, A4);
    if (page->landscape) worksheet_set_landscape(sheet);
    worksheet_set_margins(sheet, 0.5, 0.5, page->top, 0.65);
    worksheet_fit_to_pages(sheet, 1, 0);
    check(b, worksheet_set_header(sheet, page->header), name);
    check(b, worksheet_set_footer(sheet, page->footer), name);
    check(b, worksheet_print_area(sheet, a.row, a.column, a.last_row, a.last_column), name);
    if (page->repeat_count)
        check(b, worksheet_repeat_rows(sheet, page->repeat, page->repeat + page->repeat_count - 1),
              name);
}

double jln_book_height(jln_book *b, size_t sheet, uint32_t first, uint32_t end) {
    double height = 0;
    for (uint32_t row = first; row < end && !jln_book_failed(b); row++) {
        const lxw_row *set = lxw_worksheet_find_row(b->sheets[sheet], row);
        height += set ? set->height : LXW_DEF_ROW_HEIGHT;
    }
    return height;
}

void jln_book_breaks(jln_book *b, size_t sheet, uint32_t *rows) {
    if (!jln_book_failed(b)) check(b, worksheet_set_h_pagebreaks(b->sheets[sheet], rows), NULL);
}

/* --- charts --- */

/* Told apart on a photocopy too: shades of one colour, then stripes. */
static const struct {
    lxw_color_t ink;
    uint8_t stripes;
} INKS[] = {{NAVY, LXW_CHART_PATTERN_NONE},
            {0xB9C6D9, LXW_CHART_PATTERN_NONE},
            {0x6684A8, LXW_CHART_PATTERN_NONE},
            {NAVY, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL},
            {NAVY, LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL},
            {0x595959, LXW_CHART_PATTERN_NONE},
            {0xD9D9D9, LXW_CHART_PATTERN_NONE},
            {0x595959, LXW_CHART_PATTERN_DARK_HORIZONTAL}};

static void set_stripes(lxw_chart_series *series, lxw_color_t ink, uint8_t stripes) {
    lxw_chart_pattern striped = {.fg_color = ink, .bg_color = 0xFFFFFF, .type = stripes};
    lxw_chart_line edge = {.color = ink, .width = 0.75};
    chart_series_set_pattern(series, &striped);
    chart_series_set_line(series, &edge);
}

static void set_series_ink(lxw_chart_series *series, size_t number, bool line, bool target) {
    size_t chosen = number % (sizeof INKS / sizeof *INKS);
    lxw_color_t ink = INKS[chosen].ink;
    lxw_chart_fill fill = {.color = ink};
    if (!line) {
        if (INKS[chosen].stripes) set_stripes(series, ink, INKS[chosen].stripes);
        else chart_series_set_fill(series, &fill);
        return;
    }
    lxw_chart_line stroke = {.color = ink, .width = target ? 1.25f : 2.25f};
    if (target) stroke.dash_type = LXW_CHART_LINE_DASH_DASH;
    chart_series_set_line(series, &stroke);
    if (target) {
        chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
        return;
    }
    static const uint8_t markers[] = {LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE,
                                      LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_TRIANGLE};
    chart_series_set_marker_type(series, markers[number % 4]);
    chart_series_set_marker_fill(series, &fill);
}

static void add_series(jln_book *b, lxw_chart *drawn, const jln_book_chart *c) {
    uint32_t first = c->header + 1, end = c->header + (uint32_t)c->category_count;
    for (size_t s = 0; s < c->series_count; s++) {
        uint16_t column = (uint16_t)(s + 1);
        lxw_chart_series *series = chart_add_series(drawn, NULL, NULL);
        if (!jln_book_have(b, series)) return;
        chart_series_set_categories(series, c->data_name, first, 0, end, 0);
        chart_series_set_values(series, c->data_name, first, column, end, column);
        chart_series_set_name_range(series, c->data_name, c->header, column);
        set_series_ink(series, s, c->draw == JLN_DRAW_LINES, s + 1 == c->target);
    }
}

/* A text of a chart; NULL stays NULL. One that starts with '=' would be a reference. */
static const char *chart_text(jln_book *b, const char *text, const char *key) {
    if (!text || !is_clean(b, text, key) || *text != '=') return text;
    const char *copy = jln_arena_fmt(b->arena, " %s", text);
    return jln_book_have(b, copy) ? copy : NULL;
}

/* The library names axes by direction: lying bars have their values along x. */
static lxw_chart_axis *value_axis(const lxw_chart *drawn, const jln_book_chart *c) {
    return c->draw == JLN_DRAW_BARS ? drawn->x_axis : drawn->y_axis;
}

static lxw_chart_axis *category_axis(const lxw_chart *drawn, const jln_book_chart *c) {
    return c->draw == JLN_DRAW_BARS ? drawn->y_axis : drawn->x_axis;
}

static void set_chart_texts(jln_book *b, lxw_chart *drawn, const jln_book_chart *c) {
    lxw_chart_font title_font = {.size = 12, .bold = LXW_TRUE, .color = NAVY};
    lxw_chart_font small = {.size = 9, .bold = LXW_EXPLICIT_FALSE, .color = 0x595959};
    const char *title = chart_text(b, c->title, c->key), *unit = chart_text(b, c->unit, c->key);
    if (jln_book_failed(b)) return;
    if (title) chart_title_set_name(drawn, title);
    chart_title_set_name_font(drawn, &title_font);
    lxw_chart_axis *values = value_axis(drawn, c);
    if (unit) chart_axis_set_name(values, unit);
    chart_axis_set_name_font(values, &small);
    chart_axis_set_num_font(values, &small);
    chart_axis_set_num_font(category_axis(drawn, c), &small);
    if (c->pattern) chart_axis_set_num_format(values, b->patterns[c->pattern - 1]);
    if (c->step <= 0) return;
    chart_axis_set_min(values, c->low);
    chart_axis_set_max(values, c->high);
    chart_axis_set_major_unit(values, c->step);
}

static void set_chart_shape(lxw_chart *drawn, const jln_book_chart *c) {
    lxw_chart_line rule = {.color = 0xD9D9D9, .width = 0.75};
    lxw_chart_axis *values = value_axis(drawn, c), *categories = category_axis(drawn, c);
    chart_axis_major_gridlines_set_visible(categories, LXW_FALSE);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &rule);
    chart_axis_set_label_position(categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (c->draw == JLN_DRAW_BARS) {
        chart_axis_set_reverse(categories); /* the first category on top... */
        chart_axis_set_label_position(values,
                                      LXW_CHART_AXIS_LABEL_POSITION_HIGH); /* ...the scale below */
    }
    lxw_chart_line none = {.none = LXW_TRUE};
    chart_axis_set_line(values, &none);
    chart_axis_set_major_tick_mark(values, LXW_CHART_AXIS_TICK_MARK_NONE);
    if (c->draw != JLN_DRAW_LINES) chart_set_series_gap(drawn, 60);
    if (c->stacked) chart_set_series_overlap(drawn, 100);
    chart_legend_set_position(drawn, c->series_count == 1 ? LXW_CHART_LEGEND_NONE
                                                          : LXW_CHART_LEGEND_BOTTOM);
    chart_show_blanks_as(drawn, LXW_CHART_BLANKS_AS_GAP);
}

static uint8_t chart_type(const jln_book_chart *c) {
    if (c->draw == JLN_DRAW_LINES) return LXW_CHART_LINE;
    if (c->percent)
        return c->draw == JLN_DRAW_BARS ? LXW_CHART_BAR_STACKED_PERCENT
                                        : LXW_CHART_COLUMN_STACKED_PERCENT;
    if (c->draw == JLN_DRAW_BARS) return c->stacked ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR;
    return c->stacked ? LXW_CHART_COLUMN_STACKED : LXW_CHART_COLUMN;
}

void jln_book_add_chart(jln_book *b, jln_area at, const jln_book_chart *c) {
    if (jln_book_failed(b)) return;
    lxw_chart *drawn = workbook_add_chart(b->book, chart_type(c));
    if (!jln_book_have(b, drawn)) return;
    add_series(b, drawn, c);
    set_chart_texts(b, drawn, c);
    if (jln_book_failed(b)) return;
    set_chart_shape(drawn, c);
    lxw_chart_options options = {.x_offset = 4,
                                 .y_offset = 6,
                                 .x_scale =
                                     c->width / 480.0, /* the library's own size: 480 x 288 */
                                 .y_scale = c->height / 288.0,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = (char *)c->title};
    check(b, worksheet_insert_chart_opt(b->sheets[at.sheet], at.row, at.column, drawn, &options),
          c->key);
}

/* --- forms --- */

static void set_bounds(lxw_data_validation *v, const jln_book_entry *e) {
    v->validate = LXW_VALIDATION_TYPE_DECIMAL;
    v->criteria = e->most < e->least ? LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO
                                     : LXW_VALIDATION_CRITERIA_BETWEEN;
    v->value_number = e->least;
    v->minimum_number = e->least;
    v->maximum_number = e->most;
}

void jln_book_expect(jln_book *b, jln_area a, const jln_book_entry *e, const char *where) {
    lxw_data_validation v = {.ignore_blank = LXW_VALIDATION_ON,
                             .show_input = LXW_VALIDATION_ON,
                             .show_error = LXW_VALIDATION_ON,
                             .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
                             .dropdown = LXW_VALIDATION_ON,
                             .input_title = (char *)e->title,
                             .input_message = (char *)e->help,
                             .error_title = (char *)e->title,
                             .error_message = (char *)e->refusal};
    if (jln_book_failed(b)) return;
    if (e->kind == JLN_ENTRY_LIST) {
        v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        v.value_formula = (char *)e->list;
    } else if (e->kind == JLN_ENTRY_DATE) {
        v.validate = LXW_VALIDATION_TYPE_DATE;
        v.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        v.value_datetime = (lxw_datetime){.year = 1990, .month = 1, .day = 1};
    } else {
        set_bounds(&v, e);
    }
    check(b,
          worksheet_data_validation_range(b->sheets[a.sheet], a.row, a.column, a.last_row,
                                          a.last_column, &v),
          where);
}

void jln_book_protect(jln_book *b, size_t sheet) {
    lxw_protection allowed = {.format_columns = 1, .format_rows = 1, .sort = 1, .autofilter = 1};
    if (!jln_book_failed(b)) worksheet_protect(b->sheets[sheet], NULL, &allowed);
}

void jln_book_hide_sheet(jln_book *b, size_t sheet) {
    if (!jln_book_failed(b)) worksheet_hide(b->sheets[sheet]);
}

void jln_book_hide_column(jln_book *b, size_t sheet, uint16_t column) {
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    if (jln_book_failed(b)) return;
    check(b, worksheet_set_column_opt(b->sheets[sheet], column, column, 8, NULL, &hidden), NULL);
}

void jln_book_hide_row(jln_book *b, size_t sheet, uint32_t row) {
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    if (jln_book_failed(b)) return;
    check(b, worksheet_set_row_opt(b->sheets[sheet], row, LXW_DEF_ROW_HEIGHT, NULL, &hidden), NULL);
}

/* --- a document --- */

static jln_status write_book(const jln_doc *doc, const char *temporary, const char *path,
                             jln_arena *arena, jln_err *err) {
    jln_book *book = jln_book_open(temporary, path, arena, err);
    if (!book) return JLN_ENOMEM;
    jln_book_fail(book, jln_workbook_fill(book, doc, arena, err));
    return jln_book_close(book);
}

jln_status jln_xlsx_write(const jln_doc *doc, const char *path, jln_err *err) {
    jln_err own = {0};
    jln_atomic file;
    if (!err) err = &own;
    jln_status status = jln_doc_check(doc, err);
    if (!status) status = jln_atomic_begin(&file, path, err);
    if (status) return status;
    jln_arena *arena = jln_arena_new();
    status = arena ? write_book(doc, file.temporary, path, arena, err) : jln_err_nomem(err);
    if (!status) status = jln_atomic_commit(&file, err);
    jln_atomic_abort(&file);
    jln_arena_free(arena);
    return status;
}
