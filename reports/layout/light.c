#include "layout/light.h"

#include "layout/blocks.h"
#include "layout/style.h"

#include <math.h>
#include <string.h>

/* On a copy in black and white the mark says as much as the letter: the better, the fuller. */
static const struct {
    jln_colour mark, ring, tint;
    float filled; /* share of the disc, from the bottom */
    bool crossed;
} lights[JLN_LIGHT_COUNT] = {
    [JLN_LIGHT_NONE] = {JLN_WHITE, JLN_WHITE, JLN_WHITE, 0, false},
    [JLN_LIGHT_GREEN] = {0x2E8540, 0x2E8540, 0xE3F2E6, 1, false},
    [JLN_LIGHT_YELLOW] = {0xF2C200, JLN_INK, 0xFFF7D6, 0.75f, false},
    [JLN_LIGHT_ORANGE] = {0xE57200, JLN_INK, 0xFFE8D1, 0.5f, false},
    [JLN_LIGHT_RED] = {0xB3261E, 0xB3261E, 0xFBE1DF, 0, false},
    [JLN_LIGHT_GREY] = {0x6B7782, JLN_MUTED, 0xEBEEF1, 0, true},
};

enum { SIDES = 24 };

float jln_light_width(const jln_flow *f, jln_light light, float size) {
    const char *letter = jln_light_letter(light);
    if (light == JLN_LIGHT_NONE) return 0;
    return (1.0f + jln_metrics_width(f->metrics, JLN_FONT_BOLD, letter, strlen(letter))) * size;
}

/* The part of a disc below a chord: all of it from 1 on. */
static void add_part(jln_flow *f, float cx, float cy, float radius, float filled, jln_shape look) {
    jln_point *points = jln_arena_array(f->arena, SIDES, sizeof *points);
    if (!points) {
        f->failed = true;
        return;
    }
    float half = acosf(2 * filled - 1), turn = filled < 1 ? 6.2831853f - 2 * half : 6.2831853f;
    float from = filled < 1 ? half - 1.5707963f : 0; /* the chord's right end */
    for (int i = 0; i < SIDES; i++) {
        float angle = from + turn * (float)i / (filled < 1 ? SIDES - 1 : SIDES);
        points[i] = (jln_point){cx + radius * cosf(angle), cy + radius * sinf(angle)};
    }
    look.kind = JLN_SHAPE_POLYGON;
    look.points = points;
    look.point_count = SIDES;
    jln_flow_shape(f, look);
}

void jln_light_place(jln_flow *f, jln_light light, float size, float x, float y, uint32_t tag) {
    if (light == JLN_LIGHT_NONE || f->failed) return;
    float radius = size * 0.36f, cx = x + radius, cy = y - size * 0.36f;
    const jln_colour mark = lights[light].mark, edge = lights[light].ring;
    float ring = fmaxf(size * (lights[light].filled < 1 ? 0.11f : 0.05f), 0.3f);
    add_part(f, cx, cy, radius, 1, (jln_shape){.fill = JLN_WHITE, .stroke = edge, .line = ring});
    if (lights[light].filled > 0)
        add_part(f, cx, cy, radius, lights[light].filled,
                 (jln_shape){.fill = mark, .stroke = edge, .line = ring / 2});
    if (lights[light].crossed) {
        float reach = radius * 0.70f;
        jln_flow_rule(f, cx - reach, cy + reach, 2 * reach, -2 * reach, edge, ring);
    }
    const char *letter = jln_light_letter(light);
    jln_flow_run(f, letter, strlen(letter), JLN_FONT_BOLD, size, JLN_INK, x + size, y, tag);
}

jln_colour jln_light_tint(jln_light light) {
    return lights[light].tint;
}

/* ---- a line of signs ---- */

static const float SIGN_SIZE = 6.8f, SIGN_GAP = 11;

void jln_blocks_signs(jln_flow *f, const jln_doc_sign *signs, size_t count) {
    const float leading = SIGN_SIZE * 1.4f;
    float x = f->left, y = jln_flow_baseline(f, SIGN_SIZE, leading), height = leading;
    uint32_t tag = jln_flow_tag(f, JLN_TAG_NOTE, 0);
    if (count == 0) return;
    jln_flow_open(f, 4);
    for (size_t i = 0; i < count && !f->failed; i++) {
        size_t spans = 0;
        jln_lines lines;
        jln_arena_reset(f->scratch);
        float mark = jln_light_width(f, signs[i].light, SIGN_SIZE);
        if (mark > 0) mark += SIGN_SIZE * 0.4f;
        jln_span *parts =
            jln_text_spans(f->scratch, signs[i].text, JLN_FONT_REGULAR, JLN_FONT_BOLD, &spans);
        if (!parts || !jln_text_break(f->scratch, f->metrics, parts, spans, SIGN_SIZE,
                                      f->width - mark, &lines)) {
            f->failed = true;
            return;
        }
        float width = mark + (lines.count ? lines.lines[0].width : 0);
        if (x > f->left && x + width > f->left + f->width) {
            x = f->left;
            y += leading;
            height += leading;
        }
        jln_light_place(f, signs[i].light, SIGN_SIZE, x, y, tag);
        for (size_t k = 0; k < lines.count; k++) {
            if (k) y += leading, height += leading;
            jln_flow_line(f, &lines, k, SIGN_SIZE, JLN_MUTED, x + mark, y, tag);
        }
        x += width + SIGN_GAP;
    }
    jln_flow_close(f, height, false);
}
