/* What stays together on a page, what is shown again on the next one. */
#include "base/str.h"
#include "layout/layout.h"
#include "layout/style.h"
#include "report_sample.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static jln_doc *doc;
static jln_arena *arena;
static jln_display d;

static void setup(void) {
    doc = jln_doc_new(JLN_LANG_FR);
    arena = jln_arena_new();
    ck_assert_ptr_nonnull(doc);
    ck_assert_ptr_nonnull(arena);
}

static void teardown(void) {
    jln_arena_free(arena);
    jln_doc_free(doc);
}

static void lay_out(void) {
    jln_err err = {0};
    ck_assert_int_eq(jln_layout(doc, &jln_metrics_fixed, arena, &d, &err), JLN_OK);
}

/* Pages of runs that begin with `text`, from 1; joined: "1 3 3". */
static const char *pages_of(const char *text) {
    static char out[256];
    size_t length = 0;
    out[0] = '\0';
    for (size_t p = 0; p < d.page_count; p++)
        for (size_t i = 0; i < d.pages[p].run_count; i++) {
            const jln_run *r = &d.pages[p].runs[i];
            if (r->length < strlen(text) || memcmp(r->text, text, strlen(text)) != 0) continue;
            length +=
                (size_t)snprintf(out + length, sizeof out - length, length ? " %zu" : "%zu", p + 1);
            ck_assert_uint_lt(length, sizeof out);
        }
    return out;
}

/* Lines of text, each a paragraph of its own. */
static void add_lines(size_t count) {
    for (size_t i = 0; i < count; i++) sample_text(doc, JLN_TEXT_BODY, "ligne de texte");
}

static const char *named(const char *prefix, size_t number) {
    return jln_arena_fmt(doc->arena, "%s%zu.", prefix, number);
}

static jln_doc_table *add_table(const char *key, size_t rows) {
    static const jln_doc_column columns[] = {
        {.key = "name", .title = "Nom", .kind = JLN_KIND_TEXT, .weight = 1}};
    jln_doc_table *t = jln_doc_table_add(doc, JLN_FOR_ALL, key, "Titre", columns, 1);
    ck_assert_ptr_nonnull(t);
    t->numbered = true;
    for (size_t i = 0; i < rows; i++)
        jln_doc_row_add(doc, t, named("r", i), JLN_ROW_BODY, 1)->cells[0].text = named("rang", i);
    return t;
}

static float white(size_t page) {
    float bottom = d.pages[page].height - JLN_MARGIN_BOTTOM, last = JLN_MARGIN_TOP;
    for (size_t i = 0; i < d.pages[page].run_count; i++)
        if (d.pages[page].runs[i].y < bottom && d.pages[page].runs[i].y > last)
            last = d.pages[page].runs[i].y;
    return (bottom - last) / (bottom - JLN_MARGIN_TOP);
}

/* A table that is not long is pushed to the next page when that leaves less than a quarter of this
 * one white, else it is divided; its heading, its text, its header and its first rows always go
 * together, and so do its last ones. */
START_TEST(test_quarter) {
    for (size_t lines = 18; lines < 35; lines++) {
        teardown();
        setup();
        add_lines(lines);
        sample_heading(doc, 2, "Section");
        sample_text(doc, JLN_TEXT_BODY, "Phrase.");
        add_table("t", 16);
        lay_out();
        ck_assert_uint_le(d.page_count, 2);
        const char *section = pages_of("Section");
        char first[8];
        snprintf(first, sizeof first, "%.7s", section);
        ck_assert_str_eq(pages_of("Phrase."), first);
        ck_assert_str_eq(pages_of("rang0."), first);
        ck_assert_str_eq(pages_of("rang1."), first);
        char end[8];
        snprintf(end, sizeof end, "%.7s", pages_of("rang15."));
        ck_assert_str_eq(pages_of("rang14."), end);
        ck_assert_msg(d.page_count == 1 || white(0) <= JLN_WHITE_MOST + 0.05f,
                      "%zu lines: %.0f %% white", lines, (double)white(0) * 100);
        bool pushed = d.page_count == 2 && strcmp(first, "2") == 0;
        bool split = d.page_count == 2 && strcmp(first, "1") == 0;
        ck_assert_msg(!split || strcmp(pages_of("Tableau 1 (suite)"), "2") == 0, "%zu", lines);
        ck_assert_msg(!pushed || lines >= 26, "%zu lines: pushed", lines);
    }
}
END_TEST

/* A total is never alone: at least two rows go over with it, and the notes after it. */
START_TEST(test_total) {
    for (size_t rows = 40; rows < 60; rows++) {
        teardown();
        setup();
        jln_doc_table *t = add_table("t", rows);
        jln_doc_row_add(doc, t, "total", JLN_ROW_TOTAL, 0)->cells[0].text = "Ensemble";
        sample_text(doc, JLN_TEXT_NOTE, "Une note.");
        sample_text(doc, JLN_TEXT_NOTE, "Une autre.");
        lay_out();
        char total[8];
        snprintf(total, sizeof total, "%.7s", pages_of("Ensemble"));
        ck_assert_str_eq(pages_of(named("rang", rows - 1)), total);
        ck_assert_str_eq(pages_of(named("rang", rows - 2)), total);
        ck_assert_str_eq(pages_of("Une note."), total);
        ck_assert_str_eq(pages_of("Une autre."), total);
    }
}
END_TEST

/* A page that begins inside a group says so; one that begins with a group, or with a total, does
 * not. */
START_TEST(test_group) {
    jln_doc_table *t = add_table("t", 0);
    for (size_t g = 0; g < 3; g++) {
        jln_doc_row_add(doc, t, named("g", g), JLN_ROW_GROUP, 0)->cells[0].text =
            named("Groupe", g);
        for (size_t i = 0; i < 40; i++)
            jln_doc_row_add(doc, t, named("r", g * 100 + i), JLN_ROW_BODY, 1)->cells[0].text =
                named("rang", g * 100 + i);
    }
    jln_doc_row_add(doc, t, "total", JLN_ROW_TOTAL, 0)->cells[0].text = "Ensemble";
    lay_out();
    ck_assert_uint_eq(d.page_count, 3);
    ck_assert_str_eq(pages_of("Groupe0. (suite)"), "");
    ck_assert_str_eq(pages_of("Groupe1. (suite)"), "2");
    ck_assert_str_eq(pages_of("Groupe2. (suite)"), "3");
}
END_TEST

/* The running header is the chapter in force at the top of the page. */
START_TEST(test_running) {
    sample_heading(doc, 1, "Premier");
    add_lines(20);
    sample_heading(doc, 1, "Second");
    add_lines(42);
    sample_heading(doc, 1, "Bas de page"); /* less than a quarter of the page is left */
    add_lines(8);
    lay_out();
    ck_assert_uint_eq(d.page_count, 3);
    ck_assert_str_eq(d.pages[0].chapter, "Premier");
    ck_assert_str_eq(d.pages[1].chapter, "Second");
    ck_assert_str_eq(d.pages[2].chapter, "Bas de page");
    teardown();
    setup();
    sample_heading(doc, 1, "Premier");
    add_lines(29);
    sample_heading(doc, 1, "Une phrase"); /* it is short enough */
    add_lines(1);
    lay_out();
    ck_assert_uint_eq(d.page_count, 1);
}
END_TEST

/* A figure of many bars goes on under its title and its legend. */
START_TEST(test_figure) {
    sample_axes(doc);
    sample_chart(doc, "c", JLN_CHART_BARS, "Grande figure", false);
    jln_doc_chart *chart = doc->blocks[doc->block_count - 1].chart;
    const size_t many = 60;
    chart->kind = JLN_KIND_RATE; /* not added up */
    chart->categories = jln_arena_array(doc->arena, many, sizeof *chart->categories);
    chart->category_count = many;
    for (size_t i = 0; i < many; i++) chart->categories[i] = named("barre", i);
    for (size_t s = 0; s < chart->series_count; s++) {
        jln_cell_ref *cells = jln_arena_array(doc->arena, many, sizeof *cells);
        for (size_t i = 0; i < many; i++) cells[i] = chart->series[s].cells[0];
        chart->series[s].cells = cells;
    }
    lay_out();
    ck_assert_uint_gt(d.page_count, 1);
    char last[8];
    snprintf(last, sizeof last, "%zu", d.page_count);
    ck_assert_str_eq(pages_of("barre59."), last);
    ck_assert_str_eq(pages_of("barre57."), last);
    for (size_t p = 1; p < d.page_count; p++) {
        ck_assert_ptr_nonnull(strchr(pages_of("Figure 1 (suite)"), (char)('1' + p)));
        ck_assert_ptr_nonnull(strchr(pages_of("Reçu"), (char)('1' + p)));
    }
}
END_TEST

/* Of many amounts the largest are drawn, and the sum of the others. */
START_TEST(test_largest) {
    sample_axes(doc);
    sample_chart(doc, "c", JLN_CHART_BARS, "Sources", false);
    jln_doc_chart *chart = doc->blocks[doc->block_count - 1].chart;
    const size_t many = 60;
    chart->categories = jln_arena_array(doc->arena, many, sizeof *chart->categories);
    chart->category_count = many;
    for (size_t i = 0; i < many; i++) chart->categories[i] = named("source", i);
    for (size_t s = 0; s < chart->series_count; s++) {
        jln_cell_ref *cells = jln_arena_array(doc->arena, many, sizeof *cells);
        for (size_t i = 0; i < many; i++) cells[i] = chart->series[s].cells[i < 20 ? 3 : 0];
        chart->series[s].cells = cells;
    }
    lay_out();
    ck_assert_uint_eq(strlen(pages_of("autres (45)")), 1);
    ck_assert_uint_eq(strlen(pages_of("source14.")), 1);
    ck_assert_uint_eq(strlen(pages_of("source15.")), 0);
}
END_TEST

/* A label is cut after two lines, anything else is printed whole. */
START_TEST(test_brief) {
    const char *title =
        "un titre de plusieurs mots qui prend bien plus de deux lignes de la colonne";
    jln_str text = {0};
    for (int i = 0; i < 12; i++) jln_str_fmt(&text, "%s ", title);
    for (int brief = 0; brief < 2; brief++) {
        teardown();
        setup();
        jln_doc_table *t = add_table("t", 1);
        t->rows[0].cells[0].text = jln_str_c(&text);
        t->rows[0].cells[0].brief = brief;
        lay_out();
        size_t lines = 0, cut = 0;
        for (size_t i = 0; i < d.pages[0].run_count; i++) {
            const jln_run *r = &d.pages[0].runs[i];
            lines += r->size == 8 && r->font == JLN_FONT_REGULAR && r->length > 3;
            cut += r->length == 3 && memcmp(r->text, "…", 3) == 0;
        }
        ck_assert_uint_eq(cut, (size_t)brief);
        if (brief) ck_assert_uint_eq(lines, 2);
        else ck_assert_uint_gt(lines, 2);
    }
    jln_str_free(&text);
}
END_TEST

static size_t found_on; /* the page, from 0 */

static float height_of(const char *text) {
    for (size_t p = 0; p < d.page_count; p++)
        for (size_t i = 0; i < d.pages[p].run_count; i++) {
            const jln_run *r = &d.pages[p].runs[i];
            if (r->size != 7.5f || r->length < strlen(text) ||
                memcmp(r->text, text, strlen(text)) != 0)
                continue; /* not the name of a bar */
            found_on = p;
            return r->y;
        }
    ck_abort_msg("%s", text);
}

/* The rows of a figure move closer where that keeps it on the page, and only there. */
START_TEST(test_air) {
    float least = 1000, most = 0;
    for (size_t lines = 0; lines < 60; lines++) {
        teardown();
        setup();
        add_lines(10 + lines / 10);
        for (size_t i = 0; i < lines % 10; i++) sample_text(doc, JLN_TEXT_NOTE, "note");
        sample_axes(doc);
        sample_chart(doc, "c", JLN_CHART_BARS, "Figure", false);
        lay_out();
        float apart = height_of("Pilotage et suivi") - height_of("Action sociale");
        if (apart < least) least = apart;
        if (apart > most) most = apart;
        if (apart < most - 1)
            ck_assert_msg(white(found_on) < 0.1f, "%zu lines, page %zu, white %.2f, %.1f", lines,
                          found_on + 1, (double)white(found_on), (double)apart);
    }
    ck_assert_msg(least < most - 3, "%.1f, %.1f", (double)least, (double)most);
}
END_TEST

static void add_report(size_t pages, size_t preface) {
    jln_block *cover = jln_doc_add(doc, JLN_BLOCK_COVER, JLN_FOR_PDF);
    cover->cover.title = "Titre";
    add_lines(preface);
    jln_doc_add(doc, JLN_BLOCK_CONTENTS, JLN_FOR_PDF)->contents = JLN_LIST_HEADINGS;
    jln_doc_add(doc, JLN_BLOCK_CONTENTS, JLN_FOR_PDF)->contents = JLN_LIST_TABLES;
    for (size_t i = 0; i < pages; i++) {
        jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_PDF);
        sample_heading(doc, 1, named("Chapitre", i));
        add_lines(3);
    }
}

/* A report of a few pages has no contents; a longer one has, and its lists on one page with it. */
START_TEST(test_contents) {
    add_report(4, 0);
    lay_out();
    ck_assert_uint_eq(d.page_count, 5);
    ck_assert_str_eq(pages_of("Sommaire"), "");
    teardown();
    setup();
    add_report(20, 0);
    for (size_t i = 0; i < 25; i++) add_table(named("t", i), 1);
    lay_out();
    ck_assert_str_eq(pages_of("Sommaire"), "2");
    ck_assert_str_eq(pages_of("Liste des tableaux"), "2");
    ck_assert_ptr_eq(strchr(pages_of("Tableau 25"), '3'), NULL);
    ck_assert_uint_eq(strtoul(pages_of("Chapitre19."), NULL, 10), 2);
    teardown();
    setup();
    add_report(20, 12); /* below a preface there is room for the contents alone */
    for (size_t i = 0; i < 25; i++) add_table(named("t", i), 1);
    lay_out();
    ck_assert_str_eq(pages_of("Sommaire"), "2");
    ck_assert_str_eq(pages_of("Liste des tableaux"), "3");
}
END_TEST

int main(void) {
    Suite *s = suite_create("flow");
    TCase *pages = tcase_create("pages");
    tcase_add_checked_fixture(pages, setup, teardown);
    tcase_add_test(pages, test_quarter);
    tcase_add_test(pages, test_total);
    tcase_add_test(pages, test_group);
    tcase_add_test(pages, test_running);
    tcase_add_test(pages, test_figure);
    tcase_add_test(pages, test_largest);
    tcase_add_test(pages, test_air);
    tcase_add_test(pages, test_brief);
    tcase_add_test(pages, test_contents);
    suite_add_tcase(s, pages);
    SRunner *runner = srunner_create(s);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
