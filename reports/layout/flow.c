#include "layout/flow.h"

#include "layout/paint.h"
#include "layout/style.h"

#include <assert.h>
#include <math.h>
#include <string.h>

const char jln_flow_later[] = "0000"; /* its width is kept free */

#define GROW_IN(f, arena, items, count, capacity)                                                  \
    ((items) = grow_or_keep(f, arena, items, &(capacity), (count) + 1, sizeof *(items)))
#define GROW(f, items, count, capacity) GROW_IN(f, (f)->arena, items, count, capacity)

static void *grow_or_keep(jln_flow *f, jln_arena *arena, void *items, size_t *capacity, size_t need,
                          size_t size) {
    void *grown = jln_arena_grow(arena, items, capacity, need, size);
    if (grown) return grown;
    f->failed = true;
    return items;
}

void jln_flow_turn(jln_flow *f, bool landscape) {
    jln_flow_break(f);
    f->landscape = landscape;
    f->page_width = landscape ? JLN_A4_LONG : JLN_A4_SHORT;
    f->page_height = landscape ? JLN_A4_SHORT : JLN_A4_LONG;
    f->left = landscape ? JLN_MARGIN_WIDE : JLN_MARGIN_SIDE;
    f->width = f->page_width - 2 * f->left;
    f->top = JLN_MARGIN_TOP + f->band - (landscape ? 8 : 0);
    f->bottom = f->page_height - JLN_MARGIN_BOTTOM + (landscape ? 8 : 0);
}

float jln_flow_room(const jln_flow *f) {
    return f->bottom - f->top - (f->repeating ? f->repeated_height : 0);
}

static jln_page *page_of(jln_flow *f) {
    return &f->out->pages[f->out->page_count - 1];
}

/* A page that is handed over outlives the texts of its table: it has its own. */
static void own_text(jln_flow *f, jln_run *r) {
    if (r->text == jln_flow_later) {
        page_of(f)->waits = true;
        return;
    }
    if (!f->sink) return;
    r->text = jln_arena_strn(f->items, r->text, r->length);
    if (!r->text) f->failed = true;
}

static jln_point *own_points(jln_flow *f, jln_arena *arena, const jln_shape *s) {
    if (!s->point_count) return NULL;
    jln_point *copy = jln_arena_array(arena, s->point_count, sizeof *copy);
    if (copy) memcpy(copy, s->points, s->point_count * sizeof *copy);
    else f->failed = true;
    return copy;
}

/* Copies items onto the current page, `dy` lower; with `silent`, without their tags. */
static void put_items(jln_flow *f, const jln_items *from, size_t run, size_t run_end, size_t shape,
                      size_t shape_end, float dy, bool silent) {
    jln_page *page = page_of(f);
    for (size_t i = run; i < run_end; i++) {
        GROW_IN(f, f->items, page->runs, page->run_count, page->run_capacity);
        if (f->failed) return;
        jln_run *r = &page->runs[page->run_count++];
        *r = from->runs[i];
        own_text(f, r);
        r->y += dy;
        if (silent) r->tag = 0;
    }
    for (size_t i = shape; i < shape_end; i++) {
        GROW_IN(f, f->items, page->shapes, page->shape_count, page->shape_capacity);
        if (f->failed) return;
        jln_shape *s = &page->shapes[page->shape_count++];
        *s = from->shapes[i];
        s->y += dy;
        if (silent) s->points = own_points(f, f->items, s); /* they come back */
        for (uint32_t k = 0; k < s->point_count && !f->failed; k++) s->points[k].y += dy;
        if (silent) s->tag = 0;
    }
}

void jln_flow_forget(jln_page *page) {
    page->runs = NULL;
    page->shapes = NULL;
    page->run_count = page->run_capacity = page->shape_count = page->shape_capacity = 0;
}

/* A page that waits moves to memory that stays. */
static void keep(jln_flow *f, jln_page *page) {
    jln_run *runs = jln_arena_array(f->arena, page->run_count + 1, sizeof *runs);
    jln_shape *shapes = jln_arena_array(f->arena, page->shape_count + 1, sizeof *shapes);
    if (!runs || !shapes) {
        f->failed = true;
        return;
    }
    for (size_t i = 0; i < page->run_count && !f->failed; i++) {
        runs[i] = page->runs[i];
        if (runs[i].text == jln_flow_later) continue;
        runs[i].text = jln_arena_strn(f->arena, runs[i].text, runs[i].length);
        if (!runs[i].text) f->failed = true;
    }
    if (page->shape_count) memcpy(shapes, page->shapes, page->shape_count * sizeof *shapes);
    page->runs = runs;
    page->shapes = shapes;
    page->run_capacity = page->run_count + 1;
    page->shape_capacity = page->shape_count + 1;
}

void jln_flow_hand_page(jln_flow *f, size_t number) {
    jln_paint(f->doc, &f->out->pages[number]);
    f->sink->content(f->sink->self, f->out, number);
    jln_flow_forget(&f->out->pages[number]);
}

void jln_flow_hand_over(jln_flow *f, size_t end) {
    for (; f->sink && f->handed < end && !f->failed; f->handed++) {
        jln_page *page = &f->out->pages[f->handed];
        if (page->waits) keep(f, page);
        else jln_flow_hand_page(f, f->handed);
        jln_arena_reset(f->items);
    }
}

static float page_height(const jln_flow *f) {
    return f->bottom - f->top;
}

static const char *continued_words(void) {
    return _(" (suite)");
}

/* The title of the group that slab `next` goes on with, where there is room for both. */
static void repeat_group(jln_flow *f, const jln_slab *next) {
    if (!next->group || f->failed) return;
    const jln_group_line *g = &f->groups[next->group - 1];
    if (f->y + g->height + next->height > f->bottom) return;
    const char *more = continued_words();
    float em = jln_metrics_width(f->metrics, JLN_FONT_BOLD, more, strlen(more)), used;
    float dots = jln_metrics_width(f->metrics, JLN_FONT_BOLD, "…", strlen("…"));
    float room = (g->width - g->indent) / g->size - em - dots - 1;
    size_t fit =
        jln_metrics_fit(f->metrics, JLN_FONT_BOLD, g->text, g->length, fmaxf(room, 1), &used);
    char *text =
        jln_arena_fmt(f->items, "%.*s%s%s", (int)fit, g->text, fit < g->length ? "…" : "", more);
    if (!text) {
        f->failed = true;
        return;
    }
    jln_run run = {text,     (uint32_t)strlen(text), 0, g->left + g->indent, g->baseline, g->size,
                   JLN_HEAD, JLN_FONT_BOLD};
    jln_shape shapes[] = {{.kind = JLN_SHAPE_BOX,
                           .x = g->left,
                           .w = g->width,
                           .h = g->height,
                           .fill = g->fill,
                           .stroke = JLN_COLOUR_NONE},
                          {.kind = JLN_SHAPE_RULE,
                           .x = g->left,
                           .y = g->height,
                           .w = g->width,
                           .fill = JLN_COLOUR_NONE,
                           .stroke = JLN_HAIR,
                           .line = 0.35f}};
    jln_items line = {.runs = &run, .run_count = 1, .shapes = shapes, .shape_count = 2};
    put_items(f, &line, 0, 1, g->fill == JLN_COLOUR_NONE, 2, f->y, true);
    f->y += g->height;
}

/* The page that begins with slab `next`. */
static void new_page(jln_flow *f, const jln_slab *next) {
    jln_display *out = f->out;
    jln_flow_hand_over(f, out->page_count);
    GROW(f, out->pages, out->page_count, out->page_capacity);
    if (f->failed) return;
    out->pages[out->page_count++] =
        (jln_page){.width = f->page_width, .height = f->page_height, .plain = f->plain};
    if (f->chapter) page_of(f)->chapter = out->headings[f->chapter - 1].text;
    f->open = f->fresh = true;
    f->y = f->top;
    if (!f->repeating || next->bare) return;
    put_items(f, &f->repeated, 0, f->repeated.run_count, 0, f->repeated.shape_count, f->y, true);
    f->y += f->repeated_height;
    repeat_group(f, next);
}

static void place_heading(jln_flow *f, size_t heading) {
    jln_heading *h = &f->out->headings[heading - 1];
    h->page = f->out->page_count - 1;
    h->y = f->y;
    h->placed = true;
    if (h->level != 1) return;
    if (f->fresh || !f->chapter) page_of(f)->chapter = h->text; /* else the one that goes on */
    f->chapter = heading;
}

static size_t slab_end(const jln_flow *f, size_t slab, size_t what) {
    const jln_items *p = &f->pending;
    if (slab + 1 < f->slab_count) {
        const jln_slab *next = &f->slabs[slab + 1];
        return what == 0 ? next->run : what == 1 ? next->shape : next->link;
    }
    return what == 0 ? p->run_count : what == 1 ? p->shape_count : p->link_count;
}

static void place_slab(jln_flow *f, size_t index) {
    const jln_slab *s = &f->slabs[index];
    if (!f->fresh) f->y += s->before;
    if (s->heading) place_heading(f, s->heading);
    put_items(f, &f->pending, s->run, slab_end(f, index, 0), s->shape, slab_end(f, index, 1), f->y,
              false);
    jln_page *page = page_of(f);
    for (size_t i = s->link; i < slab_end(f, index, 2) && !f->failed; i++) {
        GROW(f, page->links, page->link_count, page->link_capacity);
        if (f->failed) return;
        page->links[page->link_count] = f->pending.links[i];
        page->links[page->link_count++].y += f->y;
    }
    f->y += s->height;
    f->fresh = false;
    if (s->repeats) f->repeating = true;
}

/* Small overlaps are rounding, not text. */
static bool fits(const jln_flow *f, float height) {
    return f->y + height <= f->bottom + 0.05f;
}

static float slab_height(const jln_flow *f, const jln_slab *s, bool first) {
    return s->height + (first && f->fresh ? 0 : s->before);
}

static void end_repeat(jln_flow *f) {
    f->repeating = f->repeat_ending = false;
    f->repeated_height = 0;
}

static float chain_height(const jln_flow *f, size_t from, size_t to) {
    float height = 0;
    for (size_t i = from; i < to; i++) height += slab_height(f, &f->slabs[i], i == from);
    return height;
}

/* Past the last slab, from `from` on, after which the chain may be parted on this page; `from` when
 * there is none. */
static size_t last_parting(const jln_flow *f, size_t from, jln_parting least) {
    size_t best = from;
    float height = 0;
    for (size_t i = from; i < f->slab_count; i++) {
        height += slab_height(f, &f->slabs[i], i == from);
        if (!fits(f, height)) break;
        if (f->slabs[i].keep == JLN_PART_FREELY || f->slabs[i].keep >= least) best = i + 1;
    }
    return best;
}

static size_t first_parting(const jln_flow *f, size_t from, jln_parting least) {
    while (from + 1 < f->slab_count && f->slabs[from].keep != JLN_PART_FREELY &&
           f->slabs[from].keep < least)
        from++;
    return from + 1;
}

/* Past the last slab that goes on this page; `from`: the chain goes on on the next one. */
static size_t part(const jln_flow *f, size_t from) {
    float whole = chain_height(f, from, f->slab_count) - (f->fresh ? 0 : f->slabs[from].before);
    if (fits(f, chain_height(f, from, f->slab_count))) return f->slab_count;
    if (!f->fresh && f->bottom - f->y < page_height(f) * JLN_WHITE_MOST &&
        whole <= jln_flow_room(f))
        return from;
    size_t end = last_parting(f, from, JLN_PART_RATHER_NOT);
    if (end > from) return end;
    size_t held = first_parting(f, from, JLN_PART_RATHER_NOT);
    float together = chain_height(f, from, held) - (f->fresh ? 0 : f->slabs[from].before);
    if (!f->fresh && together <= jln_flow_room(f)) return from;
    end = last_parting(f, from, JLN_PART_HARDLY);
    if (end > from || !f->fresh) return end;
    end = last_parting(f, from, JLN_PART_NEVER);
    return end > from ? end : from + 1;
}

static void place_chain(jln_flow *f) {
    if (f->slab_count == 0 || f->failed) return;
    if (!f->open) new_page(f, &f->slabs[0]);
    for (size_t i = 0; i < f->slab_count && !f->failed;) {
        size_t end = part(f, i);
        for (; i < end && !f->failed; i++) place_slab(f, i);
        if (i < f->slab_count && !f->failed) new_page(f, &f->slabs[i]);
    }
    f->slab_count = f->pending.run_count = f->pending.shape_count = f->pending.link_count = 0;
    if (f->repeat_ending) end_repeat(f);
}

static const char *kept_text(jln_flow *f, const char *text, size_t length) {
    const char *copy = jln_arena_strn(f->arena, text, length);
    if (!copy) f->failed = true;
    return copy;
}

float jln_flow_left(const jln_flow *f) {
    float left = f->open ? f->bottom - f->y : page_height(f);
    for (size_t i = 0; i < f->slab_count; i++) left -= f->slabs[i].height + f->slabs[i].before;
    return left;
}

void jln_flow_keep_texts(jln_flow *f) {
    for (size_t i = 0; i < f->pending.run_count && !f->failed; i++) {
        jln_run *r = &f->pending.runs[i];
        if (r->text != jln_flow_later) r->text = kept_text(f, r->text, r->length);
    }
    for (size_t i = 0; i < f->group_count && f->slab_count && !f->failed; i++)
        f->groups[i].text = kept_text(f, f->groups[i].text, f->groups[i].length);
}

void jln_flow_end(jln_flow *f) {
    place_chain(f);
}

void jln_flow_break(jln_flow *f) {
    place_chain(f);
    if (f->open && !f->fresh) f->open = false;
    else if (f->open) {
        f->out->page_count--; /* nothing on it: given back */
        f->open = false;
    }
}

void jln_flow_need(jln_flow *f, float height) {
    place_chain(f);
    if (f->open && !f->collecting &&
        f->bottom - f->y < fminf(height, page_height(f) * JLN_WHITE_MOST))
        jln_flow_break(f);
}

void jln_flow_group(jln_flow *f, const jln_group_line *group) {
    f->group = 0;
    if (!group || f->collecting || f->failed) return;
    if (f->slab_count == 0) f->group_count = 0;
    GROW(f, f->groups, f->group_count, f->group_capacity);
    if (f->failed) return;
    f->groups[f->group_count++] = *group;
    f->group = f->group_count;
}

/* What waits goes to its page, unless it keeps with what comes. */
static void settle_chain(jln_flow *f) {
    bool done = f->slab_count && f->slabs[f->slab_count - 1].keep == JLN_PART_FREELY;
    if (done && !f->collecting) place_chain(f);
}

void jln_flow_open(jln_flow *f, float before) {
    settle_chain(f);
    GROW(f, f->slabs, f->slab_count, f->slab_capacity);
    if (f->failed) return;
    if (before < f->gap) before = f->gap;
    f->gap = 0;
    f->slabs[f->slab_count++] = (jln_slab){.before = before,
                                           .keep = JLN_PART_NEVER, /* until it is closed */
                                           .group = f->group,
                                           .bare = f->repeat_ending,
                                           .run = f->pending.run_count,
                                           .shape = f->pending.shape_count,
                                           .link = f->pending.link_count};
}

void jln_flow_space(jln_flow *f, float points) {
    if (points > f->gap) f->gap = points;
}

void jln_flow_mark(jln_flow *f, size_t index) {
    if (!f->failed) f->slabs[f->slab_count - 1].heading = index + 1;
}

void jln_flow_run(jln_flow *f, const char *text, size_t length, jln_font font, float size,
                  jln_colour colour, float x, float y, uint32_t tag) {
    jln_items *p = &f->pending;
    if (length == 0) return;
    GROW(f, p->runs, p->run_count, p->run_capacity);
    if (f->failed) return;
    p->runs[p->run_count++] = (jln_run){text, (uint32_t)length, tag, x, y, size, colour, font};
}

jln_shape *jln_flow_shape(jln_flow *f, jln_shape shape) {
    jln_items *p = &f->pending;
    GROW(f, p->shapes, p->shape_count, p->shape_capacity);
    if (f->failed) return NULL;
    p->shapes[p->shape_count] = shape;
    return &p->shapes[p->shape_count++];
}

void jln_flow_box(jln_flow *f, float x, float y, float w, float h, jln_colour fill) {
    jln_flow_shape(f, (jln_shape){.kind = JLN_SHAPE_BOX,
                                  .x = x,
                                  .y = y,
                                  .w = w,
                                  .h = h,
                                  .fill = fill,
                                  .stroke = JLN_COLOUR_NONE});
}

void jln_flow_rule(jln_flow *f, float x, float y, float w, float h, jln_colour colour, float line) {
    jln_flow_shape(f, (jln_shape){.kind = JLN_SHAPE_RULE,
                                  .x = x,
                                  .y = y,
                                  .w = w,
                                  .h = h,
                                  .fill = JLN_COLOUR_NONE,
                                  .stroke = colour,
                                  .line = line});
}

void jln_flow_link(jln_flow *f, float x, float y, float w, float h, uint32_t heading) {
    jln_items *p = &f->pending;
    GROW(f, p->links, p->link_count, p->link_capacity);
    if (!f->failed) p->links[p->link_count++] = (jln_link){x, y, w, h, heading};
}

size_t jln_flow_anchor(jln_flow *f) {
    jln_display *out = f->out;
    GROW(f, out->headings, out->heading_count, out->heading_capacity);
    if (f->failed) return 0;
    out->headings[out->heading_count] = (jln_heading){.level = JLN_LEVEL_NOTE, .text = ""};
    return out->heading_count++;
}

void jln_flow_close(jln_flow *f, float height, jln_parting keep) {
    if (f->failed) return;
    assert(f->slab_count > 0);
    jln_slab *s = &f->slabs[f->slab_count - 1];
    s->height = height;
    s->keep = keep;
}

void jln_flow_tie(jln_flow *f) {
    if (f->slab_count && f->slabs[f->slab_count - 1].keep == JLN_PART_FREELY)
        f->slabs[f->slab_count - 1].keep = JLN_PART_NEVER;
}

void jln_flow_galley_begin(jln_flow *f, jln_aside *aside, float left, float width) {
    settle_chain(f);
    *aside = (jln_aside){f->pending, f->slabs, f->slab_count, f->slab_capacity,
                         f->left,    f->width, f->gap};
    memset(&f->pending, 0, sizeof f->pending);
    f->slabs = NULL;
    f->slab_count = f->slab_capacity = 0;
    f->gap = 0;
    f->left = left;
    f->width = width;
    f->collecting = true;
}

static void move_items(jln_items *items, const jln_slab *from, size_t run_end, size_t shape_end,
                       float dy) {
    for (size_t i = from->run; i < run_end; i++) items->runs[i].y += dy;
    for (size_t i = from->shape; i < shape_end; i++) {
        jln_shape *s = &items->shapes[i];
        s->y += dy;
        for (uint32_t k = 0; k < s->point_count; k++) s->points[k].y += dy;
    }
}

void jln_flow_galley_end(jln_flow *f, jln_aside *aside, jln_galley *out) {
    float y = 0;
    for (size_t i = 0; i < f->slab_count && !f->failed; i++) {
        const jln_slab *s = &f->slabs[i];
        y += i ? s->before : 0;
        move_items(&f->pending, s, slab_end(f, i, 0), slab_end(f, i, 1), y);
        y += s->height;
    }
    *out = (jln_galley){f->pending, y};
    f->pending = aside->waiting;
    f->slabs = aside->slabs;
    f->slab_count = aside->slab_count;
    f->slab_capacity = aside->slab_capacity;
    f->left = aside->left;
    f->width = aside->width;
    f->gap = aside->gap;
    f->collecting = false;
}

void jln_flow_galley_put(jln_flow *f, const jln_galley *g, float dy) {
    for (size_t i = 0; i < g->items.shape_count; i++) {
        jln_shape s = g->items.shapes[i];
        s.y += dy;
        for (uint32_t k = 0; k < s.point_count; k++) s.points[k].y += dy;
        jln_flow_shape(f, s);
    }
    for (size_t i = 0; i < g->items.run_count; i++) {
        const jln_run *r = &g->items.runs[i];
        jln_flow_run(f, r->text, r->length, r->font, r->size, r->colour, r->x, r->y + dy, r->tag);
    }
}

static const float CONTINUED = 11; /* height of the line above what is repeated */

/* What is repeated stands as the slabs stood, one under another, below the line. */
static void stack_repeated(jln_flow *f, size_t from, const char *continued) {
    jln_items *to = &f->repeated;
    const jln_slab *first = &f->slabs[from];
    float y = CONTINUED;
    for (size_t i = from; i < f->slab_count; i++) {
        const jln_slab *s = &f->slabs[i];
        if (i > from) y += s->before;
        for (size_t k = s->run; k < slab_end(f, i, 0); k++) to->runs[k - first->run].y += y;
        for (size_t k = s->shape; k < slab_end(f, i, 1) && !f->failed; k++) {
            jln_shape *shape = &to->shapes[k - first->shape];
            shape->y += y;
            for (uint32_t n = 0; n < shape->point_count; n++) shape->points[n].y += y;
        }
        y += s->height;
    }
    to->runs[to->run_count++] = (jln_run){.text = continued,
                                          .length = (uint32_t)strlen(continued),
                                          .x = f->left,
                                          .y = 7,
                                          .size = JLN_SIZE_FOOTNOTE,
                                          .colour = JLN_MUTED,
                                          .font = JLN_FONT_OBLIQUE};
    f->repeated_height = y;
}

void jln_flow_repeat(jln_flow *f, size_t from, const char *continued) {
    if (f->failed || f->collecting) return;
    assert(f->slab_count > from);
    jln_slab *s = &f->slabs[from];
    jln_items *to = &f->repeated;
    size_t runs = f->pending.run_count - s->run, shapes = f->pending.shape_count - s->shape;
    to->runs = jln_arena_array(f->arena, runs + 2, sizeof *to->runs);
    to->shapes = jln_arena_array(f->arena, shapes + 1, sizeof *to->shapes);
    if (!to->runs || !to->shapes) {
        f->failed = true;
        return;
    }
    if (runs) memcpy(to->runs, f->pending.runs + s->run, runs * sizeof *to->runs);
    for (size_t i = 0; i < shapes && !f->failed; i++) {
        to->shapes[i] = f->pending.shapes[s->shape + i];
        to->shapes[i].points = own_points(f, f->arena, &to->shapes[i]);
    }
    to->run_count = runs;
    to->shape_count = shapes;
    stack_repeated(f, from, continued);
    f->slabs[f->slab_count - 1].repeats = true;
}

void jln_flow_repeat_end(jln_flow *f) {
    if (f->slab_count && !f->collecting) f->repeat_ending = true;
    else end_repeat(f);
}

static bool add_tag_block(jln_flow *f) {
    jln_display *out = f->out;
    GROW(f, out->tags, out->tag_blocks, out->tag_capacity);
    jln_tag *block = jln_arena_array(f->arena, JLN_TAG_BLOCK, sizeof *block);
    if (!block) f->failed = true;
    if (f->failed) return false;
    out->tags[out->tag_blocks++] = block;
    return true;
}

uint32_t jln_flow_tag(jln_flow *f, jln_tag_role role, uint32_t parent) {
    jln_display *out = f->out;
    if (f->failed) return 0;
    if (out->tag_count == out->tag_blocks * JLN_TAG_BLOCK && !add_tag_block(f)) return 0;
    uint32_t tag = (uint32_t)out->tag_count++;
    *jln_display_tag(out, tag) = (jln_tag){.role = role, .parent = parent, .span = 1};
    return tag;
}

void jln_flow_untag(jln_flow *f, size_t tags) {
    jln_display *out = f->out;
    out->tag_count = tags;
    while (out->alt_count && out->alts[out->alt_count - 1].tag >= tags) out->alt_count--;
}

void jln_flow_alt(jln_flow *f, uint32_t tag, const char *text) {
    jln_display *out = f->out;
    GROW(f, out->alts, out->alt_count, out->alt_capacity);
    if (!f->failed) out->alts[out->alt_count++] = (jln_alt){tag, text};
}

void jln_flow_line(jln_flow *f, const jln_lines *lines, size_t line, float size, jln_colour colour,
                   float x, float y, uint32_t tag) {
    const jln_line *l = &lines->lines[line];
    for (size_t i = l->first; i < l->first + l->count; i++) {
        const jln_piece *p = &lines->pieces[i];
        jln_flow_run(f, p->text, p->length, p->font, size, colour, x + p->x, y, tag);
    }
}

float jln_flow_baseline(const jln_flow *f, float size, float leading) {
    float text = (f->metrics->ascent + f->metrics->descent) * size;
    return (leading - text) / 2 + f->metrics->ascent * size;
}

enum { BALANCED_LINES = 6 };

/* The narrowest width that takes no more lines. */
static float balance(jln_flow *f, const jln_span *spans, size_t count, float size, float width,
                     size_t lines) {
    float low = width / (float)lines, high = width;
    for (int i = 0; i < 6 && lines > 1 && lines <= BALANCED_LINES; i++) {
        jln_lines tried;
        float middle = (low + high) / 2;
        if (!jln_text_break(f->scratch, f->metrics, spans, count, size, middle, &tried))
            f->failed = true;
        if (f->failed || tried.count <= lines) high = middle;
        else low = middle;
    }
    return high;
}

static bool break_paragraph(jln_flow *f, const char *text, const jln_par_style *style,
                            jln_lines *out) {
    jln_arena_reset(f->scratch);
    float width = style->width > 0 ? style->width : f->width - style->indent;
    size_t count = 0;
    jln_span *spans = jln_text_spans(f->scratch, text, style->font, style->strong, &count);
    f->failed =
        !spans || !jln_text_break(f->scratch, f->metrics, spans, count, style->size, width, out);
    size_t most = style->lines  ? style->lines /* titles are shorter than texts */
                  : style->keep ? JLN_BRIEF_LINES
                                : 2 * JLN_BRIEF_LINES;
    if (!f->failed && f->brief.on) jln_text_cut(out, most, f->metrics, style->size, width);
    if (f->failed || f->brief.on || !style->balanced || out->count < 2) return !f->failed;
    width = balance(f, spans, count, style->size, width, out->count);
    if (!jln_text_break(f->scratch, f->metrics, spans, count, style->size, width, out))
        f->failed = true;
    return !f->failed;
}

void jln_flow_paragraph(jln_flow *f, const char *text, const jln_par_style *style, uint32_t tag) {
    if (f->failed || !text) return;
    jln_lines lines;
    if (!break_paragraph(f, text, style, &lines)) return;
    float baseline = jln_flow_baseline(f, style->size, style->leading);
    for (size_t i = 0; i < lines.count; i++) {
        bool last = i + 1 == lines.count;
        bool tied = i == 0 || i + 2 == lines.count || style->together;
        jln_flow_open(f, i ? 0 : style->before);
        if (i == 0 && style->heading) jln_flow_mark(f, style->heading - 1);
        jln_flow_line(f, &lines, i, style->size, style->colour, f->left + style->indent, baseline,
                      tag);
        jln_flow_close(f, style->leading, last ? style->keep : tied);
    }
}
