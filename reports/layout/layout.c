#include "layout/layout.h"

#include "layout/blocks.h"
#include "layout/chart.h"
#include "layout/paint.h"
#include "layout/sheet.h"
#include "layout/style.h"
#include "layout/table.h"

#include <math.h>
#include <string.h>

static const float BAND_SIZE = 8.5f, BAND_LEADING = 11;

static void add_heading(jln_flow *f, int level, const char *text) {
    jln_display *out = f->out;
    jln_heading *h = jln_arena_grow(f->arena, out->headings, &out->heading_capacity,
                                    out->heading_count + 1, sizeof *h);
    if (!h || !text) {
        f->failed = true;
        return;
    }
    out->headings = h;
    h[out->heading_count++] = (jln_heading){.level = level, .text = text};
}

static const char *text_or_none(const char *text) {
    return text ? text : "";
}

/* All headings and captions are known before the first page: the contents come early. */
static void collect_headings(jln_flow *f) {
    size_t tables = 0, figures = 0;
    for (size_t b = 0; b < f->doc->block_count && !f->failed; b++) {
        const jln_block *block = &f->doc->blocks[b];
        if (!(block->formats & JLN_FOR_PDF)) continue;
        if (block->kind == JLN_BLOCK_HEADING) {
            int level = block->heading.level;
            add_heading(f,
                        level < 1   ? 1
                        : level > 3 ? 3
                                    : level,
                        text_or_none(block->heading.text));
        } else if (block->kind == JLN_BLOCK_TABLE && block->table->numbered)
            add_heading(f, JLN_LEVEL_TABLE,
                        jln_arena_fmt(f->arena, _("Tableau %zu\u00A0– %s"), ++tables,
                                      text_or_none(block->table->title)));
        else if (block->kind == JLN_BLOCK_CHART)
            add_heading(f, JLN_LEVEL_CHART,
                        jln_arena_fmt(f->arena, _("Figure %zu\u00A0– %s"), ++figures,
                                      text_or_none(block->chart->title)));
    }
}

static const jln_block *next_block(const jln_flow *f, size_t at) {
    while (++at < f->doc->block_count)
        if (f->doc->blocks[at].formats & JLN_FOR_PDF) return &f->doc->blocks[at];
    return NULL;
}

static bool is_text(const jln_block *b, jln_text_role role) {
    return b->kind == JLN_BLOCK_TEXT && b->text.role == role;
}

static bool announces(const char *text) {
    size_t length = text ? strlen(text) : 0;
    return length && text[length - 1] == ':';
}

/* A note stays with what it is about, a text with the table, the figure or the list that it leads
 * to. */
static bool stays_with(const jln_block *b, const jln_block *next) {
    bool shown =
        b->kind == JLN_BLOCK_TABLE || b->kind == JLN_BLOCK_CHART || b->kind == JLN_BLOCK_CARDS;
    if (is_text(next, JLN_TEXT_NOTE)) return shown || is_text(b, JLN_TEXT_NOTE);
    if (b->kind != JLN_BLOCK_TEXT || is_text(b, JLN_TEXT_NOTE)) return false;
    if (is_text(next, JLN_TEXT_ITEM)) return announces(b->text.text);
    if (is_text(b, JLN_TEXT_ITEM)) return false;
    return next->kind == JLN_BLOCK_TABLE || next->kind == JLN_BLOCK_CHART ||
           next->kind == JLN_BLOCK_CARDS;
}

/* About how tall a chapter of texts alone is; more than any page when there is more in it. */
static float chapter_height(const jln_flow *f, const jln_block *chapter) {
    const jln_block *end = f->doc->blocks + f->doc->block_count;
    float height = 60; /* of its heading */
    for (const jln_block *b = chapter + 1; b < end; b++) {
        if (!(b->formats & JLN_FOR_PDF)) continue;
        bool heading = b->kind == JLN_BLOCK_HEADING;
        if (b->kind == JLN_BLOCK_PAGE || (heading && b->heading.level == 1)) return height;
        if (heading) height += 40;
        else if (b->kind != JLN_BLOCK_TEXT) return INFINITY;
        else {
            const char *text = text_or_none(b->text.text);
            float em = jln_metrics_width(f->metrics, JLN_FONT_BOLD, text, strlen(text));
            float lines = ceilf(em * JLN_SIZE_LEAD / (f->width - 20));
            height += lines * JLN_SIZE_LEAD * 1.45f + 10;
        }
    }
    return height;
}

static void place_block(jln_flow *f, const jln_block *b, size_t *heading) {
    bool captioned =
        b->kind == JLN_BLOCK_CHART || (b->kind == JLN_BLOCK_TABLE && b->table->numbered);
    f->caption = captioned ? ++*heading : 0;
    if (b->kind != JLN_BLOCK_TEXT || b->text.role != JLN_TEXT_ITEM) f->list = 0;
    switch (b->kind) {
    case JLN_BLOCK_COVER:
        jln_blocks_cover(f, &b->cover);
        break;
    case JLN_BLOCK_CONTENTS:
        break; /* lists that follow one another are placed together */
    case JLN_BLOCK_HEADING:
        if (b->heading.level <= 1) jln_flow_need(f, chapter_height(f, b));
        jln_blocks_heading(f, (*heading)++);
        break;
    case JLN_BLOCK_TEXT:
        jln_blocks_text(f, b->text.role, b->text.text, b->text.number);
        break;
    case JLN_BLOCK_CARDS:
        jln_blocks_cards(f, b->cards.cards, b->cards.count);
        break;
    case JLN_BLOCK_TABLE:
        jln_table_place(f, b->table);
        break;
    case JLN_BLOCK_CHART:
        jln_chart_place(f, b->chart);
        break;
    case JLN_BLOCK_PAGE:
        jln_flow_turn(f, b->page.landscape);
        f->brief.on = b->page.fixed; /* for the page's heading */
        break;
    case JLN_BLOCK_SIGNATURES:
        jln_blocks_signatures(f, b->signatures.made_at, b->signatures.signatories,
                              b->signatures.count);
        break;
    case JLN_BLOCK_SIGNS:
        jln_blocks_signs(f, b->signs.signs, b->signs.count);
        break;
    case JLN_BLOCK_SLOT:
        break; /* slots are placed together */
    }
    const jln_block *next = next_block(f, (size_t)(b - f->doc->blocks));
    if (next && stays_with(b, next)) jln_flow_tie(f);
}

/* On a landscape page two charts that follow one another stand side by side, if both fit. */
static bool place_pair(jln_flow *f, const jln_doc_chart *a, const jln_doc_chart *b,
                       size_t *heading) {
    const float gap = 28, width = (f->width - gap) / 2, left = f->left;
    size_t figures = f->figures, tags = f->out->tag_count;
    f->caption = 0; /* marked on the slab that holds both */
    jln_aside aside;
    jln_galley first, second;
    jln_flow_galley_begin(f, &aside, left, width);
    jln_chart_place(f, a);
    jln_flow_galley_end(f, &aside, &first);
    jln_flow_galley_begin(f, &aside, left + width + gap, width);
    jln_chart_place(f, b);
    jln_flow_galley_end(f, &aside, &second);
    float height = first.height > second.height ? first.height : second.height;
    if (f->failed || height > jln_flow_room(f) * 0.9f) {
        f->figures = figures;
        jln_flow_untag(f, tags);
        return false;
    }
    jln_flow_open(f, 12);
    jln_flow_mark(f, *heading);
    jln_flow_galley_put(f, &first, 0);
    jln_flow_galley_put(f, &second, 0);
    jln_flow_close(f, height, false);
    jln_flow_space(f, 12);
    jln_flow_end(f);
    if (f->failed) return true;
    jln_heading *captions = f->out->headings + *heading; /* one slab, hence one page */
    captions[1].page = captions[0].page;
    captions[1].y = captions[0].y;
    captions[1].placed = captions[0].placed;
    *heading += 2;
    return true;
}

static bool is_printed(const jln_doc *doc, const char *text) {
    for (size_t b = 0; b < doc->block_count; b++) {
        const jln_block *block = &doc->blocks[b];
        bool here =
            block->kind == JLN_BLOCK_TEXT && block->formats & JLN_FOR_PDF && block->text.text;
        if (here && strstr(block->text.text, text)) return true;
    }
    return false;
}

/* ---- what each page carries beside its content ---- */

typedef struct {
    const char *text;
    size_t length;
    float size, width;
    const char *ending; /* "…" when it was too long */
} fitted;

/* Smaller first, then shortened. */
static fitted fit_text(const jln_flow *f, const char *text, float size, float width) {
    fitted r = {text, strlen(text), size, 0, ""};
    float em = jln_metrics_width(f->metrics, JLN_FONT_REGULAR, text, r.length);
    if (em * size > width) r.size = size * 0.86f;
    r.width = em * r.size;
    if (r.width <= width) return r;
    float dots = jln_metrics_width(f->metrics, JLN_FONT_REGULAR, "…", strlen("…"));
    r.length =
        jln_metrics_fit(f->metrics, JLN_FONT_REGULAR, text, r.length, width / r.size - dots, &em);
    r.width = (em + dots) * r.size;
    r.ending = "…";
    return r;
}

static void decor_run(jln_flow *f, const fitted *t, float x, float y) {
    float shown = t->width;
    if (*t->ending)
        shown -= jln_metrics_width(f->metrics, JLN_FONT_REGULAR, "…", strlen("…")) * t->size;
    jln_flow_run(f, t->text, t->length, JLN_FONT_REGULAR, t->size, JLN_MUTED, x, y, 0);
    jln_flow_run(f, t->ending, strlen(t->ending), JLN_FONT_REGULAR, t->size, JLN_MUTED, x + shown,
                 y, 0);
}

static void place_header(jln_flow *f, const jln_page *page, float left, float right, float y) {
    const char *running = f->doc->running ? f->doc->running : f->doc->title;
    float width = right - left, used = 0;
    if (page->chapter) {
        fitted t = fit_text(f, page->chapter, JLN_SIZE_DECOR, running ? width * 0.6f : width);
        decor_run(f, &t, right - t.width, y);
        used = t.width + 20;
    }
    if (running) {
        fitted t = fit_text(f, running, JLN_SIZE_DECOR, width - used);
        decor_run(f, &t, left, y);
    }
    jln_flow_rule(f, left, y + 6, right - left, 0, JLN_RULE, 0.4f);
}

static void place_footer(jln_flow *f, float left, float right, float y, size_t number) {
    char *text = jln_arena_fmt(f->arena, _("page %zu / %zu"), number, f->out->page_count);
    if (!text) {
        f->failed = true;
        return;
    }
    fitted n = fit_text(f, text, JLN_SIZE_DECOR, 120);
    jln_flow_rule(f, left, y - 11, right - left, 0, JLN_RULE, 0.4f);
    decor_run(f, &n, right - n.width, y);
    if (!f->doc->footer) return;
    fitted t = fit_text(f, f->doc->footer, JLN_SIZE_DECOR, right - left - n.width - 16);
    decor_run(f, &t, left, y);
}

/* On the last page, between its content and its footer: it never takes a page of its own. */
static void place_fingerprint(jln_flow *f, float left, float y) {
    if (!f->doc->fingerprint || is_printed(f->doc, f->doc->fingerprint)) return;
    char *text =
        jln_arena_fmt(f->arena, _("Empreinte des données utilisées : %s"), f->doc->fingerprint);
    uint32_t tag = jln_flow_tag(f, JLN_TAG_P, 0);
    if (!text) f->failed = true;
    else
        jln_flow_run(f, text, strlen(text), JLN_FONT_REGULAR, JLN_SIZE_FINGERPRINT, JLN_MUTED, left,
                     y, tag);
}

static bool break_band(jln_flow *f, float width, jln_lines *lines) {
    jln_span span = {f->doc->band, strlen(f->doc->band), JLN_FONT_BOLD};
    jln_arena_reset(f->scratch);
    if (jln_text_break(f->scratch, f->metrics, &span, 1, BAND_SIZE, width, lines)) return true;
    return !(f->failed = true);
}

enum { BAND_LINES = 4 };

static size_t band_lines(const jln_lines *lines) {
    return lines->count < BAND_LINES ? lines->count : BAND_LINES;
}

/* The strip takes room from each page; measured on the narrower one. */
static void measure_band(jln_flow *f) {
    jln_lines lines;
    if (!f->doc->band || !*f->doc->band ||
        !break_band(f, JLN_A4_SHORT - 2 * JLN_MARGIN_SIDE, &lines))
        return;
    f->band = (float)band_lines(&lines) * BAND_LEADING + 7;
}

static void place_band(jln_flow *f, float page_width) {
    jln_lines lines;
    if (f->band <= 0 || !break_band(f, JLN_A4_SHORT - 2 * JLN_MARGIN_SIDE, &lines)) return;
    jln_flow_box(f, 0, 0, page_width, f->band, JLN_AMBER);
    jln_flow_rule(f, 0, f->band, page_width, 0, JLN_AMBER_DARK, 0.8f);
    float y = 3.5f + jln_flow_baseline(f, BAND_SIZE, BAND_LEADING);
    for (size_t i = 0; i < band_lines(&lines); i++, y += BAND_LEADING)
        jln_flow_line(f, &lines, i, BAND_SIZE, JLN_INK, (page_width - lines.lines[i].width) / 2, y,
                      0);
}

/* Appends what waits to a page that is done. */
static void add_to_page(jln_flow *f, jln_page *page) {
    jln_items *p = &f->pending;
    jln_run *runs = jln_arena_grow(f->items, page->runs, &page->run_capacity,
                                   page->run_count + p->run_count, sizeof *runs);
    jln_shape *shapes = jln_arena_grow(f->items, page->shapes, &page->shape_capacity,
                                       page->shape_count + p->shape_count, sizeof *shapes);
    if ((!runs && p->run_count) || (!shapes && p->shape_count)) {
        f->failed = true;
        return;
    }
    page->runs = runs;
    page->shapes = shapes;
    if (p->run_count) memcpy(runs + page->run_count, p->runs, p->run_count * sizeof *runs);
    if (p->shape_count)
        memcpy(shapes + page->shape_count, p->shapes, p->shape_count * sizeof *shapes);
    page->run_count += p->run_count;
    page->shape_count += p->shape_count;
    p->run_count = p->shape_count = 0;
}

static void decorate_page(jln_flow *f, size_t i) {
    jln_page *page = &f->out->pages[i];
    bool wide = page->width > page->height;
    float left = wide ? JLN_MARGIN_WIDE : JLN_MARGIN_SIDE, right = page->width - left;
    place_band(f, page->width);
    if (!page->plain) {
        place_header(f, page, left, right, f->band + (wide ? 32 : 38));
        place_footer(f, left, right, page->height - (wide ? 28 : 34), i + 1);
    }
    if (i + 1 == f->out->page_count) place_fingerprint(f, left, page->height - (wide ? 42 : 48));
    if (!f->failed) add_to_page(f, page);
}

static void decorate(jln_flow *f) {
    for (size_t i = 0; i < f->out->page_count && !f->failed; i++) {
        decorate_page(f, i);
        if (!f->sink || f->failed) continue;
        jln_paint(f->doc, &f->out->pages[i]);
        f->sink->furniture(f->sink->self, f->out, i);
        jln_flow_forget(&f->out->pages[i]);
        jln_arena_reset(f->items);
    }
}

/* The pages that waited for numbers have them now. */
static void hand_waiting(jln_flow *f) {
    for (size_t i = 0; f->sink && i < f->out->page_count && !f->failed; i++)
        if (f->out->pages[i].waits) jln_flow_hand_page(f, i);
}

/* The lists from block `from` on; gives the last of them. */
static size_t place_contents(jln_flow *f, size_t from) {
    enum { LISTS = 3 };
    jln_list_of lists[LISTS];
    size_t count = 0, last = from;
    const jln_doc *doc = f->doc;
    for (size_t b = from; b < doc->block_count && count < LISTS; b++) {
        if (!(doc->blocks[b].formats & JLN_FOR_PDF)) continue;
        if (doc->blocks[b].kind != JLN_BLOCK_CONTENTS) break;
        lists[count++] = doc->blocks[last = b].contents;
    }
    if (!f->short_report) jln_blocks_contents(f, lists, count);
    return last;
}

static bool goes_on(const jln_flow *f) {
    return !f->failed && (!f->pages_asked || f->out->page_count <= f->pages_asked);
}

static void place_blocks(jln_flow *f) {
    size_t heading = 0;
    measure_band(f);
    jln_flow_turn(f, f->doc->landscape);
    for (size_t b = 0; b < f->doc->block_count && goes_on(f); b++) {
        const jln_block *block = &f->doc->blocks[b];
        if (!(block->formats & JLN_FOR_PDF)) continue;
        if (block->kind == JLN_BLOCK_CONTENTS) {
            b = place_contents(f, b);
            continue;
        }
        if (block->kind == JLN_BLOCK_SLOT && f->brief.on) {
            b = jln_sheet_place(f, b, &heading) - 1;
            continue;
        }
        const jln_block *next =
            f->landscape && block->kind == JLN_BLOCK_CHART ? next_block(f, b) : NULL;
        if (next && next->kind == JLN_BLOCK_CHART &&
            place_pair(f, block->chart, next->chart, &heading))
            b = (size_t)(next - f->doc->blocks);
        else place_block(f, block, &heading);
    }
    if (f->out->page_count == 0) { /* a document without blocks is one empty page */
        jln_flow_open(f, 0);
        jln_flow_close(f, 0, false);
    }
    jln_flow_end(f);
}

static void place_all(jln_flow *f) {
    place_blocks(f);
    jln_flow_hand_over(f, f->out->page_count);
    if (!f->failed) jln_blocks_number(f);
    hand_waiting(f);
    decorate(f);
    for (size_t i = 0; !f->sink && i < f->out->page_count; i++)
        jln_paint(f->doc, &f->out->pages[i]);
}

static bool has_contents(const jln_doc *doc) {
    for (size_t b = 0; b < doc->block_count; b++)
        if (doc->blocks[b].kind == JLN_BLOCK_CONTENTS && doc->blocks[b].formats & JLN_FOR_PDF)
            return true;
    return false;
}

/* Rows that cannot be on a few pages. */
static bool is_long(const jln_doc *doc) {
    enum { MANY_ROWS = 400 };
    size_t rows = 0;
    for (size_t b = 0; b < doc->block_count; b++) {
        const jln_block *block = &doc->blocks[b];
        if (block->kind == JLN_BLOCK_TABLE && block->formats & JLN_FOR_PDF)
            rows += block->table->row_count;
    }
    return rows > MANY_ROWS;
}

/* A report of a few pages is read without contents. How many it has is seen by placing it, up to
 * the page that tells. */
static void see_length(jln_flow *f) {
    enum { FEW_PAGES = 6 };
    if (!has_contents(f->doc) || is_long(f->doc)) return;
    jln_display out = {0};
    jln_arena *arena = jln_arena_new();
    jln_flow trial = {.arena = arena,
                      .items = arena,
                      .scratch = f->scratch,
                      .metrics = f->metrics,
                      .doc = f->doc,
                      .index = f->index,
                      .out = &out,
                      .failed = !arena,
                      .short_report = true,
                      .pages_asked = FEW_PAGES};
    jln_flow_tag(&trial, JLN_TAG_NONE, 0);
    if (!trial.failed) collect_headings(&trial);
    if (!trial.failed) place_blocks(&trial);
    f->short_report = out.page_count <= FEW_PAGES;
    f->failed |= trial.failed;
    jln_arena_free(arena);
}

jln_status jln_layout_pages(const jln_doc *doc, const jln_metrics *metrics, jln_arena *arena,
                            const jln_layout_sink *sink, jln_display *out, jln_err *err) {
    memset(out, 0, sizeof *out);
    jln_flow f = {.arena = arena, .metrics = metrics, .doc = doc, .sink = sink, .out = out};
    f.scratch = jln_arena_new();
    f.items = sink ? jln_arena_new() : arena;
    f.index = jln_doc_index_new(doc);
    f.failed = !f.scratch || !f.items || !f.index;
    jln_flow_tag(&f, JLN_TAG_NONE, 0); /* tag 0 */
    if (!f.failed) see_length(&f);
    if (!f.failed) collect_headings(&f);
    if (!f.failed) place_all(&f);
    jln_arena_free(f.scratch);
    if (sink) jln_arena_free(f.items);
    return f.failed ? jln_err_nomem(err) : JLN_OK;
}

jln_status jln_layout(const jln_doc *doc, const jln_metrics *metrics, jln_arena *arena,
                      jln_display *out, jln_err *err) {
    return jln_layout_pages(doc, metrics, arena, NULL, out, err);
}
