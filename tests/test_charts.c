/* What the drawn charts promise a reader with a copy in black and white: every part has its number,
 * every sign its legend, and what is not there is named. */
#include "layout/layout.h"
#include "layout/style.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define NB "\u00A0"

typedef struct {
    jln_doc *doc;
    jln_arena *arena;
    jln_doc_table *table;
    jln_doc_chart *chart;
    jln_display d;
} drawn;

enum { COLUMNS = 4 };
static const char *const keys[COLUMNS] = {"a", "b", "c", "d"};

/* A table of `rows` rows whose figures, row by row, are `values`, and a chart over it. */
static drawn start(jln_chart_kind kind, jln_kind figures, size_t rows, size_t series,
                   const double *values) {
    drawn x = {.doc = jln_doc_new(JLN_LANG_FR), .arena = jln_arena_new()};
    jln_doc_column columns[COLUMNS + 1] = {{.key = "t", .title = "Titre", .kind = JLN_KIND_TEXT}};
    for (size_t s = 0; s < series; s++)
        columns[s + 1] = (jln_doc_column){
            .key = keys[s], .title = keys[s], .kind = figures, .scale = 1, .decimals = 0};
    x.table = jln_doc_table_add(x.doc, JLN_FOR_XLSX, "data", "données", columns, series + 1);
    x.chart = jln_arena_alloc(x.doc->arena, sizeof *x.chart);
    *x.chart = (jln_doc_chart){
        .key = "chart", .title = "figure", .chart = kind, .kind = figures, .scale = 1};
    x.chart->categories = jln_arena_array(x.doc->arena, rows, sizeof *x.chart->categories);
    x.chart->series = jln_arena_array(x.doc->arena, series, sizeof *x.chart->series);
    x.chart->category_count = rows;
    x.chart->series_count = series;
    for (size_t r = 0; r < rows; r++) {
        const char *key = jln_arena_fmt(x.doc->arena, "ligne %zu", r + 1);
        jln_doc_row *row = jln_doc_row_add(x.doc, x.table, key, JLN_ROW_BODY, 0);
        row->cells[0].text = x.chart->categories[r] = key;
        for (size_t s = 0; s < series; s++)
            jln_rat_make((int64_t)(values[r * series + s] * 1000), 1000,
                         &row->cells[s + 1].value.number);
        for (size_t s = 0; s < series; s++) row->cells[s + 1].value.state = JLN_NUMBER;
    }
    for (size_t s = 0; s < series; s++) {
        jln_cell_ref *cells = jln_arena_array(x.doc->arena, rows, sizeof *cells);
        for (size_t r = 0; r < rows; r++)
            cells[r] = (jln_cell_ref){"data", x.chart->categories[r], keys[s]};
        x.chart->series[s] = (jln_chart_series){
            .name = jln_arena_fmt(x.doc->arena, "série %zu", s + 1), .cells = cells};
    }
    return x;
}

static void draw(drawn *x, bool fixed) {
    jln_err err = {0};
    if (fixed) {
        jln_doc_add(x->doc, JLN_BLOCK_PAGE, JLN_FOR_PDF)->page.fixed = true;
        jln_doc_add(x->doc, JLN_BLOCK_SLOT, JLN_FOR_PDF)->slot.first = true;
    }
    jln_doc_add(x->doc, JLN_BLOCK_CHART, JLN_FOR_PDF)->chart = x->chart;
    ck_assert_msg(jln_doc_check(x->doc, &err) == JLN_OK, "%s: %s", err.where, err.message);
    ck_assert_int_eq(jln_layout(x->doc, &jln_metrics_fixed, x->arena, &x->d, &err), JLN_OK);
}

static void finish(drawn *x) {
    jln_arena_free(x->arena);
    jln_doc_free(x->doc);
}

static size_t runs_of(const drawn *x, const char *text) {
    size_t found = 0;
    for (size_t p = 0; p < x->d.page_count; p++)
        for (size_t i = 0; i < x->d.pages[p].run_count; i++) {
            const jln_run *r = &x->d.pages[p].runs[i];
            found += r->length == strlen(text) && memcmp(r->text, text, r->length) == 0;
        }
    return found;
}

static const jln_run *find(const drawn *x, const char *start) {
    for (size_t p = 0; p < x->d.page_count; p++)
        for (size_t i = 0; i < x->d.pages[p].run_count; i++) {
            const jln_run *r = &x->d.pages[p].runs[i];
            if (r->length >= strlen(start) && memcmp(r->text, start, strlen(start)) == 0) return r;
        }
    return NULL;
}

static size_t shapes_of(const drawn *x, jln_shape_kind kind, jln_colour stroke) {
    size_t found = 0;
    for (size_t i = 0; i < x->d.pages[0].shape_count; i++)
        found += x->d.pages[0].shapes[i].kind == kind && x->d.pages[0].shapes[i].stroke == stroke;
    return found;
}

/* A part too thin for its number has it above, beside its neighbour's, never on it. */
START_TEST(test_thin_parts) {
    drawn x = start(JLN_CHART_SHARES, JLN_KIND_COUNT, 2, 3, (double[]){900, 3, 2, 400, 300, 200});
    draw(&x, false);
    const jln_run *three = find(&x, "3"), *two = find(&x, "2"), *whole = find(&x, "905");
    ck_assert(three && two && whole && find(&x, "900"));
    ck_assert(three->y < whole->y - 4 && two->y < whole->y - 4);
    ck_assert(two->x >= three->x + 0.5f * three->size);
    finish(&x);
}
END_TEST

/* From dark to light: what is done, what is under way, what is not. */
START_TEST(test_part_order) {
    drawn x = start(JLN_CHART_SHARES, JLN_KIND_COUNT, 2, 3, (double[]){1, 1, 1, 1, 1, 1});
    draw(&x, false);
    long last = -1;
    for (size_t i = 0, samples = 0; i < x.d.pages[0].shape_count && samples < 3; i++) {
        const jln_shape *s = &x.d.pages[0].shapes[i];
        if (s->kind != JLN_SHAPE_BOX) continue;
        long light = (long)(s->fill >> 16) + (long)(s->fill >> 8 & 255) + (long)(s->fill & 255);
        ck_assert_int_gt(light, last);
        last = light;
        samples++;
    }
    finish(&x);
}
END_TEST

/* A rate over too little of its base is hatched, and the hatching is explained. */
START_TEST(test_thin_rate) {
    static const jln_chart_kind kinds[] = {JLN_CHART_BARS, JLN_CHART_PANELS};
    for (int k = 0; k < 2; k++)
        for (int thin = 0; thin < 2; thin++) {
            drawn x = start(kinds[k], JLN_KIND_RATE, 2, 1, (double[]){0.5, 0.9});
            x.table->rows[1].cells[1].thin = thin;
            draw(&x, false);
            ck_assert_uint_eq(runs_of(&x, "Hachures : moins de 80 % de la base connue."), thin);
            ck_assert_int_eq(shapes_of(&x, JLN_SHAPE_RULE, JLN_WHITE) > 3, thin);
            finish(&x);
        }
}
END_TEST

/* Years that nobody was asked about leave their room to the others, and are named. */
START_TEST(test_unasked_years) {
    drawn x = start(JLN_CHART_PANELS, JLN_KIND_RATE, 4, 3,
                    (double[]){0.1, 0.2, 0, 0.3, 0.4, 0, 0.5, 0.6, 0, 0.7, 0.8, 0});
    for (int r = 0; r < 4; r++)
        x.table->rows[r].cells[3].value = jln_value_none(JLN_NA, JLN_REASON_NOT_ASKED);
    draw(&x, true);
    ck_assert_uint_eq(runs_of(&x, "série 1"), 4);
    ck_assert_uint_eq(runs_of(&x, "série 3"), 0);
    ck_assert_uint_eq(runs_of(&x, "Non montrés" NB ": série 3"), 1);
    for (int r = 0; r < 4; r++) ck_assert_uint_eq(runs_of(&x, x.chart->categories[r]), 1);
    finish(&x);
}
END_TEST

/* On a fixed page too narrow for all panels the oldest years go first, then panels, all named. */
START_TEST(test_many_panels) {
    double values[40];
    for (int i = 0; i < 40; i++) values[i] = 0.5;
    drawn x = start(JLN_CHART_PANELS, JLN_KIND_RATE, 10, 4, values);
    draw(&x, true);
    ck_assert_uint_eq(runs_of(&x, "série 1"), 0);
    ck_assert_uint_gt(runs_of(&x, "série 4"), 4);
    ck_assert(find(&x, "2 non montrés" NB ": ligne 9, ligne 10"));
    finish(&x);
}
END_TEST

/* Baseline and target are written whole, or without their year: never a number cut in two. Going
 * back has a sample in the legend. */
START_TEST(test_progress) {
    static const char *const said[] = {"−40 % (2013)", "60 % (2015)",
                                       "1 234 567 890 tonnes (2015)"};
    for (int wide = 0; wide < 2; wide++) {
        drawn x =
            start(JLN_CHART_PROGRESS, JLN_KIND_RATE, 2, 4, (double[]){-0.5, 0, 0, 0, 0.3, 0, 0, 0});
        for (int r = 0; r < 2; r++) {
            x.table->rows[r].cells[2].text = wide ? said[2] : said[0];
            x.table->rows[r].cells[3].text = wide ? said[2] : said[1];
            x.table->rows[r].cells[4].text = "20 %";
        }
        draw(&x, false);
        ck_assert_uint_eq(runs_of(&x, "recul"), 1);
        ck_assert_uint_eq(runs_of(&x, "cible"), 1);
        if (!wide) ck_assert_uint_eq(runs_of(&x, said[0]) + runs_of(&x, said[1]), 4);
        const jln_run *base = find(&x, wide ? "1 234" : said[0]);
        ck_assert(base && base->text[base->length - 1] != '(');
        finish(&x);
    }
}
END_TEST

/* A number below a point never stands on the axis; those of points too close are left out, but for
 * the first, the report's year and the last. */
START_TEST(test_lines) {
    double values[40] = {0, 40, 0, 90};
    drawn x = start(JLN_CHART_LINES, JLN_KIND_AMOUNT, 2, 2, values);
    draw(&x, false);
    float axis = 0;
    for (size_t i = 0; i < x.d.pages[0].shape_count; i++) {
        const jln_shape *s = &x.d.pages[0].shapes[i];
        if (s->kind == JLN_SHAPE_RULE && s->stroke == JLN_INK && s->h == 0 && s->w > 100)
            axis = s->y;
    }
    ck_assert(axis > 0);
    for (size_t i = 0, zeros = 0; i < x.d.pages[0].run_count; i++) {
        const jln_run *r = &x.d.pages[0].runs[i];
        bool zero = r->length == 1 && *r->text == '0' && r->colour == JLN_INK;
        if (zero) ck_assert_msg(r->y < axis, "zero %zu at %g", zeros++, (double)r->y);
    }
    finish(&x);
    for (int i = 0; i < 40; i++) values[i] = i < 5 ? 1001 + i : 0;
    x = start(JLN_CHART_LINES, JLN_KIND_AMOUNT, 40, 1, values);
    for (int i = 5; i < 40; i++)
        x.table->rows[i].cells[1].value = jln_value_none(JLN_NA, JLN_REASON_NONE);
    x.chart->timeline = true;
    x.chart->now = 1;
    draw(&x, false);
    ck_assert_uint_eq(runs_of(&x, "1"
                                  "\u202F"
                                  "002"),
                      1);
    ck_assert_uint_eq(runs_of(&x, "1"
                                  "\u202F"
                                  "001") +
                          runs_of(&x, "1"
                                      "\u202F"
                                      "003"),
                      0);
    finish(&x);
}
END_TEST

/* Thousands by the hundred million are drawn in the larger unit, and the caption says which. */
START_TEST(test_large) {
    for (int large = 0; large < 2; large++) {
        drawn x = start(JLN_CHART_LINES, JLN_KIND_AMOUNT, 2, 1,
                        (double[]){large ? 20000 : 2000, large ? 86000 : 8600});
        x.chart->caption = "en milliers";
        x.chart->large = "en millions";
        x.chart->large_scale = 1000;
        draw(&x, false);
        ck_assert_uint_eq(runs_of(&x, "en millions"), large);
        ck_assert_uint_eq(runs_of(&x, "86,0"), large);
        finish(&x);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("charts");
    TCase *charts = tcase_create("charts");
    tcase_add_test(charts, test_thin_parts);
    tcase_add_test(charts, test_part_order);
    tcase_add_test(charts, test_thin_rate);
    tcase_add_test(charts, test_unasked_years);
    tcase_add_test(charts, test_many_panels);
    tcase_add_test(charts, test_progress);
    tcase_add_test(charts, test_lines);
    tcase_add_test(charts, test_large);
    suite_add_tcase(suite, charts);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
