#include "out/content.h"

#include <math.h>
#include <string.h>

void jln_content_begin(jln_content *c, float height) {
    bool bad = c->not_finite;
    jln_str text = c->text;
    memset(c, 0, sizeof *c);
    jln_str_clear(&text);
    c->text = text;
    c->not_finite = bad;
    c->height = height;
    c->fill = c->stroke = 0; /* black is what a page starts with */
    c->line = 100;
    c->font = c->size = -1;
}

/* The one gate of numbers: hundredths of a point, within what readers accept. */
static int hundredths(jln_content *c, float points) {
    if (!isfinite(points)) {
        c->not_finite = true;
        return 0;
    }
    float limit = 32000;
    float clamped = points < -limit ? -limit : points > limit ? limit : points;
    return (int)lroundf(clamped * 100);
}

/* A number in its shortest form, then a separator. */
static void add_number(jln_content *c, int value, char after) {
    char digits[16];
    size_t at = sizeof digits;
    unsigned left = (unsigned)(value < 0 ? -value : value);
    unsigned fraction = left % 100;
    left /= 100;
    digits[--at] = after;
    if (fraction) {
        if (fraction % 10) digits[--at] = (char)('0' + fraction % 10);
        digits[--at] = (char)('0' + fraction / 10);
        digits[--at] = '.';
    }
    if (left || !fraction) do
            digits[--at] = (char)('0' + left % 10);
        while ((left /= 10) > 0);
    if (value < 0) digits[--at] = '-';
    jln_str_addn(&c->text, digits + at, sizeof digits - at);
}

static void add_point(jln_content *c, float x, float y) {
    add_number(c, hundredths(c, x), ' ');
    add_number(c, hundredths(c, c->height - y), ' ');
}

/* Colour parts in thousandths would say no more on paper: hundredths. */
static void set_colour(jln_content *c, jln_colour *now, jln_colour next, const char *operator) {
    if (*now == next) return;
    *now = next;
    for (int shift = 16; shift >= 0; shift -= 8)
        add_number(c, (int)(((next >> shift & 0xFF) * 100 + 127) / 255), ' ');
    jln_str_add(&c->text, operator);
}

static void set_line(jln_content *c, float width, float dash) {
    int line = hundredths(c, width), pattern = hundredths(c, dash);
    if (line != c->line) {
        add_number(c, c->line = line, ' ');
        jln_str_add(&c->text, "w\n");
    }
    if (pattern == c->dash) return;
    c->dash = pattern;
    jln_str_addc(&c->text, '[');
    if (pattern) add_number(c, pattern, ' ');
    jln_str_add(&c->text, "]0 d\n");
}

static void add_path(jln_content *c, const jln_shape *s) {
    if (s->kind == JLN_SHAPE_BOX) {
        add_point(c, s->x, s->y + s->h);
        add_number(c, hundredths(c, s->w), ' ');
        add_number(c, hundredths(c, s->h), ' ');
        jln_str_add(&c->text, "re\n");
    } else if (s->kind == JLN_SHAPE_RULE) {
        add_point(c, s->x, s->y);
        jln_str_add(&c->text, "m ");
        add_point(c, s->x + s->w, s->y + s->h);
        jln_str_add(&c->text, "l\n");
    } else {
        for (uint32_t i = 0; i < s->point_count; i++) {
            add_point(c, s->points[i].x, s->points[i].y);
            jln_str_add(&c->text, i ? "l " : "m ");
        }
        jln_str_add(&c->text, "h\n");
    }
}

void jln_content_shape(jln_content *c, const jln_shape *s) {
    if (s->kind == JLN_SHAPE_LOGO) return;
    bool fills = s->kind != JLN_SHAPE_RULE && s->fill != JLN_COLOUR_NONE;
    bool strokes = s->stroke != JLN_COLOUR_NONE && s->line > 0;
    if ((!fills && !strokes) || (s->kind == JLN_SHAPE_POLYGON && s->point_count == 0)) return;
    if (fills) set_colour(c, &c->fill, s->fill, "rg\n");
    if (strokes) {
        set_colour(c, &c->stroke, s->stroke, "RG\n");
        set_line(c, s->line, s->dash);
    }
    add_path(c, s);
    jln_str_add(&c->text, fills && strokes ? "B\n" : fills ? "f\n" : "S\n");
}

void jln_content_picture(jln_content *c, const jln_shape *s, const char *name) {
    jln_str_add(&c->text, "q ");
    add_number(c, hundredths(c, s->w), ' ');
    jln_str_add(&c->text, "0 0 ");
    add_number(c, hundredths(c, s->h), ' ');
    add_point(c, s->x, s->y + s->h);
    jln_str_fmt(&c->text, "cm /%s Do Q\n", name);
}

void jln_content_runs_begin(jln_content *c) {
    jln_str_add(&c->text, "BT\n");
    c->x = c->y = 0;
    c->font = c->size = -1;
}

void jln_content_runs_end(jln_content *c) {
    jln_str_add(&c->text, "ET\n");
}

/* A literal string: shorter than hexadecimal by half, so faster to compress. */
static void add_codes(jln_content *c, const uint16_t *codes, size_t count) {
    char block[256];
    size_t n = 0;
    jln_str_addc(&c->text, '(');
    for (size_t i = 0; i < count; i++) {
        unsigned char bytes[2] = {(unsigned char)(codes[i] >> 8), (unsigned char)(codes[i] & 0xFF)};
        for (int k = 0; k < 2; k++) {
            char b = (char)bytes[k];
            if (b == '(' || b == ')' || b == '\\' || b == '\r') block[n++] = '\\';
            block[n++] = b == '\r' ? 'r' : b;
        }
        if (n + 4 <= sizeof block) continue;
        jln_str_addn(&c->text, block, n);
        n = 0;
    }
    jln_str_addn(&c->text, block, n);
    jln_str_add(&c->text, ")Tj\n");
}

void jln_content_run(jln_content *c, const jln_run *run, const char *font_name,
                     const uint16_t *codes, size_t count) {
    int size = hundredths(c, run->size), x = hundredths(c, run->x),
        y = hundredths(c, c->height - run->y);
    if (count == 0 || size <= 0) return;
    set_colour(c, &c->fill, run->colour, "rg\n");
    if (c->font != (int)run->font || c->size != size) {
        c->font = (int)run->font;
        jln_str_addc(&c->text, '/');
        jln_str_add(&c->text, font_name);
        jln_str_addc(&c->text, ' ');
        add_number(c, c->size = size, ' ');
        jln_str_add(&c->text, "Tf\n");
    }
    add_number(c, x - c->x, ' ');
    add_number(c, y - c->y, ' ');
    jln_str_add(&c->text, "Td");
    c->x = x;
    c->y = y;
    add_codes(c, codes, count);
}

void jln_content_mark(jln_content *c, const char *role, size_t number) {
    jln_str_addc(&c->text, '/');
    jln_str_add(&c->text, role);
    jln_str_add(&c->text, "<</MCID ");
    jln_str_addu(&c->text, number);
    jln_str_add(&c->text, ">>BDC\n");
}

void jln_content_artifact(jln_content *c) {
    jln_str_add(&c->text, "/Artifact BMC\n");
}

void jln_content_unmark(jln_content *c) {
    jln_str_add(&c->text, "EMC\n");
}
