/* Inside the charts' layout: what bars and lines share. */
#ifndef JLN_LAYOUT_CHART_PARTS_H
#define JLN_LAYOUT_CHART_PARTS_H

#include "layout/flow.h"

/* A value as it is drawn and as it is printed. */
typedef struct {
    bool known;
    double value;
    const char *label; /* number, or the state's word */
    size_t length;
    float width; /* of the label, in points */
} jln_chart_point;

typedef struct {
    jln_flow *f;
    const jln_doc_chart *doc;
    jln_chart_point *points; /* series by series */
    uint32_t tag;
    double low, high;                    /* of the axis; low <= 0 <= high */
    float plot_x, plot_w, labels_w, bar; /* bar: thickness */
    bool cut; /* some bar ends at the axis' end, its number goes beyond */
} jln_chart_state;

#define JLN_CHART_LABEL_SIZE    7.0f
#define JLN_CHART_CATEGORY_SIZE 7.5f
#define JLN_CHART_CATEGORY_LINE 9.2f

const jln_chart_point *jln_chart_point_of(const jln_chart_state *c, size_t series, size_t category);
float jln_chart_width(const jln_chart_state *c, jln_font font, const char *text, size_t length,
                      float size);

/* 1, 2 or 5 times a power of ten, at least `value`, which is above 0. */
double jln_chart_round_up(double value);

/* The label of a point, from `x` on, on the baseline `y`; slanted when it is a state's word. */
void jln_chart_label(jln_chart_state *c, const jln_chart_point *p, jln_colour ink, float x,
                     float y);

/* A white ground for a label. */
void jln_chart_blank(jln_chart_state *c, float x, float y, float w, float h);

/* The look of a series drawn as a line: also for its sample in the legend. */
void jln_chart_stroke(jln_chart_state *c, size_t series, float x1, float y1, float x2, float y2);
void jln_chart_marker(jln_chart_state *c, size_t series, float x, float y);

/* The whole plot of a line chart, as one slab. */
void jln_chart_lines(jln_chart_state *c);

#endif
