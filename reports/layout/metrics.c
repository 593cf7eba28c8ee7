#include "layout/metrics.h"

#include "base/utf8.h"

#include <string.h>

int32_t jln_metrics_visible(int32_t code) {
    if (code < 0) return 0xFFFD; /* malformed: shown, not hidden */
    if (code == '\t') return ' ';
    if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return 0;
    if (code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF)
        return 0;
    return code;
}

float jln_metrics_width(const jln_metrics *m, jln_font font, const char *text, size_t length) {
    float width = 0;
    for (size_t at = 0; at < length;) {
        int32_t code = jln_metrics_visible(jln_utf8_next(text, length, &at));
        if (code) width += m->advance(m->self, font, code);
    }
    return width;
}

size_t jln_metrics_fit(const jln_metrics *m, jln_font font, const char *text, size_t length,
                       float width_em, float *used) {
    float width = 0;
    size_t at = 0;
    while (at < length) {
        size_t next = at;
        int32_t code = jln_metrics_visible(jln_utf8_next(text, length, &next));
        float advance = code ? m->advance(m->self, font, code) : 0;
        if (width + advance > width_em) break;
        width += advance;
        at = next;
    }
    if (used) *used = width;
    return at;
}

static float fixed_advance(void *self, jln_font font, int32_t code) {
    (void)self;
    float bold = font == JLN_FONT_BOLD ? 0.05f : 0;
    if (code == 0x202F) return 0.2f;
    if (code == ' ' || code == 0xA0) return 0.3f;
    if (code < 0x80 && strchr("ijltf.,:;!'|()-", code)) return 0.3f + bold;
    if ((code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z')) return 0.6f + bold;
    return 0.5f + bold;
}

const jln_metrics jln_metrics_fixed = {fixed_advance, NULL, 0.8f, 0.2f};
