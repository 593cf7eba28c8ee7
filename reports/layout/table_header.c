#include "layout/table_parts.h"

#include "layout/style.h"

#include <string.h>

enum { HEADER_LINES = 3 }; /* on a fixed page */

float jln_table_align(const jln_table_state *t, const jln_table_column *c, float width,
                      float indent) {
    float size = t->fit.size, pad = t->fit.padding;
    if (jln_table_is_text(c->doc->kind)) return c->x + pad + indent + c->lead * size;
    if (c->doc->kind == JLN_KIND_LIGHT) return c->x + (c->width - width) / 2;
    return c->x + c->width - pad - c->trail * size - width;
}

static float max2(float a, float b) {
    return a > b ? a : b;
}

static bool same_group(const jln_table_column *a, const jln_table_column *b) {
    return a->doc->group && b->doc->group && strcmp(a->doc->group, b->doc->group) == 0;
}

static size_t group_end(const jln_table_state *t, size_t from) {
    size_t to = from + 1;
    while (to < t->count && same_group(&t->columns[from], &t->columns[to])) to++;
    return to;
}

static bool break_title(jln_table_state *t, const char *text, float width, jln_lines *out) {
    jln_span span = {text ? text : "", text ? strlen(text) : 0, JLN_FONT_BOLD};
    if (!jln_text_break(t->f->scratch, t->f->metrics, &span, 1, t->fit.size, max2(width, 1), out))
        return !(t->failed = true);
    if (t->f->brief.on) jln_text_cut(out, HEADER_LINES, t->f->metrics, t->fit.size, max2(width, 1));
    return true;
}

typedef struct {
    jln_lines *titles, *groups;
    size_t group_lines, title_lines;
    float height, group_height;
} header;

/* Above and below the titles. */
static float air_of(const jln_table_state *t) {
    return t->f->brief.on ? 1.6f : 3;
}

static void break_header(jln_table_state *t, header *h) {
    float pad = t->fit.padding;
    memset(h, 0, sizeof *h);
    h->titles = jln_arena_array(t->f->scratch, t->count + 1, sizeof *h->titles);
    h->groups = jln_arena_array(t->f->scratch, t->count + 1, sizeof *h->groups);
    if (!h->titles || !h->groups) {
        t->failed = true;
        return;
    }
    for (size_t i = 0; i < t->count && !t->failed; i = group_end(t, i)) {
        const jln_table_column *last = &t->columns[group_end(t, i) - 1];
        if (!t->columns[i].doc->group) continue;
        float width = last->x + last->width - t->columns[i].x - 2 * pad;
        if (break_title(t, t->columns[i].doc->group, width, &h->groups[i]) &&
            h->groups[i].count > h->group_lines)
            h->group_lines = h->groups[i].count;
    }
    h->group_height = h->group_lines ? (float)h->group_lines * t->leading + 4 : 0;
    for (size_t i = 0; i < t->count && !t->failed; i++) {
        const jln_table_column *c = &t->columns[i];
        if (!break_title(t, c->doc->title, c->width - 2 * pad - c->fit.gutter * t->fit.size,
                         &h->titles[i]))
            return;
        size_t lines = h->titles[i].count;
        if (!c->doc->group) lines -= lines > h->group_lines ? h->group_lines : lines;
        if (lines > h->title_lines) h->title_lines = lines;
    }
    h->height = h->group_height + (float)h->title_lines * t->leading + 2 * air_of(t);
}

static uint32_t heading_cell(jln_table_state *t, uint32_t row, size_t span) {
    uint32_t tag = jln_flow_tag(t->f, JLN_TAG_TH, row);
    if (tag) jln_display_tag(t->f->out, tag)->span = (uint16_t)span;
    return tag;
}

static void place_groups(jln_table_state *t, const header *h) {
    if (!h->group_lines) return;
    uint32_t row = jln_flow_tag(t->f, JLN_TAG_TR, t->tag);
    for (size_t i = 0; i < t->count; i = group_end(t, i)) {
        size_t end = group_end(t, i);
        const jln_table_column *first = &t->columns[i], *last = &t->columns[end - 1];
        uint32_t tag = heading_cell(t, row, end - i);
        if (!first->doc->group) continue;
        const jln_lines *lines = &h->groups[i];
        float left = first->x, width = last->x + last->width - left, y = 3 + t->baseline;
        for (size_t k = 0; k < lines->count; k++, y += t->leading)
            jln_flow_line(t->f, lines, k, t->fit.size, JLN_HEAD,
                          left + (width - lines->lines[k].width) / 2, y, tag);
        jln_flow_rule(t->f, left + 2, h->group_height, width - 4, 0, JLN_RULE, 0.4f);
    }
}

static void place_titles(jln_table_state *t, const header *h) {
    uint32_t row = jln_flow_tag(t->f, JLN_TAG_TR, t->tag);
    for (size_t i = 0; i < t->count; i++) {
        const jln_table_column *c = &t->columns[i];
        const jln_lines *lines = &h->titles[i];
        uint32_t tag = heading_cell(t, row, 1);
        float y = h->height - air_of(t) - (float)lines->count * t->leading + t->baseline;
        for (size_t k = 0; k < lines->count; k++, y += t->leading)
            jln_flow_line(t->f, lines, k, t->fit.size, JLN_HEAD,
                          jln_table_align(t, c, lines->lines[k].width, 0), y, tag);
    }
}

/* A header so tall that it would leave no room for rows is printed once, line by line. */
static void place_tall_header(jln_table_state *t, const header *h) {
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
                              jln_table_align(t, &t->columns[i], h->titles[i].lines[k].width, 0),
                              t->baseline, tags[i]);
        jln_flow_close(t->f, t->leading, false);
    }
}

void jln_table_header(jln_table_state *t, const char *continued) {
    jln_arena_reset(t->f->scratch);
    header h;
    break_header(t, &h);
    if (t->failed) return;
    if (h.height > jln_flow_room(t->f) * 0.4f) {
        place_tall_header(t, &h);
        return;
    }
    jln_flow_open(t->f, 0);
    jln_flow_box(t->f, t->left, 0, t->width, h.height, JLN_FILL_HEAD);
    jln_flow_rule(t->f, t->left, 0, t->width, 0, JLN_HEAD, 0.9f);
    jln_flow_rule(t->f, t->left, h.height, t->width, 0, JLN_HEAD, 0.5f);
    place_groups(t, &h);
    place_titles(t, &h);
    jln_flow_close(t->f, h.height, true);
    jln_flow_repeat(t->f, t->f->slab_count - 1, continued);
}
