#include "layout/chart_parts.h"

#include "doc/format.h"
#include "layout/style.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void jln_chart_stroke(jln_chart_state *c, size_t series, float x1, float y1, float x2, float y2) {
    static const struct {
        jln_colour ink;
        float line, dash;
    } strokes[] = {
        {JLN_HEAD, 1.5f, 0}, {0x6C8AA4u, 1.3f, 4}, {JLN_INK, 0.9f, 1.5f}, {0x8895A3u, 1.5f, 0}};
    static const size_t aim = 2; /* thin and dotted */
    if (c->doc->series[series].target) series = aim;
    jln_shape *s = jln_flow_shape(c->f, (jln_shape){.kind = JLN_SHAPE_RULE,
                                                    .x = x1,
                                                    .y = y1,
                                                    .w = x2 - x1,
                                                    .h = y2 - y1,
                                                    .fill = JLN_COLOUR_NONE,
                                                    .stroke = strokes[series % 4].ink,
                                                    .line = strokes[series % 4].line,
                                                    .dash = strokes[series % 4].dash});
    if (s) s->tag = c->tag;
}

/* Disc, square, triangle or diamond, full or hollow: the series in black and white. */
void jln_chart_marker(jln_chart_state *c, size_t series, float x, float y) {
    static const int sides[] = {12, 4, 3, 4};
    int n = sides[series % 4];
    jln_point *points = jln_arena_array(c->f->arena, (size_t)n, sizeof *points);
    if (!points) {
        c->f->failed = true;
        return;
    }
    float turn = series % 4 == 1 ? 0.7853982f : 1.5707963f, radius = n == 12 ? 2.3f : 2.9f;
    for (int i = 0; i < n; i++) {
        float angle = turn + 6.2831853f * (float)i / (float)n;
        points[i] = (jln_point){x + radius * cosf(angle), y - radius * sinf(angle)};
    }
    jln_shape *s = jln_flow_shape(c->f, (jln_shape){.kind = JLN_SHAPE_POLYGON,
                                                    .fill = series % 2 ? JLN_WHITE : JLN_HEAD,
                                                    .stroke = JLN_HEAD,
                                                    .line = 0.8f,
                                                    .points = points,
                                                    .point_count = (uint32_t)n});
    if (s) s->tag = c->tag;
}

static const float LABEL_STEP = 30; /* between two points that both have their label */

static float y_of(const jln_chart_state *c, float top, double value) {
    return top + c->plot_h * (float)((c->high - value) / (c->high - c->low));
}

static float step_x(const jln_chart_state *c) {
    return c->plot_w / (float)c->count;
}

static float center_x(const jln_chart_state *c, size_t category) {
    return c->plot_x + step_x(c) * ((float)category + 0.5f);
}

/* Grid lines at round values, each with its figure; the axis ends on one. */
static void draw_grid(jln_chart_state *c, float top) {
    double step = jln_chart_round_up((c->high - c->low) / 5);
    double unit = c->doc->kind == JLN_KIND_RATE ? 0.01
                  : c->doc->scale > 1           ? (double)c->doc->scale
                                                : 1;
    int decimals = step >= unit * 0.999 ? 0 : step >= unit * 0.0999 ? 1 : 2;
    jln_str s = {0};
    c->high = ceil(c->high / step - 1e-9) * step;
    c->low = floor(c->low / step + 1e-9) * step;
    for (int k = (int)lround(c->low / step); k <= (int)lround(c->high / step) && !c->f->failed;
         k++) {
        jln_cell cell = {0};
        jln_rat number;
        char plain[JLN_NUM_MAX];
        float y = y_of(c, top, k * step);
        jln_flow_rule(c->f, c->plot_x, y, c->plot_w, 0, k ? JLN_HAIR : JLN_INK, k ? 0.35f : 0.7f);
        int n = snprintf(plain, sizeof plain, "%.9f", k * step);
        if (n < 0 || n >= JLN_NUM_MAX || !jln_rat_parse(plain, (size_t)n, &number)) continue;
        cell.value = jln_value_number(number);
        jln_str_clear(&s);
        jln_format_cell(&s, &cell, c->doc->kind, c->doc->scale, decimals, c->f->doc->lang);
        const char *text = jln_arena_strn(c->f->arena, jln_str_c(&s), s.length);
        float width =
            text ? jln_chart_width(c, JLN_FONT_REGULAR, text, s.length, JLN_CHART_LABEL_SIZE) : 0;
        if (!text || s.failed) c->f->failed = true;
        else
            jln_flow_run(c->f, text, s.length, JLN_FONT_REGULAR, JLN_CHART_LABEL_SIZE, JLN_MUTED,
                         c->plot_x - width - 5, y + 2.4f, c->tag);
    }
    jln_str_free(&s);
}

/* Where a value stands among those of its category: how many known ones are above it. */
static size_t rank_of(const jln_chart_state *c, size_t series, size_t category) {
    const jln_chart_point *p = jln_chart_point_of(c, series, category);
    size_t above = 0;
    for (size_t s = 0; s < c->doc->series_count; s++) {
        const jln_chart_point *q = jln_chart_point_of(c, s, category);
        if (q->known && (q->value > p->value || (q->value == p->value && s < series))) above++;
    }
    return above;
}

static size_t known_count(const jln_chart_state *c, size_t category) {
    size_t known = 0;
    for (size_t s = 0; s < c->doc->series_count; s++)
        known += jln_chart_point_of(c, s, category)->known;
    return known;
}

/* How a series runs through a point: up or down from the point before to the one after. */
static double slope_at(const jln_chart_state *c, size_t series, size_t category) {
    const jln_chart_point *p = jln_chart_point_of(c, series, category), *from = p, *to = p;
    if (category && jln_chart_point_of(c, series, category - 1)->known)
        from = jln_chart_point_of(c, series, category - 1);
    if (category + 1 < c->count && jln_chart_point_of(c, series, category + 1)->known)
        to = jln_chart_point_of(c, series, category + 1);
    return to->value - from->value;
}

/* Of points too close for all their labels: the first, the report's year and the last. */
static bool is_labelled(const jln_chart_state *c, size_t category) {
    float step = step_x(c);
    bool now = c->doc->timeline && category == c->doc->now;
    if (step >= LABEL_STEP || now || category + 1 == c->count) return true;
    return category == 0 && (!c->doc->timeline || step * (float)c->doc->now >= LABEL_STEP);
}

typedef struct {
    float x, y;
} spot;

/* The highest value is written above its point, the lowest below, those between beside, on the side
 * where their line does not pass; below never on the axis. */
static spot label_spot(const jln_chart_state *c, size_t series, size_t category, float top) {
    const jln_chart_point *p = jln_chart_point_of(c, series, category);
    float x = center_x(c, category), y = y_of(c, top, p->value), width = p->width;
    float axis = y_of(c, top, fmax(c->low, 0));
    size_t rank = rank_of(c, series, category);
    double slope = slope_at(c, series, category);
    spot at = {x - width / 2, y - 5};
    if (rank == 0) at.x = slope > 0 ? x + 3 - width : slope < 0 ? x - 3 : at.x;
    else if (rank + 1 == known_count(c, category)) {
        at.x = slope > 0 ? x - 3 : slope < 0 ? x + 3 - width : at.x;
        at.y = y + 10;
        if (at.y > axis - 1.5f) at = (spot){x + 5, fminf(y + 4, axis - 2)};
    } else at = (spot){x + 6, y + 2.5f};
    at.x = fmaxf(fminf(at.x, c->plot_x + c->plot_w - width), c->plot_x + 2);
    return at;
}

/* White under the labels hides the grid, and only it: lines and the axis are drawn afterwards. */
static void blank_labels(jln_chart_state *c, float top) {
    for (size_t i = 0; i < c->count; i++)
        for (size_t s = 0; s < c->doc->series_count && is_labelled(c, i); s++) {
            const jln_chart_point *p = jln_chart_point_of(c, s, i);
            if (!p->known) continue;
            spot at = label_spot(c, s, i, top);
            jln_chart_blank(c, at.x - 1, at.y - 6, p->width + 2, 7.5f);
        }
}

static void label_points(jln_chart_state *c, size_t category, float top) {
    size_t missing = 0;
    for (size_t s = 0; s < c->doc->series_count; s++) {
        const jln_chart_point *p = jln_chart_point_of(c, s, category);
        if (p->silent) continue;
        if (!p->known) {
            jln_chart_label(c, p, JLN_MUTED, center_x(c, category) - p->width / 2,
                            fmaxf(y_of(c, top, 0) - 3 - 8 * (float)missing++, top));
            continue;
        }
        if (!is_labelled(c, category)) continue;
        spot at = label_spot(c, s, category, top);
        jln_chart_label(c, p, JLN_INK, at.x, at.y);
    }
}

static void draw_series(jln_chart_state *c, size_t series, float top) {
    for (size_t i = 0; i < c->count; i++) {
        const jln_chart_point *p = jln_chart_point_of(c, series, i),
                              *q = i ? jln_chart_point_of(c, series, i - 1) : p;
        if (!p->known) continue;
        if (i && q->known)
            jln_chart_stroke(c, series, center_x(c, i - 1), y_of(c, top, q->value), center_x(c, i),
                             y_of(c, top, p->value));
    }
    for (size_t i = 0; i < c->count && !c->doc->series[series].target; i++) {
        const jln_chart_point *p = jln_chart_point_of(c, series, i);
        if (p->known) jln_chart_marker(c, series, center_x(c, i), y_of(c, top, p->value));
    }
}

/* Names under the axis, two lines at most; one in so many when they are too close. */
static void draw_names(jln_chart_state *c, float y) {
    size_t every = (size_t)ceilf(22 / step_x(c));
    for (size_t i = 0; i < c->count; i += every) {
        jln_lines lines;
        if (!jln_chart_break(c, jln_chart_name(c, i), step_x(c) * (float)every - 3, &lines)) return;
        for (size_t k = 0; k < lines.count && k < 2; k++)
            jln_flow_line(c->f, &lines, k, JLN_CHART_CATEGORY_SIZE, JLN_INK,
                          center_x(c, i) - lines.lines[k].width / 2,
                          y + (float)k * JLN_CHART_CATEGORY_LINE, c->tag);
    }
}

void jln_chart_lines(jln_chart_state *c) {
    c->plot_x = c->f->left + 46;
    c->plot_w = c->f->width - 56;
    jln_flow_open(c->f, 2);
    draw_grid(c, 10);
    blank_labels(c, 10);
    jln_flow_rule(c->f, c->plot_x, y_of(c, 10, 0), c->plot_w, 0, JLN_INK, 0.7f);
    for (size_t s = 0; s < c->doc->series_count; s++) draw_series(c, s, 10);
    for (size_t i = 0; i < c->count; i++) label_points(c, i, 10);
    draw_names(c, 10 + c->plot_h + 11);
    jln_flow_close(c->f, 10 + c->plot_h + 24, false);
}
