#include "out/pages.h"

enum {
    LEAST_ROWS = 4, /* of a table on the page where it starts */
    WHOLE_ROWS = 14 /* tables of fewer rows are not cut */
};

#define SPARE 0.97 /* fonts differ from one machine to the next */

typedef struct {
    jln_book *book;
    size_t sheet;
    double page; /* points of the sheet that a page holds */
    double used; /* of the current page */
    uint32_t *breaks;
    size_t count;
} turner;

static void turn_at(turner *t, uint32_t row) {
    if (t->used <= 0 || row == 0) return;
    t->breaks[t->count++] = row;
    t->used = 0;
}

static double height(const turner *t, uint32_t first, uint32_t end) {
    return jln_book_height(t->book, t->sheet, first, end);
}

/* Rows that may part: the page turns between two of them by itself. */
static void flow(turner *t, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        double h = height(t, row, row + 1);
        t->used = t->used + h > t->page ? h : t->used + h;
    }
}

/* Rows from `first` to `end`, of which those before `tied` stay together. */
static void put_rows(turner *t, uint32_t first, uint32_t tied, uint32_t end) {
    if (t->used + height(t, first, tied) > t->page) turn_at(t, first);
    flow(t, first, end);
}

static uint32_t tied_rows(const jln_block *block, const jln_block_place *place, uint32_t end) {
    if (block->kind != JLN_BLOCK_TABLE || block->table->row_count <= WHOLE_ROWS) return end;
    return place->body + LEAST_ROWS;
}

static uint32_t next_row(const jln_doc *doc, const jln_sheets *plan, size_t block) {
    const jln_block_place *place = &plan->places[block];
    for (size_t b = block + 1; b < doc->block_count; b++)
        if (plan->places[b].used && plan->places[b].sheet == place->sheet)
            return plan->places[b].row;
    return plan->sheets[place->sheet].rows;
}

static double page_height(const jln_sheet *s, bool landscape, double top) {
    double wide = landscape ? JLN_PAGE_LONG : JLN_PAGE_SHORT;
    double high = landscape ? JLN_PAGE_SHORT : JLN_PAGE_LONG;
    double room = (wide - JLN_PAGE_SIDES) * 96; /* pixels */
    double needed = jln_sheets_width(s, 0, s->span - 1u) * 7 + 5.0 * s->span;
    double scale = needed > room ? room / needed : 1;
    return (high - top - JLN_PAGE_BOTTOM) * 72 / scale * SPARE;
}

void jln_pages_break(jln_book *book, const jln_doc *doc, const jln_sheets *plan, size_t sheet,
                     bool landscape, double top, jln_arena *arena) {
    turner t = {.book = book, .sheet = sheet};
    t.page = page_height(&plan->sheets[sheet], landscape, top);
    t.breaks = jln_arena_array(arena, doc->block_count + 1, sizeof *t.breaks);
    if (!jln_book_have(book, t.breaks)) return;
    bool tied = false; /* to headings above, which start at `first` */
    uint32_t first = 0;
    for (size_t b = 0; b < doc->block_count; b++) {
        const jln_block_place *place = &plan->places[b];
        if (!place->used || place->sheet != sheet) continue;
        if (!tied) first = place->row;
        if (t.count == 0 && t.used <= 0) t.used = height(&t, 0, first);
        tied = doc->blocks[b].kind == JLN_BLOCK_HEADING;
        if (tied) continue;
        uint32_t end = next_row(doc, plan, b);
        put_rows(&t, first, tied_rows(&doc->blocks[b], place, end), end);
    }
    if (t.count) jln_book_breaks(book, sheet, t.breaks);
}
