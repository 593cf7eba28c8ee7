/* Native charts, and the plain numbers they point at, on a sheet of their own. */
#include "out/workbook_parts.h"

#include "base/utf8.h"
#include "out/cell_text.h"

#include <math.h>
#include <string.h>

enum {
    LONG_LABEL = 14,   /* categories longer than this are written beside lying bars */
    WIDEST_CHART = 920 /* pixels */
};

static void put_series(jln_filling *w, const jln_doc_chart *chart, size_t sheet, uint32_t header,
                       size_t s, jln_book_style style) {
    uint16_t column = (uint16_t)(s + 1);
    const jln_book_style words_style = {.look = JLN_LOOK_BODY, .wrap = true};
    jln_put_header(w, jln_area_cell(sheet, header, column), chart->series[s].name, chart->key);
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
static void put_points(jln_filling *w, const jln_doc_chart *chart, size_t sheet, uint32_t header) {
    jln_book_style label = {.look = JLN_LOOK_BODY, .wrap = true};
    jln_book_style number = {.look = JLN_LOOK_BODY, .side = JLN_SIDE_RIGHT};
    number.pattern =
        jln_filling_pattern(w, chart->kind, chart->scale, chart->decimals, NULL, chart->key);
    jln_put_line(w, sheet, header - 1, JLN_LOOK_TABLE_TITLE, chart->title);
    jln_put_header(w, jln_area_cell(sheet, header, 0), _("Catégorie"), chart->key);
    for (size_t i = 0; i < chart->category_count; i++) {
        jln_area at = jln_area_cell(sheet, header + 1 + (uint32_t)i, 0);
        int lines = jln_filling_lines(w, at, chart->categories[i], 0);
        jln_book_text(w->book, at, chart->categories[i], label, chart->key);
        if (lines > 1) jln_book_row(w->book, sheet, at.row, JLN_LINE_HEIGHT * lines + 2, 0);
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
static void find_ends(jln_filling *w, const jln_doc_chart *chart, jln_book_chart *drawn) {
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
static void set_axis(jln_filling *w, const jln_doc_chart *chart, jln_book_chart *drawn) {
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

void jln_put_chart(jln_filling *w, size_t block) {
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
        drawn.pattern =
            jln_filling_pattern(w, chart->kind, chart->scale, decimals, NULL, chart->key);
    jln_book_add_chart(w->book, jln_area_cell(p->sheet, p->row, 0), &drawn);
}
