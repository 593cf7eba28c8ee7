/* Contents and lists of tables and figures, on one page where they can be. */
#include "layout/blocks.h"

#include "layout/style.h"

#include <math.h>
#include <string.h>

enum { LIST_LEAST = 3 };          /* entries: a shorter list of tables or figures is left out */
static const float TIGHT = 0.6f;  /* of the usual height of a line */
static const float SMALL = 0.82f; /* of the usual size of the letters */

typedef struct {
    float size, leading, before, indent;
    jln_font font;
    uint32_t heading, tag;
} entry;

/* Dots on a fixed grid from the right edge, so that they stand under one another. */
static void place_leader(jln_flow *f, float from, float to, float y, float size) {
    static const char dots[] =
        " . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . ."
        " . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .";
    float step = jln_metrics_width(f->metrics, JLN_FONT_REGULAR, " .", 2) * size;
    float fit = floorf((to - from) / step);
    size_t count = fit > 0 ? (size_t)fit : 0;
    if (count > sizeof dots / 2) count = sizeof dots / 2;
    jln_flow_run(f, dots, count * 2, JLN_FONT_REGULAR, size, JLN_RULE, to - (float)count * step, y,
                 0);
}

static float number_width(const jln_flow *f, const entry *e) {
    return jln_metrics_width(f->metrics, e->font, jln_flow_later, 4) * e->size;
}

static bool break_entry(jln_flow *f, const entry *e, jln_lines *lines) {
    const jln_heading *h = &f->out->headings[e->heading];
    jln_span span = {h->text ? h->text : "", h->text ? strlen(h->text) : 0, e->font};
    float room = f->width - e->indent - number_width(f, e) - 24;
    jln_arena_reset(f->scratch);
    if (jln_text_break(f->scratch, f->metrics, &span, 1, e->size, room, lines)) return true;
    return !(f->failed = true);
}

static void place_entry(jln_flow *f, const entry *e) {
    const jln_heading *h = &f->out->headings[e->heading];
    float number = number_width(f, e);
    float left = f->left + e->indent, right = f->left + f->width;
    jln_lines lines;
    if (!break_entry(f, e, &lines)) return;
    float baseline = jln_flow_baseline(f, e->size, e->leading);
    for (size_t i = 0; i < lines.count && !f->failed; i++) {
        bool last = i + 1 == lines.count;
        jln_flow_open(f, i ? 0 : e->before);
        jln_flow_line(f, &lines, i, e->size, h->level == 1 ? JLN_HEAD : JLN_INK, left, baseline,
                      e->tag);
        if (last) {
            place_leader(f, left + lines.lines[i].width + 4, right - number - 3, baseline, e->size);
            jln_flow_run(f, jln_flow_later, e->heading + 1, e->font, e->size, JLN_INK, right,
                         baseline, e->tag);
        }
        jln_flow_link(f, left, 0, right - left, e->leading, e->heading);
        jln_flow_close(f, e->leading, !last && lines.count < 6);
    }
}

static bool is_listed(const jln_heading *h, jln_list_of list) {
    if (list == JLN_LIST_TABLES) return h->level == JLN_LEVEL_TABLE;
    if (list == JLN_LIST_CHARTS) return h->level == JLN_LEVEL_CHART;
    return h->level <= 2;
}

static size_t listed(const jln_flow *f, jln_list_of list) {
    size_t count = 0;
    for (size_t i = 0; i < f->out->heading_count; i++)
        if (is_listed(&f->out->headings[i], list)) count++;
    return list == JLN_LIST_HEADINGS || count >= LIST_LEAST ? count : 0;
}

static entry entry_of(const jln_flow *f, size_t heading) {
    int level = f->out->headings[heading].level;
    float size = level == 1 ? 10 : level == 2 ? 9.2f : 8.5f;
    float leading = level == 1 ? 15 : level == 2 ? 13.5f : 12.5f, tight = f->tight;
    return (entry){.size = size * fmaxf(tight, SMALL),
                   .leading = leading * tight,
                   .before = (level == 1 ? 7 : 1) * tight * tight,
                   .indent = level == 2 ? 14 : 0,
                   .font = level == 1 ? JLN_FONT_BOLD : JLN_FONT_REGULAR,
                   .heading = (uint32_t)heading};
}

static const float TITLE_BEFORE = 20, TITLE_LEADING = 1.25f;

static float title_size(jln_list_of list) {
    return list == JLN_LIST_HEADINGS ? 16 : 12;
}

static void place_contents_title(jln_flow *f, jln_list_of list) {
    const char *text = list == JLN_LIST_TABLES   ? _("Liste des tableaux")
                       : list == JLN_LIST_CHARTS ? _("Liste des figures")
                                                 : _("Sommaire");
    jln_par_style title = {.font = JLN_FONT_BOLD,
                           .strong = JLN_FONT_BOLD,
                           .size = title_size(list),
                           .leading = title_size(list) * TITLE_LEADING,
                           .colour = JLN_HEAD,
                           .before = TITLE_BEFORE * f->tight,
                           .keep = true};
    jln_flow_paragraph(f, text, &title, jln_flow_tag(f, JLN_TAG_P, 0));
    jln_flow_open(f, 0);
    jln_flow_rule(f, f->left, 3, f->width, 0, JLN_ACCENT, list == JLN_LIST_HEADINGS ? 0.8f : 0.4f);
    jln_flow_close(f, list == JLN_LIST_HEADINGS ? 8 : 5, true);
}

static float list_height(jln_flow *f, jln_list_of list) {
    if (!listed(f, list)) return 0;
    float height = TITLE_BEFORE * f->tight + title_size(list) * TITLE_LEADING + 8;
    for (size_t i = 0; i < f->out->heading_count && !f->failed; i++) {
        jln_lines lines;
        if (!is_listed(&f->out->headings[i], list)) continue;
        entry e = entry_of(f, i);
        if (break_entry(f, &e, &lines)) height += e.before + (float)lines.count * e.leading;
    }
    return height;
}

static float lists_height(jln_flow *f, const jln_list_of *lists, size_t count, float tight) {
    float height = 0;
    f->tight = tight;
    for (size_t i = 0; i < count; i++) height += list_height(f, lists[i]);
    return height;
}

/* Lines closer together, if that brings all of it in `room`; false when nothing does. */
static bool tighten(jln_flow *f, const jln_list_of *lists, size_t count, float room) {
    float low = TIGHT, high = 1;
    bool possible = lists_height(f, lists, count, low) <= room;
    if (!possible || lists_height(f, lists, count, high) <= room) {
        f->tight = 1;
        return possible;
    }
    for (int i = 0; i < 6; i++) {
        float middle = (low + high) / 2;
        if (lists_height(f, lists, count, middle) <= room) low = middle;
        else high = middle;
    }
    f->tight = low;
    return true;
}

static void place_list(jln_flow *f, jln_list_of list) {
    uint32_t toc = 0;
    for (size_t i = 0; i < f->out->heading_count && !f->failed; i++) {
        if (!is_listed(&f->out->headings[i], list)) continue;
        if (!toc) {
            place_contents_title(f, list);
            toc = jln_flow_tag(f, JLN_TAG_TOC, 0);
        }
        entry e = entry_of(f, i);
        e.tag = jln_flow_tag(f, JLN_TAG_TOCI, toc);
        place_entry(f, &e);
    }
    jln_flow_end(f);
}

/* What is left of the page below a preface, say. */
static float room_here(jln_flow *f) {
    jln_flow_end(f);
    return f->open ? f->bottom - f->y : jln_flow_room(f);
}

/* All of it on this page; else as many of the first lists as this page holds, and the others
 * together on the next one. */
void jln_blocks_contents(jln_flow *f, const jln_list_of *lists, size_t count) {
    for (size_t first = 0, end; first < count && !f->failed; first = end) {
        for (end = count; end > first; end--)
            if (tighten(f, lists + first, end - first, room_here(f))) break;
        if (end == first && f->open && !f->fresh) {
            jln_flow_break(f);
            continue;
        }
        if (end == first) end = count; /* they take pages anyhow */
        for (size_t i = first; i < end && !f->failed; i++)
            if (listed(f, lists[i])) place_list(f, lists[i]);
    }
}

void jln_blocks_number(jln_flow *f) {
    for (size_t p = 0; p < f->out->page_count && !f->failed; p++)
        for (size_t i = 0; i < f->out->pages[p].run_count; i++) {
            jln_run *r = &f->out->pages[p].runs[i];
            if (r->text != jln_flow_later) continue;
            const jln_heading *h = &f->out->headings[r->length - 1];
            char *text = jln_arena_fmt(f->arena, "%zu", h->page + 1);
            if (!text) {
                f->failed = true;
                return;
            }
            r->text = text;
            r->length = (uint32_t)strlen(text);
            r->x -= jln_metrics_width(f->metrics, r->font, text, r->length) * r->size;
        }
}
