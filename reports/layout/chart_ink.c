/* The looks of a chart's series: told apart by shade or pattern, never by colour alone. */
#include "layout/chart_parts.h"
#include "layout/style.h"

#include <string.h>

/* Dark, pale with an outline, middle, hatched... */
static const struct {
    jln_colour fill, ink;
    float hatch; /* distance between hatch lines, 0 for none */
    bool rising;
} looks[] = {
    {JLN_HEAD, JLN_WHITE, 0, false},  {0xB9C7D4u, JLN_INK, 0, false},
    {0x6C8AA4u, JLN_WHITE, 0, false}, {JLN_WHITE, JLN_INK, 3, true},
    {0xE3E8EEu, JLN_INK, 4, false},   {JLN_WHITE, JLN_INK, 0, false},
    {0xD5DEE6u, JLN_INK, 2.2f, true}, {0x44586Bu, JLN_WHITE, 0, false},
};

enum { LOOKS = sizeof looks / sizeof *looks };

jln_colour jln_chart_ink(size_t series) {
    return looks[series % LOOKS].ink;
}

bool jln_chart_hatched(size_t series) {
    return looks[series % LOOKS].hatch > 0;
}

size_t jln_chart_part(size_t series) {
    static const size_t parts[] = {0, 2, 1};
    return series < sizeof parts / sizeof *parts ? parts[series] : series;
}

static void add_shape(jln_chart_state *c, jln_shape shape) {
    jln_shape *s = jln_flow_shape(c->f, shape);
    if (s) s->tag = c->tag;
}

typedef struct {
    float step, line;
    bool rising;
    jln_colour ink;
} hatching;

/* Hatch lines at 45 degrees, cut at the box. */
static void hatch(jln_chart_state *c, float x, float y, float w, float h, hatching look) {
    const float step = look.step;
    for (float d = step; d < w + h && !c->f->failed; d += step * 1.4f) {
        float x1 = d < h ? 0 : d - h, y1 = d < h ? d : h; /* left or bottom side */
        float x2 = d < w ? d : w, y2 = d < w ? 0 : d - w; /* top or right side */
        if (!look.rising) x1 = w - x1, x2 = w - x2;
        add_shape(c, (jln_shape){.kind = JLN_SHAPE_RULE,
                                 .x = x + x1,
                                 .y = y + y1,
                                 .w = x2 - x1,
                                 .h = y2 - y1,
                                 .fill = JLN_COLOUR_NONE,
                                 .stroke = look.ink,
                                 .line = look.line});
    }
}

void jln_chart_box(jln_chart_state *c, size_t series, float x, float y, float w, float h) {
    if (w <= 0 || h <= 0 || c->f->failed) return;
    add_shape(c, (jln_shape){.kind = JLN_SHAPE_BOX,
                             .x = x,
                             .y = y,
                             .w = w,
                             .h = h,
                             .fill = looks[series % LOOKS].fill,
                             .stroke = JLN_HEAD,
                             .line = 0.5f});
    if (looks[series % LOOKS].hatch > 0)
        hatch(
            c, x, y, w, h,
            (hatching){looks[series % LOOKS].hatch, 0.4f, looks[series % LOOKS].rising, JLN_HEAD});
}

void jln_chart_thin(jln_chart_state *c, size_t series, float x, float y, float w, float h) {
    bool dark = looks[series % LOOKS].ink == JLN_WHITE;
    if (w > 0 && h > 0)
        hatch(c, x, y, w, h,
              (hatching){3.2f, dark ? 0.9f : 0.6f, true, dark ? JLN_WHITE : JLN_HEAD});
}

void jln_chart_missing(jln_chart_state *c, float x, float y, float w, float h) {
    const float at[4][4] = {{x, y, w, 0}, {x, y + h, w, 0}, {x, y, 0, h}, {x + w, y, 0, h}};
    for (int i = 0; i < 4; i++)
        add_shape(c, (jln_shape){.kind = JLN_SHAPE_RULE,
                                 .x = at[i][0],
                                 .y = at[i][1],
                                 .w = at[i][2],
                                 .h = at[i][3],
                                 .fill = JLN_COLOUR_NONE,
                                 .stroke = JLN_MUTED,
                                 .line = 0.5f,
                                 .dash = 1.6f});
}

void jln_chart_text(jln_chart_state *c, const char *text, jln_font font, float size, jln_colour ink,
                    float x, float y) {
    jln_flow_run(c->f, text, strlen(text), font, size, ink, x, y, c->tag);
}

void jln_chart_label(jln_chart_state *c, const jln_chart_point *p, jln_colour ink, float x,
                     float y) {
    jln_font font = p->known ? JLN_FONT_REGULAR : JLN_FONT_OBLIQUE;
    jln_flow_run(c->f, p->label, p->length, font, JLN_CHART_LABEL_SIZE, ink, x, y, c->tag);
}

void jln_chart_blank(jln_chart_state *c, float x, float y, float w, float h) {
    add_shape(c, (jln_shape){.kind = JLN_SHAPE_BOX,
                             .x = x,
                             .y = y,
                             .w = w,
                             .h = h,
                             .fill = JLN_WHITE,
                             .stroke = JLN_COLOUR_NONE});
}

static void add_stroke(jln_chart_state *c, const jln_point corners[4]) {
    jln_point *q = jln_arena_array(c->f->arena, 4, sizeof *q);
    if (!q) {
        c->f->failed = true;
        return;
    }
    memcpy(q, corners, 4 * sizeof *q);
    add_shape(c, (jln_shape){.kind = JLN_SHAPE_POLYGON,
                             .fill = JLN_WHITE,
                             .stroke = JLN_COLOUR_NONE,
                             .points = q,
                             .point_count = 4});
}

void jln_chart_cut_lying(jln_chart_state *c, float x, float y) {
    for (int i = 0; i < 2 && !c->f->failed; i++) {
        float at = x - 9 + 4 * (float)i, low = y + c->bar + 1, top = y - 1;
        add_stroke(c, (jln_point[]){{at, low}, {at + 3, top}, {at + 4.6f, top}, {at + 1.6f, low}});
    }
}

void jln_chart_cut_standing(jln_chart_state *c, float x, float y, float width) {
    for (int i = 0; i < 2 && !c->f->failed; i++) {
        float at = y + 6 + 4 * (float)i, right = x + width + 1;
        add_stroke(
            c, (jln_point[]){{x - 1, at}, {right, at - 3}, {right, at - 1.4f}, {x - 1, at + 1.6f}});
    }
}

enum { NAME_LINES = 3, FEW_NAMES = 6 }; /* a few names may be longer */

bool jln_chart_break(jln_chart_state *c, const char *name, float width, jln_lines *lines) {
    jln_flow *f = c->f;
    jln_span span = {name, strlen(name), JLN_FONT_REGULAR};
    jln_arena_reset(f->scratch);
    if (!jln_text_break(f->scratch, f->metrics, &span, 1, JLN_CHART_CATEGORY_SIZE, width, lines))
        return !(f->failed = true);
    jln_text_cut(lines, f->brief.on ? JLN_BRIEF_LINES : NAME_LINES + (c->count <= FEW_NAMES),
                 f->metrics, JLN_CHART_CATEGORY_SIZE, width);
    return true;
}

float jln_chart_names_width(const jln_chart_state *c, float most) {
    float widest = 40;
    for (size_t i = 0; i < c->count; i++) {
        const char *name = jln_chart_name(c, i);
        float width =
            jln_chart_width(c, JLN_FONT_REGULAR, name, strlen(name), JLN_CHART_CATEGORY_SIZE) + 10;
        if (width > widest) widest = width;
    }
    return widest < most ? widest : most;
}
