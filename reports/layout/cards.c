/* Headline figures, side by side: label, number, what it rests on, and last year. */
#include "doc/format.h"
#include "layout/blocks.h"
#include "layout/light.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

enum { PARTS = 5 };

/* One stretch of a card, broken to its width. */
typedef struct {
    jln_lines lines;
    float size, leading, above;
    jln_colour colour;
} part;

typedef struct {
    part parts[PARTS];
    jln_light light;
} laid;

/* Parts of one kind start at one height in all cards of a row: numbers are read across. */
typedef struct {
    float at[PARTS], height;
} grid;

static const float GAP = 14, INSET = 8, NUMBER = 20, SMALLEST = 9;

static bool format(jln_flow *f, const jln_doc_card *c, const jln_cell *cell, jln_kind kind,
                   jln_str *s) {
    jln_format_cell(s, cell, kind, c->scale, c->decimals, f->doc->lang);
    if (!s->failed && s->length == 0) jln_str_add(s, jln_state_words(cell->value.state));
    return !s->failed;
}

static jln_kind change_kind(const jln_doc_card *c) {
    return c->kind == JLN_KIND_RATE ? JLN_KIND_POINTS : c->kind;
}

/* "+" before what grows: format gives it to points, not to amounts. */
static bool needs_plus(const jln_doc_card *c) {
    const jln_value *v = &c->change.value;
    return c->kind != JLN_KIND_RATE && !c->change.text && jln_value_known(v) && v->number.num > 0;
}

/* Of the change as it is printed: « 0,0 pt » goes neither up nor down. */
static const char *arrow(const jln_doc_card *c, const char *printed) {
    const jln_value *v = &c->change.value;
    if (!jln_value_known(v)) return "";
    if (!strpbrk(printed, "123456789")) return "=\u00A0";
    return v->number.num > 0 ? "▲\u00A0" : "▼\u00A0";
}

/* "2012 : 61,3 % · ▲ +4,2 pts"; NULL when there is no year to compare with. */
static char *previous_text(jln_flow *f, const jln_doc_card *c) {
    if (!c->previous_label) return NULL;
    jln_str s = {0};
    jln_str_fmt(&s, f->doc->lang == JLN_LANG_EN ? "%s: " : "%s\u00A0: ", c->previous_label);
    bool ok = format(f, c, &c->previous, c->kind, &s);
    if (jln_value_known(&c->change.value) || c->change.text) {
        jln_str change = {0};
        ok = ok && format(f, c, &c->change, change_kind(c), &change);
        const char *sign = arrow(c, jln_str_c(&change));
        jln_str_fmt(&s, " · %s%s%s", sign, *sign != '=' && needs_plus(c) ? "+" : "",
                    jln_str_c(&change));
        jln_str_free(&change);
    }
    char *text = ok && !s.failed ? jln_arena_strn(f->arena, s.text, s.length) : NULL;
    jln_str_free(&s);
    if (!text) f->failed = true;
    return text;
}

static char *number_text(jln_flow *f, const jln_doc_card *c) {
    jln_str s = {0};
    char *text = format(f, c, &c->cell, c->kind, &s)
                     ? jln_arena_strn(f->arena, jln_str_c(&s), s.length)
                     : NULL;
    jln_str_free(&s);
    if (!text) f->failed = true;
    return text;
}

static void set_part(jln_flow *f, laid *l, int i, const char *text, jln_font font, float size,
                     float width, jln_colour colour, float above) {
    part *p = &l->parts[i];
    memset(p, 0, sizeof *p);
    if (!text || !*text || f->failed) return;
    jln_span span = {text, strlen(text), font};
    p->size = size;
    p->leading = size * 1.25f;
    p->colour = colour;
    p->above = above;
    if (!jln_text_break(f->scratch, f->metrics, &span, 1, size, width, &p->lines)) f->failed = true;
    else if (f->brief.on) jln_text_cut(&p->lines, JLN_BRIEF_LINES, f->metrics, size, width);
}

static float part_height(const part *p) {
    return p->lines.count ? p->above + (float)p->lines.count * p->leading : 0;
}

static void lay(jln_flow *f, const jln_doc_card *c, float width, laid *l) {
    char *number = number_text(f, c), *previous = previous_text(f, c);
    float room = width - 2 * INSET, size = NUMBER;
    memset(l, 0, sizeof *l);
    if (f->failed) return;
    l->light = c->cell.light;
    float em = jln_metrics_width(f->metrics, JLN_FONT_BOLD, number, strlen(number));
    float beside = l->light ? jln_light_width(f, l->light, 9) + 8 : 0;
    if (em * size > room - beside) size = (room - beside) / em;
    if (size < SMALLEST) size = SMALLEST;
    set_part(f, l, 0, c->label, JLN_FONT_BOLD, 8, room, JLN_MUTED, 0);
    set_part(f, l, 1, number, JLN_FONT_BOLD, size, room, JLN_HEAD, 3);
    set_part(f, l, 2, c->coverage, JLN_FONT_BOLD, 7.2f, room, JLN_INK, 3);
    set_part(f, l, 3, c->basis, JLN_FONT_REGULAR, 7.2f, room, JLN_MUTED, 2);
    set_part(f, l, 4, previous, JLN_FONT_REGULAR, 8, room, JLN_INK, 4);
}

static grid align(const laid *row, size_t count) {
    grid g = {.height = 6};
    for (int i = 0; i < PARTS; i++) {
        float tallest = 0;
        for (size_t k = 0; k < count; k++) tallest = fmaxf(tallest, part_height(&row[k].parts[i]));
        g.at[i] = g.height;
        g.height += tallest;
    }
    g.height += 7;
    return g;
}

static void place_card(jln_flow *f, const laid *l, const grid *g, float x, float width) {
    jln_flow_box(f, x, 0, width, g->height, JLN_FILL_SUB);
    jln_flow_box(f, x, 0, width, 2, JLN_HEAD);
    for (int i = 0; i < PARTS; i++) {
        const part *p = &l->parts[i];
        uint32_t tag = p->lines.count ? jln_flow_tag(f, JLN_TAG_P, 0) : 0;
        float y = g->at[i] + p->above;
        for (size_t k = 0; k < p->lines.count; k++, y += p->leading) {
            float baseline = y + jln_flow_baseline(f, p->size, p->leading);
            jln_flow_line(f, &p->lines, k, p->size, p->colour, x + INSET, baseline, tag);
            if (i == 1 && k == 0)
                jln_light_place(f, l->light, 9, x + INSET + p->lines.lines[0].width + 6, baseline,
                                tag);
        }
    }
}

/* Cards too tall for a page, which only strange texts make, become plain paragraphs. */
static void place_as_text(jln_flow *f, const jln_doc_card *c) {
    char *number = number_text(f, c), *previous = previous_text(f, c);
    const char *texts[] = {c->label, number, c->coverage, c->basis, previous};
    for (int i = 0; i < PARTS && !f->failed; i++) jln_blocks_text(f, JLN_TEXT_BODY, texts[i], 0);
}

static size_t per_row(const jln_flow *f, size_t count) {
    size_t most = f->landscape ? 5 : 3;
    if (count <= most) return count;
    size_t rows = (count + most - 1) / most; /* rows of even length: four cards as 2 + 2 */
    return (count + rows - 1) / rows;
}

void jln_blocks_cards(jln_flow *f, const jln_doc_card *cards, size_t count) {
    size_t columns = per_row(f, count);
    float width = count ? (f->width - GAP * (float)(columns - 1)) / (float)columns : 0;
    laid row[8];
    for (size_t from = 0; from < count && !f->failed; from += columns) {
        size_t n = count - from < columns ? count - from : columns;
        jln_arena_reset(f->scratch);
        for (size_t i = 0; i < n; i++) lay(f, &cards[from + i], width, &row[i]);
        const grid g = align(row, n);
        if (g.height > jln_flow_room(f) * 0.9f) {
            for (size_t i = 0; i < n; i++) place_as_text(f, &cards[from + i]);
            continue;
        }
        jln_flow_open(f, 10);
        for (size_t i = 0; i < n && !f->failed; i++)
            place_card(f, &row[i], &g, f->left + (width + GAP) * (float)i, width);
        jln_flow_close(f, g.height, false);
    }
    jln_flow_space(f, 12);
}
