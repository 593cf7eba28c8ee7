#include "layout/chart.h"

#include "doc/format.h"
#include "layout/chart_parts.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

enum { SMALL_CHART = 12 }; /* categories that stay on one page */

/* Told apart without colour: dark, pale with an outline, middle, hatched... */
static const struct {
    jln_colour fill, ink;
    float hatch; /* distance between hatch lines, 0 for none */
    bool rising;
} looks[] = {
    {JLN_HEAD, JLN_WHITE, 0, false},  {0xB9C7D4u, JLN_INK, 0, false},
    {0x6C8AA4u, JLN_WHITE, 0, false}, {JLN_WHITE, JLN_INK, 3, true},
    {0xE3E8EEu, JLN_INK, 4, false},   {0x44586Bu, JLN_WHITE, 0, false},
    {0xD5DEE6u, JLN_INK, 2.2f, true}, {JLN_WHITE, JLN_INK, 0, false},
};

enum { LOOKS = sizeof looks / sizeof *looks };

const jln_chart_point *jln_chart_point_of(const jln_chart_state *c, size_t series,
                                          size_t category) {
    return &c->points[series * c->doc->category_count + category];
}

float jln_chart_width(const jln_chart_state *c, jln_font font, const char *text, size_t length,
                      float size) {
    return jln_metrics_width(c->f->metrics, font, text, length) * size;
}

static void read_point(jln_chart_state *c, size_t series, size_t category, jln_str *text) {
    jln_chart_point *p = &c->points[series * c->doc->category_count + category];
    const jln_chart_series *s = &c->doc->series[series];
    jln_cell_place at;
    jln_cell none = {.value = jln_value_none(JLN_MISSING, JLN_REASON_NONE)};
    const jln_cell *cell =
        c->f->index && jln_doc_find(c->f->index, s->cells[category], &at) ? at.cell : &none;
    jln_str_clear(text);
    p->known = jln_value_known(&cell->value);
    if (p->known) p->value = jln_rat_double(cell->value.number);
    if (!isfinite(p->value)) p->known = false;
    jln_format_cell(text, cell, c->doc->kind, c->doc->scale, c->doc->decimals, c->f->doc->lang);
    if (!text->failed && text->length == 0) jln_str_add(text, jln_state_words(cell->value.state));
    p->length = text->length;
    p->label = text->failed ? NULL : jln_arena_strn(c->f->arena, jln_str_c(text), text->length);
    if (!p->label) c->f->failed = true;
    else p->width = jln_chart_width(c, JLN_FONT_REGULAR, p->label, p->length, JLN_CHART_LABEL_SIZE);
}

static bool read_points(jln_chart_state *c) {
    size_t count = c->doc->series_count * c->doc->category_count;
    jln_str text = {0};
    c->points = jln_arena_array(c->f->arena, count + 1, sizeof *c->points);
    if (!c->points) c->f->failed = true;
    for (size_t s = 0; s < c->doc->series_count; s++)
        for (size_t i = 0; i < c->doc->category_count && !c->f->failed; i++)
            read_point(c, s, i, &text);
    jln_str_free(&text);
    return !c->f->failed;
}

double jln_chart_round_up(double value) {
    double power = pow(10, floor(log10(value)));
    static const double steps[] = {1, 2, 5, 10};
    for (int i = 0; i < 4; i++)
        if (steps[i] * power >= value * (1 - 1e-9)) return steps[i] * power;
    return value;
}

static void extend(jln_chart_state *c, double value) {
    if (value < c->low) c->low = value;
    if (value > c->high) c->high = value;
}

/* The axis holds zero and all values; a rate above 100 % is cut there when it would crush the
 * others. */
static void find_axis(jln_chart_state *c) {
    const jln_doc_chart *d = c->doc;
    for (size_t i = 0; i < d->category_count; i++) {
        double up = 0, down = 0;
        for (size_t s = 0; s < d->series_count; s++) {
            const jln_chart_point *p = jln_chart_point_of(c, s, i);
            if (!p->known) continue;
            if (d->chart != JLN_CHART_STACKED) extend(c, p->value);
            if (p->value > 0) up += p->value;
            else down += p->value;
        }
        if (d->chart != JLN_CHART_STACKED) continue;
        extend(c, up);
        extend(c, down);
    }
    bool rate = d->kind == JLN_KIND_RATE && d->chart == JLN_CHART_BARS;
    if (rate && c->high > 1) c->cut = true;
    if (rate && c->high > 0.5) c->high = 1;
    if (c->low == 0 && c->high == 0) c->high = 1;
}

static float x_of(const jln_chart_state *c, double value) {
    double clamped = value < c->low ? c->low : value > c->high ? c->high : value;
    return c->plot_x + c->plot_w * (float)((clamped - c->low) / (c->high - c->low));
}

/* Hatch lines at 45 degrees, cut at the box. */
static void hatch(jln_chart_state *c, float x, float y, float w, float h, float step, bool rising) {
    for (float d = step; d < w + h; d += step * 1.4f) {
        float x1 = d < h ? 0 : d - h, y1 = d < h ? d : h; /* left or bottom side */
        float x2 = d < w ? d : w, y2 = d < w ? 0 : d - w; /* top or right side */
        if (!rising) x1 = w - x1, x2 = w - x2;
        jln_shape *s = jln_flow_shape(c->f, (jln_shape){.kind = JLN_SHAPE_RULE,
                                                        .x = x + x1,
                                                        .y = y + y1,
                                                        .w = x2 - x1,
                                                        .h = y2 - y1,
                                                        .fill = JLN_COLOUR_NONE,
                                                        .stroke = JLN_HEAD,
                                                        .line = 0.4f});
        if (!s) return;
        s->tag = c->tag;
    }
}

static void draw_box(jln_chart_state *c, size_t series, float x, float y, float w, float h) {
    if (w <= 0 || c->f->failed) return;
    jln_shape *s = jln_flow_shape(c->f, (jln_shape){.kind = JLN_SHAPE_BOX,
                                                    .x = x,
                                                    .y = y,
                                                    .w = w,
                                                    .h = h,
                                                    .fill = looks[series % LOOKS].fill,
                                                    .stroke = JLN_HEAD,
                                                    .line = 0.5f});
    if (s) s->tag = c->tag;
    if (looks[series % LOOKS].hatch > 0)
        hatch(c, x, y, w, h, looks[series % LOOKS].hatch, looks[series % LOOKS].rising);
}

void jln_chart_label(jln_chart_state *c, const jln_chart_point *p, jln_colour ink, float x,
                     float y) {
    jln_font font = p->known ? JLN_FONT_REGULAR : JLN_FONT_OBLIQUE;
    jln_flow_run(c->f, p->label, p->length, font, JLN_CHART_LABEL_SIZE, ink, x, y, c->tag);
}

void jln_chart_blank(jln_chart_state *c, float x, float y, float w, float h) {
    jln_shape *s = jln_flow_shape(c->f, (jln_shape){.kind = JLN_SHAPE_BOX,
                                                    .x = x,
                                                    .y = y,
                                                    .w = w,
                                                    .h = h,
                                                    .fill = JLN_WHITE,
                                                    .stroke = JLN_COLOUR_NONE});
    if (s) s->tag = c->tag;
}

/* Two slanted strokes at the end of a bar that goes on beyond the axis. */
static void draw_cut(jln_chart_state *c, float x, float y) {
    for (int i = 0; i < 2; i++) {
        jln_point *q = jln_arena_array(c->f->arena, 4, sizeof *q);
        if (!q) {
            c->f->failed = true;
            return;
        }
        float at = x - 9 + 4 * (float)i;
        q[0] = (jln_point){at, y + c->bar + 1};
        q[1] = (jln_point){at + 3, y - 1};
        q[2] = (jln_point){at + 4.6f, y - 1};
        q[3] = (jln_point){at + 1.6f, y + c->bar + 1};
        jln_shape *s = jln_flow_shape(c->f, (jln_shape){.kind = JLN_SHAPE_POLYGON,
                                                        .fill = JLN_WHITE,
                                                        .stroke = JLN_COLOUR_NONE,
                                                        .points = q,
                                                        .point_count = 4});
        if (s) s->tag = c->tag;
    }
}

static void draw_bar(jln_chart_state *c, size_t series, size_t category, float y) {
    const jln_chart_point *p = jln_chart_point_of(c, series, category);
    float zero = x_of(c, 0), base = y + c->bar / 2 + 2.35f;
    if (!p->known) {
        jln_chart_label(c, p, JLN_MUTED, zero + 3, base);
        return;
    }
    float end = x_of(c, p->value), x = end < zero ? end : zero;
    draw_box(c, series, x, y, fabsf(end - zero), c->bar);
    if (p->value > c->high) draw_cut(c, end, y);
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
        jln_cell_place at;
        bool found =
            c->f->index && jln_doc_find(c->f->index, c->doc->series[k].cells[category], &at);
        if (found && jln_value_known(&at.cell->value)) {
            if (jln_rat_add(sum.value.number, at.cell->value.number, &sum.value.number)) known++;
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

static void draw_stack(jln_chart_state *c, size_t category, float y) {
    double up = 0, down = 0;
    float base = y + c->bar + 1.2f, right = x_of(c, 0);
    for (size_t k = 0; k < c->doc->series_count; k++) {
        const jln_chart_point *p = jln_chart_point_of(c, k, category);
        if (!p->known || p->value == 0) continue;
        double *from = p->value > 0 ? &up : &down;
        float a = x_of(c, *from), b = x_of(c, *from + p->value);
        *from += p->value;
        draw_box(c, k, a < b ? a : b, y, fabsf(b - a), c->bar + 4);
        if (b > right) right = b;
        if (p->width + 4 >= fabsf(b - a)) continue;
        if (looks[k % LOOKS].hatch > 0)
            jln_chart_blank(c, (a + b - p->width) / 2 - 1, y + 1.5f, p->width + 2, c->bar + 1);
        jln_chart_label(c, p, looks[k % LOOKS].ink, (a + b - p->width) / 2, base);
    }
    size_t length = 0;
    const char *text = stack_label(c, category, &length);
    if (text)
        jln_flow_run(c->f, text, length, JLN_FONT_BOLD, JLN_CHART_LABEL_SIZE, JLN_INK, right + 3,
                     base, c->tag);
}

/* One category: its name on the left, its bars, and its piece of the zero line. */
static void place_category(jln_chart_state *c, size_t category, bool last) {
    const jln_doc_chart *d = c->doc;
    jln_flow *f = c->f;
    const char *name = d->categories[category] ? d->categories[category] : "";
    jln_span span = {name, strlen(name), JLN_FONT_REGULAR};
    jln_lines lines;
    jln_arena_reset(f->scratch);
    if (!jln_text_break(f->scratch, f->metrics, &span, 1, JLN_CHART_CATEGORY_SIZE, c->labels_w - 8,
                        &lines)) {
        f->failed = true;
        return;
    }
    size_t most = (size_t)(jln_flow_room(f) * 0.3f / JLN_CHART_CATEGORY_LINE),
           shown = lines.count < most ? lines.count : most;
    float bars = d->chart == JLN_CHART_STACKED ? c->bar + 4
                                               : (c->bar + 1.2f) * (float)d->series_count - 1.2f;
    float text = (float)shown * JLN_CHART_CATEGORY_LINE, height = (bars > text ? bars : text) + 7;
    jln_flow_open(f, 0);
    float y = (height - text) / 2 +
              jln_flow_baseline(f, JLN_CHART_CATEGORY_SIZE, JLN_CHART_CATEGORY_LINE);
    for (size_t i = 0; i < shown; i++, y += JLN_CHART_CATEGORY_LINE)
        jln_flow_line(f, &lines, i, JLN_CHART_CATEGORY_SIZE, JLN_INK,
                      f->left + c->labels_w - 8 - lines.lines[i].width, y, c->tag);
    float top = (height - bars) / 2;
    if (d->chart == JLN_CHART_STACKED) draw_stack(c, category, top);
    else
        for (size_t s = 0; s < d->series_count; s++)
            draw_bar(c, s, category, top + (c->bar + 1.2f) * (float)s);
    jln_flow_rule(f, x_of(c, 0), 0, 0, height, JLN_INK, 0.7f);
    bool small = d->category_count <= SMALL_CHART,
         edge = category == 0 || category + 2 == d->category_count;
    jln_flow_close(f, height, !last && (small || edge));
}

/* Room for names on the left and for the widest label beyond the bars' ends. */
static void set_plot(jln_chart_state *c) {
    const jln_doc_chart *d = c->doc;
    float names = 40, labels = 20, left_labels = 0;
    for (size_t i = 0; i < d->category_count; i++) {
        const char *name = d->categories[i] ? d->categories[i] : "";
        float width =
            jln_chart_width(c, JLN_FONT_REGULAR, name, strlen(name), JLN_CHART_CATEGORY_SIZE) + 10;
        if (width > names) names = width;
        for (size_t s = 0; s < d->series_count; s++) {
            const jln_chart_point *p = jln_chart_point_of(c, s, i);
            if (p->width > labels) labels = p->width;
            if (p->known && p->value < 0 && p->width + 6 > left_labels) left_labels = p->width + 6;
        }
        size_t length = 0;
        const char *text = d->chart == JLN_CHART_STACKED ? stack_label(c, i, &length) : NULL;
        float stack =
            text ? jln_chart_width(c, JLN_FONT_BOLD, text, length, JLN_CHART_LABEL_SIZE) : 0;
        if (stack > labels) labels = stack;
    }
    float most = c->f->width * 0.36f;
    c->labels_w = names < most ? names : most;
    if (labels > c->f->width * 0.3f) labels = c->f->width * 0.3f;
    c->plot_x = c->f->left + c->labels_w + left_labels;
    c->plot_w = c->f->width - c->labels_w - left_labels - labels - 8;
}

/* ---- the whole ---- */

enum { SHORT_LEGEND = 4 }; /* lines that stay with the chart */

static void place_sample(jln_chart_state *c, size_t series, const char *name, size_t length,
                         float x) {
    if (c->doc->chart == JLN_CHART_LINES) {
        jln_chart_stroke(c, series, x, 6, x + 14, 6);
        jln_chart_marker(c, series, x + 7, 6);
    } else draw_box(c, series, x, 2.5f, 12, 7);
    jln_flow_run(c->f, name, length, JLN_FONT_REGULAR, JLN_CHART_CATEGORY_SIZE, JLN_INK, x + 17, 9,
                 c->tag);
}

/* Samples of the series with their names, on as many lines as needed. */
static void place_legend(jln_chart_state *c) {
    float x = c->f->left, right = c->f->left + c->f->width;
    size_t lines = 1;
    jln_flow_open(c->f, 3);
    for (size_t s = 0; s < c->doc->series_count && c->doc->series_count > 1;
         s++) { /* of one, the title says it */
        const char *name = c->doc->series[s].name ? c->doc->series[s].name : "";
        float used;
        size_t shown = jln_metrics_fit(c->f->metrics, JLN_FONT_REGULAR, name, strlen(name),
                                       (c->f->width - 30) / JLN_CHART_CATEGORY_SIZE, &used);
        float width = used * JLN_CHART_CATEGORY_SIZE + 30;
        if (x > c->f->left && x + width > right) {
            jln_flow_close(c->f, 11, lines++ < SHORT_LEGEND);
            jln_flow_open(c->f, 0);
            x = c->f->left;
        }
        place_sample(c, s, name, shown, x);
        x += width;
    }
    jln_flow_close(c->f, c->doc->series_count > 1 ? 15 : 4, true);
}

/* What a reader who cannot see the chart is told: title, then each figure. */
static const char *describe(const jln_chart_state *c) {
    jln_str s = {0};
    const jln_doc_chart *d = c->doc;
    jln_str_add(&s, d->title ? d->title : _("Graphique"));
    for (size_t i = 0; i < d->category_count && s.length < 2000; i++) {
        jln_str_fmt(&s, "\u00A0; %s\u00A0:", d->categories[i] ? d->categories[i] : "");
        for (size_t k = 0; k < d->series_count && s.length < 2000; k++)
            jln_str_fmt(&s, "%s %s %s", k ? "," : "", d->series[k].name ? d->series[k].name : "",
                        jln_chart_point_of(c, k, i)->label);
    }
    const char *copy = s.failed ? NULL : jln_arena_strn(c->f->arena, jln_str_c(&s), s.length);
    if (!copy) c->f->failed = true;
    jln_str_free(&s);
    return copy;
}

static void place_caption(jln_chart_state *c, size_t number) {
    const char *title = c->doc->title ? c->doc->title : "";
    const char *text = jln_arena_fmt(c->f->arena, _("Figure %zu\u00A0– %s"), number, title);
    if (!text) {
        c->f->failed = true;
        return;
    }
    uint32_t tag = jln_flow_tag(c->f, JLN_TAG_CAPTION, c->tag);
    jln_par_style style = {.font = JLN_FONT_BOLD,
                           .strong = JLN_FONT_BOLD,
                           .size = 8.5f,
                           .leading = 8.5f * JLN_LEADING_TIGHT,
                           .colour = JLN_HEAD,
                           .before = 12,
                           .heading = c->f->caption,
                           .keep = true};
    jln_flow_paragraph(c->f, text, &style, tag);
    style.heading = 0;
    style.font = JLN_FONT_OBLIQUE;
    style.size = 7.5f;
    style.leading = 7.5f * JLN_LEADING_TIGHT;
    style.colour = JLN_MUTED;
    style.before = 0;
    if (c->doc->caption) jln_flow_paragraph(c->f, c->doc->caption, &style, tag);
}

static void place_empty(jln_chart_state *c) {
    const char *text = _("Aucune donnée.");
    jln_flow_open(c->f, 4);
    jln_flow_run(c->f, text, strlen(text), JLN_FONT_OBLIQUE, JLN_SIZE_NOTE, JLN_MUTED, c->f->left,
                 9, c->tag);
    jln_flow_close(c->f, 12, false);
}

static void place_note(jln_chart_state *c) {
    if (!c->cut) return;
    jln_flow_paragraph(
        c->f, _("Barre entaillée : la valeur dépasse 100\u00A0% ; le nombre écrit est exact."),
        &(jln_par_style){.font = JLN_FONT_OBLIQUE,
                         .strong = JLN_FONT_BOLD,
                         .size = JLN_SIZE_FOOTNOTE,
                         .leading = JLN_SIZE_FOOTNOTE * 1.3f,
                         .colour = JLN_MUTED,
                         .before = 3},
        c->tag);
}

void jln_chart_place(jln_flow *f, const jln_doc_chart *doc) {
    jln_chart_state c = {.f = f, .doc = doc};
    if (f->failed) return;
    c.tag = jln_flow_tag(f, JLN_TAG_FIGURE, 0);
    place_caption(&c, ++f->figures);
    if (!c.tag || !read_points(&c)) return;
    f->out->tags[c.tag].alt = describe(&c);
    if (doc->category_count == 0 || doc->series_count == 0) {
        place_empty(&c);
        return;
    }
    find_axis(&c);
    float thickest = jln_flow_room(f) * 0.8f / (float)doc->series_count - 1.2f;
    float bar = doc->category_count > 6 ? 6.2f : 8.5f; /* many categories share one page with their table */
    c.bar = doc->chart == JLN_CHART_STACKED || thickest > bar ? bar : fmaxf(thickest, 0.2f);
    place_legend(&c);
    if (doc->chart == JLN_CHART_LINES) {
        jln_chart_lines(&c);
    } else {
        set_plot(&c);
        for (size_t i = 0; i < doc->category_count && !f->failed; i++)
            place_category(&c, i, i + 1 == doc->category_count);
        place_note(&c);
    }
    jln_flow_space(f, 12);
}
