/* Progress bars: from the baseline, marked, to the target; what was measured is written beside. */
#include "layout/chart_parts.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

enum { RATE, BASELINE, TARGET, MEASURED };
enum { BACKWARDS = 3 }; /* the look of what goes the wrong way */

static const float BAR = 6.5f, UNDER = 8.6f, SMALL = 6.5f, LOWEST = -0.5f, KEY_GAP = 10, APART = 5;

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

/* "44,2 % (2006)" without its year. */
static size_t without_year(const char *text) {
    const char *year = strrchr(text, '(');
    size_t length = year ? (size_t)(year - text) : strlen(text);
    while (length && text[length - 1] == ' ') length--;
    return length ? length : strlen(text);
}

typedef struct {
    const char *text;
    size_t length;
    float width;
} end_label;

static end_label end_of(const jln_chart_state *c, const char *text, size_t length) {
    return (end_label){text, length, jln_chart_width(c, JLN_FONT_REGULAR, text, length, SMALL)};
}

static void put_end(jln_chart_state *c, const end_label *l, float x, float y) {
    jln_flow_run(c->f, l->text, l->length, JLN_FONT_REGULAR, SMALL, JLN_MUTED, x, y, c->tag);
}

/* Baseline and target under their marks. Where they would meet, the baseline moves left as far as
 * the names; then the years go, then the ends of words: never half a number. */
static void place_ends(jln_chart_state *c, size_t category, float y) {
    const char *base = words(c, BASELINE, category), *target = words(c, TARGET, category);
    float left = c->plot_x - 6, right = fmaxf(x_of(c, 1), left), zero = x_of(c, 0);
    end_label b = end_of(c, base, strlen(base)), t = end_of(c, target, strlen(target));
    if (b.width + t.width + APART > right - left) {
        b = end_of(c, base, without_year(base));
        t = end_of(c, target, without_year(target));
    }
    if (b.width + t.width + APART > right - left) {
        float room = (right - left - APART) / 2 / SMALL;
        b.length = jln_metrics_fit(c->f->metrics, JLN_FONT_REGULAR, base, b.length, room, NULL);
        t.length = jln_metrics_fit(c->f->metrics, JLN_FONT_REGULAR, target, t.length, room, NULL);
        b = end_of(c, base, b.length);
        t = end_of(c, target, t.length);
    }
    float at = right - t.width;
    put_end(c, &b, fmaxf(fminf(zero, at - APART - b.width), left), y);
    put_end(c, &t, at, y);
}

/* A small flag on its mark: where the way leads. */
static void place_flag(jln_chart_state *c, float x, float y, float height) {
    jln_point *points = jln_arena_array(c->f->arena, 3, sizeof *points);
    if (!points) {
        c->f->failed = true;
        return;
    }
    points[0] = (jln_point){x, y};
    points[1] = (jln_point){x - 3.6f, y + 1.7f};
    points[2] = (jln_point){x, y + 3.4f};
    jln_flow_rule(c->f, x, y, 0, height, JLN_INK, 0.7f);
    jln_shape *s = jln_flow_shape(c->f, (jln_shape){.kind = JLN_SHAPE_POLYGON,
                                                    .fill = JLN_INK,
                                                    .stroke = JLN_COLOUR_NONE,
                                                    .points = points,
                                                    .point_count = 3});
    if (s) s->tag = c->tag;
}

static void draw_track(jln_chart_state *c, const jln_chart_point *p, float y) {
    float zero = x_of(c, 0), goal = x_of(c, 1);
    if (!p->known) jln_chart_missing(c, zero, y, goal - zero, BAR);
    else {
        jln_chart_box(c, JLN_CHART_EMPTY, zero, y, goal - zero, BAR); /* the way to go */
        float end = x_of(c, p->value);
        jln_chart_box(c, p->value < 0 ? BACKWARDS : 0, fminf(zero, end), y, fabsf(end - zero), BAR);
        c->bar = BAR;
        if (p->value > c->high) jln_chart_cut_lying(c, end, y);
    }
    jln_flow_rule(c->f, zero, y - 2.5f, 0, BAR + 5, JLN_INK, 1.6f); /* the baseline */
    place_flag(c, goal, y - 4, BAR + 6);
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

enum { KEY_BASELINE, KEY_WAY, KEY_BACK, KEY_TARGET, KEY_RIGHT, KEYS };

static void place_sample(jln_chart_state *c, int key, float x) {
    if (key == KEY_BASELINE) jln_flow_rule(c->f, x + 6, 1, 0, 9, JLN_INK, 1.6f);
    if (key == KEY_WAY) jln_chart_box(c, 0, x, 2.5f, 12, 6);
    if (key == KEY_BACK) jln_chart_box(c, BACKWARDS, x, 2.5f, 12, 6);
    if (key == KEY_TARGET) place_flag(c, x + 7, 0, 10);
}

/* What the marks and the figures mean, on as many lines as they take. */
static void place_key(jln_chart_state *c) {
    const char *said[KEYS] = {_("référence"), _("chemin parcouru"), _("recul"), _("cible"),
                              _("à droite : chemin fait, dernière mesure")};
    bool back = c->low<0, measured = c->doc->series_count> MEASURED;
    float x = c->f->left, right = c->f->left + c->f->width;
    jln_flow_open(c->f, 0);
    for (int i = 0; i < KEYS; i++) {
        if ((i == KEY_BACK && !back) || (i == KEY_RIGHT && !measured)) continue;
        float sample = i == KEY_RIGHT ? 0 : 15, used;
        size_t length = jln_metrics_fit(c->f->metrics, JLN_FONT_REGULAR, said[i], strlen(said[i]),
                                        (c->f->width - sample) / JLN_CHART_LABEL_SIZE, &used);
        float width = sample + used * JLN_CHART_LABEL_SIZE;
        if (x > c->f->left && x + width > right + 0.1f) {
            jln_flow_close(c->f, 10, true);
            jln_flow_open(c->f, 0);
            x = c->f->left;
        }
        place_sample(c, i, x);
        jln_flow_run(c->f, said[i], length, JLN_FONT_REGULAR, JLN_CHART_LABEL_SIZE, JLN_MUTED,
                     x + sample, 8, c->tag);
        x += width + KEY_GAP;
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
