#include "layout/light.h"

#include "layout/style.h"

#include <math.h>
#include <string.h>

static const struct {
    jln_colour mark, tint;
} lights[JLN_LIGHT_COUNT] = {
    [JLN_LIGHT_NONE] = {JLN_WHITE, JLN_WHITE}, [JLN_LIGHT_GREEN] = {0x2E8540, 0xE3F2E6},
    [JLN_LIGHT_YELLOW] = {0xF2C200, 0xFFF7D6}, [JLN_LIGHT_ORANGE] = {0xE57200, 0xFFE8D1},
    [JLN_LIGHT_RED] = {0xB3261E, 0xFBE1DF},    [JLN_LIGHT_GREY] = {0x9AA5B1, 0xEBEEF1},
};

float jln_light_width(const jln_flow *f, jln_light light, float size) {
    const char *letter = jln_light_letter(light);
    if (light == JLN_LIGHT_NONE) return 0;
    return (1.0f + jln_metrics_width(f->metrics, JLN_FONT_BOLD, letter, strlen(letter))) * size;
}

void jln_light_place(jln_flow *f, jln_light light, float size, float x, float y, uint32_t tag) {
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

jln_colour jln_light_tint(jln_light light) {
    return lights[light].tint;
}
