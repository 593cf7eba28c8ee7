#include "doc/fold.h"
#include "doc/format.h"
#include "layout/fit.h"
#include "layout/layout.h"
#include "layout/record.h"
#include "layout/style.h"
#include "layout/text.h"
#include "report_hostile.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

#define NB  "\u00A0"
#define NNB "\u202F"

/* ---- breaking text ---- */

static const struct {
    const char *name, *text;
    float width;       /* em of the fixed metrics */
    const char *lines; /* joined by | */
} breaks[] = {
    {"one line", "abc def", 10, "abc def"},
    {"empty", "", 10, ""},
    {"at a space", "aaaa bbbb", 3, "aaaa |bbbb"},
    {"spaces at the end of a line take no room", "aaaa    bbbb", 2.01f, "aaaa    |bbbb"},
    {"never at a fixed space", "aaa" NB "% bbb", 2.4f, "aaa" NB "% |bbb"},
    {"never inside a number", "1" NNB "234" NNB "567 x", 4.7f, "1" NNB "234" NNB "567 |x"},
    {"plain space before a tied sign", "aaaa bb ; cc", 3.5f, "aaaa |bb ; cc"},
    {"plain space after a guillemet", "aaa « bb » c", 3.5f, "aaa |« bb » c"},
    {"after a hyphen", "aaaa-bbbb", 3, "aaaa-|bbbb"},
    {"after a slash", "MDSSPA/CANAM", 4.6f, "MDSSPA/|CANAM"},
    {"not after a short word and a slash", "aaaa et/ou bb", 4.1f, "aaaa |et/ou bb"},
    {"nor between two short words", "aaaa (bbbbb/cccc) d", 6.1f, "aaaa |(bbbbb/cccc) |d"},
    {"after a long word and a slash", "abcdefghij/klmnop", 6.1f, "abcdefghij/|klmnop"},
    {"nor at the space after it", "aaaa et/ ou bb", 3.6f, "aaaa |et/ ou |bb"},
    {"not in an acronym", "aaaaa PAN-EPS", 5.2f, "aaaaa |PAN-EPS"},
    {"in a word with a capital", "Inter-Etats", 4, "Inter-|Etats"},
    {"a number in groups of three", "aa bb 31 300 000 cc", 6, "aa bb |31 300 000 |cc"},
    {"two numbers", "aa 2011 2012 bb", 4.1f, "aa 2011 |2012 bb"},
    {"a number between quotation marks", "aa « 31 1000 000 » c", 8, "aa |« 31 1000 000 » |c"},
    {"a line and its number", "aaaa (line 638) bb", 5.1f, "aaaa |(line 638) |bb"},
    {"a place", "aaaa l. 638 b", 4, "aaaa |l. 638 b"},
    {"not in a date", "x 31/12/2013", 6, "x |31/12/2013"},
    {"not in years", "x 2011-2015", 5.1f, "x |2011-2015"},
    {"not before a sign", "aa -bb", 1.4f, "aa |-bb"},
    {"a long word is broken", "aaaaaaaaaa", 2.1f, "aaaa|aaaa|aa"},
    {"at least one character a line", "aaa", 0.1f, "a|a|a"},
    {"a line feed", "aa\nbb", 9, "aa|bb"},
    {"an empty line", "aa\n\nbb", 9, "aa||bb"},
    {"a soft hyphen is not there", "aa\u00ADaa", 2.01f, "aa\u00ADaa"},
};

static void check_break(const char *name, const jln_span *spans, size_t count, float width,
                        const char *lines) {
    jln_arena *arena = jln_arena_new();
    jln_lines got;
    jln_str s = {0};
    ck_assert(jln_text_break(arena, &jln_metrics_fixed, spans, count, 10, width * 10, &got));
    for (size_t i = 0; i < got.count; i++) {
        if (i) jln_str_addc(&s, '|');
        for (size_t k = 0; k < got.lines[i].count; k++) {
            const jln_piece *p = &got.pieces[got.lines[i].first + k];
            jln_str_addn(&s, p->text, p->length);
        }
        ck_assert_msg(got.lines[i].width <= width * 10 + 0.1f || width < 0.5f,
                      "%s: line %zu too wide", name, i);
    }
    ck_assert_msg(strcmp(jln_str_c(&s), lines) == 0, "%s: got '%s'", name, jln_str_c(&s));
    jln_str_free(&s);
    jln_arena_free(arena);
}

START_TEST(test_break) {
    jln_span span = {breaks[_i].text, strlen(breaks[_i].text), JLN_FONT_REGULAR};
    check_break(breaks[_i].name, &span, 1, breaks[_i].width, breaks[_i].lines);
}
END_TEST

START_TEST(test_bold) {
    static const struct {
        const char *text, *spans, *lines;
    } cases[] = {
        {"a **b** c", "Ra |Bb|R c", "a b |c"}, {"**b**", "R|Bb|R", "b"},
        {"a ** b", "Ra ** b", "a |** |b"},     {"a**b**c", "Ra|Bb|Rc", "abc"},
        {"**a** **b", "R|Ba|R **b", "a |**b"}, {"", "R", ""},
    };
    jln_arena *arena = jln_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count;
        jln_span *spans =
            jln_text_spans(arena, cases[i].text, JLN_FONT_REGULAR, JLN_FONT_BOLD, &count);
        jln_str s = {0};
        for (size_t k = 0; k < count; k++)
            jln_str_fmt(&s, "%s%c%.*s", k ? "|" : "", "RBO"[spans[k].font], (int)spans[k].length,
                        spans[k].text);
        ck_assert_str_eq(jln_str_c(&s), cases[i].spans);
        jln_str_free(&s);
        check_break(cases[i].text, spans, count, 1.75f, cases[i].lines);
    }
    jln_arena_free(arena);
}
END_TEST

/* ---- column widths ---- */

START_TEST(test_fit) {
    static const struct {
        const char *name;
        size_t numbers, texts;
        float number, text, width;
        bool fits;
        float size; /* expected, 0: not checked */
    } cases[] = {
        {"much room", 3, 1, 6, 20, 480, true, 8},     {"long text", 3, 2, 6, 400, 480, true, 8},
        {"shrinks", 9, 1, 6, 60, 520, true, 0},       {"only numbers", 4, 0, 6, 0, 480, true, 8},
        {"too many", 60, 1, 6, 20, 480, false, 6.5f}, {"one column", 1, 0, 6, 0, 480, true, 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jln_fit_column c[64] = {0};
        size_t n = 0;
        for (size_t k = 0; k < cases[i].texts; k++)
            c[n++] = (jln_fit_column){.natural = cases[i].text,
                                      .solid = 5,
                                      .head = 4,
                                      .weight = (float)k + 1,
                                      .wraps = true};
        for (size_t k = 0; k < cases[i].numbers; k++)
            c[n++] =
                (jln_fit_column){.natural = cases[i].number, .solid = cases[i].number, .head = 3};
        jln_fit fit = {0};
        ck_assert_msg(jln_fit_columns(c, n, cases[i].width, 8, 6.5f, &fit) == cases[i].fits, "%s",
                      cases[i].name);
        float total = 0;
        for (size_t k = 0; k < n; k++) {
            total += c[k].width;
            if (!cases[i].fits) continue;
            float least = (c[k].wraps ? c[k].solid : c[k].natural) * fit.size;
            ck_assert_msg(c[k].width >= least, "%s: column %zu", cases[i].name, k);
        }
        ck_assert_msg(fabsf(total - cases[i].width) < 0.5f, "%s: %g", cases[i].name, (double)total);
        if (cases[i].size > 0) ck_assert_float_eq_tol(fit.size, cases[i].size, 0.01f);
    }
}
END_TEST

/* ---- whole documents ---- */

static void lay_out(const jln_doc *doc, jln_arena *arena, jln_display *d) {
    jln_err err = {0};
    ck_assert_int_eq(jln_layout(doc, &jln_metrics_fixed, arena, d, &err), JLN_OK);
    ck_assert_uint_ge(d->page_count, 1);
}

static float run_width(const jln_run *r) {
    size_t length = r->length;
    while (length > 0 && r->text[length - 1] == ' ')
        length--; /* spaces at the end of a line are not seen */
    return jln_metrics_width(&jln_metrics_fixed, r->font, r->text, length) * r->size;
}

static bool in_figure(const jln_display *d, const jln_run *r) {
    return jln_display_tag(d, r->tag)->role == JLN_TAG_FIGURE;
}

static bool overlap(const jln_run *a, const jln_run *b) {
    float small = fminf(a->size, b->size);
    if (fabsf(a->y - b->y) >= small * 0.6f) return false;
    if (a->size != b->size && fabsf(a->y - b->y) > 0.1f) return false; /* a mark above the line */
    return a->x < b->x + run_width(b) - 0.6f && b->x < a->x + run_width(a) - 0.6f;
}

/* Everything inside the page, nothing over something else. */
static void check_pages(const char *name, const jln_display *d) {
    for (size_t p = 0; p < d->page_count; p++) {
        const jln_page *page = &d->pages[p];
        for (size_t i = 0; i < page->run_count; i++) {
            const jln_run *r = &page->runs[i];
            ck_assert_msg(isfinite(r->x) && isfinite(r->y) && r->size > 0, "%s: page %zu", name,
                          p + 1);
            ck_assert_msg(r->x >= 0 && r->x + run_width(r) <= page->width + 0.5f && r->y > 0 &&
                              r->y < page->height,
                          "%s: page %zu: '%.*s' at %g %g leaves the page", name, p + 1,
                          (int)r->length, r->text, (double)r->x, (double)r->y);
            for (size_t k = i + 1; k < page->run_count && k < i + 400 && !in_figure(d, r); k++)
                if (overlap(r, &page->runs[k])) /* not ck_assert: it writes a file each time */
                    ck_abort_msg("%s: page %zu: '%.*s' over '%.*s' at %g %g", name, p + 1,
                                 (int)r->length, r->text, (int)page->runs[k].length,
                                 page->runs[k].text, (double)r->x, (double)r->y);
        }
        for (size_t i = 0; i < page->shape_count; i++) {
            const jln_shape *s = &page->shapes[i];
            ck_assert_msg(s->x >= -0.1f && s->x + s->w <= page->width + 0.1f &&
                              s->y + s->h <= page->height,
                          "%s: page %zu: a shape leaves the page", name, p + 1);
        }
    }
    for (size_t i = 0; i < d->heading_count; i++)
        ck_assert_msg(d->headings[i].placed, "%s: heading %zu", name, i);
}

static void check_golden(const char *path, const jln_str *got) {
    FILE *f = fopen(path, getenv("JLN_GOLDEN") ? "wb" : "rb");
    ck_assert_msg(f != NULL, "%s", path);
    if (getenv("JLN_GOLDEN")) {
        ck_assert_uint_eq(fwrite(got->text, 1, got->length, f), got->length);
        fclose(f);
        return;
    }
    size_t at = 0, line = 1;
    for (int c; (c = fgetc(f)) != EOF; at++) {
        if (at >= got->length || (unsigned char)got->text[at] != c)
            ck_abort_msg("%s differs at line %zu", path, line);
        line += c == '\n';
    }
    fclose(f);
    ck_assert_uint_eq(at, got->length);
}

START_TEST(test_report) {
    jln_doc *doc = sample_report(40);
    jln_arena *arena = jln_arena_new();
    jln_display d, again;
    jln_str text = {0}, second = {0};
    jln_err err = {0};
    ck_assert_msg(jln_doc_check(doc, &err) == JLN_OK, "%s: %s", err.where, err.message);
    lay_out(doc, arena, &d);
    check_pages("report", &d);
    jln_record(&d, &text);
    ck_assert(!text.failed);
    check_golden("tests/golden/layout-report.txt", &text);
    lay_out(doc, arena, &again);
    jln_record(&again, &second);
    ck_assert_str_eq(text.text, second.text);
    jln_str_free(&text);
    jln_str_free(&second);
    jln_arena_free(arena);
    jln_doc_free(doc);
}
END_TEST

static size_t count_text(const jln_display *d, size_t page, const char *text) {
    size_t found = 0;
    for (size_t i = 0; i < d->pages[page].run_count; i++) {
        const jln_run *r = &d->pages[page].runs[i];
        found += r->length == strlen(text) && memcmp(r->text, text, r->length) == 0;
    }
    return found;
}

/* The header of a long table stands on each of its pages, once; its figures stand once in the
 * document. */
START_TEST(test_repeat) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    jln_arena *arena = jln_arena_new();
    jln_display d;
    sample_matrix(doc, "m", 300, true);
    lay_out(doc, arena, &d);
    ck_assert_uint_gt(d.page_count, 5);
    for (size_t p = 0; p < d.page_count; p++) {
        ck_assert_uint_eq(count_text(&d, p, "Responsable"), 1);
        ck_assert_uint_eq(count_text(&d, p, "Tableau 1 (suite)"), p > 0);
    }
    size_t rows = 0;
    for (size_t p = 0; p < d.page_count; p++) rows += count_text(&d, p, "3.2.7");
    ck_assert_uint_eq(rows, 1);
    jln_arena_free(arena);
    jln_doc_free(doc);
}
END_TEST

/* At least two lines of a paragraph at the foot and at the head of a page; a heading never ends a
 * page. */
START_TEST(test_widows) {
    for (int fill = 0; fill < 60; fill++) {
        jln_doc *doc = jln_doc_new(JLN_LANG_FR);
        jln_arena *arena = jln_arena_new();
        jln_display d;
        for (int i = 0; i < fill; i++) sample_text(doc, JLN_TEXT_BODY, "x");
        sample_heading(doc, 2, "Titre");
        sample_text(
            doc, JLN_TEXT_BODY,
            "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm "
            "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm "
            "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm "
            "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm");
        lay_out(doc, arena, &d);
        for (size_t p = 0; p < d.page_count; p++) {
            size_t lines = 0;
            for (size_t i = 0; i < d.pages[p].run_count; i++)
                lines += d.pages[p].runs[i].text[0] == 'm';
            ck_assert_msg(lines != 1 && lines != 3, "%d paragraphs before: %zu lines on page %zu",
                          fill, lines, p + 1);
            if (count_text(&d, p, "Titre")) ck_assert_uint_gt(lines, 0);
        }
        jln_arena_free(arena);
        jln_doc_free(doc);
    }
}
END_TEST

/* Two charts that follow one another on a landscape page stand side by side; on a portrait page,
 * one under the other. */
START_TEST(test_pair) {
    for (int landscape = 0; landscape < 2; landscape++) {
        jln_doc *doc = jln_doc_new(JLN_LANG_FR);
        jln_arena *arena = jln_arena_new();
        jln_display d;
        float y[2] = {0, 0};
        doc->landscape = landscape;
        sample_chart(doc, "a", JLN_CHART_BARS, "gauche", false);
        sample_chart(doc, "b", JLN_CHART_LINES, "droite", false);
        lay_out(doc, arena, &d);
        check_pages("pair", &d);
        for (size_t i = 0; i < d.pages[0].run_count; i++) {
            const jln_run *r = &d.pages[0].runs[i];
            if (r->length > 6 && memcmp(r->text + r->length - 6, "gauche", 6) == 0) y[0] = r->y;
            if (r->length > 6 && memcmp(r->text + r->length - 6, "droite", 6) == 0) y[1] = r->y;
        }
        ck_assert(y[0] > 0 && y[1] > 0);
        ck_assert_int_eq(y[0] == y[1], landscape);
        jln_arena_free(arena);
        jln_doc_free(doc);
    }
}
END_TEST

/* Hostile documents end, and nothing overlaps. */
START_TEST(test_hostile) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    jln_arena *arena = jln_arena_new();
    jln_display d;
    hostile[_i].build(doc);
    lay_out(doc, arena, &d);
    ck_assert_msg(d.page_count < 2000, "%s: %zu pages", hostile[_i].name, d.page_count);
    check_pages(hostile[_i].name, &d);
    jln_arena_free(arena);
    jln_doc_free(doc);
}
END_TEST

/* ---- fixed pages ---- */

/* A table whose rows hold 1, 2, 3... in its second column. */
static jln_doc_table *counted_table(jln_doc *doc, size_t rows, const char *text) {
    jln_doc_column c[] = {sample_column("t", "Titre", JLN_KIND_TEXT, 1),
                          sample_column("v", "Valeur", JLN_KIND_AMOUNT, 0),
                          sample_column("r", "Taux", JLN_KIND_RATE, 0)};
    jln_doc_table *t = jln_doc_table_add(
        doc, JLN_FOR_ALL, jln_arena_fmt(doc->arena, "t%zu", doc->block_count), text, c, 3);
    for (size_t r = 0; r < rows; r++) {
        jln_doc_row *row =
            jln_doc_row_add(doc, t, jln_arena_fmt(doc->arena, "%zu", r), JLN_ROW_BODY, 0);
        row->cells[0].text = text;
        row->cells[1].value = jln_value_integer((int64_t)r + 1);
        row->cells[2].value = jln_value_integer(1);
    }
    return t;
}

/* The note that follows a table never stands alone at the head of a page, and the header is
 * repeated above the row it takes along. */
START_TEST(test_note_tied) {
    for (int fill = 0; fill < 45; fill++) {
        jln_doc *doc = jln_doc_new(JLN_LANG_FR);
        jln_arena *arena = jln_arena_new();
        jln_display d;
        for (int i = 0; i < fill; i++) sample_text(doc, JLN_TEXT_BODY, "x");
        counted_table(doc, 12, "ligne");
        sample_text(doc, JLN_TEXT_NOTE, "note");
        sample_text(doc, JLN_TEXT_BODY, "suite");
        lay_out(doc, arena, &d);
        for (size_t p = 0; p < d.page_count; p++) {
            size_t rows = count_text(&d, p, "ligne");
            if (count_text(&d, p, "note"))
                ck_assert_msg(rows > 0, "%d: the note stands alone", fill);
            bool header = false;
            for (size_t i = 0; i < d.pages[p].run_count; i++)
                header |= d.pages[p].runs[i].font == JLN_FONT_BOLD;
            if (rows) ck_assert_msg(header, "%d: rows without a header", fill);
            if (p && !rows) ck_assert_uint_eq(count_text(&d, p, "Tableau 1 (suite)"), 0);
        }
        jln_arena_free(arena);
        jln_doc_free(doc);
    }
}
END_TEST

/* A memo of nothing but words takes one line over the whole table; one with a figure wraps in its
 * column. */
START_TEST(test_memo) {
    static const char words[] = "une explication assez longue pour que sa colonne ne la tienne pas "
                                "sur une ligne, mais le tableau entier si";
    for (int figure = 0; figure < 2; figure++) {
        jln_doc *doc = jln_doc_new(JLN_LANG_FR);
        jln_arena *arena = jln_arena_new();
        jln_display d;
        jln_doc_table *t = counted_table(doc, 2, "ligne");
        jln_doc_row *row = jln_doc_row_add(doc, t, "memo", JLN_ROW_MEMO, 0);
        row->cells[0].text = words;
        if (figure) row->cells[1].value = jln_value_integer(123456789);
        if (figure) row->cells[2].value = jln_value_integer(123456789);
        lay_out(doc, arena, &d);
        float left = 0, right = 0;
        for (size_t i = 0; i < d.pages[0].run_count; i++) {
            const jln_run *r = &d.pages[0].runs[i];
            if (r->font != JLN_FONT_OBLIQUE ||
                !strstr(words, jln_arena_strn(arena, r->text, r->length)))
                continue;
            if (!left) left = r->y;
            right = r->y;
        }
        ck_assert(left > 0);
        if (figure) ck_assert(right > left);
        else ck_assert(right == left);
        jln_arena_free(arena);
        jln_doc_free(doc);
    }
}
END_TEST

/* On a fixed page with room to spare no cell is cut. */
START_TEST(test_uncut) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    jln_arena *arena = jln_arena_new();
    jln_display d;
    char words[1200] = "";
    for (int i = 0; i < 90; i++) strcat(words, "mots mots ");
    jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_ALL)->page.fixed = true;
    jln_doc_add(doc, JLN_BLOCK_SLOT, JLN_FOR_ALL)->slot.first = true;
    counted_table(doc, 2, words)->title = "court";
    lay_out(doc, arena, &d);
    size_t runs = 0;
    for (size_t i = 0; i < d.pages[0].run_count; i++) {
        const jln_run *r = &d.pages[0].runs[i];
        runs += r->length > 4 && memcmp(r->text, "mots", 4) == 0;
        ck_assert(r->length != 3 || memcmp(r->text, "…", 3) != 0);
    }
    ck_assert_uint_eq(d.page_count, 1);
    ck_assert_uint_gt(runs, 4);
    jln_arena_free(arena);
    jln_doc_free(doc);
}
END_TEST

static void add_contents(jln_doc *doc, jln_list_of list) {
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_CONTENTS, JLN_FOR_ALL);
    ck_assert_ptr_nonnull(b);
    b->contents = list;
}

/* Tables and figures are listed with their numbers and pages, those side by side too; nothing when
 * there are one or two. */
START_TEST(test_lists) {
    for (int landscape = 0; landscape < 2; landscape++) {
        jln_doc *doc = jln_doc_new(JLN_LANG_FR);
        jln_arena *arena = jln_arena_new();
        jln_display d;
        doc->landscape = landscape;
        add_contents(doc, JLN_LIST_TABLES);
        add_contents(doc, JLN_LIST_CHARTS);
        jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_ALL)->page.landscape = landscape;
        sample_chart(doc, "a", JLN_CHART_BARS, "gauche", false);
        sample_chart(doc, "b", JLN_CHART_BARS, "droite", false);
        sample_chart(doc, "c", JLN_CHART_BARS, "dessous", false);
        for (int i = 0; i < 6; i++) { /* a report of a few pages has no contents */
            jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_ALL)->page.landscape = landscape;
            sample_text(doc, JLN_TEXT_BODY, "Suite.");
        }
        lay_out(doc, arena, &d);
        ck_assert_uint_eq(count_text(&d, 0, "Liste des figures"), 1);
        size_t tables = 0, charts = 0;
        for (size_t i = 0; i < d.heading_count; i++) {
            const jln_heading *h = &d.headings[i];
            ck_assert_msg(h->placed && h->page == 1, "%s on page %zu", h->text, h->page + 1);
            tables += h->level == JLN_LEVEL_TABLE;
            charts += h->level == JLN_LEVEL_CHART;
        }
        ck_assert_uint_eq(count_text(&d, 0, "Liste des tableaux"), tables >= 3);
        ck_assert_uint_eq(charts, 3);
        ck_assert_uint_eq(d.pages[0].link_count, tables + charts);
        jln_arena_free(arena);
        jln_doc_free(doc);
    }
}
END_TEST

static size_t count_colour(const jln_display *d, jln_colour colour) {
    size_t found = 0;
    for (size_t p = 0; p < d->page_count; p++) {
        for (size_t i = 0; i < d->pages[p].run_count; i++)
            found += d->pages[p].runs[i].colour == colour;
        for (size_t i = 0; i < d->pages[p].shape_count; i++)
            found += d->pages[p].shapes[i].fill == colour || d->pages[p].shapes[i].stroke == colour;
    }
    return found;
}

/* The plan's colours take the place of ours everywhere, and only of ours. */
START_TEST(test_painted) {
    jln_doc *doc = sample_report(10);
    jln_arena *arena = jln_arena_new();
    jln_display plain, painted;
    lay_out(doc, arena, &plain);
    doc->colours[0] = 0x7A1F1F;
    doc->colours[1] = 0xB8860B;
    lay_out(doc, arena, &painted);
    ck_assert_uint_gt(count_colour(&plain, JLN_HEAD), 20);
    ck_assert_uint_eq(count_colour(&painted, JLN_HEAD), 0);
    ck_assert_uint_eq(count_colour(&painted, JLN_ACCENT), 0);
    ck_assert_uint_eq(count_colour(&painted, 0x7A1F1F), count_colour(&plain, JLN_HEAD));
    ck_assert_uint_eq(count_colour(&painted, 0xB8860B), count_colour(&plain, JLN_ACCENT));
    ck_assert_uint_eq(count_colour(&painted, JLN_INK), count_colour(&plain, JLN_INK));
    jln_arena_free(arena);
    jln_doc_free(doc);
}
END_TEST

/* Six people sign on two rows, on one page, with room above each line. */
START_TEST(test_signatures) {
    static jln_signatory people[] = {{"Directeur", "A"}, {"Président", NULL}, {NULL, "C"},
                                     {"Ministre", "D"},  {"Maire", "E"},      {"Gouverneur", "F"}};
    for (int fill = 0; fill < 60; fill += 3) {
        jln_doc *doc = jln_doc_new(JLN_LANG_FR);
        jln_arena *arena = jln_arena_new();
        jln_display d;
        for (int i = 0; i < fill; i++) sample_text(doc, JLN_TEXT_BODY, "x");
        jln_block *b = jln_doc_add(doc, JLN_BLOCK_SIGNATURES, JLN_FOR_ALL);
        b->signatures.made_at = "Fait à Bamako, le";
        b->signatures.signatories = people;
        b->signatures.count = 6;
        lay_out(doc, arena, &d);
        size_t last = d.page_count - 1;
        ck_assert_uint_eq(count_text(&d, last, "Directeur") + count_text(&d, last, "Gouverneur"),
                          2);
        ck_assert_uint_eq(count_text(&d, last, "C") + count_text(&d, last, "F"), 2);
        check_pages("signatures", &d);
        jln_arena_free(arena);
        jln_doc_free(doc);
    }
}
END_TEST

static void add_slot(jln_doc *doc, bool first) {
    jln_doc_add(doc, JLN_BLOCK_SLOT, JLN_FOR_PDF)->slot.first = first;
}

static void fixed_page(jln_doc *doc, size_t rows, size_t length) {
    const char *text = repeated(doc, "un intitulé qui dure ", length);
    jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_PDF)->page.fixed = true;
    doc->blocks[doc->block_count - 1].page.landscape = true;
    sample_heading(doc, 1, text);
    add_slot(doc, true);
    hostile_cards(doc);
    doc->block_count -= 2; /* of what it adds: its five cards are enough */
    doc->blocks[doc->block_count - 1].cards.count = 5;
    add_slot(doc, true);
    counted_table(doc, rows, text);
    add_slot(doc, false);
    hostile_chart(doc, JLN_CHART_BARS, rows < 300 ? rows : 300, 2, false);
    add_slot(doc, true);
    for (int kind = JLN_CHART_STACKED; kind <= JLN_CHART_PANELS; kind++) {
        hostile_chart(doc, (jln_chart_kind)kind, rows < 40 ? rows : 40, 3,
                      kind == JLN_CHART_PANELS);
        add_slot(doc, false);
    }
    sample_text(doc, JLN_TEXT_NOTE, text);
}

/* Two sheets are two pages, whatever they hold. */
START_TEST(test_fixed) {
    static const struct {
        size_t rows, length;
    } cases[] = {{0, 5}, {1, 5}, {2, 2000}, {40, 60}, {60, 2000}, {5000, 80}};
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    jln_arena *arena = jln_arena_new();
    jln_display d;
    doc->landscape = true;
    doc->fingerprint = "0123456789abcdef";
    doc->footer = "Situation";
    for (int page = 0; page < 2; page++) fixed_page(doc, cases[_i].rows, cases[_i].length);
    jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_PDF)->page.landscape = true;
    lay_out(doc, arena, &d);
    ck_assert_uint_eq(d.page_count, 2);
    check_pages("fixed", &d);
    ck_assert_uint_eq(count_text(&d, 1, "Empreinte des données utilisées : 0123456789abcdef"), 1);
    jln_arena_free(arena);
    jln_doc_free(doc);
}
END_TEST

static size_t find_run(const jln_display *d, const char *text) {
    for (size_t i = 0; i < d->pages[0].run_count; i++) {
        const jln_run *r = &d->pages[0].runs[i];
        if (r->length >= strlen(text) && memcmp(r->text, text, strlen(text)) == 0) return i;
    }
    ck_abort_msg("%s is not printed", text);
}

/* The rows that are printed and the line of the others add up to the whole; a rate is not added. */
START_TEST(test_others) {
    enum { ROWS = 500 };
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    jln_arena *arena = jln_arena_new();
    jln_display d;
    jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_PDF)->page.fixed = true;
    add_slot(doc, true);
    jln_doc_table *t = counted_table(doc, ROWS, "ligne");
    lay_out(doc, arena, &d);
    ck_assert_uint_eq(d.page_count, 1);
    size_t shown = 0;
    for (size_t i = 0; i < d.pages[0].run_count; i++)
        shown += d.pages[0].runs[i].length == 5 && memcmp(d.pages[0].runs[i].text, "ligne", 5) == 0;
    shown--; /* the title */
    ck_assert_uint_gt(shown, 30);
    char words[32];
    snprintf(words, sizeof words, "autres (%zu)", ROWS - shown);
    const jln_run *sum = &d.pages[0].runs[find_run(&d, words) + 1];
    while (*sum->text < '0' || *sum->text > '9') sum++; /* the rest of their names */
    size_t left = ROWS * (ROWS + 1) / 2 - shown * (shown + 1) / 2;
    jln_str expected = {0};
    jln_cell cell = {.value = jln_value_integer((int64_t)left)};
    jln_format_cell(&expected, &cell, JLN_KIND_AMOUNT, t->columns[1].scale, t->columns[1].decimals,
                    JLN_LANG_FR);
    ck_assert_uint_eq(sum->length, expected.length);
    ck_assert_int_eq(memcmp(sum->text, expected.text, expected.length), 0);
    t->fold_largest = true; /* then the last rows are those kept */
    const jln_doc_table *folded = jln_fold(arena, t, 3);
    ck_assert_int_eq(folded->rows[0].cells[1].value.number.num, ROWS - 1);
    ck_assert_int_eq(folded->rows[1].cells[1].value.number.num, ROWS);
    ck_assert_int_eq(folded->rows[2].cells[2].value.state, JLN_NA);
    ck_assert_str_eq(jln_fold_words(arena, 3, (const char *[]){"2.1.1 Un titre", NULL, "État"}),
                     "autres (3)" NB ": 2.1.1, État");
    jln_str_free(&expected);
    jln_arena_free(arena);
    jln_doc_free(doc);
}
END_TEST

/* Under headings each group keeps its first rows, in turn, and its own line for the others: nothing
 * is lost of the sums. */
START_TEST(test_grouped) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    jln_arena *arena = jln_arena_new();
    jln_doc_table *t = counted_table(doc, 0, "titre");
    static const size_t sizes[] = {9, 1, 4};
    for (int g = 0; g < 3; g++) {
        jln_doc_row_add(doc, t, jln_arena_fmt(arena, "g%d/", g), JLN_ROW_GROUP, 0);
        for (size_t i = 0; i < sizes[g]; i++)
            jln_doc_row_add(doc, t, jln_arena_fmt(arena, "g%d-%zu", g, i), JLN_ROW_BODY, 0)
                ->cells[1]
                .value = jln_value_integer(1);
    }
    for (size_t most = 3; most < 14; most++) {
        const jln_doc_table *folded = jln_fold(arena, t, most);
        size_t body = 0, headings = 0, sum = 0;
        for (size_t r = 0; r < folded->row_count; r++) {
            headings += folded->rows[r].role == JLN_ROW_GROUP;
            body += folded->rows[r].role == JLN_ROW_BODY;
            if (folded->rows[r].role == JLN_ROW_BODY)
                sum += (size_t)folded->rows[r].cells[1].value.number.num;
        }
        ck_assert_uint_eq(headings, 3);
        ck_assert_uint_eq(sum, 14);
        ck_assert_uint_le(body, most);
        ck_assert_uint_ge(body + 1, most); /* a line may stay free where two would be needed */
    }
    ck_assert_str_eq(jln_fold(arena, t, 5)->rows[3].key, "g1/");
    jln_arena_free(arena);
    jln_doc_free(doc);
}
END_TEST

/* A list that is to be whole keeps all its rows, in one line each, before others get theirs; one
 * that no page can hold shrinks like others. */
START_TEST(test_whole) {
    static const struct {
        size_t rows;
        bool folded;
    } cases[] = {{14, false}, {300, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jln_doc *doc = jln_doc_new(JLN_LANG_FR);
        jln_arena *arena = jln_arena_new();
        jln_display d;
        jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_PDF)->page.fixed = true;
        add_slot(doc, true);
        hostile_chart(doc, JLN_CHART_BARS, 60, 2, false);
        add_slot(doc, true);
        jln_doc_table *t = counted_table(doc, cases[i].rows, "ligne");
        t->whole = true;
        t->key = "whole";
        lay_out(doc, arena, &d);
        ck_assert_uint_eq(d.page_count, 1);
        ck_assert_uint_eq(count_text(&d, 0, "ligne") > cases[i].rows, !cases[i].folded);
        check_pages("whole", &d);
        jln_arena_free(arena);
        jln_doc_free(doc);
    }
}
END_TEST

/* On a copy without colours each light has a mark of its own; a line of them tells all apart. */
START_TEST(test_signs) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    jln_arena *arena = jln_arena_new();
    jln_display d;
    jln_doc_sign signs[JLN_LIGHT_COUNT];
    for (int i = 1; i < JLN_LIGHT_COUNT; i++) signs[i - 1] = (jln_doc_sign){(jln_light)i, "mot"};
    signs[JLN_LIGHT_COUNT - 1] = (jln_doc_sign){JLN_LIGHT_NONE, "**ND** inconnu"};
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_SIGNS, JLN_FOR_PDF);
    b->signs.signs = signs;
    b->signs.count = JLN_LIGHT_COUNT;
    lay_out(doc, arena, &d);
    float heights[JLN_LIGHT_COUNT] = {0};
    size_t marks = 0, crosses = 0;
    for (size_t i = 0; i < d.pages[0].shape_count; i++) {
        const jln_shape *s = &d.pages[0].shapes[i];
        crosses += s->kind == JLN_SHAPE_RULE && s->w > 0 && s->h < 0;
        if (s->kind != JLN_SHAPE_POLYGON) continue;
        float low = s->points[0].y, high = low;
        for (uint32_t k = 1; k < s->point_count; k++) {
            low = fminf(low, s->points[k].y);
            high = fmaxf(high, s->points[k].y);
        }
        if (s->fill == JLN_WHITE) marks++; /* the ring of the next light */
        else heights[marks - 1] = high - low;
    }
    ck_assert_uint_eq(marks, JLN_LIGHT_COUNT - 1);
    ck_assert_uint_eq(crosses, 1); /* grey */
    ck_assert(heights[0] > heights[1] && heights[1] > heights[2] && heights[2] > 1);
    ck_assert(heights[3] == 0 && heights[4] == 0);
    ck_assert_uint_eq(count_text(&d, 0, "mot"), JLN_LIGHT_COUNT - 1);
    jln_arena_free(arena);
    jln_doc_free(doc);
}
END_TEST

/* ---- pages handed over one by one ---- */

enum { PAGES_MOST = 4000 };
static jln_str handed[2][PAGES_MOST];

static void note_runs(jln_str *to, const jln_page *page, size_t from) {
    for (size_t i = from; i < page->run_count; i++) {
        const jln_run *r = &page->runs[i];
        jln_str_fmt(to, "%.1f %.1f ", (double)r->x, (double)r->y);
        jln_str_addn(to, r->text, r->length);
        jln_str_addc(to, '\n');
    }
}

static void take_content(void *self, const jln_display *d, size_t page) {
    (void)self;
    ck_assert_uint_eq(handed[0][page].length, 0); /* once */
    note_runs(&handed[0][page], &d->pages[page], 0);
}

static void take_furniture(void *self, const jln_display *d, size_t page) {
    (void)self;
    note_runs(&handed[1][page], &d->pages[page], 0);
}

static void check_handed(const char *name, const jln_doc *doc) {
    jln_arena *arena = jln_arena_new();
    jln_display whole, parts;
    jln_err err = {0};
    jln_layout_sink sink = {NULL, take_content, take_furniture};
    lay_out(doc, arena, &whole);
    ck_assert_uint_lt(whole.page_count, PAGES_MOST);
    ck_assert_int_eq(jln_layout_pages(doc, &jln_metrics_fixed, arena, &sink, &parts, &err), JLN_OK);
    ck_assert_uint_eq(whole.page_count, parts.page_count);
    for (size_t p = 0; p < whole.page_count; p++) {
        jln_str text = {0};
        note_runs(&text, &whole.pages[p], 0);
        jln_str_add(&handed[0][p], jln_str_c(&handed[1][p]));
        ck_assert_msg(strcmp(jln_str_c(&text), jln_str_c(&handed[0][p])) == 0,
                      "%s: page %zu differs", name, p + 1);
        jln_str_free(&text);
        jln_str_free(&handed[0][p]);
        jln_str_free(&handed[1][p]);
    }
    jln_arena_free(arena);
}

START_TEST(test_handed) {
    jln_doc *doc = sample_report(40);
    check_handed("report", doc);
    jln_doc_free(doc);
}
END_TEST

START_TEST(test_handed_hostile) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    hostile[_i].build(doc);
    check_handed(hostile[_i].name, doc);
    jln_doc_free(doc);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("layout");
    TCase *text = tcase_create("text");
    tcase_add_loop_test(text, test_break, 0, sizeof breaks / sizeof *breaks);
    tcase_add_test(text, test_bold);
    tcase_add_test(text, test_fit);
    suite_add_tcase(suite, text);
    TCase *pages = tcase_create("pages");
    tcase_set_timeout(pages, 60);
    tcase_add_test(pages, test_report);
    tcase_add_test(pages, test_repeat);
    tcase_add_test(pages, test_widows);
    tcase_add_test(pages, test_note_tied);
    tcase_add_test(pages, test_memo);
    tcase_add_test(pages, test_uncut);
    tcase_add_test(pages, test_lists);
    tcase_add_test(pages, test_painted);
    tcase_add_test(pages, test_signatures);
    tcase_add_test(pages, test_pair);
    tcase_add_loop_test(pages, test_fixed, 0, 6);
    tcase_add_test(pages, test_others);
    tcase_add_test(pages, test_grouped);
    tcase_add_test(pages, test_whole);
    tcase_add_test(pages, test_signs);
    tcase_add_test(pages, test_handed);
    tcase_add_loop_test(pages, test_handed_hostile, 0, sizeof hostile / sizeof *hostile);
    tcase_add_loop_test(pages, test_hostile, 0, sizeof hostile / sizeof *hostile);
    suite_add_tcase(suite, pages);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
