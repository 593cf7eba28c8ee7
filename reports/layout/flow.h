/* Page flow: blocks arrive as slabs, from top to bottom, and are placed on pages.
 *
 * A slab is never divided. Slabs that keep with the next one form a chain, placed when the next slab
 * is opened: whole when the page can hold it, or the next page without leaving this one too white;
 * otherwise it is divided where it minds least. Each slab placed is progress, so every document
 * ends. All coordinates given to a slab are from the page's left edge and the slab's own top.
 * Failures (out of memory) are sticky: check `failed` once. */
#ifndef JLN_LAYOUT_FLOW_H
#define JLN_LAYOUT_FLOW_H

#include "doc/doc.h"
#include "layout/display.h"
#include "layout/layout.h"
#include "layout/text.h"

/* How much a slab minds being parted from the next one. NEVER: only where a page cannot hold both.
 * HARDLY: where a page cannot hold what keeps together. RATHER_NOT: when the page would otherwise
 * stay too white. */
typedef enum {
    JLN_PART_FREELY,
    JLN_PART_NEVER, /* = true */
    JLN_PART_HARDLY,
    JLN_PART_RATHER_NOT
} jln_parting;

typedef struct {
    float height, before; /* white space before is dropped at the top of a page */
    size_t run, shape, link;
    size_t heading; /* 1 + index, 0 for none */
    size_t group;   /* 1 + index of the group it belongs to, 0 for none */
    jln_parting keep;
    bool repeats, bare; /* bare: a page that begins with it repeats nothing */
} jln_slab;

/* The title of a group of rows, shown again on a page that begins inside it. */
typedef struct {
    const char *text;
    size_t length;
    float left, width, indent, size, height, baseline;
    jln_colour fill; /* JLN_COLOUR_NONE for none */
} jln_group_line;

typedef struct {
    jln_run *runs;
    size_t run_count, run_capacity;
    jln_shape *shapes;
    size_t shape_count, shape_capacity;
    jln_link *links;
    size_t link_count, link_capacity;
} jln_items;

/* How little a block must make do with on a fixed page. */
typedef struct {
    bool on;
    size_t rows; /* at most so many rows of a table, categories of a chart: fold.h */
    float plot;  /* height of a plot that can be drawn at any height */
    bool tight;  /* cells of a table take one line, not two */
    bool whole;  /* they are not cut: there is room */
} jln_brief;

enum { JLN_BRIEF_LINES = 2 }; /* of a cell, a caption, a paragraph */

typedef struct {
    jln_arena *arena;   /* of the result */
    jln_arena *items;   /* of the runs and shapes of pages: `arena`, or emptied page by page */
    jln_arena *scratch; /* emptied by whoever starts a paragraph, a row or a table */
    const jln_metrics *metrics;
    const jln_doc *doc;
    const jln_doc_index *index;
    jln_display *out;
    bool failed;

    const jln_layout_sink *sink; /* NULL: pages keep what they hold */
    size_t handed;               /* pages whose content was handed over, or waits */
    size_t cells;                /* of tables, each with a tag of its own, so far */
    size_t marks;                /* of notes, each with a link of its own, so far */

    bool landscape;
    float page_width, page_height, left, width, top, bottom,
        band;                /* the frame of the coming slabs */
    bool open, fresh, plain; /* a page is open; nothing on it yet; cover */
    float y, gap;            /* gap: least space before the next slab */
    size_t chapter;          /* heading shown in the running header: 1 + index */

    jln_items pending;
    jln_slab *slabs;
    size_t slab_count, slab_capacity;

    jln_items repeated; /* the header of the table being placed */
    float repeated_height;
    bool repeating, repeat_ending; /* ending: once what waits is placed */
    jln_group_line *groups; /* those of the slabs that wait */
    size_t group_count, group_capacity, group; /* group: of the coming slabs, 1 + index */

    bool collecting; /* slabs go to a galley, not to pages */
    jln_brief brief;

    float tight;        /* height of the lines of contents, 1 as usual */
    bool short_report;  /* read without contents */
    size_t pages_asked; /* where more need not be known; 0: all */

    size_t tables, figures; /* numbered so far */
    size_t caption;         /* heading of the table or chart being placed: 1 + index, 0 for none */
    uint32_t list;          /* tag of the list whose items are being placed, 0 for none */
} jln_flow;

/* A text known at the end only: jln_blocks_number writes it. Told apart by its address. */
extern const char jln_flow_later[];

/* Hands the pages that are done, up to `end`, over to the sink; those that wait are kept. */
void jln_flow_hand_over(jln_flow *f, size_t end);
void jln_flow_hand_page(jln_flow *f, size_t number);
void jln_flow_forget(jln_page *page); /* its runs and shapes */

/* The frame for pages of that orientation, from the next page on; ends the current page. */
void jln_flow_turn(jln_flow *f, bool landscape);

/* Ends the current page: the next slab starts a new one. An empty page is not ended. */
void jln_flow_break(jln_flow *f);

/* Opens a slab `before` points below the last one. */
void jln_flow_open(jln_flow *f, float before);

/* Asks for at least that much space before the next slab. */
void jln_flow_space(jln_flow *f, float points);

/* The open slab is where heading `index` of the display stands. */
void jln_flow_mark(jln_flow *f, size_t index);

/* Items of the open slab. `y` of a run is its baseline. */
void jln_flow_run(jln_flow *f, const char *text, size_t length, jln_font font, float size,
                  jln_colour colour, float x, float y, uint32_t tag);
void jln_flow_rule(jln_flow *f, float x, float y, float w, float h, jln_colour colour, float line);
void jln_flow_box(jln_flow *f, float x, float y, float w, float h, jln_colour fill);
jln_shape *jln_flow_shape(jln_flow *f, jln_shape shape); /* NULL when out of memory */
void jln_flow_link(jln_flow *f, float x, float y, float w, float h, uint32_t heading);

/* A place that links may lead to before it is known: the index of a heading that is none. */
size_t jln_flow_anchor(jln_flow *f);

/* Closes it: may it be parted from the next one? */
void jln_flow_close(jln_flow *f, float height, jln_parting keep);

/* The slab just closed stays on the page of the next one after all. */
void jln_flow_tie(jln_flow *f);

/* A new page, unless a quarter of this one is left, or `height` when that is less. */
void jln_flow_need(jln_flow *f, float height);

/* Copies the items of the slabs that wait, from the `from`th on (all kept with the next), to be
 * shown again, without tags, at the top of each further page until jln_flow_repeat_end; above them
 * the small line `continued`. */
void jln_flow_repeat(jln_flow *f, size_t from, const char *continued);
void jln_flow_repeat_end(jln_flow *f);

/* The coming slabs belong to that group, NULL: to none. */
void jln_flow_group(jln_flow *f, const jln_group_line *group);

/* Copies the texts of what still waits: their owner is about to go. */
void jln_flow_keep_texts(jln_flow *f);

/* Places what still waits. */
void jln_flow_end(jln_flow *f);

/* A column of content placed beside others: slabs are collected one under another instead of going
 * to pages. What waited before _begin waits again after _end; the frame is [left, left + width)
 * meanwhile. */
typedef struct {
    jln_items waiting;
    jln_slab *slabs;
    size_t slab_count, slab_capacity;
    float left, width, gap;
} jln_aside;

typedef struct {
    jln_items items;
    float height;
} jln_galley;

void jln_flow_galley_begin(jln_flow *f, jln_aside *aside, float left, float width);
void jln_flow_galley_end(jln_flow *f, jln_aside *aside, jln_galley *out);

/* Adds the galley's items to the open slab, `dy` below its top. */
void jln_flow_galley_put(jln_flow *f, const jln_galley *galley, float dy);

/* Room between the top and the bottom of an empty page, less the repeated header. */
float jln_flow_room(const jln_flow *f);

/* What the slabs that wait leave of the page. */
float jln_flow_left(const jln_flow *f);

/* A new tag under `parent`; 0 when out of memory. */
uint32_t jln_flow_tag(jln_flow *f, jln_tag_role role, uint32_t parent);

/* What the figure of that tag shows, in words. */
void jln_flow_alt(jln_flow *f, uint32_t tag, const char *text);

/* Takes back the tags from that number on. */
void jln_flow_untag(jln_flow *f, size_t tags);

/* One line of a broken paragraph, its baseline at `y`, starting at `x`. */
void jln_flow_line(jln_flow *f, const jln_lines *lines, size_t line, float size, jln_colour colour,
                   float x, float y, uint32_t tag);

/* A paragraph as one slab per line, with at least two lines at the foot and at the head of a page.
 * `keep`: its last line keeps with what follows. */
typedef struct {
    jln_font font, strong;
    float size, leading; /* leading in points */
    jln_colour colour;
    float before, indent; /* indent from the left of the frame */
    float width;          /* 0: to the right of the frame */
    bool keep, together;  /* together: never divided */
    bool balanced;        /* lines of about the same length: titles */
    size_t lines;         /* on a fixed page: at most so many; 0: as other texts there */
    size_t heading;       /* 1 + index of the heading it prints, 0 for none */
} jln_par_style;
void jln_flow_paragraph(jln_flow *f, const char *text, const jln_par_style *style, uint32_t tag);

/* Baseline of a line of that height for that size, its text centred in it. */
float jln_flow_baseline(const jln_flow *f, float size, float leading);

#endif
