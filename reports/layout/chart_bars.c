/* Lying bars: side by side, stacked, or as shares of a whole. */
#include "doc/format.h"
#include "layout/chart_parts.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

enum { MANY_CATEGORIES = 6 }; /* that are drawn thinner */

static const float MISSING = 14; /* width of the box of a missing value */

static bool is_stack(const jln_chart_state *c) {
    return c->doc->chart == JLN_CHART_STACKED || c->doc->chart == JLN_CHART_SHARES;
}

static float x_of(const jln_chart_state *c, double value) {
    double clamped = value < c->low ? c->low : value > c->high ? c->high : value;
    return c->plot_x + c->plot_w * (float)((clamped - c->low) / (c->high - c->low));
}

static void draw_bar(jln_chart_state *c, size_t series, size_t category, float y) {
    const jln_chart_point *p = jln_chart_point_of(c, series, category);
    float zero = x_of(c, 0), base = y + c->bar / 2 + 2.35f;
    if (p->silent) return;
    if (!p->known) {
        if (!p->unasked) jln_chart_missing(c, zero, y + 0.5f, MISSING, c->bar - 1);
        jln_chart_label(c, p, JLN_MUTED, zero + (p->unasked ? 0 : MISSING) + 3, base);
        return;
    }
    float end = x_of(c, p->value), x = end < zero ? end : zero;
    bool pale =
        c->doc->marked && c->doc->series_count == 1 && c->shown[category] + 1 != c->doc->marked;
    size_t look = pale ? 1 : series;
    jln_chart_box(c, look, x, y, fabsf(end - zero), c->bar);
    if (p->thin) jln_chart_thin(c, look, x, y, fabsf(end - zero), c->bar);
    if (p->value > c->high) jln_chart_cut_lying(c, end, y);
    jln_chart_label(c, p, JLN_INK, p->value < 0 ? x - p->width - 3 : x + fabsf(end - zero) + 3,
                    base);
}

/* The whole printed beside a stacked bar: the sum of what is known, and what is not. */
static const char *stack_label(jln_chart_state *c, size_t category, size_t *length) {
    jln_str s = {0};
    jln_cell sum = {.value = jln_value_integer(0)};
    size_t known = 0;
    const char *word = NULL;
    for (size_t k = 0; k < c->doc->series_count; k++) {
        const jln_cell *cell = jln_chart_cell(c, k, category);
        if (jln_value_known(&cell->value)) {
            if (jln_rat_add(sum.value.number, cell->value.number, &sum.value.number)) known++;
        } else if (!word) word = jln_chart_point_of(c, k, category)->label;
    }
    if (known)
        jln_format_cell(&s, &sum, c->doc->kind, c->doc->scale, c->doc->decimals, c->f->doc->lang);
    if (word) jln_str_fmt(&s, known ? " + %s" : "%s", word);
    char *text = s.failed ? NULL : jln_arena_strn(c->f->arena, jln_str_c(&s), s.length);
    *length = s.length;
    jln_str_free(&s);
    if (!text) c->f->failed = true;
    return text;
}

/* What a stacked bar is divided by: of shares, its own whole. */
static double whole_of(const jln_chart_state *c, size_t category) {
    double whole = 0;
    if (c->doc->chart != JLN_CHART_SHARES) return 1;
    for (size_t k = 0; k < c->doc->series_count; k++) {
        const jln_chart_point *p = jln_chart_point_of(c, k, category);
        if (p->known && p->value > 0) whole += p->value;
    }
    return whole > 0 ? whole : 1;
}

static const float OVER = 6.2f, OVER_SIZE = 6,
                   STRAY = 6; /* a strip for the numbers of thin parts */

static bool has_room(size_t look, const jln_chart_point *p, float width) {
    return p->width + (jln_chart_hatched(look) ? 4 : 1.4f) < width;
}

/* A number stands in its part, or above it where it is too thin; side by side, never one on
 * another: `free` is where the last one ends. */
static void label_part(jln_chart_state *c, size_t look, const jln_chart_point *p, float a, float b,
                       float y, float *free) {
    float left = (a + b - p->width) / 2;
    if (has_room(look, p, fabsf(b - a))) {
        if (jln_chart_hatched(look))
            jln_chart_blank(c, left - 1, y + 1.5f, p->width + 2, c->bar + 1);
        jln_chart_label(c, p, jln_chart_ink(look), left, y + c->bar + 1.2f);
        return;
    }
    float width = p->width * OVER_SIZE / JLN_CHART_LABEL_SIZE;
    left = fmaxf((a + b - width) / 2, *free);
    if (left > fmaxf(a, b) + STRAY || left + width > c->f->left + c->f->width)
        return; /* too far from its part: it would be read for another */
    jln_flow_run(c->f, p->label, p->length, JLN_FONT_REGULAR, OVER_SIZE, JLN_INK, left, y - 1.2f,
                 c->tag);
    *free = left + width + 2;
}

static void draw_stack(jln_chart_state *c, size_t category, float y) {
    double up = 0, down = 0, whole = whole_of(c, category);
    float right = x_of(c, 0), free = right;
    for (size_t k = 0; k < c->doc->series_count; k++) {
        const jln_chart_point *p = jln_chart_point_of(c, k, category);
        size_t look = jln_chart_part(k);
        if (!p->known || p->value == 0) continue;
        double *from = p->value > 0 ? &up : &down;
        float a = x_of(c, *from), b = x_of(c, *from + p->value / whole);
        *from += p->value / whole;
        jln_chart_box(c, look, a < b ? a : b, y, fabsf(b - a), c->bar + 4);
        if (b > right) right = b;
        label_part(c, look, p, a, b, y, &free);
    }
    if (right <= x_of(c, 0)) {
        jln_chart_missing(c, right, y + 0.5f, MISSING, c->bar + 3);
        right += MISSING;
    }
    size_t length = 0;
    const char *text = stack_label(c, category, &length);
    if (text)
        jln_flow_run(c->f, text, length, JLN_FONT_BOLD, JLN_CHART_LABEL_SIZE, JLN_INK, right + 3,
                     y + c->bar + 1.2f, c->tag);
}

/* Some part is too thin for its number: there is a strip above the bar. */
static float strip_of(const jln_chart_state *c, size_t category) {
    double whole = whole_of(c, category);
    for (size_t k = 0; is_stack(c) && k < c->doc->series_count; k++) {
        const jln_chart_point *p = jln_chart_point_of(c, k, category);
        if (!p->known || p->value == 0) continue;
        double share = fabs(p->value) / whole / (c->high - c->low);
        if (!has_room(jln_chart_part(k), p, c->plot_w * (float)share)) return OVER;
    }
    return 0;
}

static float bars_height(const jln_chart_state *c) {
    return is_stack(c) ? c->bar + 4 : (c->bar + 1.2f) * (float)c->doc->series_count - 1.2f;
}

/* The name of a category on the left, its lines centred in the row. */
static void place_name(jln_chart_state *c, const jln_lines *lines, size_t shown, float height,
                       float top) {
    float text = (float)shown * JLN_CHART_CATEGORY_LINE;
    float y = top + (height - text) / 2 +
              jln_flow_baseline(c->f, JLN_CHART_CATEGORY_SIZE, JLN_CHART_CATEGORY_LINE);
    for (size_t i = 0; i < shown; i++, y += JLN_CHART_CATEGORY_LINE)
        jln_flow_line(c->f, lines, i, JLN_CHART_CATEGORY_SIZE, JLN_INK,
                      c->f->left + c->labels_w - 8 - lines->lines[i].width, y, c->tag);
}

/* One category: its name on the left, its bars, and its piece of the zero line. */
static size_t break_name(jln_chart_state *c, size_t category, jln_lines *lines) {
    if (!jln_chart_break(c, jln_chart_name(c, category), c->labels_w - 8, lines)) return 0;
    size_t most = (size_t)(jln_flow_room(c->f) * 0.3f / JLN_CHART_CATEGORY_LINE);
    return lines->count < most ? lines->count : most;
}

/* Of a row without the air around it. */
static float row_height(const jln_chart_state *c, size_t lines) {
    return fmaxf(bars_height(c), (float)lines * JLN_CHART_CATEGORY_LINE);
}

static const float AIR = 7, LITTLE_AIR = 3.5f, NOTE_ROOM = 12;

/* Rows closer together, where that keeps a chart on the page. */
static void set_air(jln_chart_state *c) {
    c->air = c->f->brief.on ? 4 : AIR;
    if (c->f->brief.on || c->f->collecting || c->doc->groups) return;
    float rows = NOTE_ROOM, count = (float)c->count, left = jln_flow_left(c->f);
    for (size_t i = 0; i < c->count && !c->f->failed && rows < left; i++) {
        jln_lines lines;
        rows += row_height(c, break_name(c, i, &lines)) + strip_of(c, i);
    }
    if (rows + count * AIR > left && rows + count * LITTLE_AIR <= left) c->air = LITTLE_AIR;
}

static void place_category(jln_chart_state *c, size_t category) {
    jln_flow *f = c->f;
    jln_lines lines;
    size_t shown = break_name(c, category, &lines);
    if (f->failed) return;
    float bars = bars_height(c), strip = strip_of(c, category);
    float own = row_height(c, shown) + c->air;
    float height = own + strip;
    jln_flow_open(f, 0);
    place_name(c, &lines, shown, own, strip);
    float top = strip + (own - bars) / 2;
    if (is_stack(c)) draw_stack(c, category, top);
    else
        for (size_t s = 0; s < c->doc->series_count; s++)
            draw_bar(c, s, category, top + (c->bar + 1.2f) * (float)s);
    jln_flow_rule(f, x_of(c, 0), 0, 0, height, JLN_INK, 0.7f);
    jln_flow_close(f, height, jln_chart_parting(c, category));
}

/* The heading of a group, where it changes. */
static void place_group(jln_chart_state *c, size_t category) {
    const char *const *groups = c->doc->groups;
    if (!groups || (c->others && category + 1 == c->count)) return;
    const char *group = groups[c->shown[category]];
    const char *before = category ? groups[c->shown[category - 1]] : NULL;
    if (!group || (before && strcmp(group, before) == 0)) return;
    float used;
    size_t length = jln_metrics_fit(c->f->metrics, JLN_FONT_BOLD, group, strlen(group),
                                    c->f->width / JLN_CHART_CATEGORY_SIZE, &used);
    jln_flow_open(c->f, category ? 3 : 0);
    jln_flow_run(c->f, group, length, JLN_FONT_BOLD, JLN_CHART_CATEGORY_SIZE, JLN_HEAD, c->f->left,
                 8.5f, c->tag);
    jln_flow_close(c->f, 11.5f, true);
}

/* Room for names on the left and for the widest label beyond the bars' ends. */
static void set_plot(jln_chart_state *c) {
    float labels = 20, left_labels = 0, most = c->f->width * 0.36f;
    for (size_t i = 0; i < c->count; i++) {
        for (size_t s = 0; s < c->doc->series_count && !is_stack(c); s++) {
            const jln_chart_point *p = jln_chart_point_of(c, s, i);
            labels = fmaxf(labels, p->width + (p->known ? 0 : MISSING));
            if (p->known && p->value < 0) left_labels = fmaxf(left_labels, p->width + 6);
        }
        size_t length = 0;
        const char *text = is_stack(c) ? stack_label(c, i, &length) : NULL;
        if (text)
            labels = fmaxf(labels,
                           jln_chart_width(c, JLN_FONT_BOLD, text, length, JLN_CHART_LABEL_SIZE));
    }
    c->labels_w = jln_chart_names_width(c, most);
    labels = fminf(labels, c->f->width * 0.3f);
    c->plot_x = c->f->left + c->labels_w + left_labels;
    c->plot_w = c->f->width - c->labels_w - left_labels - labels - 8;
}

void jln_chart_bars(jln_chart_state *c) {
    float thickest = jln_flow_room(c->f) * 0.8f / (float)c->doc->series_count - 1.2f;
    float bar = c->count > MANY_CATEGORIES || c->f->brief.on
                    ? 6.2f
                    : 8.5f; /* many share one page with their table */
    c->bar = is_stack(c) || thickest > bar ? bar : fmaxf(thickest, 0.2f);
    if (c->doc->chart == JLN_CHART_SHARES) c->low = 0, c->high = 1;
    set_plot(c);
    set_air(c);
    jln_chart_repeat(c);
    for (size_t i = 0; i < c->count && !c->f->failed; i++) {
        place_group(c, i);
        place_category(c, i);
    }
}
