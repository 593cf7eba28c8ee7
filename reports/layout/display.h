/* The result of layout: pages of runs, rules, boxes and polygons, in points, y down from the top
 * left corner.
 *
 * Each item names the tag it belongs to (0: page furniture, read by nobody), so that bookmarks,
 * links and the structure of a tagged PDF survive layout. Drawing is a replay (canvas.h). */
#ifndef JLN_LAYOUT_DISPLAY_H
#define JLN_LAYOUT_DISPLAY_H

#include "base/arena.h"
#include "layout/metrics.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t jln_colour; /* 0xRRGGBB */
#define JLN_COLOUR_NONE UINT32_MAX

typedef struct {
    const char *text; /* borrowed from the document or the layout's arena */
    uint32_t length, tag;
    float x, y; /* start of the baseline */
    float size;
    jln_colour colour;
    jln_font font;
} jln_run;

/* LOGO: the document's picture, in the box. */
typedef enum { JLN_SHAPE_RULE, JLN_SHAPE_BOX, JLN_SHAPE_POLYGON, JLN_SHAPE_LOGO } jln_shape_kind;

typedef struct {
    float x, y;
} jln_point;

typedef struct {
    jln_shape_kind kind;
    uint32_t tag;
    float x, y, w, h;  /* BOX: corner and size; RULE: from (x, y) to (x + w, y + h) */
    jln_colour fill;   /* BOX, POLYGON; JLN_COLOUR_NONE for none */
    jln_colour stroke; /* outline, or the rule's colour */
    float line;        /* its width */
    float dash;        /* length of dashes and gaps, 0 for a full line */
    jln_point *points; /* POLYGON, closed */
    uint32_t point_count;
} jln_shape;

typedef struct {
    float x, y, w, h;
    uint32_t heading; /* where it leads */
} jln_link;

typedef struct {
    float width, height;
    jln_shape *shapes; /* drawn first */
    size_t shape_count, shape_capacity;
    jln_run *runs;
    size_t run_count, run_capacity;
    jln_link *links;
    size_t link_count, link_capacity;
    const char *chapter; /* for the running header */
    bool waits;          /* holds numbers of pages that are only known at the end */
    bool plain;          /* the cover: no header, no footer */
} jln_page;

typedef enum {
    JLN_TAG_NONE,
    JLN_TAG_TITLE, /* the document's title on the cover */
    JLN_TAG_H1,
    JLN_TAG_H2,
    JLN_TAG_H3,
    JLN_TAG_P,
    JLN_TAG_LIST,
    JLN_TAG_ITEM,
    JLN_TAG_NOTE,
    JLN_TAG_CAPTION,
    JLN_TAG_TOC,
    JLN_TAG_TOCI,
    JLN_TAG_TABLE,
    JLN_TAG_TR,
    JLN_TAG_TH,
    JLN_TAG_TD,
    JLN_TAG_FIGURE,
    JLN_TAG_ROLES
} jln_tag_role;

typedef struct {     /* small: there is one for each cell */
    uint32_t parent; /* 0: the document itself */
    uint16_t span;   /* TH, TD: columns covered */
    uint8_t role;    /* jln_tag_role */
    bool row_header; /* TH: heads its row, not a column */
} jln_tag;

/* What a figure shows, in words. */
typedef struct {
    uint32_t tag;
    const char *text;
} jln_alt;

/* Captions, for the lists of them; and notes, which only links lead to. */
enum { JLN_LEVEL_TABLE = 4, JLN_LEVEL_CHART = 5, JLN_LEVEL_NOTE = 6 };

typedef struct {
    int level; /* 1 to 3, or that of a caption */
    const char *text;
    size_t page; /* from 0 */
    float y;
    bool placed;
} jln_heading;

typedef struct {
    jln_page *pages;
    size_t page_count, page_capacity;
    jln_tag **tags; /* in blocks, which never move; tag 0 is never used: jln_display_tag() */
    size_t tag_count, tag_blocks, tag_capacity;
    jln_alt *alts; /* in the order of tags */
    size_t alt_count, alt_capacity;
    jln_heading *headings;
    size_t heading_count, heading_capacity;
} jln_display;

enum { JLN_TAG_BLOCK = 512 };

/* The record of a tag that the display has. */
static inline jln_tag *jln_display_tag(const jln_display *d, uint32_t tag) {
    return &d->tags[tag / JLN_TAG_BLOCK][tag % JLN_TAG_BLOCK];
}

#endif
