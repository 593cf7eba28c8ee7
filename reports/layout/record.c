#include "layout/record.h"

typedef struct {
    const jln_display *display;
    jln_str *out;
    uint32_t tag;
} recorder;

static const char *const roles[JLN_TAG_ROLES] = {
    "-",       "title", "h1",   "h2",    "h3", "p",  "list", "item",   "note",
    "caption", "toc",   "toci", "table", "tr", "th", "td",   "figure",
};

static void begin_page(void *self, size_t number, const jln_page *page) {
    recorder *r = self;
    jln_str_fmt(r->out, "page %zu %.0fx%.0f%s\n", number + 1, (double)page->width,
                (double)page->height, page->plain ? " plain" : "");
}

static void nothing(void *self) {
    (void)self;
}

static void begin_tag(void *self, uint32_t tag) {
    recorder *r = self;
    r->tag = tag;
}

static void add_tag(recorder *r) {
    const jln_tag *t = jln_display_tag(r->display, r->tag);
    jln_str_fmt(r->out, " %s", roles[t->role]);
    if (r->tag) jln_str_fmt(r->out, "#%u", (unsigned)r->tag);
    if (t->span > 1) jln_str_fmt(r->out, " span %u", (unsigned)t->span);
}

static void run(void *self, const jln_run *run) {
    recorder *r = self;
    jln_str_fmt(r->out, "  run  %7.1f %7.1f %4.1f%c %06X", (double)run->x, (double)run->y,
                (double)run->size, "RBO"[run->font], (unsigned)run -> colour);
    add_tag(r);
    jln_str_add(r->out, " |");
    jln_str_addn(r->out, run->text, run->length);
    jln_str_add(r->out, "|\n");
}

static void shape(void *self, const jln_shape *s) {
    static const char *const names[] = {"rule", "box ", "poly", "logo"};
    recorder *r = self;
    float x = s->x, y = s->y;
    if (s->point_count) x += s->points[0].x, y = s->points[0].y;
    jln_str_fmt(r->out, "  %s %7.1f %7.1f %7.1f %7.1f", names[s->kind], (double)x, (double)y,
                (double)s->w, (double)s->h);
    if (s->fill != JLN_COLOUR_NONE) jln_str_fmt(r->out, " fill %06X", (unsigned)s->fill);
    if (s->stroke != JLN_COLOUR_NONE)
        jln_str_fmt(r->out, " line %06X %.1f", (unsigned)s->stroke, (double)s->line);
    add_tag(r);
    jln_str_addc(r->out, '\n');
}

static void add_link(void *self, size_t page, const jln_link *l, const jln_heading *to) {
    recorder *r = self;
    jln_str_fmt(r->out, "link page %zu %.1f %.1f %.1f %.1f to page %zu %.1f\n", page + 1,
                (double)l->x, (double)l->y, (double)l->w, (double)l->h, to->page + 1,
                (double)to->y);
}

static void bookmark(void *self, const jln_heading *h) {
    recorder *r = self;
    jln_str_fmt(r->out, "mark %d page %zu %.1f %s\n", h->level, h->page + 1, (double)h->y, h->text);
}

void jln_record(const jln_display *display, jln_str *out) {
    recorder r = {display, out, 0};
    jln_canvas_replay(display, &(jln_canvas){.self = &r,
                                             .begin_page = begin_page,
                                             .end_page = nothing,
                                             .begin_tag = begin_tag,
                                             .end_tag = nothing,
                                             .begin_runs = nothing,
                                             .end_runs = nothing,
                                             .run = run,
                                             .shape = shape,
                                             .link = add_link,
                                             .bookmark = bookmark});
}
