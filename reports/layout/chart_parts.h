/* Inside the charts' layout: what the kinds of charts share. */
#ifndef JLN_LAYOUT_CHART_PARTS_H
#define JLN_LAYOUT_CHART_PARTS_H

#include "layout/flow.h"

/* A value as it is drawn and as it is printed. */
typedef struct {
    bool known;
    bool partial; /* known over a part of its base: `cover` says which */
    bool silent;  /* nothing is said of it: a year to come */
    bool unasked; /* it was not asked for: nothing is missing */
    bool thin;    /* a rate over less than 80 % of its base */
    double value;
    const char *label; /* number, or the state's word */
    size_t length;
    float width;       /* of the label, in points */
    const char *cover; /* "41/63", "" when it is not over a base */
} jln_chart_point;

typedef struct {
    jln_flow *f;
    const jln_doc_chart *doc;
    size_t count;    /* categories drawn, the others included */
    size_t *shown;   /* for each, its place in the document's chart */
    size_t left_out; /* categories that do not fit: the last one drawn stands for them when `others`
                        is there */
    const char *unseen; /* names of the series left out, which say nothing or have no room; or NULL */
    jln_cell *others; /* one per series, NULL when all are shown or when they are only counted */
    const char *others_name;
    jln_chart_point *points; /* series by series */
    uint32_t tag;
    double low, high;                    /* of the axis; low <= 0 <= high */
    float plot_x, plot_w, labels_w, bar; /* bar: thickness */
    float plot_h;                        /* height of a plot that can have any */
    float air;     /* between two rows of bars */
    size_t number; /* of the figure */
    size_t legend; /* the first slab of what is repeated */
    bool cut; /* some bar ends at the axis' end, its number goes beyond */
} jln_chart_state;

#define JLN_CHART_LABEL_SIZE    7.0f
#define JLN_CHART_CATEGORY_SIZE 7.5f
#define JLN_CHART_CATEGORY_LINE 9.2f

const jln_chart_point *jln_chart_point_of(const jln_chart_state *c, size_t series, size_t category);
const jln_cell *jln_chart_cell(const jln_chart_state *c, size_t series, size_t category);
/* The document's own, by its place in its chart. */
const jln_cell *jln_chart_told(const jln_chart_state *c, size_t series, size_t place);
const char *jln_chart_name(const jln_chart_state *c, size_t category);
float jln_chart_width(const jln_chart_state *c, jln_font font, const char *text, size_t length,
                      float size);

/* 1, 2 or 5 times a power of ten, at least `value`, which is above 0. */
double jln_chart_round_up(double value);

/* The label of a point, from `x` on, on the baseline `y`; slanted when it is a state's word. */
void jln_chart_label(jln_chart_state *c, const jln_chart_point *p, jln_colour ink, float x,
                     float y);

/* Categories drawn one under another: those at both ends stay together, a few are not parted. */
jln_parting jln_chart_parting(const jln_chart_state *c, size_t category);

/* What was placed so far, the caption left out, is shown again where the chart goes on. */
void jln_chart_repeat(jln_chart_state *c);

/* A text of the chart. */
void jln_chart_text(jln_chart_state *c, const char *text, jln_font font, float size, jln_colour ink,
                    float x, float y);

/* A white ground for a label. */
void jln_chart_blank(jln_chart_state *c, float x, float y, float w, float h);

enum { JLN_CHART_EMPTY = 5 }; /* the look of a series that is white */

/* A box in the look of a series; its text is written in jln_chart_ink. */
void jln_chart_box(jln_chart_state *c, size_t series, float x, float y, float w, float h);
jln_colour jln_chart_ink(size_t series);
bool jln_chart_hatched(size_t series);

/* The look of a part of a stack: the further along, the darker. */
size_t jln_chart_part(size_t series);

/* Strokes over a box already drawn: what it shows stands on little. */
void jln_chart_thin(jln_chart_state *c, size_t series, float x, float y, float w, float h);

/* Where a value is missing: an empty box with a broken outline. */
void jln_chart_missing(jln_chart_state *c, float x, float y, float w, float h);

/* Two slanted strokes at the end of a bar that goes on beyond the axis: across a bar that lies from
 * `x` back, or stands from `y` down. */
void jln_chart_cut_lying(jln_chart_state *c, float x, float y);
void jln_chart_cut_standing(jln_chart_state *c, float x, float y, float width);

/* The look of a series drawn as a line: also for its sample in the legend. */
void jln_chart_stroke(jln_chart_state *c, size_t series, float x1, float y1, float x2, float y2);
void jln_chart_marker(jln_chart_state *c, size_t series, float x, float y);

/* The name of a category, broken to a width: in the flow's scratch arena. */
bool jln_chart_break(jln_chart_state *c, const char *name, float width, jln_lines *lines);

/* Width kept on the left for the names of the categories. */
float jln_chart_names_width(const jln_chart_state *c, float most);

/* The notes, below the plot. */
void jln_chart_notes(jln_chart_state *c);

/* Each kind: the whole plot, below the legend. */
void jln_chart_bars(jln_chart_state *c);
void jln_chart_lines(jln_chart_state *c);
void jln_chart_progress(jln_chart_state *c);
void jln_chart_panels(jln_chart_state *c);

/* Panels that stand side by side. */
size_t jln_chart_panels_most(const jln_chart_state *c);

#endif
