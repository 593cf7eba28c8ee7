#include "layout/sheet.h"

#include "doc/fold.h"
#include "layout/blocks.h"
#include "layout/chart.h"
#include "layout/style.h"
#include "layout/table.h"

#include <math.h>
#include <string.h>

static const float BESIDE = 24; /* between two slots */
static const float FOOT = 1;    /* above the fingerprint */
static const float LOWER = 6;   /* nearer to the footer where no fingerprint stands above it */
static const float ABOVE = 5;   /* below the heading */
static const float BELOW = 8, BELOW_MOST = 20; /* between two bands */
static const float BETWEEN = 7;                 /* between two blocks of a slot */
static const float PLOT_LEAST = 34, PLOT_WANTED = 60, PLOT_MOST = 100;
static const float ROW_HEIGHT = 14; /* at most, of one line */
static const float ROUNDING = 0.25f;

enum { ROWS_LEAST = 2, ROWS_FEW = 5, ROWS_MOST = 60 };

/* What one of several may ask for, each more than the one before: its least; its few rows, where it
 * has few; what reads well; all of it. */
enum { LEAST, FEW, WANTED, ALL, STEPS };
typedef struct {
    float at[STEPS];
} claim;

/* A block, and what it was given. */
typedef struct {
    const jln_block *block;
    bool elastic;
    size_t first;   /* rows it gets before others get theirs: all of those of a list that is to be
                       whole, ROWS_LEAST of others */
    size_t rows;    /* of its table, categories of its chart */
    size_t caption; /* 1 + index of the heading it is listed under, 0 for none */
    claim claim;
    float height, y;
    jln_brief brief;
} piece;

typedef struct {
    piece *pieces;
    size_t count;
    float share, left, width;
    claim claim;
} slot;

typedef struct {
    slot *slots;
    size_t count;
    claim claim;
    float height;
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
    p->first = table && b->table->whole ? p->rows : ROWS_LEAST;
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
    if (b->kind == JLN_BLOCK_SIGNS) jln_blocks_signs(f, b->signs.signs, b->signs.count);
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
    jln_flow_untag(f, tags);
    f->tables = tables;
    f->figures = figures;
    return height;
}

static jln_brief brief_of(size_t rows, float plot, bool tight) {
    return (jln_brief){.on = true, .rows = rows, .plot = plot, .tight = tight};
}

static size_t at_most(size_t rows, size_t most) {
    return rows < most ? rows : most;
}

static size_t at_least(size_t rows, size_t least) {
    return rows > least ? rows : least;
}

/* Cells of one line come before rows that are left out. */
static void measure_piece(jln_flow *f, const slot *in, piece *p) {
    const size_t few = p->rows <= ROWS_FEW ? ROWS_FEW : ROWS_LEAST;
    const size_t rows[STEPS] = {p->first, at_least(few, p->first), at_least(ROWS_FEW, p->first),
                                at_least(ROWS_MOST, p->first)};
    const float plots[STEPS] = {PLOT_LEAST, PLOT_LEAST, PLOT_WANTED, PLOT_MOST};
    float most = 0;
    for (int i = STEPS - 1; i >= 0 && !f->failed; i--) {
        if (i < ALL && !p->elastic) p->claim.at[i] = p->claim.at[ALL];
        else {
            p->brief = brief_of(at_most(p->rows, rows[i]), plots[i], i <= FEW);
            p->height = try_piece(f, in, p, p->brief);
            most = i == ALL ? p->height : fminf(most, p->height);
            p->claim.at[i] = most;
        }
    }
}

/* As many rows as a height holds, from those of `p->brief` on. */
static void fit_rows(jln_flow *f, const slot *in, piece *p, size_t most, float limit) {
    size_t low = p->brief.rows, high = at_most(p->rows, most);
    while (low < high && !f->failed) {
        size_t middle = low + (high - low + 1) / 2;
        float height = try_piece(f, in, p, brief_of(middle, PLOT_LEAST, true));
        if (height > limit) {
            high = middle - 1;
            continue;
        }
        low = middle;
        p->brief.rows = middle;
        p->height = height;
    }
}

/* As much of a block as a height holds: the most rows, then cells of two lines, then the tallest
 * plot, up to `plot`. */
static void fit_piece(jln_flow *f, const slot *in, piece *p, float limit, float plot) {
    if (!p->elastic) return;
    if (plot >= PLOT_MOST && p->claim.at[ALL] <= limit) { /* all of it */
        p->brief = brief_of(at_most(p->rows, ROWS_MOST), PLOT_MOST, false);
        p->height = p->claim.at[ALL];
        return;
    }
    if (p->brief.whole) return;
    p->brief = brief_of(at_most(p->rows, p->first), PLOT_LEAST, true);
    p->height = p->claim.at[LEAST];
    fit_rows(f, in, p, ROWS_MOST, limit);
    jln_brief better = p->brief;
    better.tight = p->block->kind == JLN_BLOCK_CHART;
    better.plot = better.tight ? fminf(PLOT_LEAST + limit - p->height, plot) : PLOT_LEAST;
    if (better.tight && better.plot <= PLOT_LEAST) return;
    float height = try_piece(f, in, p, better);
    if (height > limit) return;
    p->brief = better;
    p->height = height;
}

/* ---- sharing out the height ---- */

static claim add_claims(claim a, claim b, float between) {
    for (int i = 0; i < STEPS; i++) a.at[i] += b.at[i] + between;
    return a;
}

static claim larger_claim(claim a, claim b) {
    for (int i = 0; i < STEPS; i++) a.at[i] = fmaxf(a.at[i], b.at[i]);
    return a;
}

/* What a part gets when `room` is there for a whole of claims `all`: step by step, everyone goes
 * the same part of the way. */
static float grant(claim c, claim all, float room) {
    int step = 0;
    while (step < STEPS && room >= all.at[step]) step++;
    if (step == 0) return c.at[LEAST];
    if (step == STEPS) return c.at[ALL];
    float way = all.at[step] - all.at[step - 1];
    return c.at[step - 1] + (c.at[step] - c.at[step - 1]) * (room - all.at[step - 1]) / way;
}

static void measure_slot(jln_flow *f, slot *s) {
    for (size_t i = 0; i < s->count && !f->failed; i++) {
        measure_piece(f, s, &s->pieces[i]);
        s->claim = add_claims(s->claim, s->pieces[i].claim, i ? BETWEEN : 0);
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
        b->claim = larger_claim(b->claim, s->claim);
    }
}

static float slot_height(const slot *s) {
    float height = s->count ? BETWEEN * (float)(s->count - 1) : 0;
    for (size_t i = 0; i < s->count; i++) height += s->pieces[i].height;
    return height;
}

static float band_height(const band *b) {
    float height = 0;
    for (size_t i = 0; i < b->count; i++) height = fmaxf(height, slot_height(&b->slots[i]));
    return height;
}

static float share_band(jln_flow *f, band *b, float room) {
    for (size_t i = 0; i < b->count; i++) {
        slot *s = &b->slots[i];
        for (size_t k = 0; k < s->count && !f->failed; k++)
            fit_piece(f, s, &s->pieces[k], grant(s->pieces[k].claim, s->claim, room) + ROUNDING,
                      PLOT_WANTED);
    }
    return b->height = band_height(b);
}

/* Rows that a block leaves out. */
static size_t missing(const piece *p) {
    bool all = !p->elastic || p->brief.rows >= p->rows;
    return all ? 0 : p->rows - p->brief.rows + 1;
}

/* Of the blocks not seen yet, the one that lacks the fewest rows; after these, plots that could be
 * taller. */
static size_t least_short(const sheet *s, const bool *seen, size_t *band_of) {
    size_t best = SIZE_MAX, least = SIZE_MAX;
    for (size_t b = 0; b < s->band_count; b++)
        for (size_t i = 0; i < s->bands[b].count; i++)
            for (size_t k = 0; k < s->bands[b].slots[i].count; k++) {
                const piece *p = &s->bands[b].slots[i].pieces[k];
                size_t at = (size_t)(p - s->pieces), lack = missing(p);
                if (!lack) lack = SIZE_MAX - 1;
                if (seen[at] || !p->elastic || lack >= least) continue;
                best = at;
                least = lack;
                *band_of = b;
            }
    return best;
}

static slot *slot_of(const band *b, const piece *p) {
    size_t i = 0;
    while (p < b->slots[i].pieces || p >= b->slots[i].pieces + b->slots[i].count) i++;
    return &b->slots[i];
}

/* Where a list is whole and room is left, its cells are no longer cut: at first those of the lists
 * that come before others. */
static float uncut(sheet *s, float used, float room, bool first) {
    for (size_t b = 0; b < s->band_count && !s->f->failed; b++)
        for (size_t i = 0; i < s->bands[b].count; i++)
            for (size_t k = 0; k < s->bands[b].slots[i].count && !s->f->failed; k++) {
                slot *in = &s->bands[b].slots[i];
                piece *p = &in->pieces[k];
                jln_brief whole = p->brief;
                whole.whole = true;
                bool wanted = p->block->kind == JLN_BLOCK_TABLE && p->brief.rows >= p->rows &&
                              !p->brief.whole && (p->first > ROWS_LEAST || !first);
                if (!wanted) continue;
                float height = try_piece(s->f, in, p, whole), own = slot_height(in) - p->height;
                float grown = fmaxf(s->bands[b].height, own + height) - s->bands[b].height;
                if (used + grown > room) continue;
                p->brief = whole;
                p->height = height;
                s->bands[b].height += grown;
                used += grown;
            }
    return used;
}

/* Rows are whole: what they leave of the room goes first to the lists that lack the fewest. */
static float share_rest(sheet *s, float used, float room) {
    bool *seen = jln_arena_array(s->f->arena, s->piece_count + 1, sizeof *seen);
    size_t at, b = 0;
    if (!seen) s->f->failed = true;
    while (!s->f->failed && (at = least_short(s, seen, &b)) != SIZE_MAX) {
        piece *p = &s->pieces[at];
        slot *in = slot_of(&s->bands[b], p);
        float own = s->bands[b].height + room - used - slot_height(in);
        seen[at] = true;
        if (own > 0) fit_piece(s->f, in, p, p->height + own + ROUNDING, PLOT_MOST);
        used += band_height(&s->bands[b]) - s->bands[b].height;
        s->bands[b].height = band_height(&s->bands[b]);
    }
    return used;
}

static claim measure_sheet(sheet *s) {
    claim all = {{0}};
    for (size_t b = 0; b < s->band_count && !s->f->failed; b++) {
        band *now = &s->bands[b];
        now->claim = (claim){{0}};
        for (size_t i = 0; i < now->count; i++) now->slots[i].claim = (claim){{0}};
        measure_band(s->f, now);
        all = add_claims(all, now->claim, 0);
    }
    return all;
}

/* Of the lists that are to be whole, the one that gives up first: in reading order, since a sheet
 * ends on what is asked of its reader. */
static piece *first_whole(sheet *s) {
    for (size_t i = 0; i < s->piece_count; i++)
        if (s->pieces[i].first > ROWS_LEAST) return &s->pieces[i];
    return NULL;
}

/* Gives the height of all bands. */
static float share_sheet(sheet *s, float room) {
    float used = 0;
    claim all = measure_sheet(s);
    piece *giving;
    while (!s->f->failed && all.at[LEAST] > room && (giving = first_whole(s))) {
        size_t rows = (size_t)((all.at[LEAST] - room) / ROW_HEIGHT) + 1; /* that others need */
        giving->first = at_least(giving->first, rows + ROWS_LEAST) - rows;
        all = measure_sheet(s);
    }
    for (size_t b = 0; b < s->band_count && !s->f->failed; b++)
        used += share_band(s->f, &s->bands[b], grant(s->bands[b].claim, all, room));
    if (!s->f->failed) used = uncut(s, used, room, true);
    used = share_rest(s, used, room);
    return s->f->failed ? used : uncut(s, used, room, false);
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

static void put_sheet(sheet *s, float room, float used) {
    float y = ABOVE, left = room - ABOVE - used;
    float gaps = s->band_count > 1 ? (float)(s->band_count - 1) : 1;
    float gap = fminf(fmaxf(left / gaps, BELOW), BELOW_MOST);
    jln_flow_open(s->f, 0);
    for (size_t b = 0; b < s->band_count && !s->f->failed; b++) {
        float height = 0;
        for (size_t i = 0; i < s->bands[b].count && !s->f->failed; i++)
            height = fmaxf(height, put_slot(s->f, &s->bands[b].slots[i], y, room));
        y += height + gap;
    }
    float height = fminf(fmaxf(y - gap, 0), room);
    jln_flow_close(s->f, height, false);
    jln_flow_end(s->f);
    mark_captions(s, height);
}

/* What the page's heading, which waits to be placed with the slots, leaves of the page. */
static float room_left(const jln_flow *f) {
    float used = 0;
    for (size_t i = 0; i < f->slab_count; i++)
        used += f->slabs[i].height + (i ? f->slabs[i].before : 0);
    return jln_flow_room(f) - used - FOOT;
}

/* Another fixed page comes: this one is not the last. */
static bool followed(const jln_doc *doc, size_t from) {
    while (from < doc->block_count && doc->blocks[from].kind != JLN_BLOCK_SLOT) from++;
    return from < doc->block_count;
}

size_t jln_sheet_place(jln_flow *f, size_t from, size_t *heading) {
    sheet s = {.f = f, .heading = heading};
    size_t end = end_of(f->doc, from);
    jln_brief before = f->brief;
    f->brief = (jln_brief){.on = true};
    float lower = followed(f->doc, end) ? LOWER : 0;
    f->bottom += lower;
    f->gap = 0;
    f->caption = 0; /* captions are marked here, all on one page */
    if (!f->failed && read_sheet(&s, from, end) && s.band_count) {
        float room = room_left(f);
        float used = share_sheet(&s, room - ABOVE - BELOW * (float)(s.band_count - 1));
        if (!f->failed) put_sheet(&s, room, used);
    }
    f->brief = before;
    f->bottom -= lower;
    f->gap = 0;
    return end;
}
