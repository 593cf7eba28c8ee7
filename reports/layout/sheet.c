#include "layout/sheet.h"

#include "doc/fold.h"
#include "layout/blocks.h"
#include "layout/chart.h"
#include "layout/style.h"
#include "layout/table.h"

#include <math.h>
#include <string.h>

static const float BESIDE = 24;                 /* between two slots */
static const float ABOVE = 5;                   /* below the heading */
static const float BELOW = 10, BELOW_MOST = 20; /* between two bands */
static const float BETWEEN = 7;                 /* between two blocks of a slot */
static const float PLOT_LEAST = 44, PLOT_MOST = 100;
static const float ROUNDING = 0.25f;

enum { ROWS_LEAST = 2, ROWS_MOST = 60 };

/* A block, and what it was given. */
typedef struct {
    const jln_block *block;
    bool elastic;
    size_t rows;    /* of its table, categories of its chart */
    size_t caption; /* 1 + index of the heading it is listed under, 0 for none */
    float natural, least, height, y;
    jln_brief brief;
} piece;

typedef struct {
    piece *pieces;
    size_t count;
    float share, left, width;
    float natural, least;
} slot;

typedef struct {
    slot *slots;
    size_t count;
    float natural, least, given, height;
} band;

typedef struct {
    jln_flow *f;
    piece *pieces;
    slot *slots;
    band *bands;
    size_t piece_count, slot_count, band_count;
    size_t *heading; /* next one */
} sheet;

/* ---- what there is ---- */

static size_t end_of(const jln_doc *doc, size_t from) {
    while (from < doc->block_count && doc->blocks[from].kind != JLN_BLOCK_PAGE) from++;
    return from;
}

static size_t rows_of(const jln_block *b) {
    if (b->kind == JLN_BLOCK_TABLE) return jln_fold_count(b->table);
    return b->kind == JLN_BLOCK_CHART ? b->chart->category_count : 0;
}

static void add_slot(sheet *s, const jln_block *b) {
    if (b->slot.first || s->band_count == 0)
        s->bands[s->band_count++] = (band){.slots = &s->slots[s->slot_count]};
    s->bands[s->band_count - 1].count++;
    s->slots[s->slot_count++] = (slot){.pieces = &s->pieces[s->piece_count],
                                       .share = b->slot.share > 0 ? b->slot.share : 1};
}

static void add_piece(sheet *s, const jln_block *b) {
    slot *last = &s->slots[s->slot_count - 1];
    bool table = b->kind == JLN_BLOCK_TABLE, chart = b->kind == JLN_BLOCK_CHART;
    piece *p = &s->pieces[s->piece_count++];
    *p = (piece){.block = b, .elastic = table || chart, .rows = rows_of(b)};
    if (chart || (table && b->table->numbered)) p->caption = ++*s->heading;
    last->count++;
}

/* A slot whose blocks are all left out gives its width to the others; an empty band goes. */
static void drop_empty(sheet *s) {
    size_t bands = 0;
    for (size_t b = 0; b < s->band_count; b++) {
        band now = s->bands[b];
        size_t kept = 0;
        for (size_t i = 0; i < now.count; i++)
            if (now.slots[i].count) now.slots[kept++] = now.slots[i];
        now.count = kept;
        if (kept) s->bands[bands++] = now;
    }
    s->band_count = bands;
}

static bool read_sheet(sheet *s, size_t from, size_t end) {
    jln_flow *f = s->f;
    s->pieces = jln_arena_array(f->arena, end - from + 1, sizeof *s->pieces);
    s->slots = jln_arena_array(f->arena, end - from + 1, sizeof *s->slots);
    s->bands = jln_arena_array(f->arena, end - from + 1, sizeof *s->bands);
    if (!s->pieces || !s->slots || !s->bands) return !(f->failed = true);
    for (size_t i = from; i < end; i++) {
        const jln_block *b = &f->doc->blocks[i];
        if (b->kind == JLN_BLOCK_SLOT) add_slot(s, b);
        else if (s->slot_count && b->formats & JLN_FOR_PDF) add_piece(s, b);
    }
    drop_empty(s);
    return true;
}

/* ---- one block at a size ---- */

static void place_block(jln_flow *f, const jln_block *b) {
    if (b->kind == JLN_BLOCK_TABLE) jln_table_place(f, b->table);
    if (b->kind == JLN_BLOCK_CHART) jln_chart_place(f, b->chart);
    if (b->kind == JLN_BLOCK_CARDS) jln_blocks_cards(f, b->cards.cards, b->cards.count);
    if (b->kind == JLN_BLOCK_TEXT) jln_blocks_text(f, b->text.role, b->text.text, b->text.number);
}

static jln_galley place_piece(jln_flow *f, const slot *in, const piece *p, jln_brief brief) {
    jln_aside aside;
    jln_galley galley;
    jln_flow_galley_begin(f, &aside, in->left, in->width);
    f->brief = brief;
    f->list = 0;
    place_block(f, p->block);
    f->brief = (jln_brief){.on = true};
    jln_flow_galley_end(f, &aside, &galley);
    return galley;
}

/* Places a block to know its height, and takes it back. */
static float try_piece(jln_flow *f, const slot *in, const piece *p, jln_brief brief) {
    size_t tags = f->out->tag_count, tables = f->tables, figures = f->figures;
    float height = place_piece(f, in, p, brief).height;
    f->out->tag_count = tags;
    f->tables = tables;
    f->figures = figures;
    return height;
}

static jln_brief brief_of(size_t rows, float plot) {
    return (jln_brief){true, rows, plot};
}

static void measure_piece(jln_flow *f, const slot *in, piece *p) {
    size_t most = p->rows < ROWS_MOST ? p->rows : ROWS_MOST;
    size_t few = p->rows < ROWS_LEAST ? p->rows : ROWS_LEAST;
    p->brief = brief_of(most, PLOT_MOST);
    p->natural = p->least = p->height = try_piece(f, in, p, p->brief);
    if (p->elastic) p->least = fminf(try_piece(f, in, p, brief_of(few, PLOT_LEAST)), p->natural);
}

/* As much of a block as a height holds: the tallest plot, then the most rows. */
static void fit_piece(jln_flow *f, const slot *in, piece *p, float limit) {
    if (!p->elastic || p->natural <= limit + ROUNDING) return;
    size_t low = p->rows < ROWS_LEAST ? p->rows : ROWS_LEAST, high = p->brief.rows;
    p->brief = brief_of(low, PLOT_LEAST);
    p->height = p->least;
    while (low < high && !f->failed) {
        size_t middle = low + (high - low + 1) / 2;
        float height = try_piece(f, in, p, brief_of(middle, PLOT_LEAST));
        if (height > limit) {
            high = middle - 1;
            continue;
        }
        low = middle;
        p->brief.rows = middle;
        p->height = height;
    }
    float taller = fminf(PLOT_LEAST + limit - p->height, PLOT_MOST);
    if (p->block->kind != JLN_BLOCK_CHART || taller <= PLOT_LEAST) return;
    float height = try_piece(f, in, p, brief_of(p->brief.rows, taller));
    if (height > limit) return;
    p->brief.plot = taller;
    p->height = height;
}

/* ---- sharing out the height ---- */

/* The level up to which each may go when together they have `room`: none gets less than its least,
 * nor more than it asks for. */
static float level_of(const float *least, const float *natural, size_t count, float room) {
    float low = 0, high = room;
    for (int i = 0; i < 40; i++) {
        float middle = (low + high) / 2, total = 0;
        for (size_t k = 0; k < count; k++) total += fmaxf(least[k], fminf(natural[k], middle));
        if (total <= room) low = middle;
        else high = middle;
    }
    return low;
}

static void measure_slot(jln_flow *f, slot *s) {
    for (size_t i = 0; i < s->count && !f->failed; i++) {
        measure_piece(f, s, &s->pieces[i]);
        s->natural += s->pieces[i].natural + (i ? BETWEEN : 0);
        s->least += s->pieces[i].least + (i ? BETWEEN : 0);
    }
}

static void measure_band(jln_flow *f, band *b) {
    float shares = 0, x = f->left;
    for (size_t i = 0; i < b->count; i++) shares += b->slots[i].share;
    for (size_t i = 0; i < b->count && !f->failed; i++) {
        slot *s = &b->slots[i];
        s->left = x;
        s->width = (f->width - BESIDE * (float)(b->count - 1)) * s->share / shares;
        x += s->width + BESIDE;
        measure_slot(f, s);
        b->natural = fmaxf(b->natural, s->natural);
        b->least = fmaxf(b->least, s->least);
    }
}

static float *column_of(jln_flow *f, size_t count) {
    float *values = jln_arena_array(f->arena, count + 1, sizeof *values);
    if (!values) f->failed = true;
    return values;
}

static void share_slot(jln_flow *f, slot *s, float room) {
    float *least = column_of(f, s->count), *natural = column_of(f, s->count);
    if (f->failed) return;
    for (size_t i = 0; i < s->count; i++) {
        least[i] = s->pieces[i].least;
        natural[i] = s->pieces[i].natural;
    }
    room -= BETWEEN * (float)(s->count - 1);
    float level = level_of(least, natural, s->count, room);
    for (size_t i = 0; i < s->count; i++)
        fit_piece(f, s, &s->pieces[i], fmaxf(least[i], fminf(natural[i], level)));
}

static void share_sheet(sheet *s, float room) {
    jln_flow *f = s->f;
    float *least = column_of(f, s->band_count), *natural = column_of(f, s->band_count);
    for (size_t b = 0; b < s->band_count && !f->failed; b++) {
        measure_band(f, &s->bands[b]);
        least[b] = s->bands[b].least;
        natural[b] = s->bands[b].natural;
    }
    if (f->failed) return;
    float level = level_of(least, natural, s->band_count, room);
    for (size_t b = 0; b < s->band_count; b++) {
        s->bands[b].given = fmaxf(least[b], fminf(natural[b], level));
        for (size_t i = 0; i < s->bands[b].count && !f->failed; i++)
            share_slot(f, &s->bands[b].slots[i], s->bands[b].given);
    }
}

/* ---- on the page ---- */

static const char *title_of(const jln_block *b) {
    const char *title = b->kind == JLN_BLOCK_TABLE   ? b->table->title
                        : b->kind == JLN_BLOCK_CHART ? b->chart->title
                                                     : NULL;
    return title ? title : "";
}

/* One line in place of a block for which nothing is left, which only strange texts bring about. */
static void put_absent(jln_flow *f, const slot *in, const piece *p, float y) {
    const char *text = jln_arena_fmt(f->arena, _("%s : voir le classeur, faute de place ici."),
                                     title_of(p->block));
    float em = in->width / JLN_SIZE_FOOTNOTE;
    if (!text) f->failed = true;
    else
        jln_flow_run(f, text,
                     jln_metrics_fit(f->metrics, JLN_FONT_OBLIQUE, text, strlen(text), em, NULL),
                     JLN_FONT_OBLIQUE, JLN_SIZE_FOOTNOTE, JLN_MUTED, in->left,
                     y + JLN_SIZE_FOOTNOTE, jln_flow_tag(f, JLN_TAG_NOTE, 0));
}

/* Gives the height used. */
static float put_slot(jln_flow *f, slot *s, float top, float bottom) {
    float y = top;
    for (size_t i = 0; i < s->count && !f->failed; i++) {
        piece *p = &s->pieces[i];
        if (i) y += BETWEEN;
        p->y = y;
        if (y + p->height > bottom + 2 * ROUNDING) {
            put_absent(f, s, p, fminf(y, bottom - JLN_SIZE_FOOTNOTE));
            y = bottom;
            continue;
        }
        jln_galley galley = place_piece(f, s, p, p->brief);
        jln_flow_galley_put(f, &galley, y);
        y += galley.height;
    }
    return y - top;
}

static float needed(const sheet *s) {
    float total = 0;
    for (size_t b = 0; b < s->band_count; b++) {
        band *now = &s->bands[b];
        for (size_t i = 0; i < now->count; i++) {
            float height = 0;
            for (size_t k = 0; k < now->slots[i].count; k++)
                height += now->slots[i].pieces[k].height + (k ? BETWEEN : 0);
            now->height = fmaxf(now->height, height);
        }
        total += now->height;
    }
    return total;
}

/* Captions lead to their place on the page, whose slab has just been placed. */
static void mark_captions(sheet *s, float height) {
    jln_flow *f = s->f;
    for (size_t i = 0; i < s->piece_count && !f->failed; i++) {
        if (!s->pieces[i].caption) continue;
        jln_heading *h = &f->out->headings[s->pieces[i].caption - 1];
        h->page = f->out->page_count - 1;
        h->y = f->y - height + s->pieces[i].y;
        h->placed = true;
    }
}

static void put_sheet(sheet *s, float room) {
    float y = ABOVE, left = room - ABOVE - needed(s);
    float gaps = s->band_count > 1 ? (float)(s->band_count - 1) : 1;
    float gap = fminf(fmaxf(left / gaps, BELOW), BELOW_MOST);
    jln_flow_open(s->f, 0);
    for (size_t b = 0; b < s->band_count && !s->f->failed; b++) {
        float used = 0;
        for (size_t i = 0; i < s->bands[b].count && !s->f->failed; i++)
            used = fmaxf(used, put_slot(s->f, &s->bands[b].slots[i], y, room));
        y += used + gap;
    }
    float height = fminf(fmaxf(y - gap, 0), room);
    jln_flow_close(s->f, height, false);
    mark_captions(s, height);
}

/* What the page's heading, which waits to be placed with the slots, leaves of the page. */
static float room_left(const jln_flow *f) {
    float used = 0;
    for (size_t i = 0; i < f->slab_count; i++)
        used += f->slabs[i].height + (i ? f->slabs[i].before : 0);
    return jln_flow_room(f) - used - 1;
}

size_t jln_sheet_place(jln_flow *f, size_t from, size_t *heading) {
    sheet s = {.f = f, .heading = heading};
    size_t end = end_of(f->doc, from);
    jln_brief before = f->brief;
    f->brief = (jln_brief){.on = true};
    f->gap = 0;
    f->caption = 0; /* captions are marked here, all on one page */
    if (!f->failed && read_sheet(&s, from, end) && s.band_count) {
        float room = room_left(f);
        share_sheet(&s, room - ABOVE - BELOW * (float)(s.band_count - 1));
        if (!f->failed) put_sheet(&s, room);
    }
    f->brief = before;
    f->gap = 0;
    return end;
}
