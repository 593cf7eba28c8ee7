#include "layout/blocks.h"

#include "layout/style.h"

#include <math.h>
#include <string.h>

static jln_par_style plain(jln_font font, float size, float leading, jln_colour colour,
                           float before) {
    return (jln_par_style){.font = font,
                           .strong = JLN_FONT_BOLD,
                           .size = size,
                           .leading = size * leading,
                           .colour = colour,
                           .before = before};
}

/* ---- cover ---- */

static void thick_rule(jln_flow *f, float before, float width) {
    jln_flow_open(f, before);
    jln_flow_box(f, f->left, 0, width, 2.4f, JLN_ACCENT);
    jln_flow_close(f, 2.4f, true);
}

/* The largest of a few sizes at which a title takes at most four lines. */
static float title_size(jln_flow *f, const char *title) {
    static const float sizes[] = {27, 23, 19, 16, 13};
    float em = jln_metrics_width(f->metrics, JLN_FONT_BOLD, title, strlen(title));
    for (int i = 0; i < 5; i++)
        if (em * sizes[i] < f->width * 3.4f) return sizes[i];
    return 11;
}

/* At most so large, and a pixel at most a point: never blurred. */
static void place_logo(jln_flow *f) {
    const jln_doc_logo *logo = &f->doc->logo;
    const float widest = 170, highest = 76;
    if (!logo->data || logo->width <= 0 || logo->height <= 0) return;
    float w = (float)logo->width, h = (float)logo->height, scale = 1;
    if (w * scale > widest) scale = widest / w;
    if (h * scale > highest) scale = highest / h;
    uint32_t tag = jln_flow_tag(f, JLN_TAG_FIGURE, 0);
    jln_flow_alt(f, tag, _("Logo"));
    jln_flow_open(f, 0);
    jln_flow_shape(f, (jln_shape){.kind = JLN_SHAPE_LOGO,
                                  .tag = tag,
                                  .x = f->left,
                                  .w = w * scale,
                                  .h = h * scale,
                                  .fill = JLN_COLOUR_NONE,
                                  .stroke = JLN_COLOUR_NONE});
    jln_flow_close(f, h * scale, true);
    jln_flow_space(f, 14);
}

/* Several ministries, "Ministère de…, Ministère de…": each on its own line, where the first word
 * comes again after a comma. */
static void place_owners(jln_flow *f, const char *owner) {
    jln_par_style style = plain(JLN_FONT_BOLD, 11, 1.35f, JLN_MUTED, 0);
    size_t word = strcspn(owner, " ");
    style.balanced = true;
    while (*owner && !f->failed) {
        const char *next = owner;
        do next = strstr(next + 1, ", ");
        while (next && strncmp(next + 2, owner, word + 1) != 0);
        size_t length = next ? (size_t)(next - owner) : strlen(owner);
        const char *one = jln_arena_strn(f->arena, owner, length);
        if (!one) f->failed = true;
        else jln_flow_paragraph(f, one, &style, jln_flow_tag(f, JLN_TAG_P, 0));
        owner += length + (next ? 2 : 0);
    }
}

void jln_blocks_cover(jln_flow *f, const jln_doc_cover *c) {
    jln_flow_break(f);
    f->plain = true;
    place_logo(f);
    bool brief = c->title && strlen(c->title) < 600;
    if (c->owner) place_owners(f, c->owner);
    jln_flow_open(f, 0); /* the title stands at the upper third of the page */
    jln_flow_close(f, brief ? (f->bottom - f->top) * 0.27f : 20, true);
    thick_rule(f, 0, 72);
    if (c->title) {
        float size = title_size(f, c->title);
        jln_par_style title = plain(JLN_FONT_BOLD, size, 1.22f, JLN_HEAD, 16);
        title.keep = brief;
        title.balanced = true;
        jln_flow_paragraph(f, c->title, &title, jln_flow_tag(f, JLN_TAG_TITLE, 0));
    }
    jln_par_style subtitle = plain(JLN_FONT_REGULAR, 14, 1.35f, JLN_MUTED, 10);
    subtitle.balanced = true;
    if (c->subtitle) jln_flow_paragraph(f, c->subtitle, &subtitle, jln_flow_tag(f, JLN_TAG_P, 0));
    for (size_t i = 0; i < c->line_count; i++) {
        jln_par_style line = plain(JLN_FONT_REGULAR, 10, 1.5f, JLN_INK, i ? 2 : 44);
        if (c->lines[i]) jln_flow_paragraph(f, c->lines[i], &line, jln_flow_tag(f, JLN_TAG_P, 0));
    }
    jln_flow_break(f);
    f->plain = false;
}

/* ---- headings and texts ---- */

void jln_blocks_heading(jln_flow *f, size_t heading) {
    const jln_heading *h = &f->out->headings[heading];
    static const jln_tag_role roles[] = {JLN_TAG_H1, JLN_TAG_H2, JLN_TAG_H3};
    static const float sizes[] = {16, 12, 10}, befores[] = {26, 18, 12}, afters[] = {8, 5, 3};
    int level = h->level - 1;
    float size = f->brief.on ? fminf(sizes[level], 13) : sizes[level]; /* a fixed page is full */
    jln_par_style style = plain(JLN_FONT_BOLD, size, 1.25f, JLN_HEAD, befores[level]);
    style.keep = style.balanced = true;
    style.heading = heading + 1;
    jln_flow_paragraph(f, h->text, &style, jln_flow_tag(f, roles[level], 0));
    jln_flow_open(f, 0);
    if (level == 0) jln_flow_rule(f, f->left, 3, f->width, 0, JLN_ACCENT, 0.8f);
    jln_flow_close(f, afters[level], true);
}

/* Each line of a warning carries its own piece of the box, so that the box may go over to the next
 * page. */
static void place_warning(jln_flow *f, const char *text) {
    uint32_t tag = jln_flow_tag(f, JLN_TAG_P, 0);
    const float size = JLN_SIZE_BODY, leading = JLN_SIZE_BODY * JLN_LEADING, inset = 12;
    jln_arena_reset(f->scratch);
    size_t count = 0;
    jln_span *spans = jln_text_spans(f->scratch, text, JLN_FONT_REGULAR, JLN_FONT_BOLD, &count);
    jln_lines lines;
    if (!spans ||
        !jln_text_break(f->scratch, f->metrics, spans, count, size, f->width - inset - 8, &lines)) {
        f->failed = true;
        return;
    }
    for (size_t i = 0; i < lines.count; i++) {
        bool first = i == 0, last = i + 1 == lines.count;
        float above = first ? 5 : 0, height = leading + above + (last ? 5 : 0);
        jln_flow_open(f, first ? 9 : 0);
        jln_flow_box(f, f->left, 0, f->width, height, JLN_AMBER_PALE);
        jln_flow_box(f, f->left, 0, 3, height, JLN_AMBER_DARK);
        jln_flow_line(f, &lines, i, size, JLN_INK, f->left + inset,
                      above + jln_flow_baseline(f, size, leading), tag);
        jln_flow_close(f, height, !last && (first || i + 2 == lines.count));
    }
    jln_flow_space(f, 10);
}

/* A bullet at the margin, a number against the text. */
static void place_mark(jln_flow *f, int number, const jln_par_style *style, uint32_t tag) {
    const char *mark = number ? jln_arena_fmt(f->arena, "%d.", number) : "•";
    if (!mark) {
        f->failed = true;
        return;
    }
    float width = jln_metrics_width(f->metrics, style->font, mark, strlen(mark)) * style->size;
    jln_flow_run(f, mark, strlen(mark), style->font, style->size, JLN_HEAD,
                 f->left + (number ? style->indent - 4 - width : 3),
                 jln_flow_baseline(f, style->size, style->leading), tag);
}

static void place_item(jln_flow *f, const char *text, int number) {
    if (!f->list) f->list = jln_flow_tag(f, JLN_TAG_LIST, 0);
    uint32_t tag = jln_flow_tag(f, JLN_TAG_ITEM, f->list);
    jln_par_style style = plain(JLN_FONT_REGULAR, JLN_SIZE_BODY, JLN_LEADING, JLN_INK, 0);
    style.indent = number ? 20 : 14;
    jln_flow_open(f, 3); /* a slab without height: the mark stands on the first line */
    place_mark(f, number, &style, tag);
    jln_flow_close(f, 0, true);
    jln_flow_paragraph(f, text, &style, tag);
}

void jln_blocks_text(jln_flow *f, jln_text_role role, const char *text, int number) {
    jln_par_style style = plain(JLN_FONT_REGULAR, JLN_SIZE_BODY, JLN_LEADING, JLN_INK, 6);
    if (!text || f->failed) return;
    if (role == JLN_TEXT_WARNING) {
        place_warning(f, text);
        return;
    }
    if (role == JLN_TEXT_ITEM) {
        place_item(f, text, number);
        return;
    }
    if (role == JLN_TEXT_LEAD) style = plain(JLN_FONT_REGULAR, JLN_SIZE_LEAD, 1.45f, JLN_HEAD, 8);
    if (role == JLN_TEXT_NOTE) style = plain(JLN_FONT_REGULAR, JLN_SIZE_NOTE, 1.35f, JLN_MUTED, 4);
    jln_flow_paragraph(f, text, &style,
                       jln_flow_tag(f, role == JLN_TEXT_NOTE ? JLN_TAG_NOTE : JLN_TAG_P, 0));
}

/* ---- signatures ---- */

enum { SIGNED_BESIDE = 3 };

/* A text in a column; gives its height. */
static float place_in_column(jln_flow *f, const char *text, jln_font font, float x, float y,
                             float width) {
    const float size = JLN_SIZE_BODY, leading = JLN_SIZE_BODY * JLN_LEADING_TIGHT;
    uint32_t tag = jln_flow_tag(f, JLN_TAG_P, 0);
    jln_span span = {text, strlen(text), font};
    jln_lines lines;
    jln_arena_reset(f->scratch);
    if (f->failed || !jln_text_break(f->scratch, f->metrics, &span, 1, size, width, &lines)) {
        f->failed = true;
        return 0;
    }
    for (size_t i = 0; i < lines.count; i++)
        jln_flow_line(f, &lines, i, size, JLN_INK, x,
                      y + (float)i * leading + jln_flow_baseline(f, size, leading), tag);
    return (float)lines.count * leading;
}

static void place_signed_row(jln_flow *f, const jln_signatory *s, size_t count, bool keep) {
    const float gap = 24, room = 58;
    float width = (f->width - gap * (SIGNED_BESIDE - 1)) / SIGNED_BESIDE, titles = 0, names = 0;
    jln_flow_open(f, 14);
    for (size_t i = 0; i < count; i++) {
        float h = s[i].title ? place_in_column(f, s[i].title, JLN_FONT_BOLD,
                                               f->left + (width + gap) * (float)i, 0, width)
                             : 0;
        if (h > titles) titles = h;
    }
    for (size_t i = 0; i < count; i++) {
        float x = f->left + (width + gap) * (float)i;
        jln_flow_rule(f, x, titles + room, width, 0, JLN_RULE, 0.5f);
        float h = s[i].name
                      ? place_in_column(f, s[i].name, JLN_FONT_REGULAR, x, titles + room + 4, width)
                      : 0;
        if (h > names) names = h;
    }
    jln_flow_close(f, titles + room + 6 + names, keep);
}

void jln_blocks_signatures(jln_flow *f, const char *made_at, const jln_signatory *signatories,
                           size_t count) {
    jln_par_style style = plain(JLN_FONT_REGULAR, JLN_SIZE_BODY, JLN_LEADING, JLN_INK, 28);
    const char *made = jln_arena_fmt(f->arena, "%s ……………………………", made_at ? made_at : "");
    style.keep = true;
    if (made) jln_flow_paragraph(f, made, &style, jln_flow_tag(f, JLN_TAG_P, 0));
    else f->failed = true;
    for (size_t i = 0; i < count && !f->failed; i += SIGNED_BESIDE) {
        size_t beside = count - i < SIGNED_BESIDE ? count - i : SIGNED_BESIDE;
        place_signed_row(f, signatories + i, beside, i + beside < count);
    }
}
