#include "layout/chart.h"

#include "doc/fold.h"
#include "doc/format.h"
#include "layout/chart_parts.h"
#include "layout/style.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float PLOT_HEIGHT = 170; /* where nothing limits it */

/* ---- the categories that are drawn ---- */

const jln_chart_point *jln_chart_point_of(const jln_chart_state *c, size_t series,
                                          size_t category) {
    return &c->points[series * c->count + category];
}

const jln_cell *jln_chart_told(const jln_chart_state *c, size_t series, size_t place) {
    static const jln_cell none = {.value = {.state = JLN_MISSING}};
    jln_cell_place at;
    const jln_cell_ref ref = c->doc->series[series].cells[place];
    return c->f->index && jln_doc_find(c->f->index, ref, &at) ? at.cell : &none;
}

const jln_cell *jln_chart_cell(const jln_chart_state *c, size_t series, size_t category) {
    if (c->others && category + 1 == c->count) return &c->others[series];
    return jln_chart_told(c, series, c->shown[category]);
}

const char *jln_chart_name(const jln_chart_state *c, size_t category) {
    if (c->others && category + 1 == c->count) return c->others_name;
    const char *name = c->doc->categories[c->shown[category]];
    return name ? name : "";
}

/* Bars of amounts keep the largest, and add the others up; a rate is never added. */
static bool adds_up(const jln_doc_chart *d) {
    bool bars =
        d->chart == JLN_CHART_BARS || d->chart == JLN_CHART_STACKED || d->chart == JLN_CHART_SHARES;
    return bars && !d->groups && !d->timeline &&
           (d->kind == JLN_KIND_AMOUNT || d->kind == JLN_KIND_COUNT);
}

typedef struct {
    size_t at;
    double value;
} weighed;

static int heaviest_first(const void *a, const void *b) {
    const weighed *x = a, *y = b;
    if (x->value != y->value) return x->value > y->value ? -1 : 1;
    return x->at < y->at ? -1 : 1;
}

static int by_place(const void *a, const void *b) {
    const weighed *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* The sums of the categories from `kept` on. */
static bool sum_others(jln_chart_state *c, const weighed *order, size_t kept) {
    size_t count = c->doc->category_count - kept;
    const jln_value **values = jln_arena_array(c->f->arena, count, sizeof *values);
    jln_cell *others = jln_arena_array(c->f->arena, c->doc->series_count + 1, sizeof *others);
    const char **names = jln_arena_array(c->f->arena, count, sizeof *names);
    if (!values || !others || !names) return false;
    for (size_t i = 0; i < count; i++) names[i] = c->doc->categories[order[kept + i].at];
    c->others_name = jln_fold_words(c->f->arena, count, names);
    if (!c->others_name) return false;
    for (size_t s = 0; s < c->doc->series_count; s++) {
        for (size_t i = 0; i < count; i++)
            values[i] = &jln_chart_told(c, s, order[kept + i].at)->value;
        others[s].value = jln_fold_sum(values, count);
    }
    c->others = others;
    return true;
}

static bool choose_largest(jln_chart_state *c, size_t most) {
    size_t all = c->doc->category_count, kept = most - 1;
    weighed *order = jln_arena_array(c->f->arena, all, sizeof *order);
    if (!order) return false;
    for (size_t i = 0; i < all; i++) {
        const jln_value *v = &jln_chart_told(c, 0, i)->value;
        order[i] = (weighed){i, jln_value_known(v) ? jln_rat_double(v->number) : -1};
    }
    qsort(order, all, sizeof *order, heaviest_first);
    if (!sum_others(c, order, kept)) return false;
    qsort(order, kept, sizeof *order, by_place);
    for (size_t i = 0; i < kept; i++) c->shown[i] = order[i].at;
    c->count = most;
    return true;
}

/* The years shown end a little after the report's. */
static size_t first_year(const jln_chart_state *c, size_t most) {
    size_t end = c->doc->now + 1 + most / 3;
    if (end > c->doc->category_count) end = c->doc->category_count;
    return end > most ? end - most : 0;
}

enum { MOST_BARS = 15 }; /* of amounts: the largest */

/* On a fixed page only so many categories are drawn; points of a line are all drawn. */
static bool choose(jln_chart_state *c) {
    size_t all = c->doc->category_count, most = all;
    if (!c->f->brief.on && adds_up(c->doc) && all > MOST_BARS + 1) most = MOST_BARS + 1;
    bool panels = c->doc->chart == JLN_CHART_PANELS, lines = c->doc->chart == JLN_CHART_LINES;
    if (c->f->brief.on && !lines && !panels && c->f->brief.rows < all)
        most = c->f->brief.rows ? c->f->brief.rows : 1;
    if (c->f->brief.on && panels &&
        jln_chart_panels_most(c) < all) /* one row, whatever its height */
        most = jln_chart_panels_most(c);
    c->left_out = all - most;
    c->shown = jln_arena_array(c->f->arena, all + 1, sizeof *c->shown);
    if (!c->shown) return false;
    if (c->left_out && adds_up(c->doc)) return choose_largest(c, most);
    size_t first = c->doc->timeline ? first_year(c, most) : 0;
    for (size_t i = 0; i < most; i++) c->shown[i] = first + i;
    c->count = most;
    return true;
}

/* ---- their values ---- */

float jln_chart_width(const jln_chart_state *c, jln_font font, const char *text, size_t length,
                      float size) {
    return jln_metrics_width(c->f->metrics, font, text, length) * size;
}

/* n/N beside what is known over a part of its base only. */
static void read_cover(jln_chart_state *c, jln_chart_point *p, const jln_value *v) {
    p->partial = v->state == JLN_PARTIAL;
    p->cover = "";
    if (!p->partial || !v->expected) return;
    const jln_cell cell = {.value = *v};
    jln_str s = {0};
    jln_format_cell(&s, &cell, JLN_KIND_COVER, 1, 0, c->f->doc->lang);
    p->cover = s.failed ? NULL : jln_arena_strn(c->f->arena, jln_str_c(&s), s.length);
    jln_str_free(&s);
    if (!p->cover) {
        c->f->failed = true;
        p->cover = "";
    }
}

static void read_point(jln_chart_state *c, size_t series, size_t category, jln_str *text) {
    jln_chart_point *p = &c->points[series * c->count + category];
    const jln_cell *cell = jln_chart_cell(c, series, category);
    const jln_doc_chart *d = c->doc;
    bool bars = d->chart == JLN_CHART_BARS || d->chart == JLN_CHART_PROGRESS;
    jln_str_clear(text);
    p->known = jln_value_known(&cell->value);
    if (p->known) p->value = jln_rat_double(cell->value.number);
    if (!isfinite(p->value)) p->known = false;
    p->thin = p->known && cell->thin;
    p->unasked = cell->value.state == JLN_NA;
    p->silent = cell->value.state == JLN_NA && cell->value.reason == JLN_REASON_NONE;
    read_cover(c, p, &cell->value);
    int decimals = d->chart == JLN_CHART_PANELS && d->kind == JLN_KIND_RATE ? 0 : d->decimals;
    jln_format_cell(text, cell, d->kind, d->scale, decimals, c->f->doc->lang);
    if (!text->failed && text->length == 0) jln_str_add(text, jln_state_words(cell->value.state));
    if (!c->f->failed && bars && *p->cover) jln_str_fmt(text, " (%s)", p->cover);
    p->length = text->length;
    p->label = text->failed ? NULL : jln_arena_strn(c->f->arena, jln_str_c(text), text->length);
    if (!p->label) c->f->failed = true;
    else p->width = jln_chart_width(c, JLN_FONT_REGULAR, p->label, p->length, JLN_CHART_LABEL_SIZE);
}

static bool read_points(jln_chart_state *c) {
    size_t count = c->doc->series_count * c->count;
    jln_str text = {0};
    c->points = jln_arena_array(c->f->arena, count + 1, sizeof *c->points);
    if (!c->points) c->f->failed = true;
    for (size_t s = 0; s < c->doc->series_count; s++)
        for (size_t i = 0; i < c->count && !c->f->failed; i++) read_point(c, s, i, &text);
    jln_str_free(&text);
    return !c->f->failed;
}

static bool any_known(const jln_chart_state *c) {
    size_t series = c->doc->chart == JLN_CHART_PROGRESS ? 1 : c->doc->series_count;
    for (size_t s = 0; s < series; s++)
        for (size_t i = 0; i < c->count; i++)
            if (jln_chart_point_of(c, s, i)->known) return true;
    return false;
}

/* ---- the axis ---- */

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
    for (size_t i = 0; i < c->count; i++) {
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
    bool rate =
        d->kind == JLN_KIND_RATE && (d->chart == JLN_CHART_BARS || d->chart == JLN_CHART_PANELS);
    if (rate && c->high > 1) c->cut = true;
    if (rate && c->high > 0.5) c->high = 1;
    if (c->low == 0 && c->high == 0) c->high = 1;
}

/* ---- what is drawn around the plot ---- */

enum { SHORT_LEGEND = 4 }; /* lines that stay with the chart */

static bool is_parts(const jln_doc_chart *d) {
    return d->chart == JLN_CHART_STACKED || d->chart == JLN_CHART_SHARES;
}

static void place_sample(jln_chart_state *c, size_t series, const char *name, size_t length,
                         float x) {
    if (c->doc->chart == JLN_CHART_LINES) {
        jln_chart_stroke(c, series, x, 6, x + 14, 6);
        if (!c->doc->series[series].target) jln_chart_marker(c, series, x + 7, 6);
    } else jln_chart_box(c, is_parts(c->doc) ? jln_chart_part(series) : series, x, 2.5f, 12, 7);
    jln_flow_run(c->f, name, length, JLN_FONT_REGULAR, JLN_CHART_CATEGORY_SIZE, JLN_INK, x + 17, 9,
                 c->tag);
}

/* Of one series, the title says it; the years of small multiples stand below each bar. */
static bool has_legend(const jln_doc_chart *d) {
    return d->series_count > 1 && d->chart != JLN_CHART_PANELS && d->chart != JLN_CHART_PROGRESS;
}

/* A part that no bar has needs no sample. */
static bool is_drawn(const jln_chart_state *c, size_t series) {
    for (size_t i = 0; i < c->count && is_parts(c->doc); i++)
        if (jln_chart_point_of(c, series, i)->value != 0) return true;
    return !is_parts(c->doc);
}

/* Samples of the series with their names, on as many lines as needed. */
static void place_legend(jln_chart_state *c) {
    float x = c->f->left, right = c->f->left + c->f->width;
    size_t lines = 1;
    jln_flow_open(c->f, 3);
    for (size_t s = 0; s < c->doc->series_count && has_legend(c->doc); s++) {
        if (!is_drawn(c, s)) continue;
        const char *name = c->doc->series[s].name ? c->doc->series[s].name : "";
        float used;
        size_t shown = jln_metrics_fit(c->f->metrics, JLN_FONT_REGULAR, name, strlen(name),
                                       (c->f->width - 30) / JLN_CHART_CATEGORY_SIZE, &used);
        float width = used * JLN_CHART_CATEGORY_SIZE + 30;
        if (x > c->f->left && x + width > right) {
            if (c->f->brief.on && lines == SHORT_LEGEND) break; /* of strange names only */
            jln_flow_close(c->f, 11, lines++ < SHORT_LEGEND);
            jln_flow_open(c->f, 0);
            x = c->f->left;
        }
        place_sample(c, s, name, shown, x);
        x += width;
    }
    jln_flow_close(c->f, has_legend(c->doc) ? 15 : 4, true);
}

/* What a reader who cannot see the chart is told: title, then each figure. */
static const char *describe(const jln_chart_state *c) {
    jln_str s = {0};
    const jln_doc_chart *d = c->doc;
    jln_str_add(&s, d->title ? d->title : _("Graphique"));
    for (size_t i = 0; i < c->count && s.length < 2000; i++) {
        jln_str_fmt(&s, "\u00A0; %s\u00A0:", jln_chart_name(c, i));
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

enum { SMALL_CHART = 8, CHART_ENDS = 3 };

jln_parting jln_chart_parting(const jln_chart_state *c, size_t category) {
    size_t left = c->count - category - 1;
    if (left == 0) return JLN_PART_FREELY;
    if (c->count <= SMALL_CHART || category + 1 < CHART_ENDS || left < CHART_ENDS)
        return JLN_PART_HARDLY;
    return JLN_PART_RATHER_NOT;
}

/* "Figure 3 (suite) – title, unit", on one line. */
static const char *continued_of(jln_chart_state *c) {
    jln_str s = {0};
    const jln_flow *f = c->f;
    jln_str_fmt(&s, _("Figure %zu (suite)"), c->number);
    if (c->doc->title) jln_str_fmt(&s, "\u00A0– %s", c->doc->title);
    if (c->doc->caption) jln_str_fmt(&s, ", %s", c->doc->caption);
    size_t fit = jln_metrics_fit(f->metrics, JLN_FONT_OBLIQUE, jln_str_c(&s), s.length,
                                 f->width / JLN_SIZE_FOOTNOTE - 1, NULL);
    const char *text = s.failed ? NULL
                                : jln_arena_fmt(f->arena, "%.*s%s", (int)fit, jln_str_c(&s),
                                                fit < s.length ? "…" : "");
    jln_str_free(&s);
    return text;
}

void jln_chart_repeat(jln_chart_state *c) {
    jln_flow *f = c->f;
    if (f->failed || f->collecting || c->legend >= f->slab_count) return;
    const char *text = continued_of(c);
    if (text) jln_flow_repeat(f, c->legend, text);
    else f->failed = true;
}

static void draw_plot(jln_chart_state *c) {
    switch (c->doc->chart) {
    case JLN_CHART_LINES:
        jln_chart_lines(c);
        break;
    case JLN_CHART_PROGRESS:
        jln_chart_progress(c);
        break;
    case JLN_CHART_PANELS:
        jln_chart_panels(c);
        break;
    default:
        jln_chart_bars(c);
    }
}

/* ---- the years of small multiples ---- */

static bool is_asked(const jln_chart_state *c, size_t series) {
    for (size_t i = 0; i < c->doc->category_count; i++)
        if (jln_chart_told(c, series, i)->value.state != JLN_NA) return true;
    return false;
}

/* Years for which nobody was asked anything take no room from the others; then, where a fixed page
 * cannot hold all panels side by side, the oldest years go before any panel does. */
static void choose_series(jln_chart_state *c, jln_doc_chart *own) {
    const jln_doc_chart *d = c->doc;
    jln_chart_series *kept = jln_arena_array(c->f->arena, d->series_count + 1, sizeof *kept);
    jln_str names = {0};
    if (!kept) {
        c->f->failed = true;
        return;
    }
    *own = *d;
    own->series = kept;
    own->series_count = 0;
    for (size_t s = 0; s < d->series_count; s++) {
        if (is_asked(c, s)) kept[own->series_count++] = d->series[s];
        else jln_str_fmt(&names, "%s%s", names.length ? ", " : "", d->series[s].name);
    }
    if (own->series_count > 0) c->doc = own;
    else jln_str_clear(&names); /* nothing is left out of a chart of nothing */
    while (c->f->brief.on && own->series_count > 2 &&
           jln_chart_panels_most(c) < own->category_count) {
        jln_str_fmt(&names, "%s%s", names.length ? ", " : "", own->series->name);
        own->series++;
        own->series_count--;
    }
    if (names.length) c->unseen = jln_arena_strn(c->f->arena, jln_str_c(&names), names.length);
    if (names.failed) c->f->failed = true;
    jln_str_free(&names);
}

/* The highest of the lines is worth the larger unit. */
static bool is_large(const jln_chart_state *c) {
    const jln_doc_chart *d = c->doc;
    double most = 0;
    if (!d->large || !d->large_scale) return false;
    for (size_t s = 0; s < d->series_count; s++)
        for (size_t i = 0; i < d->category_count; i++) {
            const jln_value *v = &jln_chart_told(c, s, i)->value;
            if (jln_value_known(v)) most = fmax(most, fabs(jln_rat_double(v->number)));
        }
    return most >= 10 * (double)d->large_scale;
}

void jln_chart_place(jln_flow *f, const jln_doc_chart *doc) {
    jln_chart_state c = {.f = f, .doc = doc};
    jln_doc_chart own;
    if (f->failed) return;
    if (doc->chart == JLN_CHART_PANELS && doc->series_count) choose_series(&c, &own);
    if (is_large(&c)) {
        own = *doc;
        own.scale = doc->large_scale;
        own.caption = doc->large;
        own.decimals = 1;
        c.doc = &own;
    }
    if (f->failed) return;
    doc = c.doc;
    c.tag = jln_flow_tag(f, JLN_TAG_FIGURE, 0);
    c.number = ++f->figures;
    place_caption(&c, c.number);
    if (!choose(&c)) f->failed = true;
    if (!c.tag || f->failed || !read_points(&c)) return;
    jln_flow_alt(f, c.tag, describe(&c));
    if (c.count == 0 || doc->series_count == 0 || (f->brief.on && !any_known(&c))) {
        place_empty(&c);
        return;
    }
    find_axis(&c);
    c.plot_h = f->brief.on ? f->brief.plot : PLOT_HEIGHT;
    c.legend = f->slab_count;
    place_legend(&c);
    draw_plot(&c);
    jln_flow_repeat_end(f);
    jln_chart_notes(&c);
    jln_flow_space(f, 12);
}
