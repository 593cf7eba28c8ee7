#include "layout/table_parts.h"

#include "layout/light.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

/* Rows of a table that would rather stay whole; at its end, of totals that stay together. */
enum { SMALL_TABLE = 24, TAIL_MOST = 12 };

static float max2(float a, float b) {
    return a > b ? a : b;
}

static const jln_table_words *words_of(const jln_table_state *t, size_t row,
                                       const jln_table_column *c) {
    return &t->cells[row * t->doc->column_count + c->at];
}

static size_t row_span(const jln_table_state *t, size_t row, size_t i) {
    if (!jln_table_is_text(t->columns[i].doc->kind) || !jln_table_runs_over(t->doc, row)) return 1;
    size_t end = i + 1;
    while (end < t->count && words_of(t, row, &t->columns[end])->length == 0 &&
           t->doc->rows[row].cells[t->columns[end].at].light == JLN_LIGHT_NONE)
        end++;
    return end - i;
}

static float indent_of(const jln_table_state *t, size_t row, size_t i) {
    int level = t->doc->rows[row].level;
    if (i != t->text_column || level <= 0) return 0;
    const jln_table_column *c = &t->columns[i];
    float room = c->width - 2 * t->fit.padding - (c->fit.gutter + c->word) * t->fit.size;
    return max2(fminf((float)level * t->fit.size, room), 0);
}

static float room_for(const jln_table_state *t, size_t row, size_t i, size_t span) {
    const jln_table_column *c = &t->columns[i], *last = &t->columns[i + span - 1];
    float width = last->x + last->width - c->x - 2 * t->fit.padding - indent_of(t, row, i);
    return max2(width - c->fit.gutter * t->fit.size, t->fit.size);
}

static bool cut_short(const jln_table_state *t, const jln_cell *cell) {
    return cell->brief || (t->f->brief.on && !t->f->brief.whole);
}

/* Breaks the cells that need it; gives the number of lines of the row. */
static size_t break_row(jln_table_state *t, size_t row) {
    jln_arena_reset(t->f->scratch);
    size_t most = 1;
    const jln_doc_row *doc = &t->doc->rows[row];
    for (size_t i = 0, span; i < t->count && !t->failed; i += span) {
        const jln_table_words *w = words_of(t, row, &t->columns[i]);
        float room = room_for(t, row, i, span = row_span(t, row, i));
        t->broken[i].count = 0;
        if (w->length == 0 || w->width * t->fit.size <= room + 0.01f) continue;
        jln_span text = {w->text, w->length, jln_table_font(doc, &doc->cells[t->columns[i].at])};
        if (!jln_text_break(t->f->scratch, t->f->metrics, &text, 1, t->fit.size, room,
                            &t->broken[i]))
            t->failed = true;
        else if (cut_short(t, &doc->cells[t->columns[i].at]))
            jln_text_cut(&t->broken[i], t->f->brief.tight ? 1 : JLN_BRIEF_LINES, t->f->metrics,
                         t->fit.size, room);
        if (!t->failed && t->broken[i].count > most) most = t->broken[i].count;
    }
    return most;
}

static jln_colour ink_of(const jln_doc_row *row) {
    return row->role == JLN_ROW_GROUP ? JLN_HEAD : row->role == JLN_ROW_MEMO ? JLN_MUTED : JLN_INK;
}

/* A link costs the file and memory some kilobytes: so many marks of a document have one. */
enum { MOST_MARKS = 1000 };

static void link_mark(jln_table_state *t, unsigned note, float x, float y, float width) {
    if (!t->anchors || note > t->doc->note_count || t->f->marks == MOST_MARKS) return;
    t->f->marks++;
    jln_flow_link(t->f, x - 1, y - t->fit.size, width + 2, t->fit.size * 1.2f,
                  (uint32_t)(t->anchors - 1 + note - 1));
}

static void place_mark(jln_table_state *t, unsigned note, float x, float y, uint32_t tag) {
    char mark[16];
    size_t length = jln_table_mark(note, mark);
    float size = t->fit.size * JLN_TABLE_MARK_SCALE;
    char *text = jln_arena_strn(t->f->arena, mark, length);
    if (!text) {
        t->failed = true;
        return;
    }
    jln_flow_run(t->f, text, length, JLN_FONT_REGULAR, size, JLN_MUTED, x, y - t->fit.size * 0.3f,
                 tag);
    link_mark(t, note, x, y,
              jln_metrics_width(t->f->metrics, JLN_FONT_REGULAR, text, length) * size);
}

/* Line `line` of a cell, its line box starting at `top`. */
static void place_cell_line(jln_table_state *t, size_t row, size_t i, size_t line, float top,
                            uint32_t tag) {
    const jln_table_column *c = &t->columns[i];
    const jln_doc_row *doc = &t->doc->rows[row];
    const jln_cell *cell = &doc->cells[c->at];
    const jln_table_words *w = words_of(t, row, c);
    const jln_lines *broken = &t->broken[i];
    float y = top + t->baseline, size = t->fit.size, indent = indent_of(t, row, i), width = 0, x;
    bool last = line + 1 == (broken->count ? broken->count : 1);
    if (c->doc->kind == JLN_KIND_LIGHT) {
        width = jln_light_width(t->f, cell->light, size);
        x = jln_table_align(t, c, width, 0);
        if (line == 0) jln_light_place(t->f, cell->light, size, x, y, tag);
    } else if (broken->count) {
        if (line >= broken->count) return;
        width = broken->lines[line].width;
        x = jln_table_align(t, c, width, indent);
        jln_flow_line(t->f, broken, line, size, ink_of(doc), x, y, tag);
    } else {
        if (line > 0) return;
        width = w->width * size;
        x = jln_table_align(t, c, width, indent);
        jln_flow_run(t->f, w->text, w->length, jln_table_font(doc, cell), size, ink_of(doc), x, y,
                     tag);
    }
    if (cell->note && last) place_mark(t, cell->note, x + width + 0.5f, y, tag);
}

static void tint_cell(jln_table_state *t, const jln_table_column *c, jln_light light, float height,
                      uint32_t tag) {
    if (light == JLN_LIGHT_NONE || c->doc->kind == JLN_KIND_LIGHT) return;
    const char *letter = jln_light_letter(light);
    jln_flow_box(t->f, c->x + 0.5f, 0.4f, c->width - 1, height - 0.8f, jln_light_tint(light));
    jln_flow_run(t->f, letter, strlen(letter), JLN_FONT_BOLD, t->fit.size * 0.75f, JLN_MUTED,
                 c->x + t->fit.padding * 0.7f, t->baseline + 2, tag);
}

static jln_colour group_fill(const jln_doc_row *row) { /* the deeper, the lighter */
    return row->level < 1 ? JLN_FILL_TOTAL : row->level < 2 ? JLN_FILL_SUB : JLN_COLOUR_NONE;
}

static void shade_row(jln_table_state *t, const jln_doc_row *row, float height) {
    bool total = row->role == JLN_ROW_TOTAL;
    if (total) jln_flow_box(t->f, t->left, 0, t->width, height, JLN_FILL_TOTAL);
    if (row->role == JLN_ROW_GROUP && row->level < 2)
        jln_flow_box(t->f, t->left, 0, t->width, height, group_fill(row));
    if (total) jln_flow_rule(t->f, t->left, 0, t->width, 0, JLN_HEAD, 0.7f);
    if (row->role == JLN_ROW_SUBTOTAL) jln_flow_rule(t->f, t->left, 0, t->width, 0, JLN_RULE, 0.6f);
}

static void rule_below(jln_table_state *t, size_t row, float y) {
    bool last = row + 1 == t->doc->row_count;
    jln_row_role role = t->doc->rows[row].role;
    if (!last && role == JLN_ROW_BODY && t->doc->rows[row + 1].role == JLN_ROW_MEMO &&
        jln_table_runs_over(t->doc, row + 1))
        return; /* words about this row follow */
    bool heavy = last || role == JLN_ROW_TOTAL;
    jln_flow_rule(t->f, t->left, y, t->width, 0, heavy ? JLN_HEAD : JLN_HAIR,
                  last    ? 0.9f
                  : heavy ? 0.7f
                          : 0.35f);
}

static uint32_t *tag_row(jln_table_state *t, size_t row, uint32_t *tags) {
    uint32_t tr = jln_flow_tag(t->f, JLN_TAG_TR, t->tag);
    for (size_t i = 0, span; i < t->count; i += span) {
        bool head = i == t->text_column;
        span = row_span(t, row, i);
        tags[i] = tr;
        if (t->by_row) continue;
        tags[i] = jln_flow_tag(t->f, head ? JLN_TAG_TH : JLN_TAG_TD, tr);
        if (!tags[i]) continue;
        jln_tag *cell = jln_display_tag(t->f->out, tags[i]);
        cell->span = (uint16_t)span;
        cell->row_header = head;
    }
    return tags;
}

static bool closes(jln_row_role role) {
    return role == JLN_ROW_SUBTOTAL || role == JLN_ROW_TOTAL || role == JLN_ROW_MEMO;
}

/* The last two rows that are not totals. */
static size_t tail_of(const jln_doc_table *d) {
    size_t row = d->row_count, body = 2;
    while (row > 0 && body > 0 && d->row_count - row < TAIL_MOST)
        if (!closes(d->rows[--row].role)) body--;
    return row;
}

/* A group keeps with its first row, a total with the row above it, the last row with the notes; two
 * rows at least stay together at both ends, and a table that is not long would rather stay whole.
 */
static jln_parting keeps(const jln_table_state *t, size_t row) {
    const jln_doc_table *d = t->doc;
    if (row + 1 == d->row_count) return jln_table_notes_follow(t) ? JLN_PART_NEVER : 0;
    if (d->rows[row].role == JLN_ROW_GROUP) return JLN_PART_NEVER;
    if (closes(d->rows[row + 1].role)) return JLN_PART_NEVER;
    if (row == 0 || row >= t->tail) return JLN_PART_HARDLY;
    return d->row_count <= SMALL_TABLE ? JLN_PART_RATHER_NOT : JLN_PART_FREELY;
}

/* The rows that come belong to the group, or to none from a total on. */
static void set_group(jln_table_state *t, size_t row, bool before) {
    const jln_doc_row *r = &t->doc->rows[row];
    if (before) {
        if (r->role == JLN_ROW_GROUP || r->role == JLN_ROW_TOTAL) jln_flow_group(t->f, NULL);
        return;
    }
    if (r->role != JLN_ROW_GROUP || t->text_column == t->count) return;
    const jln_table_words *w = words_of(t, row, &t->columns[t->text_column]);
    const jln_table_column *c = &t->columns[t->text_column];
    float indent = c->x - t->left + t->fit.padding + indent_of(t, row, t->text_column);
    if (w->length == 0) return;
    jln_flow_group(t->f, &(jln_group_line){.text = w->text,
                                           .length = w->length,
                                           .left = t->left,
                                           .width = t->width,
                                           .indent = indent,
                                           .size = t->fit.size,
                                           .height = t->leading + 4,
                                           .baseline = 2 + t->baseline,
                                           .fill = group_fill(r)});
}

static void place_whole_row(jln_table_state *t, size_t row, size_t lines, const uint32_t *tags) {
    const jln_doc_row *doc = &t->doc->rows[row];
    float air = t->f->brief.on ? 1.3f : 2; /* above and below */
    float height = (float)lines * t->leading + 2 * air;
    jln_flow_open(t->f, 0);
    shade_row(t, doc, height);
    for (size_t i = 0; i < t->count; i += row_span(t, row, i)) {
        size_t count = t->broken[i].count ? t->broken[i].count : 1;
        tint_cell(t, &t->columns[i], doc->cells[t->columns[i].at].light, height, tags[i]);
        for (size_t k = 0; k < count; k++)
            place_cell_line(t, row, i, k, air + (float)k * t->leading, tags[i]);
    }
    rule_below(t, row, height);
    jln_flow_close(t->f, height, keeps(t, row));
}

/* Taller than a page: one slab per line. */
static void place_split_row(jln_table_state *t, size_t row, size_t lines, const uint32_t *tags) {
    for (size_t k = 0; k < lines; k++) {
        bool last = k + 1 == lines;
        jln_flow_open(t->f, k == 0 ? 2 : 0);
        for (size_t i = 0; i < t->count; i += row_span(t, row, i))
            place_cell_line(t, row, i, k, 0, tags[i]);
        if (last) rule_below(t, row, t->leading + 2);
        jln_flow_close(t->f, t->leading + (last ? 2 : 0), last ? keeps(t, row) : 0);
    }
}

void jln_table_rows(jln_table_state *t) {
    uint32_t *tags = jln_arena_array(t->own, t->count + 1, sizeof *tags);
    if (!tags) t->failed = true;
    t->tail = tail_of(t->doc);
    for (size_t r = 0; r < t->doc->row_count && !t->failed && !t->f->failed; r++) {
        size_t lines = break_row(t, r);
        tag_row(t, r, tags);
        if (t->failed) return;
        bool tall = (float)lines * t->leading + 4 >
                    jln_flow_room(t->f) - (t->f->repeating ? 0 : t->f->repeated_height);
        set_group(t, r, true);
        if (tall) place_split_row(t, r, lines, tags);
        else place_whole_row(t, r, lines, tags);
        set_group(t, r, false);
    }
    if (t->doc->row_count > 0 || t->failed) return;
    const char *none = _("Aucune ligne.");
    jln_flow_open(t->f, 0);
    jln_flow_run(t->f, none, strlen(none), JLN_FONT_OBLIQUE, t->fit.size, JLN_MUTED,
                 t->left + t->fit.padding, t->baseline + 2, t->tag);
    jln_flow_rule(t->f, t->left, t->leading + 4, t->width, 0, JLN_HEAD, 0.9f);
    jln_flow_close(t->f, t->leading + 4, jln_table_notes_follow(t));
}
