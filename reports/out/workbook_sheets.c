/* A sheet as a whole: widths, band, frozen panes, how it prints. */
#include "out/workbook_parts.h"

#include "out/cell_text.h"

enum {
    WIDE = 120,        /* characters beyond which a sheet prints in landscape */
    FROZEN_WIDTH = 70, /* characters that frozen columns may take of a screen */
    FROZEN_ROWS = 9,   /* rows above the table and its header, that a screen can spare */
    FROZEN_LINES = 4
};

static void add_header(const jln_filling *w, jln_str *s) {
    const char *running = w->doc->running ? w->doc->running : w->doc->title;
    if (w->doc->band) {
        jln_str_add(s, "&C&\"-,Bold\"&9");
        jln_page_text(s, w->doc->band, 110);
        jln_str_add(s, "\n&\"-,Regular\"&9 ");
        jln_page_text(s, running, 90);
    } else {
        jln_str_add(s, "&L&9 ");
        jln_page_text(s, running, 160);
    }
}

static void add_footer(const jln_filling *w, jln_str *s) {
    jln_str_add(s, "&L&8 ");
    jln_page_text(s, w->doc->footer, 180);
    jln_str_add(s, "&R&8 &P / &N");
}

/* The table whose header a sheet repeats and freezes: the only one, not too far down. */
static const jln_block_place *leading_table(const jln_filling *w, const jln_sheet *s) {
    if (s->table_count != 1 || w->doc->blocks[s->last_table].kind != JLN_BLOCK_TABLE) return NULL;
    const jln_block_place *p = &w->plan.places[s->last_table];
    int lines = 0; /* of the texts above it, which would stay on the screen too */
    for (size_t b = 0; b < s->last_table; b++)
        if (w->plan.places[b].used && w->plan.places[b].sheet == p->sheet &&
            w->doc->blocks[b].kind == JLN_BLOCK_TEXT)
            lines +=
                jln_text_lines(w->doc->blocks[b].text.text, jln_sheets_width(s, 0, s->span - 1u));
    if (lines > FROZEN_LINES) return NULL;
    return p->body <= FROZEN_ROWS || s->kind == JLN_SHEET_DATA ? p : NULL;
}

static void freeze(jln_filling *w, size_t number, const jln_block_place *p) {
    const jln_sheet *s = &w->plan.sheets[number];
    if (s->kind == JLN_SHEET_FRONT || s->kind == JLN_SHEET_CHARTS) return;
    if (!p) {
        jln_book_freeze(w->book, number, w->plan.top + 1, 0);
        return;
    }
    const jln_doc_table *t = w->doc->blocks[s->last_table].table;
    size_t columns = t->frozen_columns < t->column_count ? t->frozen_columns : 0;
    while (columns && jln_sheets_width(s, 0, columns - 1 + p->shift) > FROZEN_WIDTH) columns--;
    jln_book_freeze(w->book, number, p->body, (uint16_t)(columns ? columns + p->shift : 0));
}

bool jln_filling_landscape(const jln_sheet *s) {
    return jln_sheets_width(s, 0, s->span - 1u) > WIDE;
}

double jln_filling_margin(const jln_filling *w) {
    return w->doc->band ? 0.85 : 0.7;
}

void jln_filling_print(jln_filling *w, size_t number, uint32_t rows,
                       const jln_block_place *leading) {
    const jln_sheet *s = &w->plan.sheets[number];
    jln_str header = {0}, footer = {0};
    add_header(w, &header);
    add_footer(w, &footer);
    if (header.failed || footer.failed) jln_filling_starved(w);
    jln_book_page page = {.area = jln_filling_line(w, number, 0),
                          .landscape = jln_filling_landscape(s),
                          .top = jln_filling_margin(w),
                          .header = jln_str_c(&header),
                          .footer = jln_str_c(&footer)};
    page.area.last_row = rows ? rows - 1 : 0;
    if (leading && s->kind != JLN_SHEET_FRONT) {
        page.repeat = leading->header;
        page.repeat_count = leading->body - leading->header;
    }
    jln_book_print(w->book, number, &page);
    jln_str_free(&header);
    jln_str_free(&footer);
}

static void put_band(jln_filling *w, size_t number) {
    const jln_sheet *s = &w->plan.sheets[number];
    if (!w->doc->band) return;
    jln_area a = jln_filling_line(w, number, 0);
    jln_book_text(w->book, a, w->doc->band, (jln_book_style){.look = JLN_LOOK_BAND, .wrap = true},
                  s->name);
    int lines = jln_text_lines(w->doc->band, jln_sheets_width(s, 0, a.last_column) * 0.9);
    jln_book_row(w->book, number, 0, 15.0 * lines + 5, 0);
}

void jln_filling_sheet(jln_filling *w, size_t number) {
    const jln_sheet *s = &w->plan.sheets[number];
    for (uint16_t c = 0; c < s->span; c++) jln_book_width(w->book, number, c, s->widths[c]);
    put_band(w, number);
    const jln_block_place *leading = leading_table(w, s);
    freeze(w, number, leading);
    if (s->kind != JLN_SHEET_FRONT)
        jln_filling_print(w, number, s->rows, leading); /* the first one still grows */
}
