#include "layout/table.h"

#include "doc/format.h"
#include "layout/fit.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

/* A cell as it will be printed; `width` at 1 em, or beyond any column when it holds a line feed. */
typedef struct {
    const char *text;
    uint32_t length;
    float width;
} words;

typedef struct {
    const jln_doc_column *doc;
    size_t at; /* column of the document's table */
    float x, width, lead, trail;
    float word; /* em: widest part of a cell that must not be divided, its indentation left out */
    jln_fit_column fit;
    bool lit; /* has cells with a light beside their value */
} column;

typedef struct {
    jln_flow *f;
    const jln_doc_table *doc;
    jln_arena *own; /* texts of cells: freed with the table */
    words *cells;   /* row by row */
    column *all;    /* as the document has them */
    column *columns; /* those of the part being placed */
    size_t count;
    size_t text_column; /* index into `columns` of the first text: it is indented; count when none */
    jln_fit fit;
    float leading, baseline, left, width;
    size_t number, part, parts;
    uint32_t tag;
    jln_lines *broken; /* one per column, of the current row */
    bool failed;
} table;

static const float MARK_SCALE = 0.68f; /* size of a note's mark */
static const float LONGEST_PART = 13;  /* em: a longer word may be divided */
static const float FEED = 1e6f;
enum { SMALL_TABLE = 10 };        /* rows */

static bool is_text(jln_kind kind) {
    return kind == JLN_KIND_TEXT || kind == JLN_KIND_CODE;
}

static bool is_bold(const jln_doc_row *row, const jln_cell *cell) {
    return cell->strong || row->role == JLN_ROW_GROUP || row->role == JLN_ROW_SUBTOTAL ||
           row->role == JLN_ROW_TOTAL;
}

static jln_font font_of(const jln_doc_row *row, const jln_cell *cell) {
    if (is_bold(row, cell)) return JLN_FONT_BOLD;
    return row->role == JLN_ROW_MEMO ? JLN_FONT_OBLIQUE : JLN_FONT_REGULAR;
}

static size_t mark_text(unsigned note, char out[16]) {
    char digits[8];
    size_t n = 0, length = 0;
    do digits[n++] = (char)('0' + note % 10);
    while ((note /= 10) > 0);
    out[length++] = '(';
    while (n > 0) out[length++] = digits[--n];
    out[length++] = ')';
    return length;
}

static float mark_width(const jln_flow *f, unsigned note) {
    char text[16];
    size_t length = mark_text(note, text);
    return jln_metrics_width(f->metrics, JLN_FONT_REGULAR, text, length) * MARK_SCALE;
}

static float max2(float a, float b) {
    return a > b ? a : b;
}

/* Words where a number is expected may wrap; a number never does. */
static bool never_wraps(const jln_cell *cell, jln_kind kind, float width) {
    if (kind == JLN_KIND_TEXT) return false;
    if (kind == JLN_KIND_CODE) return width <= LONGEST_PART;
    return !cell->text || width <= 5;
}

static void measure_cell(table *t, column *c, const jln_doc_row *row, const jln_cell *cell, words *w) {
    const jln_metrics *m = t->f->metrics;
    jln_font font = font_of(row, cell);
    if (cell->note) c->trail = max2(c->trail, mark_width(t->f, cell->note));
    if (c->doc->kind == JLN_KIND_LIGHT) {
        c->fit.natural = max2(c->fit.natural, jln_table_light_width(t->f, cell->light, 1));
        return;
    }
    if (cell->light) c->lit = true;
    if (w->length == 0) return;
    w->width = jln_metrics_width(m, font, w->text, w->length);
    if (row->role != JLN_ROW_GROUP || !is_text(c->doc->kind)) { /* a group's title spans the row */
        float indent = c->doc->kind == JLN_KIND_TEXT && row->level > 0 ? (float)row->level : 0;
        float part = never_wraps(cell, c->doc->kind, w->width)
                         ? w->width
                         : fminf(jln_text_longest(m, font, w->text, w->length), LONGEST_PART);
        c->fit.natural = max2(c->fit.natural, w->width + indent);
        c->word = max2(c->word, part);
        c->fit.solid = max2(c->fit.solid, part + fminf(indent, 3));
    }
    if (memchr(w->text, '\n', w->length)) w->width = FEED;
}

static void format_cell(table *t, const jln_cell *cell, const jln_doc_column *c, jln_str *s, words *w) {
    if (c->kind == JLN_KIND_LIGHT) return;
    if (cell->text) {
        *w = (words){cell->text, (uint32_t)strlen(cell->text), 0};
        return;
    }
    jln_str_clear(s);
    jln_format_cell(s, cell, c->kind, c->scale, c->decimals, t->f->doc->lang);
    if (s->failed) t->failed = true;
    if (s->length == 0 || t->failed) return;
    char *copy = jln_arena_strn(t->f->arena, s->text, s->length);
    if (!copy) t->failed = true;
    else *w = (words){copy, (uint32_t)s->length, 0};
}

static void measure_title(table *t, column *c) {
    const char *title = c->doc->title ? c->doc->title : "";
    const jln_metrics *m = t->f->metrics;
    c->fit.head = fminf(jln_text_longest(m, JLN_FONT_BOLD, title, strlen(title)), LONGEST_PART);
    c->fit.good_head = c->fit.head;
    float whole = jln_metrics_width(m, JLN_FONT_BOLD, title, strlen(title));
    for (int step = 0; step <= 8 && whole < 24; step++) { /* the narrowest that gives two lines */
        float width = c->fit.head + (whole - c->fit.head) * (float)step / 8;
        jln_span span = {title, strlen(title), JLN_FONT_BOLD};
        jln_lines lines;
        jln_arena_reset(t->f->scratch);
        if (!jln_text_break(t->f->scratch, m, &span, 1, 1, width, &lines)) t->failed = true;
        c->fit.good_head = width;
        if (t->failed || lines.count <= 2) return;
    }
}

/* Formats and measures all cells: what the widths are computed from. */
static void measure(table *t) {
    const jln_doc_table *d = t->doc;
    t->cells = jln_arena_array(t->own, d->row_count * d->column_count + 1, sizeof *t->cells);
    t->all = jln_arena_array(t->own, d->column_count + 1, sizeof *t->all);
    t->columns = jln_arena_array(t->own, d->column_count + 1, sizeof *t->columns);
    t->broken = jln_arena_array(t->own, d->column_count + 1, sizeof *t->broken);
    if (!t->cells || !t->all || !t->columns || !t->broken) {
        t->failed = true;
        return;
    }
    jln_str text = {0};
    for (size_t c = 0; c < d->column_count; c++) {
        t->all[c].doc = &d->columns[c];
        t->all[c].at = c;
        measure_title(t, &t->all[c]);
    }
    for (size_t r = 0; r < d->row_count && !t->failed; r++)
        for (size_t c = 0; c < d->column_count && !t->failed; c++) {
            words *w = &t->cells[r * d->column_count + c];
            format_cell(t, &d->rows[r].cells[c], &d->columns[c], &text, w);
            measure_cell(t, &t->all[c], &d->rows[r], &d->rows[r].cells[c], w);
        }
    jln_str_free(&text);
    for (size_t c = 0; c < d->column_count; c++) {
        column *col = &t->all[c];
        col->lead = col->lit ? 1.1f : 0;
        col->fit.gutter = col->lead + col->trail;
        col->fit.wraps = col->doc->kind == JLN_KIND_TEXT || col->fit.natural > col->fit.solid + 0.01f;
        if (col->doc->kind == JLN_KIND_LIGHT) col->fit.wraps = false;
        col->fit.weight = col->doc->kind == JLN_KIND_TEXT ? max2(col->doc->weight, 0) : 0;
    }
}

/* Tries columns [from, to) behind the first `frozen` ones. */
static bool fit_part(table *t, size_t frozen, size_t from, size_t to) {
    jln_fit_column *fit = jln_arena_array(t->own, t->doc->column_count + 1, sizeof *fit);
    if (!fit) return !(t->failed = true);
    t->count = 0;
    for (size_t c = 0; c < frozen; c++) t->columns[t->count++] = t->all[c];
    for (size_t c = from; c < to; c++) t->columns[t->count++] = t->all[c];
    for (size_t i = 0; i < t->count; i++) fit[i] = t->columns[i].fit;
    bool fits = jln_fit_columns(fit, t->count, t->f->width, JLN_SIZE_TABLE, JLN_SIZE_TABLE_MIN, &t->fit);
    float x = t->f->left;
    t->text_column = t->count;
    for (size_t i = 0; i < t->count; i++) {
        column *c = &t->columns[i];
        c->x = x;
        c->width = fit[i].width;
        x += c->width;
        if (c->doc->kind == JLN_KIND_TEXT && t->text_column == t->count) t->text_column = i;
    }
    t->left = t->f->left;
    t->width = x - t->left;
    t->leading = t->fit.size * JLN_LEADING_TIGHT;
    t->baseline = jln_flow_baseline(t->f, t->fit.size, t->leading);
    return fits;
}

/* Columns repeated in each part of a table too wide for the page. */
static size_t frozen_of(table *t) {
    size_t frozen = t->doc->frozen_columns ? t->doc->frozen_columns : 1;
    if (frozen >= t->doc->column_count) frozen = 1;
    float width = 0;
    for (size_t c = 0; c < frozen; c++)
        width += max2(t->all[c].fit.solid, 4) * JLN_SIZE_TABLE_MIN + 3;
    return width > t->f->width * 0.45f ? 1 : frozen;
}

/* The last column, exclusive, that fits behind the frozen ones from `from` on; at least one. */
static size_t part_end(table *t, size_t frozen, size_t from) {
    size_t low = from + 1, high = t->doc->column_count;
    while (low < high && !t->failed) {
        size_t middle = low + (high - low + 1) / 2;
        if (fit_part(t, frozen, from, middle)) low = middle;
        else high = middle - 1;
    }
    return low;
}

static void fill_box(jln_flow *f, float x, float y, float w, float h, jln_colour fill) {
    jln_flow_shape(f, (jln_shape){.kind = JLN_SHAPE_BOX,
                                  .x = x,
                                  .y = y,
                                  .w = w,
                                  .h = h,
                                  .fill = fill,
                                  .stroke = JLN_COLOUR_NONE});
}

static const struct {
    jln_colour mark, tint;
} lights[JLN_LIGHT_COUNT] = {
    [JLN_LIGHT_NONE] = {JLN_WHITE, JLN_WHITE},  [JLN_LIGHT_GREEN] = {0x2E8540, 0xE3F2E6},
    [JLN_LIGHT_YELLOW] = {0xF2C200, 0xFFF7D6},  [JLN_LIGHT_ORANGE] = {0xE57200, 0xFFE8D1},
    [JLN_LIGHT_RED] = {0xB3261E, 0xFBE1DF},     [JLN_LIGHT_GREY] = {0x9AA5B1, 0xEBEEF1},
};

float jln_table_light_width(const jln_flow *f, jln_light light, float size) {
    const char *letter = jln_light_letter(light);
    if (light == JLN_LIGHT_NONE) return 0;
    return (1.0f + jln_metrics_width(f->metrics, JLN_FONT_BOLD, letter, strlen(letter))) * size;
}

void jln_table_light(jln_flow *f, jln_light light, float size, float x, float y, uint32_t tag) {
    if (light == JLN_LIGHT_NONE || f->failed) return;
    enum { SIDES = 16 };
    jln_point *points = jln_arena_array(f->arena, SIDES, sizeof *points);
    if (!points) {
        f->failed = true;
        return;
    }
    float radius = size * 0.36f, cx = x + radius, cy = y - size * 0.36f;
    for (int i = 0; i < SIDES; i++) {
        float angle = 6.2831853f * (float)i / SIDES;
        points[i] = (jln_point){cx + radius * cosf(angle), cy + radius * sinf(angle)};
    }
    jln_flow_shape(f, (jln_shape){.kind = JLN_SHAPE_POLYGON,
                                  .fill = lights[light].mark,
                                  .stroke = JLN_INK,
                                  .line = 0.3f,
                                  .points = points,
                                  .point_count = SIDES});
    const char *letter = jln_light_letter(light);
    jln_flow_run(f, letter, strlen(letter), JLN_FONT_BOLD, size, JLN_INK, x + size, y, tag);
}

/* Left end of a text of that width in a column. */
static float align(const table *t, const column *c, float width, float indent) {
    float size = t->fit.size, pad = t->fit.padding;
    if (is_text(c->doc->kind)) return c->x + pad + indent + c->lead * size;
    if (c->doc->kind == JLN_KIND_LIGHT) return c->x + (c->width - width) / 2;
    return c->x + c->width - pad - c->trail * size - width;
}

static bool same_group(const column *a, const column *b) {
    return a->doc->group && b->doc->group && strcmp(a->doc->group, b->doc->group) == 0;
}

static size_t group_end(const table *t, size_t from) {
    size_t to = from + 1;
    while (to < t->count && same_group(&t->columns[from], &t->columns[to])) to++;
    return to;
}

static bool break_title(table *t, const char *text, float width, jln_lines *out) {
    jln_span span = {text ? text : "", text ? strlen(text) : 0, JLN_FONT_BOLD};
    if (jln_text_break(t->f->scratch, t->f->metrics, &span, 1, t->fit.size, max2(width, 1), out)) return true;
    return !(t->failed = true);
}

typedef struct {
    jln_lines *titles, *groups;
    size_t group_lines, title_lines;
    float height, group_height;
} header;

static void break_header(table *t, header *h) {
    float pad = t->fit.padding;
    memset(h, 0, sizeof *h);
    h->titles = jln_arena_array(t->f->scratch, t->count + 1, sizeof *h->titles);
    h->groups = jln_arena_array(t->f->scratch, t->count + 1, sizeof *h->groups);
    if (!h->titles || !h->groups) {
        t->failed = true;
        return;
    }
    for (size_t i = 0; i < t->count && !t->failed; i = group_end(t, i)) {
        const column *last = &t->columns[group_end(t, i) - 1];
        if (!t->columns[i].doc->group) continue;
        float width = last->x + last->width - t->columns[i].x - 2 * pad;
        if (break_title(t, t->columns[i].doc->group, width, &h->groups[i]) &&
            h->groups[i].count > h->group_lines)
            h->group_lines = h->groups[i].count;
    }
    h->group_height = h->group_lines ? (float)h->group_lines * t->leading + 4 : 0;
    for (size_t i = 0; i < t->count && !t->failed; i++) {
        const column *c = &t->columns[i];
        if (!break_title(t, c->doc->title, c->width - 2 * pad - c->fit.gutter * t->fit.size, &h->titles[i]))
            return;
        size_t lines = h->titles[i].count;
        if (!c->doc->group) lines -= lines > h->group_lines ? h->group_lines : lines;
        if (lines > h->title_lines) h->title_lines = lines;
    }
    h->height = h->group_height + (float)h->title_lines * t->leading + 6;
}

static uint32_t heading_cell(table *t, uint32_t row, size_t span) {
    uint32_t tag = jln_flow_tag(t->f, JLN_TAG_TH, row);
    if (tag) t->f->out->tags[tag].span = (uint32_t)span;
    return tag;
}

static void place_groups(table *t, const header *h) {
    if (!h->group_lines) return;
    uint32_t row = jln_flow_tag(t->f, JLN_TAG_TR, t->tag);
    for (size_t i = 0; i < t->count; i = group_end(t, i)) {
        size_t end = group_end(t, i);
        const column *first = &t->columns[i], *last = &t->columns[end - 1];
        uint32_t tag = heading_cell(t, row, end - i);
        if (!first->doc->group) continue;
        const jln_lines *lines = &h->groups[i];
        float left = first->x, width = last->x + last->width - left, y = 3 + t->baseline;
        for (size_t k = 0; k < lines->count; k++, y += t->leading)
            jln_flow_line(t->f, lines, k, t->fit.size, JLN_HEAD, left + (width - lines->lines[k].width) / 2, y,
                          tag);
        jln_flow_rule(t->f, left + 2, h->group_height, width - 4, 0, JLN_RULE, 0.4f);
    }
}

static void place_titles(table *t, const header *h) {
    uint32_t row = jln_flow_tag(t->f, JLN_TAG_TR, t->tag);
    for (size_t i = 0; i < t->count; i++) {
        const column *c = &t->columns[i];
        const jln_lines *lines = &h->titles[i];
        uint32_t tag = heading_cell(t, row, 1);
        float y = h->height - 3 - (float)lines->count * t->leading + t->baseline;
        for (size_t k = 0; k < lines->count; k++, y += t->leading)
            jln_flow_line(t->f, lines, k, t->fit.size, JLN_HEAD, align(t, c, lines->lines[k].width, 0), y, tag);
    }
}

/* On the further pages a small line above the header says what is continued. */
static void add_continued(table *t, const char *text) {
    jln_items *r = &t->f->repeated;
    const float shift = 11;
    if (t->f->failed) return;
    for (size_t i = 0; i < r->run_count; i++) r->runs[i].y += shift;
    for (size_t i = 0; i < r->shape_count; i++) r->shapes[i].y += shift;
    r->runs[r->run_count++] = (jln_run){.text = text,
                                        .length = (uint32_t)strlen(text),
                                        .x = t->left,
                                        .y = 7,
                                        .size = JLN_SIZE_FOOTNOTE,
                                        .colour = JLN_MUTED,
                                        .font = JLN_FONT_OBLIQUE};
    t->f->repeated_height += shift;
}

/* A header so tall that it would leave no room for rows is printed once, line by line. */
static void place_tall_header(table *t, const header *h) {
    uint32_t row = jln_flow_tag(t->f, JLN_TAG_TR, t->tag);
    size_t lines = 0;
    for (size_t i = 0; i < t->count; i++)
        if (h->titles[i].count > lines) lines = h->titles[i].count;
    uint32_t *tags = jln_arena_array(t->f->scratch, t->count + 1, sizeof *tags);
    if (!tags) {
        t->failed = true;
        return;
    }
    for (size_t i = 0; i < t->count; i++) tags[i] = heading_cell(t, row, 1);
    for (size_t k = 0; k < lines; k++) {
        jln_flow_open(t->f, 0);
        for (size_t i = 0; i < t->count; i++)
            if (k < h->titles[i].count)
                jln_flow_line(t->f, &h->titles[i], k, t->fit.size, JLN_HEAD,
                              align(t, &t->columns[i], h->titles[i].lines[k].width, 0), t->baseline, tags[i]);
        jln_flow_close(t->f, t->leading, false);
    }
}

static void place_header(table *t, const char *continued) {
    jln_arena_reset(t->f->scratch);
    header h;
    break_header(t, &h);
    if (t->failed) return;
    if (h.height > jln_flow_room(t->f) * 0.4f) {
        place_tall_header(t, &h);
        return;
    }
    jln_flow_open(t->f, 0);
    fill_box(t->f, t->left, 0, t->width, h.height, JLN_FILL_HEAD);
    jln_flow_rule(t->f, t->left, 0, t->width, 0, JLN_HEAD, 0.9f);
    jln_flow_rule(t->f, t->left, h.height, t->width, 0, JLN_HEAD, 0.5f);
    place_groups(t, &h);
    place_titles(t, &h);
    jln_flow_close(t->f, h.height, true);
    jln_flow_repeat(t->f, h.height);
    add_continued(t, continued);
}

/* ---- rows ---- */

static const words *words_of(const table *t, size_t row, const column *c) {
    return &t->cells[row * t->doc->column_count + c->at];
}

/* A group row's text runs over the empty cells that follow it. */
static size_t row_span(const table *t, size_t row, size_t i) {
    if (t->doc->rows[row].role != JLN_ROW_GROUP || !is_text(t->columns[i].doc->kind)) return 1;
    size_t end = i + 1;
    while (end < t->count && words_of(t, row, &t->columns[end])->length == 0 &&
           t->columns[end].doc->kind != JLN_KIND_LIGHT)
        end++;
    return end - i;
}

static float indent_of(const table *t, size_t row, size_t i) {
    int level = t->doc->rows[row].level;
    if (i != t->text_column || level <= 0) return 0;
    const column *c = &t->columns[i];
    float room = c->width - 2 * t->fit.padding - (c->fit.gutter + c->word) * t->fit.size;
    return max2(fminf((float)level * t->fit.size, room), 0);
}

static float room_for(const table *t, size_t row, size_t i, size_t span) {
    const column *c = &t->columns[i], *last = &t->columns[i + span - 1];
    float width = last->x + last->width - c->x - 2 * t->fit.padding - indent_of(t, row, i);
    return max2(width - c->fit.gutter * t->fit.size, t->fit.size);
}

/* Breaks the cells that need it; gives the number of lines of the row. */
static size_t break_row(table *t, size_t row) {
    jln_arena_reset(t->f->scratch);
    size_t most = 1;
    const jln_doc_row *doc = &t->doc->rows[row];
    for (size_t i = 0, span; i < t->count && !t->failed; i += span) {
        const words *w = words_of(t, row, &t->columns[i]);
        float room = room_for(t, row, i, span = row_span(t, row, i));
        t->broken[i].count = 0;
        if (w->length == 0 || w->width * t->fit.size <= room + 0.01f) continue;
        jln_span text = {w->text, w->length, font_of(doc, &doc->cells[t->columns[i].at])};
        if (!jln_text_break(t->f->scratch, t->f->metrics, &text, 1, t->fit.size, room, &t->broken[i]))
            t->failed = true;
        else if (t->broken[i].count > most) most = t->broken[i].count;
    }
    return most;
}

static jln_colour ink_of(const jln_doc_row *row) {
    return row->role == JLN_ROW_GROUP ? JLN_HEAD : row->role == JLN_ROW_MEMO ? JLN_MUTED : JLN_INK;
}

static void place_mark(table *t, const column *c, unsigned note, float x, float y, uint32_t tag) {
    char mark[16];
    size_t length = mark_text(note, mark);
    char *text = jln_arena_strn(t->f->arena, mark, length);
    (void)c;
    if (!text) t->failed = true;
    else
        jln_flow_run(t->f, text, length, JLN_FONT_REGULAR, t->fit.size * MARK_SCALE, JLN_MUTED, x,
                     y - t->fit.size * 0.3f, tag);
}

/* Line `line` of a cell, its line box starting at `top`. */
static void place_cell_line(table *t, size_t row, size_t i, size_t line, float top, uint32_t tag) {
    const column *c = &t->columns[i];
    const jln_doc_row *doc = &t->doc->rows[row];
    const jln_cell *cell = &doc->cells[c->at];
    const words *w = words_of(t, row, c);
    const jln_lines *broken = &t->broken[i];
    float y = top + t->baseline, size = t->fit.size, indent = indent_of(t, row, i), width = 0, x;
    bool last = line + 1 == (broken->count ? broken->count : 1);
    if (c->doc->kind == JLN_KIND_LIGHT) {
        width = jln_table_light_width(t->f, cell->light, size);
        x = align(t, c, width, 0);
        if (line == 0) jln_table_light(t->f, cell->light, size, x, y, tag);
    } else if (broken->count) {
        if (line >= broken->count) return;
        width = broken->lines[line].width;
        x = align(t, c, width, indent);
        jln_flow_line(t->f, broken, line, size, ink_of(doc), x, y, tag);
    } else {
        if (line > 0) return;
        width = w->width * size;
        x = align(t, c, width, indent);
        jln_flow_run(t->f, w->text, w->length, font_of(doc, cell), size, ink_of(doc), x, y, tag);
    }
    if (cell->note && last) place_mark(t, c, cell->note, x + width + 0.5f, y, tag);
}

static void tint_cell(table *t, const column *c, jln_light light, float height, uint32_t tag) {
    if (light == JLN_LIGHT_NONE || c->doc->kind == JLN_KIND_LIGHT) return;
    const char *letter = jln_light_letter(light);
    fill_box(t->f, c->x + 0.5f, 0.4f, c->width - 1, height - 0.8f, lights[light].tint);
    jln_flow_run(t->f, letter, strlen(letter), JLN_FONT_BOLD, t->fit.size * 0.75f, JLN_MUTED,
                 c->x + t->fit.padding * 0.7f, t->baseline + 2, tag);
}

static void shade_row(table *t, const jln_doc_row *row, float height) {
    bool total = row->role == JLN_ROW_TOTAL;
    if (total) fill_box(t->f, t->left, 0, t->width, height, JLN_FILL_TOTAL);
    if (row->role == JLN_ROW_GROUP) fill_box(t->f, t->left, 0, t->width, height, JLN_FILL_SUB);
    if (total) jln_flow_rule(t->f, t->left, 0, t->width, 0, JLN_HEAD, 0.7f);
    if (row->role == JLN_ROW_SUBTOTAL) jln_flow_rule(t->f, t->left, 0, t->width, 0, JLN_RULE, 0.6f);
}

static void rule_below(table *t, size_t row, float y) {
    bool last = row + 1 == t->doc->row_count;
    jln_row_role role = t->doc->rows[row].role;
    bool heavy = last || role == JLN_ROW_TOTAL;
    jln_flow_rule(t->f, t->left, y, t->width, 0, heavy ? JLN_HEAD : JLN_HAIR, last ? 0.9f : heavy ? 0.7f : 0.35f);
}

static uint32_t *tag_row(table *t, size_t row, uint32_t *tags) {
    uint32_t tr = jln_flow_tag(t->f, JLN_TAG_TR, t->tag);
    for (size_t i = 0, span; i < t->count; i += span) {
        bool head = i == t->text_column;
        span = row_span(t, row, i);
        tags[i] = jln_flow_tag(t->f, head ? JLN_TAG_TH : JLN_TAG_TD, tr);
        if (!tags[i]) continue;
        t->f->out->tags[tags[i]].span = (uint32_t)span;
        t->f->out->tags[tags[i]].row_header = head;
    }
    return tags;
}

static bool notes_follow(const table *t) {
    return t->doc->note_count > 0 && t->part == t->parts;
}

/* A group keeps with its first row, a total with the row above it, the last row with the notes; a small table is not
 * divided, and of others two rows at least stay together at both ends. */
static bool keeps(const table *t, size_t row) {
    const jln_doc_table *d = t->doc;
    if (d->rows[row].role == JLN_ROW_GROUP) return row + 1 < d->row_count;
    if (row + 1 == d->row_count) return notes_follow(t);
    if (d->row_count <= SMALL_TABLE || row == 0 || row + 2 == d->row_count) return true;
    jln_row_role next = d->rows[row + 1].role;
    return next == JLN_ROW_SUBTOTAL || next == JLN_ROW_TOTAL || next == JLN_ROW_MEMO;
}

static void place_whole_row(table *t, size_t row, size_t lines, const uint32_t *tags) {
    const jln_doc_row *doc = &t->doc->rows[row];
    float height = (float)lines * t->leading + 4;
    jln_flow_open(t->f, 0);
    shade_row(t, doc, height);
    for (size_t i = 0; i < t->count; i += row_span(t, row, i)) {
        size_t count = t->broken[i].count ? t->broken[i].count : 1;
        tint_cell(t, &t->columns[i], doc->cells[t->columns[i].at].light, height, tags[i]);
        for (size_t k = 0; k < count; k++)
            place_cell_line(t, row, i, k, 2 + (float)k * t->leading, tags[i]);
    }
    rule_below(t, row, height);
    jln_flow_close(t->f, height, keeps(t, row));
}

/* Taller than a page: one slab per line. */
static void place_split_row(table *t, size_t row, size_t lines, const uint32_t *tags) {
    for (size_t k = 0; k < lines; k++) {
        bool last = k + 1 == lines;
        jln_flow_open(t->f, k == 0 ? 2 : 0);
        for (size_t i = 0; i < t->count; i += row_span(t, row, i)) place_cell_line(t, row, i, k, 0, tags[i]);
        if (last) rule_below(t, row, t->leading + 2);
        jln_flow_close(t->f, t->leading + (last ? 2 : 0), last && keeps(t, row));
    }
}

static void place_rows(table *t) {
    uint32_t *tags = jln_arena_array(t->own, t->count + 1, sizeof *tags);
    if (!tags) t->failed = true;
    for (size_t r = 0; r < t->doc->row_count && !t->failed && !t->f->failed; r++) {
        size_t lines = break_row(t, r);
        tag_row(t, r, tags);
        if (t->failed) return;
        bool tall = (float)lines * t->leading + 4 > jln_flow_room(t->f) - (t->f->repeating ? 0 : t->f->repeated_height);
        if (tall) place_split_row(t, r, lines, tags);
        else place_whole_row(t, r, lines, tags);
    }
    if (t->doc->row_count > 0 || t->failed) return;
    const char *none = _("Aucune ligne.");
    jln_flow_open(t->f, 0);
    jln_flow_run(t->f, none, strlen(none), JLN_FONT_OBLIQUE, t->fit.size, JLN_MUTED, t->left + t->fit.padding,
                 t->baseline + 2, t->tag);
    jln_flow_rule(t->f, t->left, t->leading + 4, t->width, 0, JLN_HEAD, 0.9f);
    jln_flow_close(t->f, t->leading + 4, notes_follow(t));
}

static void place_notes(table *t) {
    for (size_t i = 0; i < t->doc->note_count && !t->failed; i++) {
        char *text = jln_arena_fmt(t->f->arena, "(%zu)\u00A0%s", i + 1, t->doc->notes[i]);
        if (!text) {
            t->failed = true;
            return;
        }
        jln_flow_paragraph(t->f, text,
                           &(jln_par_style){.font = JLN_FONT_REGULAR,
                                            .strong = JLN_FONT_BOLD,
                                            .size = JLN_SIZE_FOOTNOTE,
                                            .leading = JLN_SIZE_FOOTNOTE * 1.3f,
                                            .colour = JLN_MUTED,
                                            .before = i ? 1 : 4},
                           jln_flow_tag(t->f, JLN_TAG_NOTE, 0));
        jln_flow_repeat_end(t->f); /* a page with nothing but notes needs no header */
    }
}

/* "Tableau 3 – title (partie 1 sur 2)", or what of it applies. */
static const char *caption_of(table *t, bool continued) {
    const char *title = t->doc->title ? t->doc->title : "";
    jln_str s = {0};
    if (t->doc->numbered) jln_str_fmt(&s, _("Tableau %zu"), t->number);
    if (!continued && t->doc->numbered && *title) jln_str_add(&s, "\u00A0– ");
    if (!continued || !t->doc->numbered) jln_str_add(&s, title);
    if (t->parts > 1) jln_str_fmt(&s, _(" (partie %zu sur %zu)"), t->part, t->parts);
    if (continued) jln_str_add(&s, _(" (suite)"));
    const char *copy = s.failed ? NULL : jln_arena_strn(t->f->arena, jln_str_c(&s), s.length);
    jln_str_free(&s);
    if (!copy) t->failed = true;
    return copy;
}

/* The continuation line is one line: a long title without a number is cut short there, never where it is first printed. */
static const char *continued_of(table *t) {
    const char *text = caption_of(t, true);
    if (!text) return NULL;
    float used;
    size_t length = strlen(text);
    size_t fit = jln_metrics_fit(t->f->metrics, JLN_FONT_OBLIQUE, text, length,
                                 t->f->width / JLN_SIZE_FOOTNOTE - 1, &used);
    if (fit == length) return text;
    const char *cut = jln_arena_fmt(t->f->arena, "%.*s…", (int)fit, text);
    if (!cut) t->failed = true;
    return cut;
}

static void place_caption(table *t) {
    const char *caption = caption_of(t, false);
    if (!caption) return;
    uint32_t tag = jln_flow_tag(t->f, JLN_TAG_CAPTION, t->tag);
    jln_par_style style = {.font = JLN_FONT_BOLD,
                           .strong = JLN_FONT_BOLD,
                           .size = 8.5f,
                           .leading = 8.5f * JLN_LEADING_TIGHT,
                           .colour = JLN_HEAD,
                           .before = 12,
                           .keep = true};
    if (*caption) jln_flow_paragraph(t->f, caption, &style, tag);
    style.font = JLN_FONT_OBLIQUE;
    style.size = 7.5f;
    style.leading = 7.5f * JLN_LEADING_TIGHT;
    style.colour = JLN_MUTED;
    style.before = *caption ? 0 : 12;
    if (t->doc->caption) jln_flow_paragraph(t->f, t->doc->caption, &style, tag);
    jln_flow_open(t->f, 0); /* air between caption and header */
    jln_flow_close(t->f, 3, true);
}

static void place_part(table *t, size_t frozen, size_t from, size_t to) {
    t->tag = jln_flow_tag(t->f, JLN_TAG_TABLE, 0);
    place_caption(t);
    fit_part(t, frozen, from, to);
    const char *continued = t->failed ? NULL : continued_of(t);
    if (t->failed || t->f->failed) return;
    if (t->count > 0) place_header(t, continued);
    place_rows(t);
    if (notes_follow(t)) place_notes(t);
    jln_flow_repeat_end(t->f);
    jln_flow_space(t->f, 12);
}

static void place_parts(table *t) {
    size_t columns = t->doc->column_count;
    t->part = t->parts = 1;
    if (fit_part(t, 0, 0, columns) || columns < 2) {
        place_part(t, 0, 0, columns);
        return;
    }
    size_t frozen = frozen_of(t);
    t->parts = 0;
    for (size_t from = frozen; from < columns; from = part_end(t, frozen, from)) t->parts++;
    for (size_t from = frozen, to; from < columns && !t->failed && !t->f->failed; from = to, t->part++) {
        to = part_end(t, frozen, from);
        place_part(t, frozen, from, to);
    }
}

void jln_table_place(jln_flow *f, const jln_doc_table *doc) {
    if (f->failed) return;
    table t = {.f = f, .doc = doc, .own = jln_arena_new()};
    if (doc->numbered) t.number = ++f->tables;
    if (t.own) measure(&t);
    else t.failed = true;
    if (!t.failed) place_parts(&t);
    if (t.failed) f->failed = true;
    jln_arena_free(t.own);
}
