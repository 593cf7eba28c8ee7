#include "layout/fit.h"

/* How far a table has given in. */
typedef enum { COMFORTABLE, TIGHT, BROKEN_TITLES } effort;

static const float NARROW_TEXT =
    14; /* em: a text column up to this width is simply as wide as its content */
static const float COMFORT = 11,
                   MOST_COMFORT = 18;   /* em: long texts are not pleasant to read below */
static const float COMFORT_LINES = 4;   /* a cell of more lines asks for a wider column */
static const float BROKEN_TITLE = 4.5f; /* em: even a divided title keeps some letters together */
static const float STEP = 0.25f;        /* points between two font sizes */

static float max2(float a, float b) {
    return a > b ? a : b;
}

static float min2(float a, float b) {
    return a < b ? a : b;
}

static bool is_flexible(const jln_fit_column *c) {
    return c->wraps && (c->weight > 0 || c->natural > NARROW_TEXT);
}

static float comfort(const jln_fit_column *c) {
    if (!is_flexible(c) || c->natural <= NARROW_TEXT) return NARROW_TEXT;
    return max2(COMFORT, min2(c->natural / COMFORT_LINES, MOST_COMFORT));
}

/* Least width at 1 em, without padding and gutter. */
static float least(const jln_fit_column *c, effort e) {
    float text = c->wraps ? c->solid : c->natural;
    text = max2(text, e == BROKEN_TITLES ? min2(c->head, BROKEN_TITLE) : c->head);
    if (e == COMFORTABLE) text = max2(text, c->good_head);
    if (e == COMFORTABLE && c->wraps) text = max2(text, min2(c->natural, comfort(c)));
    return max2(text, 1);
}

static float start(jln_fit_column *columns, size_t count, jln_fit fit, effort e) {
    float total = 0;
    for (size_t i = 0; i < count; i++) {
        columns[i].width = (least(&columns[i], e) + columns[i].gutter) * fit.size + 2 * fit.padding;
        total += columns[i].width;
    }
    return total;
}

static float most(const jln_fit_column *c, jln_fit fit) {
    return max2(c->width, (max2(c->natural, c->head) + c->gutter) * fit.size + 2 * fit.padding);
}

/* Shares `room` among the flexible columns by weight; none gets less than it has nor more than its
 * content needs. Each round settles at least one column. Gives what nobody needed. */
static float share(jln_fit_column *columns, size_t count, float room, jln_fit fit) {
    for (size_t round = 0; round < count && room > 0.01f; round++) {
        float weights = 0, held = 0;
        for (size_t i = 0; i < count; i++)
            if (is_flexible(&columns[i]) && columns[i].width < most(&columns[i], fit) - 0.01f) {
                weights += max2(columns[i].weight, columns[i].weight > 0 ? 0.01f : 1);
                held += columns[i].width;
            }
        if (weights <= 0) return room;
        float pool = held + room, given = 0;
        for (size_t i = 0; i < count; i++) {
            jln_fit_column *c = &columns[i];
            if (!is_flexible(c) || c->width >= most(c, fit) - 0.01f) continue;
            float aim = pool * max2(c->weight, c->weight > 0 ? 0.01f : 1) / weights;
            float wanted = max2(c->width, min2(aim, most(c, fit)));
            float more = min2(wanted - c->width, room - given);
            c->width += max2(more, 0);
            given += max2(more, 0);
        }
        room -= given;
        if (given < 0.01f) return room;
    }
    return room;
}

/* Titles on one line, where there is room for it; gives what is left. */
static float ease_titles(jln_fit_column *columns, size_t count, float room, jln_fit fit) {
    for (size_t i = 0; i < count; i++) {
        float whole = (columns[i].whole_head + columns[i].gutter) * fit.size + 2 * fit.padding;
        float more = whole - columns[i].width;
        if (more <= 0 || more > room) continue;
        columns[i].width += more;
        room -= more;
    }
    return room;
}

/* What is left when all content is on one line: half to the weighted columns, the rest to all
 * alike, so that figures do not stand far away from what they are about. */
static void stretch(jln_fit_column *columns, size_t count, float room) {
    float weights = 0;
    for (size_t i = 0; i < count; i++) weights += columns[i].weight;
    float shared = weights > 0 ? room / 2 : 0;
    for (size_t i = 0; i < count; i++) {
        if (weights > 0) columns[i].width += shared * columns[i].weight / weights;
        columns[i].width += (room - shared) / (float)count;
    }
}

static bool attempt(jln_fit_column *columns, size_t count, float width, jln_fit fit, effort e) {
    float total = start(columns, count, fit, e);
    if (total > width + 0.01f) return false;
    float left = share(columns, count, width - total, fit);
    if (left > 0) left = ease_titles(columns, count, left, fit);
    if (left > 0) stretch(columns, count, left);
    return true;
}

bool jln_fit_columns(jln_fit_column *columns, size_t count, float width_pt, float size,
                     float smallest, jln_fit *out) {
    *out = (jln_fit){size, 4};
    if (count == 0) return true;
    for (; out->size >= smallest - 0.01f; out->size -= STEP)
        if (attempt(columns, count, width_pt, *out, COMFORTABLE)) return true;
    out->padding = 3;
    for (out->size = min2(size, smallest + 2 * STEP); out->size >= smallest - 0.01f;
         out->size -= STEP)
        if (attempt(columns, count, width_pt, *out, TIGHT)) return true;
    *out = (jln_fit){smallest, 1.5f};
    if (attempt(columns, count, width_pt, *out, TIGHT)) return true;
    if (attempt(columns, count, width_pt, *out, BROKEN_TITLES)) return true;
    float total = start(columns, count, *out, BROKEN_TITLES);
    for (size_t i = 0; i < count; i++) columns[i].width *= width_pt / total;
    return false;
}
