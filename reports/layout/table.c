#include "layout/table.h"

#include "base/str.h"
#include "doc/fold.h"
#include "layout/style.h"
#include "layout/table_parts.h"

#include <string.h>

bool jln_table_notes_follow(const jln_table_state *t) {
    return t->doc->note_count > 0 && t->part == t->parts;
}

static float max2(float a, float b) {
    return a > b ? a : b;
}

/* Columns repeated in each part of a table too wide for the page. */
static size_t frozen_of(jln_table_state *t) {
    size_t frozen = t->doc->frozen_columns ? t->doc->frozen_columns : 1;
    if (frozen >= t->doc->column_count) frozen = 1;
    float width = 0;
    for (size_t c = 0; c < frozen; c++)
        width += max2(t->all[c].fit.solid, 4) * JLN_SIZE_TABLE_MIN + 3;
    return width > t->f->width * 0.45f ? 1 : frozen;
}

/* The last column, exclusive, that fits behind the frozen ones from `from` on; at least one. */
static size_t part_end(jln_table_state *t, size_t frozen, size_t from) {
    size_t low = from + 1, high = t->doc->column_count;
    while (low < high && !t->failed) {
        size_t middle = low + (high - low + 1) / 2;
        if (jln_table_fit(t, frozen, from, middle)) low = middle;
        else high = middle - 1;
    }
    return low;
}

static void place_notes(jln_table_state *t) {
    for (size_t i = 0; i < t->doc->note_count && !t->failed; i++) {
        char *text = jln_arena_fmt(t->f->arena, "(%zu)\u00A0%s", i + 1, t->doc->notes[i]);
        if (!text) {
            t->failed = true;
            return;
        }
        jln_flow_paragraph(t->f, text,
                           &(jln_par_style){.heading = t->anchors ? t->anchors + i : 0,
                                            .font = JLN_FONT_REGULAR,
                                            .strong = JLN_FONT_BOLD,
                                            .size = JLN_SIZE_FOOTNOTE,
                                            .leading = JLN_SIZE_FOOTNOTE * 1.3f,
                                            .colour = JLN_MUTED,
                                            .before = i ? 1 : 4},
                           jln_flow_tag(t->f, JLN_TAG_NOTE, 0));
    }
}

/* "Tableau 3 – title (partie 1 sur 2)", or what of it applies. */
static const char *caption_of(jln_table_state *t, bool continued) {
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

/* The continuation line is one line: a long title without a number is cut short there, never where
 * it is first printed. */
static const char *continued_of(jln_table_state *t) {
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

static void place_caption(jln_table_state *t) {
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
    if (t->part <= 1) style.heading = t->f->caption;
    if (*caption) jln_flow_paragraph(t->f, caption, &style, tag);
    style.heading = 0;
    style.font = JLN_FONT_OBLIQUE;
    style.size = 7.5f;
    style.leading = 7.5f * JLN_LEADING_TIGHT;
    style.colour = JLN_MUTED;
    style.before = *caption ? 0 : 12;
    if (t->doc->caption) jln_flow_paragraph(t->f, t->doc->caption, &style, tag);
    jln_flow_open(t->f, 0); /* air between caption and header */
    jln_flow_close(t->f, 3, true);
}

static void place_part(jln_table_state *t, size_t frozen, size_t from, size_t to) {
    t->tag = jln_flow_tag(t->f, JLN_TAG_TABLE, 0);
    place_caption(t);
    jln_table_fit(t, frozen, from, to);
    const char *continued = t->failed ? NULL : continued_of(t);
    if (t->failed || t->f->failed) return;
    if (t->count > 0) jln_table_header(t, continued);
    jln_table_rows(t);
    jln_flow_group(t->f, NULL);
    jln_flow_repeat_end(t->f); /* a page with nothing but notes needs no header */
    if (jln_table_notes_follow(t)) place_notes(t);
    jln_flow_space(t->f, 12);
}

static void place_parts(jln_table_state *t) {
    size_t columns = t->doc->column_count;
    t->part = t->parts = 1;
    if (jln_table_fit(t, 0, 0, columns) || columns < 2) {
        place_part(t, 0, 0, columns);
        return;
    }
    size_t frozen = frozen_of(t);
    t->parts = 0;
    for (size_t from = frozen; from < columns; from = part_end(t, frozen, from)) t->parts++;
    for (size_t from = frozen, to; from < columns && !t->failed && !t->f->failed;
         from = to, t->part++) {
        to = part_end(t, frozen, from);
        place_part(t, frozen, from, to);
    }
}

/* A tag costs some hundred bytes of the file and of memory: beyond so many cells of a document,
 * only rows have one. True for such a table. */
enum { MOST_CELLS = 15000 };

static bool count_cells(jln_flow *f, const jln_doc_table *doc) {
    size_t cells = doc->row_count * doc->column_count;
    if (f->collecting) return false;
    if (f->cells + cells > MOST_CELLS) return true;
    f->cells += cells;
    return false;
}

/* Marks lead to the notes at the foot, which may be pages away. */
static void add_anchors(jln_table_state *t) {
    for (size_t i = 0; i < t->doc->note_count && !t->f->collecting && !t->f->failed; i++) {
        size_t anchor = jln_flow_anchor(t->f);
        if (i == 0) t->anchors = anchor + 1;
    }
}

void jln_table_place(jln_flow *f, const jln_doc_table *whole) {
    if (f->failed) return;
    const jln_doc_table *doc = f->brief.on ? jln_fold(f->arena, whole, f->brief.rows) : whole;
    if (!doc) {
        f->failed = true;
        return;
    }
    jln_table_state t = {.f = f, .doc = doc, .own = jln_arena_new()};
    if (doc->numbered) t.number = ++f->tables;
    t.texts = f->sink && !f->collecting ? t.own : f->arena;
    t.by_row = count_cells(f, doc);
    if (t.own) jln_table_measure(&t);
    else t.failed = true;
    add_anchors(&t);
    if (!t.failed) place_parts(&t);
    if (t.texts == t.own) jln_flow_keep_texts(f);
    if (t.failed) f->failed = true;
    jln_arena_free(t.own);
}
