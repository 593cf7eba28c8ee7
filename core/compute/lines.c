#include "compute/lines.h"

#include "compute/totals.h"

static bool in_place(uint32_t line_node, int line_funder, jln_place place) {
    return (place.node == 0 || line_node == place.node) &&
           (place.funder < 0 || line_funder == place.funder);
}

bool jln_lines_has(const jln_facts *facts, uint32_t node) {
    if (node == 0) return facts->financing_count > 0;
    for (size_t i = 0; i < facts->financing_count; i++)
        if (facts->financing[i].node == node) return true;
    return false;
}

const jln_amount *jln_line_amount(const jln_financing *line, bool revised) {
    return revised ? &line->revised : &line->amount;
}

jln_value jln_lines_financing(const jln_facts *facts, jln_place place, jln_span span,
                              bool revised) {
    jln_total t = JLN_TOTAL;
    uint32_t known = 0, missing = 0, pm = 0, lines = 0;
    for (size_t i = 0; i < facts->financing_count; i++) {
        const jln_financing *line = &facts->financing[i];
        if (line->year < span.first || line->year > span.last ||
            !in_place(line->node, line->funder, place))
            continue;
        const jln_amount *amount = jln_line_amount(line, revised);
        lines++;
        known += amount->state == JLN_NUMBER;
        missing += amount->state == JLN_MISSING;
        pm += amount->state == JLN_PM;
        if (amount->state == JLN_NUMBER) jln_total_add(&t, jln_rat_of(amount->amount));
    }
    if (!t.fits) return jln_value_overflow();
    if (!lines) return jln_value_none(JLN_NA, JLN_REASON_NOT_SPLIT);
    jln_value value = {.number = t.sum, .known = known, .expected = known + missing, .pm = pm};
    value.state = known && missing ? JLN_PARTIAL
                  : known          ? JLN_NUMBER
                  : missing        ? JLN_MISSING
                  : pm             ? JLN_PM
                                   : JLN_DASH;
    return value;
}

static bool funding_line(const jln_facts *f, const jln_mobilised *m, const jln_lines *l, int year) {
    return m->status == (int)l->status && m->in_kind == l->in_kind &&
           f->periods[m->period].year == year;
}

static bool in_span(const jln_facts *f, const jln_mobilised *m, const jln_lines *l) {
    int year = f->periods[m->period].year;
    return year >= l->span.first && year <= l->span.last && funding_line(f, m, l, year);
}

/* The funding row of one line; NULL when there is none. Rows are sorted by funder, node, status. */
static const jln_mobilised *find_funding(const jln_facts *f, const jln_lines *l, uint32_t node,
                                         int funder, int year) {
    size_t low = 0, high = f->mobilised_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const jln_mobilised *m = &f->mobilised[middle];
        bool before = m->funder != funder ? m->funder < funder
                      : m->node != node   ? m->node < node
                                          : m->status < (int)l->status;
        if (before) low = middle + 1;
        else high = middle;
    }
    for (; low < f->mobilised_count; low++) {
        const jln_mobilised *m = &f->mobilised[low];
        if (m->funder != funder || m->node != node || m->status != (int)l->status) return NULL;
        if (funding_line(f, m, l, year)) return m;
    }
    return NULL;
}

/* What was told of lines that no plan foresees: aid in kind. */
static jln_value told_only(const jln_facts *facts, const jln_lines *l) {
    jln_value all = jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    for (size_t i = 0; i < facts->mobilised_count; i++) {
        const jln_mobilised *m = &facts->mobilised[i];
        if (!in_span(facts, m, l) || !in_place(m->node, m->funder, l->place)) continue;
        jln_value one = m->state == JLN_NUMBER ? jln_value_integer(m->amount)
                                               : jln_value_none(m->state, JLN_REASON_NO_RETURN);
        one.known = m->state == JLN_NUMBER;
        one.expected = m->state != JLN_NA;
        all = jln_values_join(&all, &one);
    }
    return all;
}

/* Money told of lines that plan none is in the total, whatever is not known of the others. */
jln_value jln_lines_funding(const jln_facts *facts, const jln_lines *l) {
    if (l->in_kind) return told_only(facts, l);
    jln_total t = JLN_TOTAL;
    uint32_t told = 0;
    for (size_t i = 0; i < facts->mobilised_count; i++) {
        const jln_mobilised *m = &facts->mobilised[i];
        if (!in_span(facts, m, l) || !in_place(m->node, m->funder, l->place)) continue;
        if (m->state != JLN_NUMBER) continue;
        told++;
        jln_total_add(&t, jln_rat_of(m->amount));
    }
    jln_value value = jln_lines_ratio(facts, l).value;
    value.number = t.sum;
    if (!t.fits) return jln_value_overflow();
    if (value.state == JLN_NC || (value.state == JLN_NA && t.sum.num)) value.state = JLN_NUMBER;
    if (value.state == JLN_MISSING && t.sum.num) {
        value.state = JLN_PARTIAL;
        value.reason = JLN_REASON_SOME_MISSING;
        value.known += told;
        value.expected += told;
    }
    return value;
}

typedef struct {
    jln_total up, down, whole;
    uint32_t known, expected;
    bool outside, without, not_asked;
} line_sums;

/* One line: planned `planned`, given `row` (NULL: nothing was told). */
static void add_line(line_sums *s, jln_rat planned, bool told, jln_rat given) {
    if (planned.num <= 0) {
        s->outside |= told && given.num != 0;
        return;
    }
    s->expected++;
    jln_total_add(&s->whole, planned);
    if (!told) return;
    s->known++;
    jln_total_add(&s->down, planned);
    jln_total_add(&s->up, given);
}

/* A funder that told an amount without splitting it by node is one line: all it planned against all
 * it gave. */
static bool add_unsplit(line_sums *s, const jln_facts *f, const jln_lines *l, int funder,
                        int year) {
    const jln_mobilised *row = find_funding(f, l, 0, funder, year);
    if (!row) return false;
    jln_value planned =
        jln_lines_financing(f, (jln_place){0, funder, year}, (jln_span){year, year}, l->revised);
    jln_total given = JLN_TOTAL;
    bool told = true;
    for (size_t i = 0; i < f->mobilised_count; i++) {
        const jln_mobilised *m = &f->mobilised[i];
        if (m->funder != funder || !funding_line(f, m, l, year)) continue;
        if (m->state == JLN_NUMBER) jln_total_add(&given, jln_rat_of(m->amount));
        else told = false;
    }
    add_line(s, planned.number, told, given.sum);
    return true;
}

bool jln_lines_told(const jln_facts *f, const jln_lines *l, const jln_financing *line) {
    if (l->place.node == 0 && find_funding(f, l, 0, line->funder, line->year)) {
        line_sums whole = {.up = JLN_TOTAL, .down = JLN_TOTAL, .whole = JLN_TOTAL};
        add_unsplit(&whole, f, l, line->funder, line->year);
        return whole.known > 0;
    }
    const jln_mobilised *row = find_funding(f, l, line->node, line->funder, line->year);
    return row && row->state == JLN_NUMBER;
}

static void add_funder(line_sums *s, const jln_facts *f, const jln_lines *l, int funder, int year) {
    if (l->place.node == 0 && add_unsplit(s, f, l, funder, year)) return;
    for (size_t i = 0; i < f->financing_count; i++) {
        const jln_financing *line = &f->financing[i];
        if (line->funder != funder || line->year != year ||
            !in_place(line->node, line->funder, l->place) ||
            jln_line_amount(line, l->revised)->state == JLN_MISSING)
            continue;
        const jln_amount *amount =
            jln_line_amount(line, l->revised); /* a dash, PM: nothing planned */
        const int64_t planned = amount->state == JLN_NUMBER ? amount->amount : 0;
        const jln_mobilised *row = find_funding(f, l, line->node, funder, year);
        if (row &&
            row->state == JLN_NA) { /* the source has no such status: nothing is asked of it */
            s->without = true;
            continue;
        }
        if (!row && !jln_facts_asked(f, year)) {
            s->not_asked |= planned > 0;
            continue;
        }
        add_line(s, jln_rat_of(planned), row && row->state == JLN_NUMBER,
                 jln_rat_of(row ? row->amount : 0));
    }
}

jln_result jln_lines_ratio(const jln_facts *facts, const jln_lines *l) {
    line_sums s = {.up = JLN_TOTAL, .down = JLN_TOTAL, .whole = JLN_TOTAL};
    for (int funder = 0; funder < facts->plan->funder_count; funder++)
        for (int year = l->span.first; year <= l->span.last; year++)
            if (l->place.funder < 0 || funder == l->place.funder)
                add_funder(&s, facts, l, funder, year);
    if (s.expected) return jln_totals_ratio(s.up, s.down, s.whole, s.known, s.expected, 0);
    if (s.outside) return jln_result_none(JLN_NC, JLN_REASON_NO_ALLOCATION);
    if (s.without) return jln_result_none(JLN_NA, JLN_REASON_NO_STAGE);
    if (s.not_asked) return jln_result_none(JLN_NA, JLN_REASON_NOT_ASKED);
    return jln_result_none(JLN_NA, jln_lines_has(facts, l->place.node) ? JLN_REASON_NOT_PLANNED
                                                                       : JLN_REASON_NOT_SPLIT);
}
