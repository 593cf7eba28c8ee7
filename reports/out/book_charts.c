/* Charts of a workbook, over the cells of its data sheet. */
#include "out/book_parts.h"

/* Told apart on a photocopy too: shades of one colour, then stripes. */
static const struct {
    lxw_color_t ink;
    uint8_t stripes;
} INKS[] = {{JLN_NAVY, LXW_CHART_PATTERN_NONE},
            {0xB9C6D9, LXW_CHART_PATTERN_NONE},
            {0x6684A8, LXW_CHART_PATTERN_NONE},
            {JLN_NAVY, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL},
            {JLN_NAVY, LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL},
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
    if (!text || !jln_book_clean(b, text, key) || *text != '=') return text;
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
    lxw_chart_font title_font = {.size = 12, .bold = LXW_TRUE, .color = JLN_NAVY};
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
    jln_book_check(
        b, worksheet_insert_chart_opt(b->sheets[at.sheet], at.row, at.column, drawn, &options),
        c->key);
}
