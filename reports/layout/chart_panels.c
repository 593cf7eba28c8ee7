/* Small multiples: a panel per category, in it a standing bar per series (a year), all at one
 * scale, so that both the years of one and the categories of one year can be compared. */
#include "layout/chart_parts.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

static const float PANEL_LEAST = 50, PANEL_MOST = 190, PANEL_GAP = 9, BAR_LEAST = 17, ABOVE = 10,
                   BELOW = 10;
static const float COVER_SIZE = 6, COVER_LINE = 8;

typedef struct {
    float x, y, width, step, bar;
} panel;

static float y_of(const jln_chart_state *c, float zero, double value) {
    double top = value > c->high ? c->high : value < c->low ? c->low : value;
    return zero - c->plot_h * (float)(top / (c->high - c->low));
}

static float center(const panel *p, size_t series) {
    return p->x + p->step * ((float)series + 0.5f);
}

static void text_centred(jln_chart_state *c, const char *text, jln_font font, float size,
                         jln_colour ink, float x, float y) {
    float width = jln_chart_width(c, font, text, strlen(text), size);
    jln_chart_text(c, text, font, size, ink, x - width / 2, y);
}

/* The last series is the year of the report: dark; those before it are paler. */
static void draw_bar(jln_chart_state *c, const panel *p, size_t series, size_t category,
                     float zero) {
    const jln_chart_point *v = jln_chart_point_of(c, series, category);
    float x = center(p, series) - p->bar / 2;
    if (v->silent) return;
    if (!v->known) {
        if (!v->unasked) jln_chart_missing(c, x, zero - 12, p->bar, 12);
        text_centred(c, v->label, JLN_FONT_OBLIQUE, JLN_CHART_LABEL_SIZE, JLN_MUTED,
                     center(p, series), zero - 14.5f);
        return;
    }
    float end = y_of(c, zero, v->value), top = fminf(end, zero);
    size_t look = series + 1 == c->doc->series_count ? 0 : 1;
    jln_chart_box(c, look, x, top, p->bar, fabsf(end - zero));
    if (v->thin) jln_chart_thin(c, look, x, top, p->bar, fabsf(end - zero));
    if (v->value > c->high) jln_chart_cut_standing(c, x, top, p->bar);
    bool wide = v->width <= p->step - 1;
    if (wide || series == 0 || series + 1 == c->doc->series_count)
        text_centred(c, v->label, JLN_FONT_REGULAR, JLN_CHART_LABEL_SIZE, JLN_INK,
                     center(p, series), v->value < 0 ? end + 8 : top - 2.5f);
}

static void name_bar(jln_chart_state *c, const panel *p, size_t series, size_t category, float y) {
    const char *name = c->doc->series[series].name ? c->doc->series[series].name : "";
    const char *cover = jln_chart_point_of(c, series, category)->cover;
    float room = p->step / JLN_CHART_LABEL_SIZE, used;
    size_t fit = jln_metrics_fit(c->f->metrics, JLN_FONT_REGULAR, name, strlen(name), room, &used);
    if (fit == strlen(name))
        text_centred(c, name, JLN_FONT_REGULAR, JLN_CHART_LABEL_SIZE, JLN_MUTED, center(p, series),
                     y);
    float width = jln_chart_width(c, JLN_FONT_REGULAR, cover, strlen(cover), COVER_SIZE);
    if (*cover && width <= p->step)
        text_centred(c, cover, JLN_FONT_REGULAR, COVER_SIZE, JLN_MUTED, center(p, series),
                     y + COVER_LINE);
}

static void draw_panel(jln_chart_state *c, const panel *p, size_t category, float names) {
    jln_lines lines;
    if (!jln_chart_break(c, jln_chart_name(c, category), p->width, &lines)) return;
    size_t most = (size_t)(names / JLN_CHART_CATEGORY_LINE);
    if (most) jln_text_cut(&lines, most, c->f->metrics, JLN_CHART_CATEGORY_SIZE, p->width);
    float y = p->y + names - (float)lines.count * JLN_CHART_CATEGORY_LINE;
    for (size_t i = 0; i < lines.count; i++, y += JLN_CHART_CATEGORY_LINE)
        jln_flow_line(c->f, &lines, i, JLN_CHART_CATEGORY_SIZE, JLN_INK, p->x,
                      y + JLN_CHART_CATEGORY_SIZE, c->tag);
    float zero = p->y + names + ABOVE + c->plot_h * (float)(c->high / (c->high - c->low));
    jln_flow_rule(c->f, p->x, zero, p->width, 0, JLN_INK, 0.7f);
    for (size_t s = 0; s < c->doc->series_count && !c->f->failed; s++) {
        draw_bar(c, p, s, category, zero);
        name_bar(c, p, s, category, p->y + names + ABOVE + c->plot_h + BELOW - 2);
    }
}

static bool any_cover(const jln_chart_state *c) {
    for (size_t s = 0; s < c->doc->series_count; s++)
        for (size_t i = 0; i < c->count; i++)
            if (*jln_chart_point_of(c, s, i)->cover) return true;
    return false;
}

/* Room for the longest name, two lines at most. */
static float names_height(jln_chart_state *c, float width) {
    for (size_t i = 0; i < c->count; i++) {
        const char *name = jln_chart_name(c, i);
        if (jln_chart_width(c, JLN_FONT_REGULAR, name, strlen(name), JLN_CHART_CATEGORY_SIZE) >
            width)
            return 2 * JLN_CHART_CATEGORY_LINE;
    }
    return JLN_CHART_CATEGORY_LINE;
}

/* One row of panels. */
static void place_row(jln_chart_state *c, size_t first, size_t end, float width) {
    const float names = names_height(c, width);
    float height = names + ABOVE + c->plot_h + BELOW + (any_cover(c) ? COVER_LINE : 0);
    jln_flow_open(c->f, 2);
    for (size_t i = first; i < end && !c->f->failed; i++) {
        panel p = {.x = c->f->left + (width + PANEL_GAP) * (float)(i - first), .width = width};
        p.step = width / (float)c->doc->series_count;
        p.bar = fminf(p.step * 0.72f, 26);
        draw_panel(c, &p, i, names);
    }
    jln_flow_close(c->f, height, false);
}

size_t jln_chart_panels_most(const jln_chart_state *c) {
    float wanted = fmaxf(PANEL_LEAST, BAR_LEAST * (float)c->doc->series_count);
    size_t most = (size_t)((c->f->width + PANEL_GAP) / (fminf(wanted, c->f->width) + PANEL_GAP));
    return most ? most : 1;
}

void jln_chart_panels(jln_chart_state *c) {
    size_t most = jln_chart_panels_most(c), columns = c->count < most ? c->count : most;
    float width = fminf((c->f->width + PANEL_GAP) / (float)columns - PANEL_GAP, PANEL_MOST);
    if (!c->f->brief.on) c->plot_h = 80;
    for (size_t i = 0; i < c->count && !c->f->failed; i += columns)
        place_row(c, i, i + columns < c->count ? i + columns : c->count, width);
}
