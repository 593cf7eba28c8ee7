/* Progress bars: from the baseline, marked, to the target; what was measured is written beside. */
#include "layout/chart_parts.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

enum { RATE, BASELINE, TARGET, MEASURED };

static const float BAR = 6.5f, UNDER = 8.6f, SMALL = 6.5f, LOWEST = -0.5f, KEY_GAP = 12;

static float x_of(const jln_chart_state *c, double value) {
    double clamped = value < c->low ? c->low : value > c->high ? c->high : value;
    return c->plot_x + c->plot_w * (float)((clamped - c->low) / (c->high - c->low));
}

/* What a series writes for a category; "" when the chart has no such series. */
static const char *words(const jln_chart_state *c, size_t series, size_t category) {
    return series < c->doc->series_count ? jln_chart_point_of(c, series, category)->label : "";
}

static float width_of(const jln_chart_state *c, const char *text) {
    return jln_chart_width(c, JLN_FONT_REGULAR, text, strlen(text), SMALL);
}

/* Baseline and target under their marks; where they would meet, or leave the plot, they are cut. */
static void place_ends(jln_chart_state *c, size_t category, float y) {
    float left = x_of(c, 0), right = x_of(c, 1), room = (right - left) / 2 - 4, used;
    const char *base = words(c, BASELINE, category), *target = words(c, TARGET, category);
    size_t length =
        jln_metrics_fit(c->f->metrics, JLN_FONT_REGULAR, base, strlen(base), room / SMALL, NULL);
    jln_flow_run(c->f, base, length, JLN_FONT_REGULAR, SMALL, JLN_MUTED, left, y, c->tag);
    length = jln_metrics_fit(c->f->metrics, JLN_FONT_REGULAR, target, strlen(target), room / SMALL,
                             &used);
    jln_flow_run(c->f, target, length, JLN_FONT_REGULAR, SMALL, JLN_MUTED, right - used * SMALL, y,
                 c->tag);
}

static void draw_track(jln_chart_state *c, const jln_chart_point *p, float y) {
    float zero = x_of(c, 0), goal = x_of(c, 1);
    if (!p->known) jln_chart_missing(c, zero, y, goal - zero, BAR);
    else {
        jln_chart_box(c, JLN_CHART_EMPTY, zero, y, goal - zero, BAR); /* the way to go */
        float end = x_of(c, p->value);
        jln_chart_box(c, p->value < 0 ? 3 : 0, fminf(zero, end), y, fabsf(end - zero), BAR);
        c->bar = BAR;
        if (p->value > c->high) jln_chart_cut_lying(c, end, y);
    }
    jln_flow_rule(c->f, zero, y - 2.5f, 0, BAR + 5, JLN_INK, 1.6f); /* the baseline */
    jln_flow_rule(c->f, goal, y - 2.5f, 0, BAR + 5, JLN_INK, 0.7f); /* the target */
}

static void place_category(jln_chart_state *c, size_t category) {
    jln_flow *f = c->f;
    jln_lines lines;
    const jln_chart_point *p = jln_chart_point_of(c, RATE, category);
    if (!jln_chart_break(c, jln_chart_name(c, category), c->labels_w - 8, &lines)) return;
    jln_text_cut(&lines, 3, f->metrics, JLN_CHART_CATEGORY_SIZE, c->labels_w - 8);
    float text = (float)lines.count * JLN_CHART_CATEGORY_LINE;
    float own = BAR + 5 + UNDER, height = fmaxf(own, text) + 4;
    jln_flow_open(f, 0);
    float y = (height - text) / 2 +
              jln_flow_baseline(f, JLN_CHART_CATEGORY_SIZE, JLN_CHART_CATEGORY_LINE);
    for (size_t i = 0; i < lines.count; i++, y += JLN_CHART_CATEGORY_LINE)
        jln_flow_line(f, &lines, i, JLN_CHART_CATEGORY_SIZE, JLN_INK,
                      f->left + c->labels_w - 8 - lines.lines[i].width, y, c->tag);
    float top = (height - own) / 2 + 2.5f, right = c->plot_x + c->plot_w + 5;
    draw_track(c, p, top);
    place_ends(c, category, top + BAR + 2.5f + SMALL);
    jln_chart_label(c, p, p->known ? JLN_INK : JLN_MUTED, right, top + BAR - 0.8f);
    const char *said = words(c, MEASURED, category);
    if (p->known)
        jln_chart_text(c, said, JLN_FONT_REGULAR, SMALL, JLN_MUTED, right,
                       top + BAR + 2.5f + SMALL);
    jln_flow_close(f, height, jln_chart_parting(c, category));
}

/* What the marks mean. */
static void place_key(jln_chart_state *c) {
    const char *const said[] = {_("référence"), _("chemin parcouru"), _("cible")};
    float widths[3], all = -KEY_GAP, x = c->f->left + c->labels_w;
    for (int i = 0; i < 3; i++) {
        widths[i] =
            15 + KEY_GAP +
            jln_chart_width(c, JLN_FONT_REGULAR, said[i], strlen(said[i]), JLN_CHART_LABEL_SIZE);
        all += widths[i];
    }
    x = fmaxf(fminf(x, c->f->left + c->f->width - all), c->f->left);
    jln_flow_open(c->f, 0);
    for (int i = 0; i < 3; x += widths[i++]) {
        if (i == 1) jln_chart_box(c, 0, x, 2.5f, 12, 6);
        else jln_flow_rule(c->f, x + 6, 1, 0, 9, JLN_INK, i ? 0.7f : 1.6f);
        jln_chart_text(c, said[i], JLN_FONT_REGULAR, JLN_CHART_LABEL_SIZE, JLN_MUTED, x + 15, 8);
    }
    jln_flow_close(c->f, 13, true);
}

void jln_chart_progress(jln_chart_state *c) {
    float labels = 20;
    c->low = 0;
    c->high = 1;
    c->cut = false;
    for (size_t i = 0; i < c->count; i++) {
        const jln_chart_point *p = jln_chart_point_of(c, RATE, i);
        labels = fmaxf(labels, p->width);
        if (p->known) labels = fmaxf(labels, width_of(c, words(c, MEASURED, i)));
        if (p->known && p->value < c->low) c->low = fmax(p->value, LOWEST);
        if (p->known && p->value > 1) c->cut = true;
    }
    c->labels_w = jln_chart_names_width(c, c->f->width * 0.4f);
    c->plot_x = c->f->left + c->labels_w;
    c->plot_w = c->f->width - c->labels_w - fminf(labels, c->f->width * 0.25f) - 8;
    place_key(c);
    jln_chart_repeat(c);
    for (size_t i = 0; i < c->count && !c->f->failed; i++) place_category(c, i);
}
