/* The tables of a report as cells: header, rows, outline, filter, bars, defined name, notes. */
#include "out/workbook_parts.h"

#include "out/cell_text.h"

enum {
    COMMENT_CELLS = 400, /* tables with more cells have no comments */
    LONGEST_NAME = 200   /* Excel allows 255 */
};

typedef struct {
    const jln_doc_table *table;
    const jln_block_place *place;
    size_t block;
    size_t words; /* its first column of text, where rows are indented */
    bool comments;
    size_t *patterns; /* of its columns; see jln_shown_cell */
    jln_area *areas;  /* of its columns, on row 0 */
} table_job;

static size_t first_words(const jln_doc_table *t) {
    for (size_t c = 0; c < t->column_count; c++)
        if (t->columns[c].kind == JLN_KIND_TEXT) return c;
    return 0;
}

static jln_look look_of(jln_row_role role) {
    static const jln_look looks[] = {[JLN_ROW_BODY] = JLN_LOOK_BODY,
                                     [JLN_ROW_GROUP] = JLN_LOOK_GROUP,
                                     [JLN_ROW_SUBTOTAL] = JLN_LOOK_SUBTOTAL,
                                     [JLN_ROW_TOTAL] = JLN_LOOK_TOTAL,
                                     [JLN_ROW_MEMO] = JLN_LOOK_MEMO};
    return looks[role];
}

/* A filter needs one header row: the group goes into the title. */
static const char *header_title(jln_filling *w, const jln_doc_table *t, size_t column) {
    const jln_doc_column *c = &t->columns[column];
    const char *title = c->title ? c->title : "";
    if (!c->group || !t->filters) return title;
    title = jln_arena_fmt(w->arena, "%s – %s", c->group, title);
    return jln_book_have(w->book, title) ? title : "";
}

static void put_header_title(jln_filling *w, const table_job *j, size_t column, const char *title) {
    jln_area a = jln_filling_column(j->place, column, j->place->header);
    bool two_rows = j->place->body - j->place->header == 2;
    if (two_rows && j->table->columns[column].group) a.row = a.last_row = j->place->header + 1;
    else if (two_rows) a.last_row++;
    jln_put_header(w, a, title, j->table->key);
}

static size_t group_end(const jln_doc_table *t, size_t column) {
    size_t end = column + 1;
    while (end < t->column_count && jln_str_eq(t->columns[end].group, t->columns[column].group))
        end++;
    return end;
}

static void put_groups(jln_filling *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    for (size_t c = 0, end; c < t->column_count; c = end) {
        end = group_end(t, c);
        if (!t->columns[c].group) continue;
        jln_area a = jln_filling_column(j->place, c, j->place->header);
        a.last_column = jln_filling_column(j->place, end - 1, j->place->header).last_column;
        jln_put_header(w, a, t->columns[c].group, t->key);
    }
}

static void put_headers(jln_filling *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    const jln_sheet *sheet = &w->plan.sheets[j->place->sheet];
    int lines = 1;
    for (size_t c = 0; c < t->column_count; c++) {
        jln_area a = jln_filling_column(j->place, c, 0);
        double width = jln_sheets_width(sheet, a.column, a.last_column) - (t->filters ? 3.5 : 1);
        const char *title = header_title(w, t, c);
        int here = jln_text_lines(title, width * jln_book_fitting(JLN_LOOK_HEADER));
        if (here > lines) lines = here;
        put_header_title(w, j, c, title);
    }
    if (j->place->body - j->place->header == 2) put_groups(w, j);
    jln_book_row(w->book, j->place->sheet, j->place->body - 1, 14.0 * lines + 4, 0);
}

/* A heading inside the table runs over its row when the rest of the row is empty. */
static bool runs_over(const table_job *j, const jln_doc_row *row) {
    if (row->role != JLN_ROW_GROUP) return false;
    for (size_t c = j->words + 1; c < j->table->column_count; c++) {
        const jln_cell *cell = &row->cells[c];
        if (cell->text || cell->expr || cell->light || cell->value.state != JLN_NA ||
            cell->value.reason)
            return false;
    }
    return true;
}

static void put_cell(jln_filling *w, const table_job *j, size_t r, size_t c, bool over) {
    const jln_doc_table *t = j->table;
    const jln_doc_row *row = &t->rows[r];
    const jln_doc_column *column = &t->columns[c];
    char where[JLN_WHERE_MAX];
    jln_cell_place at = {t, j->block, r, c, &row->cells[c]};
    jln_shown_cell cell = {.cell = at.cell,
                           .kind = column->kind,
                           .scale = column->scale,
                           .decimals = column->decimals,
                           .area = j->areas[c],
                           .where = jln_cell_name(&at, where),
                           .usual = &j->patterns[c]};
    cell.area.row = cell.area.last_row = j->place->body + (uint32_t)r;
    bool words = column->kind == JLN_KIND_TEXT;
    cell.style = (jln_book_style){.look = look_of(row->role), .wrap = words && !over, .over = over};
    if (words) cell.style.indent = c == j->words ? row->level : c > 0;
    jln_shown shown;
    jln_book_fail(w->book,
                  jln_formulas_table_cell(&w->formulas, &at, &shown, jln_book_err(w->book)));
    if (jln_filling_failed(w)) return;
    jln_put_value(w, &cell, &shown);
    if (j->comments) jln_put_comment(w, &cell);
}

/* Height set by us, 0 for the usual one: rows with an outline level or merged cells do not grow
 * with their text everywhere. */
static double row_height(const jln_filling *w, const table_job *j, const jln_doc_row *row) {
    int lines = 1;
    for (size_t c = 0; c < j->table->column_count; c++) {
        const char *text = row->cells[c].text;
        if (!text || j->table->columns[c].kind != JLN_KIND_TEXT) continue;
        int here = jln_filling_lines(w, j->areas[c], text, c == j->words ? row->level : 1);
        if (here > lines) lines = here;
    }
    return lines > 1 ? JLN_LINE_HEIGHT * lines + 2 : 0;
}

static void put_row(jln_filling *w, const table_job *j, size_t r) {
    const jln_doc_row *row = &j->table->rows[r];
    bool over = runs_over(j, row);
    for (size_t c = 0; c < j->table->column_count && !jln_filling_failed(w); c++)
        put_cell(w, j, r, c, over);
    double height = over ? 0 : row_height(w, j, row);
    if (row->level > 0 || height > 0)
        jln_book_row(w->book, j->place->sheet, j->place->body + (uint32_t)r, height, row->level);
}

static void put_table_titles(jln_filling *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    uint32_t row = j->place->row;
    if (t->filters) {
        const char *title = t->title ? t->title : t->key;
        if (t->caption) title = jln_arena_fmt(w->arena, "%s (%s)", title, t->caption);
        if (!title) jln_filling_starved(w);
        jln_put_line(w, j->place->sheet, row, JLN_LOOK_TABLE_TITLE, title);
        return;
    }
    if (t->title) jln_put_line(w, j->place->sheet, row++, JLN_LOOK_TABLE_TITLE, t->title);
    if (t->caption) jln_put_line(w, j->place->sheet, row, JLN_LOOK_CAPTION, t->caption);
}

static void put_notes(jln_filling *w, const table_job *j) {
    uint32_t row = j->place->body + (uint32_t)j->table->row_count;
    for (size_t i = 0; i < j->table->note_count; i++) {
        char *text = jln_arena_fmt(w->arena, "(%zu) %s", i + 1, j->table->notes[i]);
        if (!text) jln_filling_starved(w);
        jln_put_paragraph(w, j->place->sheet, row + (uint32_t)i, JLN_LOOK_NOTE, text);
    }
}

/* The totals that close a table stay out of its filter. */
static void put_filter(jln_filling *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    size_t rows = t->row_count;
    while (rows && t->rows[rows - 1].role >= JLN_ROW_TOTAL) rows--;
    if (!t->filters || !t->column_count) return;
    jln_area a = jln_filling_column(j->place, 0, j->place->header);
    a.last_row = j->place->body + (uint32_t)(rows ? rows - 1 : 0);
    a.last_column = jln_filling_column(j->place, t->column_count - 1, 0).last_column;
    jln_book_filter(w->book, a);
}

/* A bar behind the rates of a column, where rows can be compared. */
static void put_bars(jln_filling *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    for (size_t c = 0; c < t->column_count && t->row_count > 1; c++) {
        if (t->columns[c].kind != JLN_KIND_RATE) continue;
        jln_area a = jln_filling_column(j->place, c, j->place->body);
        a.last_row = a.row + (uint32_t)t->row_count - 1;
        jln_book_bars(w->book, a);
    }
}

/* A key as part of a name: different keys stay different, whatever their case. */
static void add_key(jln_str *name, const char *key) {
    for (const unsigned char *p = (const unsigned char *)key; *p; p++) {
        if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9')) jln_str_addc(name, (char)*p);
        else if (*p == '-') jln_str_addc(name, '_');
        else jln_str_fmt(name, "_x%02x", *p);
    }
}

/* "tableau_prevu_axes" for the table of that key, its header included, so that a person's own
 * formulas and pivot tables find it. */
static void put_name(jln_filling *w, const table_job *j) {
    const jln_doc_table *t = j->table;
    jln_str name = {0};
    jln_str_add(&name, _("tableau_"));
    add_key(&name, t->key);
    jln_area a = jln_filling_column(j->place, 0, j->place->header);
    a.last_row = j->place->body + (uint32_t)(t->row_count ? t->row_count - 1 : 0);
    a.last_column = jln_filling_column(j->place, t->column_count - 1, 0).last_column;
    if (name.failed) jln_filling_starved(w);
    else if (t->column_count && name.length < LONGEST_NAME)
        jln_book_name(w->book, a, w->plan.sheets[j->place->sheet].name, jln_str_c(&name));
    jln_str_free(&name);
}

void jln_put_table(jln_filling *w, size_t block) {
    const jln_doc_table *t = w->doc->blocks[block].table;
    table_job j = {
        .table = t, .place = &w->plan.places[block], .block = block, .words = first_words(t)};
    j.comments = !t->filters && t->row_count * t->column_count < COMMENT_CELLS;
    j.patterns = jln_arena_array(w->arena, t->column_count, sizeof *j.patterns);
    j.areas = jln_arena_array(w->arena, t->column_count, sizeof *j.areas);
    if (!jln_book_have(w->book, j.patterns) || !jln_book_have(w->book, j.areas)) return;
    for (size_t c = 0; c < t->column_count; c++) j.areas[c] = jln_filling_column(j.place, c, 0);
    put_table_titles(w, &j);
    put_headers(w, &j);
    for (size_t r = 0; r < t->row_count && !jln_filling_failed(w); r++) put_row(w, &j, r);
    put_filter(w, &j);
    put_bars(w, &j);
    put_name(w, &j);
    put_notes(w, &j);
}
