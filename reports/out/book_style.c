/* How cells look: fonts, colours, borders, number formats. */
#include "out/book_parts.h"

#include <string.h>

#define GREY  0x7F7F7F
#define RULE  0xBFC7D5
#define ENTRY 0xFFFBE6
#define NONE  -1

static const struct {
    double size;
    bool bold, italic;
    int32_t ink, paper;
    bool ruled; /* a cell of a table */
} LOOKS[] = {
    [JLN_LOOK_BAND] = {11, true, false, 0x7F3F00, 0xFFE3B3, false},
    [JLN_LOOK_OWNER] = {11, false, false, GREY, NONE, false},
    [JLN_LOOK_TITLE] = {20, true, false, JLN_NAVY, NONE, false},
    [JLN_LOOK_SUBTITLE] = {13, false, false, JLN_NAVY, NONE, false},
    [JLN_LOOK_COVER_LINE] = {11, false, false, NONE, NONE, false},
    [JLN_LOOK_CHAPTER] = {16, true, false, JLN_NAVY, NONE, false},
    [JLN_LOOK_SECTION] = {13, true, false, JLN_NAVY, NONE, false},
    [JLN_LOOK_SUBSECTION] = {11, true, false, JLN_NAVY, NONE, false},
    [JLN_LOOK_TEXT] = {11, false, false, NONE, NONE, false},
    [JLN_LOOK_LEAD] = {12, false, false, NONE, NONE, false},
    [JLN_LOOK_NOTE] = {9, false, false, 0x595959, NONE, false},
    [JLN_LOOK_WARNING] = {11, false, false, 0x7F3F00, 0xFFF4DF, false},
    [JLN_LOOK_TABLE_TITLE] = {12, true, false, JLN_NAVY, NONE, false},
    [JLN_LOOK_CAPTION] = {10, false, true, 0x595959, NONE, false},
    [JLN_LOOK_LINK] = {11, false, false, 0x1155CC, NONE, false},
    [JLN_LOOK_HEADER] = {10, true, false, 0xFFFFFF, JLN_NAVY, true},
    [JLN_LOOK_BODY] = {10, false, false, NONE, NONE, true},
    [JLN_LOOK_GROUP] = {10, true, false, JLN_NAVY, 0xDCE4F0, true},
    [JLN_LOOK_SUBTOTAL] = {10, true, false, NONE, 0xF1F4F9, true},
    [JLN_LOOK_TOTAL] = {10, true, false, NONE, 0xDCE4F0, true},
    [JLN_LOOK_MEMO] = {10, false, true, 0x595959, NONE, true},
};

static const int32_t LIGHTS[JLN_LIGHT_COUNT] = {
    [JLN_LIGHT_NONE] = NONE,       [JLN_LIGHT_GREEN] = 0xC6E0B4, [JLN_LIGHT_YELLOW] = 0xFFEB9C,
    [JLN_LIGHT_ORANGE] = 0xF8CBAD, [JLN_LIGHT_RED] = 0xF4A09A,   [JLN_LIGHT_GREY] = 0xD9D9D9,
};

double jln_book_font_size(jln_look look) {
    return LOOKS[look].size;
}

double jln_book_fitting(jln_look look) {
    return 11 / LOOKS[look].size * (LOOKS[look].bold ? 0.9 : 0.97); /* with a little to spare */
}

size_t jln_book_pattern(jln_book *b, const char *format) {
    for (size_t i = 0; i < b->pattern_count; i++)
        if (strcmp(b->patterns[i], format) == 0) return i + 1;
    const char **grown = jln_arena_grow(b->arena, b->patterns, &b->pattern_capacity,
                                        b->pattern_count + 1, sizeof *grown);
    const char *copy = jln_arena_str(b->arena, format);
    if (!jln_book_have(b, grown) || !jln_book_have(b, copy)) return 0;
    b->patterns = grown;
    grown[b->pattern_count] = copy;
    return ++b->pattern_count;
}

static bool same_style(const jln_book_style *a, const jln_book_style *b) {
    return a->look == b->look && a->side == b->side && a->light == b->light &&
           a->indent == b->indent && a->strong == b->strong && a->dim == b->dim &&
           a->wrap == b->wrap && a->over == b->over && a->entry == b->entry &&
           a->pattern == b->pattern;
}

static void set_ink(lxw_format *f, const jln_book_style *s) {
    format_set_font_size(f, LOOKS[s->look].size);
    if (LOOKS[s->look].bold || s->strong) format_set_bold(f);
    if (LOOKS[s->look].italic) format_set_italic(f);
    int32_t ink = s->dim ? GREY : LOOKS[s->look].ink;
    if (ink != NONE) format_set_font_color(f, (lxw_color_t)ink);
    if (s->look == JLN_LOOK_LINK) format_set_underline(f, LXW_UNDERLINE_SINGLE);
}

static void set_paper(lxw_format *f, const jln_book_style *s) {
    int32_t paper = s->light != JLN_LIGHT_NONE ? LIGHTS[s->light]
                    : s->entry                 ? ENTRY
                                               : LOOKS[s->look].paper;
    if (paper != NONE) {
        format_set_pattern(f, LXW_PATTERN_SOLID);
        format_set_fg_color(f, (lxw_color_t)paper);
    }
    if (s->look == JLN_LOOK_WARNING) {
        format_set_left(f, LXW_BORDER_THICK);
        format_set_left_color(f, 0xE08A00);
    }
    if (!LOOKS[s->look].ruled) return;
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, RULE);
    if (s->over) format_set_left(f, LXW_BORDER_NONE);
    if (s->over) format_set_right(f, LXW_BORDER_NONE);
    if (s->look != JLN_LOOK_TOTAL) return;
    format_set_top(f, LXW_BORDER_MEDIUM);
    format_set_top_color(f, JLN_NAVY);
}

static void set_place(lxw_format *f, const jln_book_style *s) {
    static const uint8_t sides[] = {LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT};
    format_set_align(f, sides[s->side]);
    bool middle = s->look == JLN_LOOK_HEADER || s->look == JLN_LOOK_BAND;
    format_set_align(f, middle ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
    if (s->indent > 0) format_set_indent(f, (uint8_t)(s->indent > 15 ? 15 : s->indent));
    if (s->wrap) format_set_text_wrap(f);
}

lxw_format *jln_book_format(jln_book *b, jln_book_style key) {
    if (jln_book_failed(b)) return NULL;
    for (size_t i = b->style_count; i-- > 0;)
        if (same_style(&b->styles[i].key, &key)) return b->styles[i].format;
    made_style *grown =
        jln_arena_grow(b->arena, b->styles, &b->style_capacity, b->style_count + 1, sizeof *grown);
    lxw_format *f = grown ? workbook_add_format(b->book) : NULL;
    if (!jln_book_have(b, f)) return NULL;
    b->styles = grown;
    grown[b->style_count++] = (made_style){key, f};
    set_ink(f, &key);
    set_paper(f, &key);
    set_place(f, &key);
    if (key.pattern) format_set_num_format(f, b->patterns[key.pattern - 1]);
    if (key.entry) format_set_unlocked(f);
    return f;
}
